// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QAbstractButton>
#include <QFrame>
#include <QLabel>
#include <QString>

class QPushButton;
class QToolButton;

namespace hopscope {

/// A label that never takes its text for markup. `role` chooses its look in the style sheet.
[[nodiscard]] QLabel* plainLabel(const char* role = "", QWidget* parent = nullptr);
/// A small heading over a list.
[[nodiscard]] QLabel* sectionLabel(QWidget* parent = nullptr);
/// A surface with rounded corners; `card` is `true`, `graph`, `code`, `bar`.
[[nodiscard]] QFrame* cardFrame(const char* card = "true", QWidget* parent = nullptr);
[[nodiscard]] QPushButton* pushButton(const char* kind = "", QWidget* parent = nullptr);
[[nodiscard]] QToolButton* toolButton(const char* kind, QWidget* parent = nullptr);
/// Text and accessible name together.
void setCaption(QAbstractButton* button, const QString& text, const QString& accessibleName = {});
/// Elides in the middle of nothing: a label whose text is cut at its right edge, with the whole text as tool tip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const char* role = "", QWidget* parent = nullptr);
    void setFullText(const QString& text);
    [[nodiscard]] QString fullText() const { return m_full; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();
    QString m_full;
};

/// Re-reads properties used in the style sheet after they changed.
void repolish(QWidget* widget);

} // namespace hopscope
