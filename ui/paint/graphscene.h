// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"
#include "ui/words/words.h"

#include <QHash>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

namespace hopscope {

struct GraphNode {
    QString id;
    QRectF rect;
    QString title;
    QString line1; ///< where it is
    QString line2; ///< how it is
    Health health = Health::Unknown;
    bool selected = false;
    QString reason; ///< the whole sentence, for a tooltip and for a screen reader
};

struct GraphHop {
    QString id;
    QString from;
    QString to;
    QList<QPointF> path; ///< four points of one cubic curve, from the near card's edge to the far one's
    Health health = Health::Unknown;
    QString label;
    bool accent = false; ///< the first hop that differs; at most one
    bool below = false;  ///< the lower of two hops between the same cards: its label stands under it
};

struct GraphTier {
    QString title;
    qreal left = 0;
    qreal right = 0;
};

/// All that is needed to draw the graph, on screen, as PNG or SVG and on paper. Plain values in scene units.
struct GraphScene {
    QList<GraphNode> nodes;
    QList<GraphHop> hops;
    QList<GraphTier> tiers;
    QRectF bounds; ///< everything with a margin, headings included

    [[nodiscard]] const GraphNode* node(const QString& id) const;
};

/// What a scene is made from. `facts` may be null; then the lines under the titles say less.
struct GraphInput {
    const Topology& topology;
    const Verdict& verdict;
    const FactSet* facts = nullptr;
    QString selected;
};

/// `positions`: node id → card in scene units; nodes without one are placed by tierPositions().
[[nodiscard]] GraphScene graphScene(const GraphInput& input, const QHash<QString, QRectF>& positions,
                                    const Words& words);

struct TierSpacing {
    QSizeF card{176, 62};
    qreal gapX = 62;
    qreal lastGapX = 134; ///< before the dependencies, where the curves part and the pill stands
    qreal gapY = 24;
};

/// A plain layered placing by tier: the path in one row, dependencies stacked around it. Depends on the shape only.
[[nodiscard]] QHash<QString, QRectF> tierPositions(const Topology& topology, const TierSpacing& spacing = {});

} // namespace hopscope
