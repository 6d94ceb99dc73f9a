// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/parts/agelabel.h"

#include "ui/speech/age.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace hopscope {

AgeLabel::AgeLabel(const Ticker& ticker, Label form, QWidget* parent) : QWidget(parent), m_ticker(ticker), m_form(form)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&ticker, &Ticker::tick, this, &AgeLabel::refresh);
}

void AgeLabel::setSince(Timestamp since, const QString& otherwise)
{
    m_since = since;
    m_otherwise = otherwise;
    refresh();
}

QSize AgeLabel::sizeHint() const
{
    const int widest = qMax(fontMetrics().horizontalAdvance(label(m_form, ageText(qint64{88} * 60'000))),
                            fontMetrics().horizontalAdvance(m_otherwise));
    return {widest + 2, fontMetrics().height() + 2};
}

void AgeLabel::refresh()
{
    const qint64 age = m_ticker.now().ms - m_since.ms;
    const QString text = m_since.known() ? label(m_form, ageText(age)) : m_otherwise;
    const bool stale = m_since.known() && age > kStaleMs;
    if (text == m_text && stale == m_stale)
        return;
    m_text = text;
    m_stale = stale;
    setAccessibleName(text);
    update();
}

void AgeLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_stale ? colours().faint : colours().muted);
    painter.drawText(rect(), int(m_alignment | Qt::AlignVCenter), m_text);
}

void AgeLabel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        refresh();
        updateGeometry();
    }
}

} // namespace hopscope
