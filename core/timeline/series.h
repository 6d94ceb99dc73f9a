// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/timeline/timeline.h"

namespace hopscope {

/// Thins a curve for drawing: the span of time is cut into `buckets` equal parts and each keeps its lowest and highest
/// point, in order of time, so that no spike is lost. At most 2 × `buckets` points; fewer points than that come back
/// unchanged. `points` ordered by time. Values that are not a number are left out.
[[nodiscard]] QList<SeriesPoint> decimateMinMax(const QList<SeriesPoint>& points, qsizetype buckets);

/// Where a moment lies on an axis of `width` from `from` to `to`; outside values for moments outside. 0 for an empty
/// span.
[[nodiscard]] double mapTimeToX(Timestamp at, Timestamp from, Timestamp to, double width);
/// The reverse, to the millisecond; `from` for an empty span or width.
[[nodiscard]] Timestamp mapXToTime(double x, Timestamp from, Timestamp to, double width);

} // namespace hopscope
