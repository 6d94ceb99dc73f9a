// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/palette.h"

#include <QPainter>
#include <QRectF>

namespace hopscope {

/// The mark of one health, the same in graph, lists, timeline and report. Shape carries the meaning, colour repeats it:
/// cause = filled square with a cross, consequence = hollow square with a bar, degraded = triangle, well = disc with a
/// tick, not measured = dotted ring. Fills the largest square centred in `rect`; made for 12 to 16 units.
void paintMark(QPainter& painter, const QRectF& rect, Health health, const Palette& palette);

/// The pen that outlines something of that health: solid, dashed for a consequence, dotted where nothing was measured.
[[nodiscard]] QPen healthPen(Health health, const Palette& palette, qreal width);

} // namespace hopscope
