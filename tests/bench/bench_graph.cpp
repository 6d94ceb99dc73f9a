// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How fast a large graph finds its places; the window does this once for every new set of nodes.
#include "core/topology/layout.h"

#include <benchmark/benchmark.h>

using namespace hopscope;

namespace {

void addChain(Topology& t, int64_t i, int64_t width)
{
    // Scattered names, so that the order has to be found.
    const QString n = QString::number((i * 7919) % width).rightJustified(5, QLatin1Char('0'));
    QString before = QStringLiteral("client");
    for (int tier = 1; tier <= 3; ++tier) {
        Node node;
        node.id = QStringLiteral("t%1-%2").arg(tier).arg(n);
        node.tier = tier;
        Hop hop;
        hop.from = before;
        hop.to = node.id;
        hop.id = hopId(hop.from, hop.to, QStringLiteral("a:1"));
        before = node.id;
        t.nodes.append(node);
        t.hops.append(hop);
    }
}

void layoutOfChains(benchmark::State& state)
{
    Topology t;
    Node client;
    client.id = QStringLiteral("client");
    t.nodes.append(client);
    for (int64_t i = 0; i < state.range(0); ++i)
        addChain(t, i, state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(layoutTopology(t));
    state.counters["nodes"] = double(t.nodes.size());
}
BENCHMARK(layoutOfChains)->Arg(7)->Arg(66)->Arg(666)->Unit(benchmark::kMillisecond);

} // namespace
