// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/symptom.h"

#include "core/topology/health.h"

#include <algorithm>
#include <tuple>

namespace hopscope {
namespace {

const QString& client()
{
    static const QString id = QStringLiteral("desktop/client");
    return id;
}

/// What came back: a status and a body, or nothing.
struct Answer {
    bool measured = false;
    int status = 0; ///< 0 without an HTTP answer
    QString body;
    bool operator==(const Answer&) const = default;
};

Answer entryAnswer(const World& world)
{
    const QJsonValue status = world.facts.value(client(), QStringLiteral("entry.status"));
    const bool error = world.facts.value(client(), QStringLiteral("entry.error")).isString();
    return {status.isDouble() || error, status.toInt(),
            world.facts.value(client(), QStringLiteral("entry.body")).toString().trimmed()};
}

Answer hopAnswer(const World& world, const Hop& hop)
{
    const QJsonValue status = world.facts.value(hop.id, QStringLiteral("http.status"));
    if (status.isDouble())
        return {true, status.toInt(), world.facts.value(hop.id, QStringLiteral("http.body")).toString().trimmed()};
    const QString tcp = world.facts.value(hop.id, QStringLiteral("tcp.verdict")).toString();
    const bool error = world.facts.value(hop.id, QStringLiteral("http.error")).isString();
    return {error || (!tcp.isEmpty() && tcp != QStringLiteral("open")), 0, {}};
}

/// An error page names the version of the proxy that wrote it, so two hops in front of the same page may differ in text;
/// below 400 the body is the verdict and counts.
bool sameAnswer(const Answer& a, const Answer& b)
{
    return a.status == b.status && (a.status >= 400 || a.status == 0 || a.body == b.body);
}

/// Hops of the path grouped by their two ends, nearest first; within a group in nginx's order.
QList<QList<const Hop*>> pathGroups(const World& world)
{
    QList<QList<const Hop*>> groups;
    for (const Hop& hop : world.topology.hops) {
        if (!hop.onPath)
            continue;
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const QList<const Hop*>& group) {
            return group.constFirst()->from == hop.from && group.constFirst()->to == hop.to;
        });
        if (same == groups.end())
            groups.append({&hop});
        else
            same->append(&hop);
    }
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
        return world.depth(a.constFirst()->from) < world.depth(b.constFirst()->from);
    });
    return groups;
}

/// Nobody answered. The request went on until a hop could not be dialled; where all could, the last one kept it waiting
/// and those before it only waited for that one.
QString stoppedAt(const World& world, const QList<QList<const Hop*>>& groups)
{
    QString silent;
    for (const auto& group : groups) {
        const Hop* failed = nullptr;
        for (const Hop* hop : group) {
            if (!failed && measureHop(world.facts, *hop).health == Health::Failed && !hasGoodSibling(world.facts, world.topology, *hop))
                failed = hop;
        }
        if (!failed)
            continue;
        if (world.facts.value(failed->id, QStringLiteral("tcp.verdict")).toString() != QStringLiteral("open"))
            return failed->id;
        silent = failed->id;
    }
    return silent;
}

QString divergesAt(const World& world, const Answer& entry)
{
    const auto groups = pathGroups(world);
    if (entry.status == 0)
        return stoppedAt(world, groups);
    for (const auto& group : groups) {
        const Hop* different = nullptr;
        bool same = false;
        for (const Hop* hop : group) {
            const Answer answer = hopAnswer(world, *hop);
            if (!answer.measured)
                continue;
            if (sameAnswer(answer, entry))
                same = true;
            else if (!different)
                different = hop;
        }
        if (different && !same)
            return different->id;
    }
    return {};
}

bool isDown(const World& world, const QString& node)
{
    const QJsonValue running = world.facts.value(node, QStringLiteral("process.running"));
    return running.isBool() && !running.toBool();
}

QString firstDifference(const World& world, const QString& preferred)
{
    const Hop* best = nullptr;
    const auto rank = [&](const Hop& hop) {
        return std::make_tuple(world.depth(hop.from), hop.to == preferred ? 1 : 0);
    };
    for (const Hop& hop : world.topology.hops) {
        if (world.depth(hop.from) < 0 || isDown(world, hop.from) || !world.matters(hop.id))
            continue;
        if (measureHop(world.facts, hop).health != Health::Failed || hasGoodSibling(world.facts, world.topology, hop))
            continue;
        if (!best || rank(hop) > rank(*best))
            best = &hop; // the first of equals is first in nginx's order
    }
    return best ? best->id : QString();
}

bool hasMeasuredSibling(const World& world, const Hop& hop)
{
    const auto out = world.outOf(hop.from);
    return std::any_of(out.cbegin(), out.cend(),
                       [&](const Hop* other) { return other->to == hop.to && hopAnswer(world, *other).measured; });
}

/// The deepest hop that gave the very answer the client got tells who wrote it.
QString answeredBy(const World& world, const Answer& entry)
{
    if (entry.status == 0)
        return {};
    const Hop* writer = nullptr;
    for (const Hop& hop : world.topology.hops) {
        const Answer answer = hopAnswer(world, hop);
        const bool entryHop = hop.from == client();
        const bool same = entryHop ? (!answer.measured || sameAnswer(answer, entry)) : answer.measured && sameAnswer(answer, entry);
        if (hop.onPath && same && (!writer || world.depth(hop.to) > world.depth(writer->to)))
            writer = &hop;
    }
    QString server = world.facts.value(client(), QStringLiteral("entry.server")).toString();
    if (!writer)
        return server;
    const Node* node = world.node(writer->to);
    if (writer->from != client())
        server = world.facts.value(writer->id, QStringLiteral("http.server")).toString();
    for (const Hop* next : world.outOf(writer->to)) {
        if (next->onPath && !hopAnswer(world, *next).measured && !hasMeasuredSibling(world, *next))
            return server; // it may have come from further on: nobody asked there
    }
    if (server.isEmpty())
        server = node ? node->title : QString();
    return node ? server + QStringLiteral(" on ") + node->host : server;
}

QString printable(QString text)
{
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control)
            c = QChar(0xFFFD);
    }
    return text;
}

} // namespace

bool entryIsWell(const World& world)
{
    const Answer entry = entryAnswer(world);
    return entry.measured &&
           goodAnswer(world.facts.value(client(), QStringLiteral("entry.url")).toString(), entry.status, entry.body);
}

std::optional<Symptom> describeSymptom(const World& world, const Environment& environment, const QString& hint,
                                       const QString& preferred)
{
    const Answer entry = entryAnswer(world);
    if (!entry.measured || (entryIsWell(world) && hint.isEmpty()))
        return std::nullopt;
    Symptom symptom;
    const QString url = world.facts.value(client(), QStringLiteral("entry.url")).toString();
    symptom.url = url.isEmpty() ? environment.url : url;
    const bool refused = entry.status == 0 || entry.status >= 400;
    symptom.check = refused ? QStringLiteral("http") : hint.isEmpty() ? QStringLiteral("body") : hint;
    if (entry.status > 0)
        symptom.status = entry.status;
    symptom.body = printable(world.facts.value(client(), QStringLiteral("entry.body")).toString().trimmed().left(200));
    symptom.answeredBy = answeredBy(world, entry);
    symptom.divergesAt = divergesAt(world, entry);
    symptom.firstDifference = firstDifference(world, preferred);
    return symptom;
}

} // namespace hopscope
