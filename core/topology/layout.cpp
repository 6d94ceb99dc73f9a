// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/layout.h"

#include "core/topology/columns.h"

#include <algorithm>

namespace hopscope {
namespace {

constexpr int kTiers = 4;
constexpr int kPasses = 6;

/// The nearest places to `wanted` in the same order with at least `step` between them: neighbours that collide are
/// pooled and share the mean of what they wanted.
std::vector<double> spread(const std::vector<double>& wanted, double step)
{
    struct Pool {
        double sum;
        int count;
    };
    std::vector<Pool> pools;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        pools.push_back({wanted[i] - step * static_cast<double>(i), 1});
        while (pools.size() > 1) {
            const Pool last = pools.back();
            Pool& before = pools[pools.size() - 2];
            if (before.sum / before.count <= last.sum / last.count)
                break;
            before = {before.sum + last.sum, before.count + last.count};
            pools.pop_back();
        }
    }
    std::vector<double> placed;
    for (const Pool& pool : pools) {
        for (int i = 0; i < pool.count; ++i)
            placed.push_back(pool.sum / pool.count + step * static_cast<double>(placed.size()));
    }
    return placed;
}

/// The middle of every node, by number.
std::vector<double> heights(const Columns& columns, double step)
{
    std::vector<double> y(columns.nodes.size(), 0);
    for (const auto& column : columns.columns) {
        for (std::size_t row = 0; row < column.size(); ++row)
            y[static_cast<std::size_t>(column[row])] =
                (static_cast<double>(row) - static_cast<double>(column.size() - 1) / 2) * step;
    }
    for (int pass = 0; pass < kPasses; ++pass) {
        for (std::size_t c = 0; c < columns.columns.size(); ++c) {
            const auto& column = columns.columns[pass % 2 == 0 ? c : columns.columns.size() - 1 - c];
            std::vector<double> wanted;
            for (const int node : column) {
                const auto& near = columns.neighbours[static_cast<std::size_t>(node)];
                double sum = 0;
                for (const int other : near)
                    sum += y[static_cast<std::size_t>(other)];
                wanted.push_back(near.empty() ? y[static_cast<std::size_t>(node)] : sum / static_cast<double>(near.size()));
            }
            const std::vector<double> placed = spread(wanted, step);
            for (std::size_t row = 0; row < column.size(); ++row)
                y[static_cast<std::size_t>(column[row])] = placed[row];
        }
    }
    return y;
}

/// Right edge to left edge with the bend in the gap beside each end; a hop that does not go right leaves and arrives on the right.
QList<QPointF> route(const QRectF& from, const QRectF& to, qreal offset, qreal gap)
{
    const QPointF start(from.right(), from.center().y() + offset);
    const qreal y = to.center().y() + offset;
    if (to.left() > from.right()) {
        const qreal bend = to.left() - gap / 2;
        return qFuzzyCompare(start.y() + 1e6, y + 1e6) ? QList<QPointF>{start, {to.left(), y}}
                                                       : QList<QPointF>{start, {bend, start.y()}, {bend, y}, {to.left(), y}};
    }
    const qreal out = std::max(from.right(), to.right()) + gap / 3;
    return {start, {out, start.y()}, {out, y}, {to.right(), y}};
}

void placeHops(const Topology& topology, const LayoutConfig& config, Layout& layout)
{
    QHash<QString, QStringList> pairs;
    for (const Hop& hop : topology.hops)
        pairs[hop.from + QLatin1Char('>') + hop.to].append(hop.id);
    for (QStringList& ids : pairs)
        ids.sort();
    for (const Hop& hop : topology.hops) {
        if (!layout.nodes.contains(hop.from) || !layout.nodes.contains(hop.to))
            continue;
        const QStringList& ids = pairs[hop.from + QLatin1Char('>') + hop.to];
        const qreal room = config.nodeHeight - config.hopGap;
        const qreal gap = ids.size() > 1 ? std::min(config.hopGap, room / static_cast<qreal>(ids.size() - 1)) : 0;
        const qreal offset = (static_cast<qreal>(ids.indexOf(hop.id)) - static_cast<qreal>(ids.size() - 1) / 2) * gap;
        layout.hops.insert(hop.id, route(layout.nodes.value(hop.from), layout.nodes.value(hop.to), offset, config.columnGap));
    }
}

} // namespace

Layout layoutTopology(const Topology& topology, const LayoutConfig& config)
{
    const Columns columns = orderColumns(topology);
    std::vector<double> y = heights(columns, config.nodeHeight + config.rowGap);
    const double top = y.empty() ? 0 : *std::min_element(y.begin(), y.end());
    Layout layout;
    layout.tiers.resize(kTiers);
    for (std::size_t i = 0; i < columns.nodes.size(); ++i) {
        const qreal x = columns.columnOf[i] * (config.nodeWidth + config.columnGap);
        const QRectF rect(x, y[i] - top, config.nodeWidth, config.nodeHeight);
        layout.nodes.insert(columns.nodes[i]->id, rect);
        QRectF& tier = layout.tiers[columns.tierOf[static_cast<std::size_t>(columns.columnOf[i])]];
        tier = tier.united(rect);
        layout.bounds = layout.bounds.united(rect);
    }
    placeHops(topology, config, layout);
    for (const QList<QPointF>& line : std::as_const(layout.hops)) {
        for (const QPointF& point : line)
            layout.bounds = layout.bounds.united(QRectF(point, QSizeF(0.001, 0.001)));
    }
    return layout;
}

} // namespace hopscope
