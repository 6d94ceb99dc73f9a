// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/graph/placing.h"

#include "core/topology/layout.h"
#include "ui/paint/graphscene.h"

namespace hopscope {

namespace {

/// Up to here the path in one straight row, with its dependencies as a list, reads best; beyond, crossings are what
/// hurts.
constexpr qsizetype kPlainNodes = 24;

QHash<QString, QRectF> plainPlaces(const Topology& topology)
{
    TierSpacing spacing;
    spacing.gapX = 44; // the window is wide and low: larger cards read better than long arrows
    spacing.lastGapX = 116;
    return tierPositions(topology, spacing);
}

} // namespace

const QHash<QString, QRectF>& Placing::of(const Topology& topology)
{
    const QString shape = topology.shapeId();
    if (shape != m_shape || m_cards.isEmpty()) {
        m_shape = shape;
        m_cards = topology.nodes.size() <= kPlainNodes ? plainPlaces(topology) : layoutTopology(topology).nodes;
    }
    return m_cards;
}

} // namespace hopscope
