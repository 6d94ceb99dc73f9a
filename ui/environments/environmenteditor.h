// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace hopscope {

class EnvironmentForm;
class FileEdit;

/// What is being made of one environment, complete or not.
struct EnvironmentDraft {
    QByteArray base{};  ///< the file that the form's changes are worked into
    QByteArray text{};  ///< as the file would be now
    Environment form{}; ///< as the fields stand
    bool asFile = false;
};

/// A draft for an environment that is not there yet.
[[nodiscard]] EnvironmentDraft freshDraft();
/// The draft of an existing file: as a form where it can be read, else as text with what is wrong.
[[nodiscard]] EnvironmentDraft draftOf(const QByteArray& text);

/// One environment, as a form or as its file; either is made from the other, and nothing a person wrote is lost on the
/// way. GUI thread.
class EnvironmentEditor : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentEditor(QWidget* parent = nullptr);

    void setAliases(const QStringList& aliases);
    void setDraft(const EnvironmentDraft& draft);
    [[nodiscard]] EnvironmentDraft draft() const;
    /// The file as it would be saved.
    [[nodiscard]] QByteArray text() const;
    /// Whether that can be used; otherwise what is wrong is shown and its place focused.
    [[nodiscard]] bool check();
    /// Shows an error that came from elsewhere, saving for one.
    void showError(const Error& error);
    void focusFirst();

signals:
    void changed();
    /// The login of this host of the form is to be tested.
    void testAsked(const hopscope::HostSpec& host);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void takeTab(int index);
    void takeText();
    void clearError();
    [[nodiscard]] bool asFile() const;
    [[nodiscard]] QString sayHere(const Error& error) const;

    QTabWidget* m_tabs;
    EnvironmentForm* m_form;
    FileEdit* m_file;
    QLabel* m_error;
    QByteArray m_base;
    bool m_settling = false; ///< a switch of tabs is no edit
};

} // namespace hopscope
