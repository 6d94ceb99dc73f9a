// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/graphscene.h"

#include <QMap>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qreal kTop = 56; // below the tier headings
constexpr qreal kMargin = 16;

/// Column of each node: one further than whatever leads to it from the same or an earlier tier. A node that only its
/// own tier feeds and that is off the path (the converter) stays in its feeder's column.
QHash<QString, int> columnsOf(const Topology& topology)
{
    QHash<QString, int> column;
    for (const Node& node : topology.nodes)
        column.insert(node.id, node.tier);
    // As many rounds as nodes settle any acyclic graph; a cycle merely stops there.
    for (qsizetype round = 0; round < topology.nodes.size(); ++round) {
        bool changed = false;
        for (const Hop& hop : topology.hops) {
            const Node* from = topology.node(hop.from);
            const Node* to = topology.node(hop.to);
            if (!from || !to || from == to || to->tier < from->tier)
                continue;
            const bool beside = to->tier == from->tier && !to->onPath;
            const int wanted = column.value(from->id) + (beside ? 0 : 1);
            if (column.value(to->id) < wanted && wanted < 24) {
                column[to->id] = wanted;
                changed = true;
            }
        }
        if (!changed)
            break;
    }
    return column;
}

/// What hangs off the path and is fed by nobody (the converter takes its work from the broker) stands in the last column
/// of its tier, so that its hops do not run behind the cards of the path.
void moveIdleForward(const Topology& topology, QHash<QString, int>& column)
{
    for (const Node& node : topology.nodes) {
        const bool fed = std::any_of(topology.hops.begin(), topology.hops.end(),
                                     [&](const Hop& hop) { return hop.to == node.id && hop.from != node.id; });
        if (node.onPath || fed || node.tier >= 3)
            continue;
        for (const Node& other : topology.nodes) {
            if (other.tier == node.tier && other.onPath)
                column[node.id] = std::max(column.value(node.id), column.value(other.id));
        }
    }
}

/// All nodes of the last tier share one column, so that dependencies read as a list.
void alignLastTier(const Topology& topology, QHash<QString, int>& column)
{
    int last = 0;
    for (const Node& node : topology.nodes)
        last = std::max(last, node.tier < 3 ? column.value(node.id) + 1 : column.value(node.id));
    for (const Node& node : topology.nodes) {
        if (node.tier >= 3)
            column[node.id] = last;
    }
}

} // namespace

QHash<QString, QRectF> tierPositions(const Topology& topology, const TierSpacing& spacing)
{
    QHash<QString, int> column = columnsOf(topology);
    moveIdleForward(topology, column);
    alignLastTier(topology, column);
    QMap<int, QStringList> byColumn;
    for (const Node& node : topology.nodes)
        byColumn[column.value(node.id)] << node.id;
    qsizetype tallest = 1;
    for (const QStringList& ids : std::as_const(byColumn))
        tallest = std::max(tallest, ids.size());
    const qreal step = spacing.card.height() + spacing.gapY;
    const qreal middle = kTop + static_cast<qreal>(tallest) * step / 2;
    QHash<QString, QRectF> positions;
    qreal x = kMargin;
    const int last = byColumn.isEmpty() ? 0 : byColumn.lastKey();
    for (auto it = byColumn.begin(); it != byColumn.end(); ++it) {
        const QStringList& ids = it.value();
        if (it.key() == last && it != byColumn.begin())
            x += spacing.lastGapX - spacing.gapX;
        // The path runs along the middle; what hangs off it stands below.
        const bool path = std::any_of(ids.begin(), ids.end(), [&](const QString& id) {
            const Node* node = topology.node(id);
            return node->onPath && node->tier < 3;
        });
        qreal y = path ? middle - step / 2 : middle - static_cast<qreal>(ids.size()) * step / 2;
        for (int pass = 0; pass < 2; ++pass) {
            for (const QString& id : ids) {
                if ((pass == 0) != topology.node(id)->onPath)
                    continue;
                positions.insert(id, QRectF(QPointF(x, y), spacing.card));
                y += step;
            }
        }
        x += spacing.card.width() + spacing.gapX;
    }
    return positions;
}

} // namespace hopscope
