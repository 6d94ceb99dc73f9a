// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/marks.h"

#include <QPainterPath>

namespace hopscope {
namespace {

/// Coordinates of the marks are written on a 12-unit grid.
class Grid {
public:
    explicit Grid(const QRectF& rect) : m_unit(qMin(rect.width(), rect.height()) / 12), m_centre(rect.center()) {}
    [[nodiscard]] QPointF at(qreal x, qreal y) const { return m_centre + QPointF(x - 6, y - 6) * m_unit; }
    [[nodiscard]] QRectF box(qreal inset) const { return {at(inset, inset), at(12 - inset, 12 - inset)}; }
    [[nodiscard]] qreal unit() const { return m_unit; }

private:
    qreal m_unit;
    QPointF m_centre;
};

void paintCause(QPainter& p, const Grid& g, const Palette& palette)
{
    p.setPen(Qt::NoPen);
    p.setBrush(palette.cause);
    p.drawRoundedRect(g.box(0.5), 1.8 * g.unit(), 1.8 * g.unit());
    p.setPen(QPen(palette.surface, 1.6 * g.unit(), Qt::SolidLine, Qt::RoundCap));
    p.drawLine(g.at(4.2, 4.2), g.at(7.8, 7.8));
    p.drawLine(g.at(7.8, 4.2), g.at(4.2, 7.8));
}

void paintConsequence(QPainter& p, const Grid& g, const Palette& palette)
{
    p.setPen(QPen(palette.cause, 1.4 * g.unit()));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(g.box(1.2), 1.8 * g.unit(), 1.8 * g.unit());
    p.setPen(QPen(palette.cause, 1.5 * g.unit(), Qt::SolidLine, Qt::RoundCap));
    p.drawLine(g.at(4.1, 6), g.at(7.9, 6));
}

void paintDegraded(QPainter& p, const Grid& g, const Palette& palette)
{
    QPainterPath triangle(g.at(6, 1.2));
    triangle.lineTo(g.at(11.2, 10.6));
    triangle.lineTo(g.at(0.8, 10.6));
    triangle.closeSubpath();
    p.setPen(QPen(palette.degraded, 1.2 * g.unit(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(palette.degraded);
    p.drawPath(triangle);
    p.setPen(QPen(palette.surface, 1.3 * g.unit(), Qt::SolidLine, Qt::RoundCap));
    p.drawLine(g.at(6, 4.6), g.at(6, 7));
    p.drawPoint(g.at(6, 9));
}

void paintWell(QPainter& p, const Grid& g, const Palette& palette)
{
    p.setPen(Qt::NoPen);
    p.setBrush(palette.well);
    p.drawEllipse(g.box(0.4));
    QPainterPath tick(g.at(3.5, 6.2));
    tick.lineTo(g.at(5.3, 8));
    tick.lineTo(g.at(8.6, 4.3));
    p.setPen(QPen(palette.surface, 1.5 * g.unit(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(Qt::NoBrush);
    p.drawPath(tick);
}

void paintNotMeasured(QPainter& p, const Grid& g, const Palette& palette)
{
    QPen pen(palette.notMeasured, 1.5 * g.unit(), Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({1.45, 1.13});
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(g.box(1.4));
}

} // namespace

void paintMark(QPainter& painter, const QRectF& rect, Health health, const Palette& palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Grid grid(rect);
    switch (health) {
    case Health::Failed:
        paintCause(painter, grid, palette);
        break;
    case Health::Affected:
        paintConsequence(painter, grid, palette);
        break;
    case Health::Degraded:
        paintDegraded(painter, grid, palette);
        break;
    case Health::Ok:
        paintWell(painter, grid, palette);
        break;
    case Health::Unknown:
        paintNotMeasured(painter, grid, palette);
        break;
    }
    painter.restore();
}

QPen healthPen(Health health, const Palette& palette, qreal width)
{
    QPen pen(palette.strong(health), width);
    if (health == Health::Affected)
        pen.setDashPattern({4 / width, 2.5 / width});
    else if (health == Health::Unknown)
        pen.setDashPattern({1.5 / width, 2.5 / width});
    return pen;
}

} // namespace hopscope
