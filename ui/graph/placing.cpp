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
        m_cards = tierPositions(topology);
    }
    return m_cards;
}

} // namespace hopscope
