// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/textfit.h"

#include "ui/words/untrusted.h"

#include <QFontMetricsF>

namespace hopscope {

qreal lineWidth(const QString& text, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(visibleLine(text));
}

void paintLine(QPainter& painter, qreal x, qreal y, qreal width, const QString& text, const QFont& font,
               const QColor& colour, Qt::Alignment alignment)
{
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(visibleLine(text), Qt::ElideRight, width);
    const qreal taken = metrics.horizontalAdvance(shown);
    qreal left = x;
    if (alignment & Qt::AlignRight)
        left = x + width - taken;
    else if (alignment & Qt::AlignHCenter)
        left = x + (width - taken) / 2;
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QPointF(left, y), shown);
}

} // namespace hopscope
