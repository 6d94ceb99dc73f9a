// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/columns.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hopscope {
namespace {

constexpr int kTiers = 4;
constexpr int kMaxInTier = 4;
constexpr int kSweeps = 12;

using Order = std::vector<std::vector<int>>;

void readGraph(const Topology& topology, Columns& columns, std::vector<std::pair<int, int>>& inside)
{
    for (const Node& node : topology.nodes)
        columns.nodes.push_back(&node);
    std::sort(columns.nodes.begin(), columns.nodes.end(), [](const Node* a, const Node* b) { return a->id < b->id; });
    QHash<QString, int> number;
    for (std::size_t i = 0; i < columns.nodes.size(); ++i)
        number.insert(columns.nodes[i]->id, static_cast<int>(i));
    columns.neighbours.resize(columns.nodes.size());
    for (const Hop& hop : topology.hops) {
        const int from = number.value(hop.from, -1);
        const int to = number.value(hop.to, -1);
        if (from < 0 || to < 0 || from == to)
            continue;
        columns.neighbours[static_cast<std::size_t>(from)].push_back(to);
        columns.neighbours[static_cast<std::size_t>(to)].push_back(from);
        if (columns.nodes[static_cast<std::size_t>(from)]->tier == columns.nodes[static_cast<std::size_t>(to)]->tier)
            inside.emplace_back(from, to);
    }
    std::sort(inside.begin(), inside.end());
    for (auto& list : columns.neighbours) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
}

/// Place within the tier: one further right than whatever calls it, at most kMaxInTier columns, so loops end.
std::vector<int> placesInTier(std::size_t count, const std::vector<std::pair<int, int>>& inside)
{
    std::vector<int> place(count, 0);
    for (int round = 1; round < kMaxInTier; ++round) {
        for (const auto& [from, to] : inside) {
            const int next = place[static_cast<std::size_t>(from)] + 1;
            int& at = place[static_cast<std::size_t>(to)];
            at = std::min(std::max(at, next), round);
        }
    }
    return place;
}

void fillColumns(Columns& columns, const std::vector<int>& place)
{
    columns.columnOf.assign(columns.nodes.size(), 0);
    for (int tier = 0; tier < kTiers; ++tier) {
        for (int step = 0; step < kMaxInTier; ++step) {
            std::vector<int> column;
            for (std::size_t i = 0; i < columns.nodes.size(); ++i) {
                if (std::clamp(columns.nodes[i]->tier, 0, kTiers - 1) == tier && place[i] == step)
                    column.push_back(static_cast<int>(i));
            }
            if (column.empty())
                continue;
            for (const int node : column)
                columns.columnOf[static_cast<std::size_t>(node)] = static_cast<int>(columns.columns.size());
            columns.columns.push_back(std::move(column));
            columns.tierOf.push_back(tier);
        }
    }
}

/// Where a node stands in its column, from the middle, so that columns of different length compare.
std::vector<double> places(const Columns& columns, const Order& order)
{
    std::vector<double> place(columns.nodes.size(), 0);
    for (const auto& column : order) {
        for (std::size_t row = 0; row < column.size(); ++row)
            place[static_cast<std::size_t>(column[row])] =
                static_cast<double>(row) - static_cast<double>(column.size() - 1) / 2;
    }
    return place;
}

double edgeLength(const Columns& columns, const Order& order)
{
    const std::vector<double> place = places(columns, order);
    double sum = 0;
    for (std::size_t i = 0; i < place.size(); ++i) {
        for (const int other : columns.neighbours[i])
            sum += std::abs(place[i] - place[static_cast<std::size_t>(other)]);
    }
    return sum;
}

/// Sorts one column by the mean place of its neighbours to the left (or right) of it.
void sortColumn(const Columns& columns, Order& order, std::size_t index, bool fromLeft)
{
    const std::vector<double> place = places(columns, order);
    std::vector<double> mean(columns.nodes.size(), 0);
    for (const int node : order[index]) {
        const auto at = static_cast<std::size_t>(node);
        double sum = 0;
        int count = 0;
        for (const int other : columns.neighbours[at]) {
            const int column = columns.columnOf[static_cast<std::size_t>(other)];
            if (fromLeft ? column < static_cast<int>(index) : column > static_cast<int>(index)) {
                sum += place[static_cast<std::size_t>(other)];
                ++count;
            }
        }
        mean[at] = count > 0 ? sum / count : place[at];
    }
    std::stable_sort(order[index].begin(), order[index].end(), [&](int a, int b) {
        return mean[static_cast<std::size_t>(a)] < mean[static_cast<std::size_t>(b)];
    });
}

} // namespace

Columns orderColumns(const Topology& topology)
{
    Columns columns;
    std::vector<std::pair<int, int>> inside;
    readGraph(topology, columns, inside);
    fillColumns(columns, placesInTier(columns.nodes.size(), inside));
    Order order = columns.columns;
    double best = edgeLength(columns, order);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        const bool fromLeft = sweep % 2 == 0;
        for (std::size_t i = 0; i < order.size(); ++i)
            sortColumn(columns, order, fromLeft ? i : order.size() - 1 - i, fromLeft);
        const double length = edgeLength(columns, order);
        if (length < best) {
            best = length;
            columns.columns = order;
        }
    }
    return columns;
}

} // namespace hopscope
