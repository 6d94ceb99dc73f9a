// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/topology.h"

#include <QHash>
#include <QList>
#include <QPointF>
#include <QRectF>

namespace hopscope {

/// Sizes in whatever unit the painter uses.
struct LayoutConfig {
    qreal nodeWidth = 168;
    qreal nodeHeight = 64;
    qreal columnGap = 72;
    qreal rowGap = 24;
    qreal hopGap = 12; ///< between two hops of the same pair of nodes
};

struct Layout {
    QHash<QString, QRectF> nodes;          ///< by node id
    QHash<QString, QList<QPointF>> hops;   ///< by hop id, from edge to edge
    QList<QRectF> tiers;                   ///< the stripe of each of the four tiers, empty where nothing is in it
    QRectF bounds;
};

/// Places a topology left to right in its four tiers; a tier takes several columns where its nodes call each other. Short
/// edges by barycentre ordering, then every node as near to its neighbours as the others allow. Looks at ids and tiers only, never
/// at health or at the order of the lists, so equal shapes lie equally.
[[nodiscard]] Layout layoutTopology(const Topology& topology, const LayoutConfig& config = {});

} // namespace hopscope
