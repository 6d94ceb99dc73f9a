// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/health.h"

#include <QUrl>

#include <algorithm>

namespace hopscope {
namespace {

constexpr double kFullPercent = 95;

Measured missing(const FactSet& facts, const QString& subject, const QString& name)
{
    const Fact* fact = facts.find(subject, name);
    return {Health::Unknown, fact && !fact->why.isEmpty() ? fact->why : QStringLiteral("not-measured"), name};
}

Measured byFilling(const FactSet& facts, const QString& node)
{
    QJsonValue used = facts.value(node, QStringLiteral("storage.used_pct"));
    if (used.isUndefined())
        used = facts.value(node.section(QLatin1Char('/'), 0, 0), QStringLiteral("disk.used_pct"));
    if (!used.isDouble())
        return missing(facts, node, QStringLiteral("storage.used_pct"));
    return used.toDouble() < kFullPercent ? Measured{Health::Ok, {}, {}} : Measured{Health::Failed, QStringLiteral("disk-full"), {}};
}

/// A far end that nobody could look into is judged by how it answers.
Measured byAnswers(const FactSet& facts, const Topology& topology, const Node& node)
{
    Measured result = missing(facts, node.id, QStringLiteral("process.running"));
    for (const Hop& hop : topology.hops) {
        if (hop.to != node.id)
            continue;
        Measured one = measureHop(facts, hop);
        if (one.health == Health::Ok)
            return one;
        if (one.health == Health::Failed)
            result = one;
    }
    return result;
}

Measured byUrl(const FactSet& facts, const QString& subject, const QString& url)
{
    const QJsonValue error = facts.value(subject, QStringLiteral("http.error"));
    const QJsonValue status = facts.value(subject, QStringLiteral("http.status"));
    if (error.isString() && !error.toString().isEmpty())
        return {Health::Failed, error.toString(), {}};
    if (!status.isDouble())
        return {Health::Unknown, QStringLiteral("answer-not-measured"), QStringLiteral("http.status")};
    const bool good = goodAnswer(url, status.toInt(), facts.value(subject, QStringLiteral("http.body")).toString());
    return good ? Measured{Health::Ok, {}, {}} : Measured{Health::Failed, QStringLiteral("bad-answer"), {}};
}

} // namespace

bool goodAnswer(const QString& url, int status, const QString& body)
{
    if (status <= 0 || status >= 400)
        return false;
    return !QUrl(url).path().endsWith(QStringLiteral("/healthcheck")) || body.trimmed() == QStringLiteral("true");
}

Measured measureHop(const FactSet& facts, const Hop& hop)
{
    if (hop.protocol == QStringLiteral("file"))
        return byFilling(facts, hop.to);
    const QJsonValue tcp = facts.value(hop.id, QStringLiteral("tcp.verdict"));
    if (!tcp.isString())
        return missing(facts, hop.id, QStringLiteral("tcp.verdict"));
    if (tcp.toString() != QStringLiteral("open"))
        return {Health::Failed, QStringLiteral("tcp.") + tcp.toString(), {}};
    if (hop.protocol == QStringLiteral("http") || hop.protocol == QStringLiteral("https"))
        return byUrl(facts, hop.id, facts.value(QStringLiteral("desktop/client"), QStringLiteral("entry.url")).toString());
    const QJsonValue ok = facts.value(hop.id, QStringLiteral("proto.ok"));
    if (!ok.isBool())
        return {Health::Unknown, QStringLiteral("answer-not-measured"), QStringLiteral("proto.ok")};
    return ok.toBool() ? Measured{Health::Ok, {}, {}} : Measured{Health::Failed, QStringLiteral("bad-answer"), {}};
}

bool hasGoodSibling(const FactSet& facts, const Topology& topology, const Hop& hop)
{
    return std::any_of(topology.hops.cbegin(), topology.hops.cend(), [&](const Hop& other) {
        return other.id != hop.id && other.from == hop.from && other.to == hop.to &&
               measureHop(facts, other).health == Health::Ok;
    });
}

Measured measureNode(const FactSet& facts, const Topology& topology, const Node& node)
{
    if (node.kind == QStringLiteral("client")) {
        const QJsonValue status = facts.value(node.id, QStringLiteral("entry.status"));
        const QJsonValue error = facts.value(node.id, QStringLiteral("entry.error"));
        if (!status.isDouble())
            return error.isString() ? Measured{Health::Failed, error.toString(), {}}
                                    : missing(facts, node.id, QStringLiteral("entry.status"));
        const bool good = goodAnswer(facts.value(node.id, QStringLiteral("entry.url")).toString(), status.toInt(),
                                     facts.value(node.id, QStringLiteral("entry.body")).toString());
        return good ? Measured{Health::Ok, {}, {}} : Measured{Health::Failed, QStringLiteral("bad-answer"), {}};
    }
    if (node.kind == QStringLiteral("storage"))
        return byFilling(facts, node.id);
    const QJsonValue running = facts.value(node.id, QStringLiteral("process.running"));
    if (!running.isBool())
        return byAnswers(facts, topology, node);
    if (!running.toBool())
        return {Health::Failed, QStringLiteral("process-absent"), {}};
    const Fact* listening = facts.find(node.id, QStringLiteral("port.listening"));
    if (listening && listening->value.isBool() && !listening->value.toBool())
        return {Health::Failed, QStringLiteral("port-closed"), {}};
    if (listening && !listening->measured())
        return missing(facts, node.id, QStringLiteral("port.listening"));
    return {Health::Ok, {}, {}};
}

} // namespace hopscope
