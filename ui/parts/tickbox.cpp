// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/parts/tickbox.h"

#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace hopscope {

namespace {

constexpr int kBox = 16;
constexpr int kGap = 8;

} // namespace

QSize TickBox::sizeHint() const
{
    return {kBox + kGap + fontMetrics().horizontalAdvance(text()) + 4, qMax(kBox, fontMetrics().height()) + 6};
}

void TickBox::paintEvent(QPaintEvent*)
{
    const Palette& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(1.5, (height() - kBox) / 2.0 + 0.5, kBox - 1, kBox - 1);
    painter.setPen(QPen(hasFocus() ? c.accent : c.muted, hasFocus() ? 2 : 1));
    painter.setBrush(isChecked() ? c.accent : c.surface);
    painter.drawRoundedRect(box, 3, 3);
    if (isChecked()) {
        painter.setPen(QPen(onAccent(c), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF middle = box.center();
        painter.drawPolyline(QPolygonF({middle + QPointF(-3.5, 0), middle + QPointF(-1, 3), middle + QPointF(4, -3.5)}));
    }
    painter.setPen(isEnabled() ? c.text : c.faint);
    painter.drawText(rect().adjusted(kBox + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
}

} // namespace hopscope
