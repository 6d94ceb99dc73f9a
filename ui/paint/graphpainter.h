// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/graphscene.h"
#include "ui/paint/palette.h"

#include <QPainter>

namespace hopscope {

/// Draws a scene in its own units; scale and translate the painter before. Cards, curves and words only: the ground is
/// the caller's.
void paintGraph(QPainter& painter, const GraphScene& scene, const PaintStyle& style);
/// The pieces, for a view that redraws only what changed.
void paintNode(QPainter& painter, const GraphNode& node, const PaintStyle& style);
void paintHop(QPainter& painter, const GraphHop& hop, const PaintStyle& style);
/// `nodeHeight` is that of the cards it runs between.
void paintHopLabel(QPainter& painter, const GraphHop& hop, qreal nodeHeight, const PaintStyle& style);
void paintTiers(QPainter& painter, const GraphScene& scene, const PaintStyle& style);

} // namespace hopscope
