// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/curvepainter.h"

#include <QPolygonF>

#include <algorithm>

namespace hopscope {
namespace {

/// Keeps the least and the greatest value of every unit of width.
QList<SeriesPoint> thinned(const QList<SeriesPoint>& points, Timestamp from, Timestamp to, qreal width)
{
    const auto columns = static_cast<qint64>(std::max<qreal>(1, width));
    if (points.size() <= 2 * columns)
        return points;
    const qint64 span = std::max<qint64>(1, to.ms - from.ms);
    QList<SeriesPoint> kept;
    qsizetype i = 0;
    while (i < points.size()) {
        const qint64 column = (points.at(i).at.ms - from.ms) * columns / span;
        qsizetype low = i;
        qsizetype high = i;
        for (; i < points.size() && (points.at(i).at.ms - from.ms) * columns / span == column; ++i) {
            low = points.at(i).value < points.at(low).value ? i : low;
            high = points.at(i).value > points.at(high).value ? i : high;
        }
        kept.append(points.at(std::min(low, high)));
        if (low != high)
            kept.append(points.at(std::max(low, high)));
    }
    return kept;
}

} // namespace

void paintCurve(QPainter& painter, const QRectF& rect, const QList<SeriesPoint>& points, Timestamp from, Timestamp to,
                const PaintStyle& style)
{
    if (points.isEmpty() || to <= from)
        return;
    double top = 1;
    for (const SeriesPoint& point : points)
        top = std::max(top, point.value);
    const auto span = static_cast<qreal>(to.ms - from.ms);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen solid(style.palette.accent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    QPen dotted(style.palette.cause, 1.6);
    dotted.setDashPattern({1.5, 2});
    QPolygonF line;
    const auto flush = [&] {
        painter.setPen(solid);
        painter.drawPolyline(line);
        line.clear();
    };
    QPointF last;
    for (const SeriesPoint& point : thinned(points, from, to, rect.width())) {
        const qreal x = rect.left() + rect.width() * static_cast<qreal>(point.at.ms - from.ms) / span;
        if (point.value < 0) {
            flush();
            painter.setPen(dotted);
            const qreal start = last.isNull() ? x : last.x();
            painter.drawLine(QPointF(start, rect.bottom()), QPointF(x, rect.bottom()));
            last = QPointF(x, rect.bottom());
            continue;
        }
        last = QPointF(x, rect.bottom() - rect.height() * point.value / top);
        line << last;
    }
    flush();
    painter.restore();
}

} // namespace hopscope
