// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/environments/environmentlist.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hopscope {

class EnvironmentEditor;
class RowList;

/// Every environment there is: made from a URL and an alias, edited as a form or as the file, duplicated, removed, opened.
/// With none yet it is only the form of the first one. GUI thread.
class EnvironmentsDialog : public QDialog {
    Q_OBJECT
public:
    /// `current` is the file to begin with, or empty.
    EnvironmentsDialog(EnvironmentSupplies supplies, const QString& current, QWidget* parent);

    [[nodiscard]] RowsModel* rows() const { return m_rows; }
    [[nodiscard]] EnvironmentEditor* editor() const { return m_editor; }

signals:
    void openAsked(const QString& path);
    void fileAsked(); ///< an environment file from elsewhere

public slots:
    void reject() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildList(QHBoxLayout* across);
    void buildEditor(QHBoxLayout* across);
    QPushButton* addButton(const char* name, const char* kind, QHBoxLayout* row, void (EnvironmentsDialog::*act)());
    void retranslate();
    void takeList(const QList<StoredEnvironment>& list);
    void reload(const QString& current);
    void show(const QString& key);
    void keepDraft();
    void render();
    void makeNew();
    void testLogin(const HostSpec& host);
    void addItem(const EnvironmentDraft& draft);
    void duplicate();
    void askRemove();
    void remove(const QString& key);
    void save();
    void saveAndOpen();
    void saveThen(const std::function<void(const QString&)>& then);
    [[nodiscard]] EnvironmentItem* current();
    [[nodiscard]] bool isModified(const EnvironmentItem& item) const;

    EnvironmentSupplies m_supplies;
    QList<EnvironmentItem> m_items;
    QString m_current;
    int m_made = 0;
    bool m_busy = false; ///< a file is being written
    RowsModel* m_rows;
    QWidget* m_listSide;
    RowList* m_list;
    QLabel* m_title;
    QLabel* m_intro;
    EnvironmentEditor* m_editor;
    QPushButton* m_new;
    QPushButton* m_duplicate;
    QPushButton* m_remove;
    QPushButton* m_other;
    QPushButton* m_close;
    QPushButton* m_save;
    QPushButton* m_open;
};

} // namespace hopscope
