// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/parts/choicebox.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace hopscope {

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours().muted, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle(width() - 14.0, height() / 2.0 + 1.5);
    painter.drawPolyline(QPolygonF({middle + QPointF(-4, -3), middle + QPointF(0, 1), middle + QPointF(4, -3)}));
}

} // namespace hopscope
