// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/timeline/timeline.h"
#include "ui/paint/palette.h"
#include "ui/words/words.h"

#include <QPainter>
#include <QRectF>

namespace hopscope {

struct LaneRow {
    QString title;
    QString subject;
    Health health = Health::Unknown; ///< the last one
    QList<Interval> intervals;
};

struct LaneMark {
    Timestamp at;
    QString label;
    bool change = false; ///< something was changed, rather than seen
    bool good = false;   ///< the end of it
};

/// Everything the lanes need, as plain values.
struct LaneScene {
    Timestamp from;
    Timestamp to;
    QList<LaneRow> rows;
    QList<LaneMark> marks;
};

[[nodiscard]] LaneScene laneScene(const Timeline& timeline, const Words& words);

struct LaneLayout {
    qreal labelWidth = 110;
    qreal rowHeight = 18;
    qreal barHeight = 11;
    qreal axisHeight = 22;
    bool marks = true; ///< health marks before the labels
    int labelRows = 0; ///< rows under the lanes for what the vertical lines mean
};

/// Height that `scene` takes.
[[nodiscard]] qreal lanesHeight(const LaneScene& scene, const LaneLayout& layout);
/// Where a moment lies within `rect`, in the painter's units.
[[nodiscard]] qreal laneX(const LaneScene& scene, const QRectF& rect, const LaneLayout& layout, Timestamp at);
/// Axis on top, a lane a row, dashed vertical lines where something happened. An interval that still lasts ends at the
/// right edge.
void paintLanes(QPainter& painter, const QRectF& rect, const LaneScene& scene, const LaneLayout& layout,
                const PaintStyle& style, const Words& words);

/// Round distance between axis ticks so that at most `most` fit, in ms.
[[nodiscard]] qint64 tickStep(qint64 spanMs, int most);

} // namespace hopscope
