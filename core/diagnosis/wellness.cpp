// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/wellness.h"

#include "core/topology/health.h"

#include <algorithm>
#include <tuple>

namespace hopscope {
namespace {

constexpr qsizetype kMaxListed = 500;

void add(QList<Unmeasured>& list, const QString& what, const QString& why)
{
    const bool known = std::any_of(list.cbegin(), list.cend(), [&](const Unmeasured& u) { return u.what == what; });
    if (!known && list.size() < kMaxListed)
        list.append({what, why});
}

/// A request that ends in a proxy has not been followed to the program that answers it.
void pathGaps(const World& world, QList<Unmeasured>& gaps)
{
    bool arrived = false;
    QString last = QStringLiteral("desktop/client");
    for (const Node& node : world.topology.nodes) {
        if (!node.onPath)
            continue;
        arrived = arrived || node.kind == QStringLiteral("docservice");
        if (world.depth(node.id) > world.depth(last))
            last = node.id;
    }
    if (arrived)
        return;
    const QString fact = last == QStringLiteral("desktop/client") ? QStringLiteral("entry.address") : QStringLiteral("nginx.routes");
    const Fact* known = world.facts.find(last, fact);
    add(gaps, last + QLatin1Char(' ') + fact, known && !known->why.isEmpty() ? known->why : QStringLiteral("path-unknown"));
}

void hopGaps(const World& world, QList<Unmeasured>& gaps)
{
    for (const Hop& hop : world.topology.hops) {
        if (!world.matters(hop.id))
            continue;
        const Measured measured = measureHop(world.facts, hop);
        const bool spare = measured.health == Health::Failed && hasGoodSibling(world.facts, world.topology, hop);
        if (measured.health == Health::Unknown)
            add(gaps, hop.id + QLatin1Char(' ') + measured.missing, measured.reason);
        else if (measured.health != Health::Ok && !spare)
            add(gaps, hop.id, QStringLiteral("not-well"));
    }
}

void nodeGaps(const World& world, QList<Unmeasured>& gaps)
{
    for (const Node& node : world.topology.nodes) {
        const Measured measured = measureNode(world.facts, world.topology, node);
        if (world.matters(node.id) && measured.health == Health::Unknown)
            add(gaps, node.id + QLatin1Char(' ') + measured.missing, measured.reason);
        else if (world.matters(node.id) && measured.health != Health::Ok)
            add(gaps, node.id, QStringLiteral("not-well"));
    }
}

/// What a Document Server depends on must be known before "every dependency" can be said.
void dependencyGaps(const World& world, QList<Unmeasured>& gaps)
{
    for (const Node& node : world.topology.nodes) {
        if (node.kind != QStringLiteral("docservice") || !node.onPath)
            continue;
        for (const QString& fact : {QStringLiteral("ds.database"), QStringLiteral("ds.broker")}) {
            const Fact* known = world.facts.find(node.id, fact);
            if (known && !known->measured())
                add(gaps, node.id + QLatin1Char(' ') + fact, known->why);
        }
    }
}

/// A health check cannot see these; where they could not be read, nobody knows that they are well.
void entryCheckGaps(const World& world, QList<Unmeasured>& gaps)
{
    for (const Node& node : world.topology.nodes) {
        for (const QString& fact : {QStringLiteral("broker.alarms"), QStringLiteral("broker.queues_stuck"), QStringLiteral("db.slots_free")}) {
            const Fact* known = world.facts.find(node.id, fact);
            if (known && !known->measured() && world.matters(node.id))
                add(gaps, node.id + QLatin1Char(' ') + fact, known->why);
        }
    }
}

} // namespace

Coverage coverageOf(const World& world, const Environment& environment)
{
    Coverage result;
    pathGaps(world, result.gaps);
    hopGaps(world, result.gaps);
    nodeGaps(world, result.gaps);
    dependencyGaps(world, result.gaps);
    entryCheckGaps(world, result.gaps);
    for (const HostSpec& host : environment.hosts) {
        const Fact* reached = world.facts.find(host.name, QStringLiteral("host.reached"));
        if (reached && reached->value.toBool())
            continue;
        result.hostMissing = true;
        add(result.gaps, host.name + QStringLiteral(" host.reached"),
            reached && !reached->why.isEmpty() ? reached->why : QStringLiteral("not-measured"));
    }
    for (const Unmeasured& gap : result.gaps) {
        if (gap.why != QStringLiteral("not-well"))
            add(result.all, gap.what, gap.why);
    }
    for (const Fact& fact : world.facts.all()) {
        // A refused or reset connection is the target's answer: that it has no status is no gap of ours.
        if (!fact.measured() && !fact.why.startsWith(QStringLiteral("tcp.")))
            add(result.all, fact.subject + QLatin1Char(' ') + fact.name, fact.why);
    }
    std::sort(result.all.begin(), result.all.end(), [](const Unmeasured& a, const Unmeasured& b) {
        return std::tie(a.what, a.why) < std::tie(b.what, b.why);
    });
    return result;
}

} // namespace hopscope
