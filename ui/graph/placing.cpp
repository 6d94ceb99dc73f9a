// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/graph/placing.h"

#include "ui/paint/graphscene.h"

namespace hopscope {

const QHash<QString, QRectF>& Placing::of(const Topology& topology)
{
    const QString shape = topology.shapeId();
    if (shape != m_shape || m_cards.isEmpty()) {
        m_shape = shape;
        TierSpacing spacing;
        spacing.gapX = 44; // the window is wide and low: larger cards read better than long arrows
        spacing.lastGapX = 116;
        m_cards = tierPositions(topology, spacing);
    }
    return m_cards;
}

} // namespace hopscope
