// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/timeline/timeline.h"
#include "ui/paint/palette.h"

#include <QPainter>
#include <QRectF>

namespace hopscope {

/// A small curve without axes, at most two points a unit of width (least and greatest are kept, so no peak is lost).
/// Values below zero mean "no answer" and leave a dotted gap on the base line.
void paintCurve(QPainter& painter, const QRectF& rect, const QList<SeriesPoint>& points, Timestamp from, Timestamp to,
                const PaintStyle& style);

} // namespace hopscope
