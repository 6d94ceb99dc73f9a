// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/theme/mark.h"

#include "ui/speech/say.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace hopscope {

namespace {

void paintTick(QPainter& painter, const QRectF& r)
{
    painter.drawPolyline(QPolygonF({r.topLeft() + QPointF(r.width() * 0.28, r.height() * 0.52),
                                    r.topLeft() + QPointF(r.width() * 0.44, r.height() * 0.68),
                                    r.topLeft() + QPointF(r.width() * 0.72, r.height() * 0.36)}));
}

void paintTriangle(QPainter& painter, const QRectF& r, const QColor& colour, const QColor& ink)
{
    QPainterPath path(QPointF(r.center().x(), r.top() + r.height() * 0.06));
    path.lineTo(r.right(), r.bottom() - r.height() * 0.06);
    path.lineTo(r.left(), r.bottom() - r.height() * 0.06);
    path.closeSubpath();
    painter.setPen(QPen(colour, r.width() * 0.1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(colour);
    painter.drawPath(path);
    painter.setPen(QPen(ink, r.width() * 0.12, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(r.center().x(), r.top() + r.height() * 0.4),
                     QPointF(r.center().x(), r.top() + r.height() * 0.62));
    painter.drawPoint(QPointF(r.center().x(), r.top() + r.height() * 0.8));
}

} // namespace

void paintMark(QPainter& painter, const QRectF& box, Health health)
{
    const ThemeColours& c = colours();
    const QColor colour = strong(c, health);
    const qreal line = qMax(1.4, box.width() * 0.11);
    const QRectF r = box.adjusted(line / 2, line / 2, -line / 2, -line / 2);
    const QPen ink(c.surface, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (health) {
    case Health::Failed: {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(box, box.width() * 0.16, box.width() * 0.16);
        painter.setPen(ink);
        const qreal d = box.width() * 0.17;
        painter.drawLine(box.center() - QPointF(d, d), box.center() + QPointF(d, d));
        painter.drawLine(box.center() + QPointF(d, -d), box.center() + QPointF(-d, d));
        break;
    }
    case Health::Affected:
        painter.setPen(QPen(colour, line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(r, box.width() * 0.16, box.width() * 0.16);
        painter.drawLine(QPointF(r.center().x() - r.width() * 0.22, r.center().y()),
                         QPointF(r.center().x() + r.width() * 0.22, r.center().y()));
        break;
    case Health::Degraded:
        paintTriangle(painter, r, colour, c.surface);
        break;
    case Health::Ok:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(box);
        painter.setPen(ink);
        painter.setBrush(Qt::NoBrush);
        paintTick(painter, box);
        break;
    case Health::Unknown: {
        QPen pen(colour, line, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({1.5, 1.6});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(r);
        break;
    }
    }
    painter.restore();
}

MarkWidget::MarkWidget(int pixels, QWidget* parent) : QWidget(parent), m_pixels(pixels)
{
    setFixedSize(pixels, pixels);
    setHealth(Health::Unknown);
}

void MarkWidget::setHealth(Health health)
{
    m_health = health;
    setAccessibleName(sayHealth(health));
    update();
}

void MarkWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintMark(painter, QRectF(rect()), m_health);
}

} // namespace hopscope
