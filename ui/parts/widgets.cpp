// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/parts/widgets.h"

#include "ui/speech/plain.h"

#include <QEvent>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace hopscope {

QLabel* plainLabel(const char* role, QWidget* parent)
{
    auto* text = new QLabel(parent);
    text->setTextFormat(Qt::PlainText);
    text->setProperty("role", QString::fromLatin1(role));
    return text;
}

QLabel* sectionLabel(QWidget* parent)
{
    QLabel* text = plainLabel("section", parent);
    QFont font = text->font();
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.5);
    text->setFont(font);
    return text;
}

QFrame* cardFrame(const char* card, QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("card", QString::fromLatin1(card));
    return frame;
}

QPushButton* pushButton(const char* kind, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setProperty("kind", QString::fromLatin1(kind));
    button->setAutoDefault(false);
    return button;
}

QToolButton* toolButton(const char* kind, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setProperty("kind", QString::fromLatin1(kind));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void setCaption(QAbstractButton* button, const QString& text, const QString& accessibleName)
{
    button->setText(noMnemonic(text));
    QString name = accessibleName.isEmpty() ? text : accessibleName;
    button->setAccessibleName(name.remove(QChar(0x2026)));
}

ElidedLabel::ElidedLabel(const char* role, QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setProperty("role", QString::fromLatin1(role));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString& text)
{
    if (text == m_full)
        return;
    m_full = text;
    setAccessibleName(text);
    elide();
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {40, QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_full) + 4, QLabel::sizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, contentsRect().width());
    if (shown == text())
        return;
    setText(shown);
    setToolTip(shown == m_full ? QString() : plainTip(m_full));
}

void repolish(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace hopscope
