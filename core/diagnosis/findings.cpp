// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/findings.h"

#include "core/model/evidenceorder.h"
#include "core/topology/health.h"

#include <algorithm>
#include <tuple>

namespace hopscope {
namespace {

constexpr qsizetype kMaxFindings = 500;

bool scopeFits(const QStringList& scopes, const QString& plain, const QString& detail)
{
    return scopes.contains(plain) || scopes.contains(plain + QLatin1Char(':') + detail);
}

void copy(QJsonObject& args, const World& world, const QString& subject, const QString& fact, const QString& key)
{
    const QJsonValue value = world.facts.value(subject, fact);
    if (!value.isUndefined() && !value.isObject() && !value.isArray())
        args.insert(key, value);
}

QJsonObject argsFor(const World& world, const QString& subject)
{
    QJsonObject args;
    if (const Hop* hop = world.hop(subject)) {
        args.insert(QStringLiteral("address"), hop->address);
        args.insert(QStringLiteral("from"), hop->from);
        args.insert(QStringLiteral("to"), hop->to);
        copy(args, world, subject, QStringLiteral("http.status"), QStringLiteral("status"));
        copy(args, world, subject, QStringLiteral("http.error"), QStringLiteral("error"));
        copy(args, world, subject, QStringLiteral("proto.code"), QStringLiteral("code"));
    } else if (const Node* node = world.node(subject)) {
        args.insert(QStringLiteral("host"), node->host);
        copy(args, world, subject, QStringLiteral("unit.name"), QStringLiteral("unit"));
        copy(args, world, subject, QStringLiteral("port.number"), QStringLiteral("port"));
        copy(args, world, subject, QStringLiteral("port.owner"), QStringLiteral("owner"));
        copy(args, world, subject, QStringLiteral("port.waiting"), QStringLiteral("waiting"));
        copy(args, world, subject, QStringLiteral("config.file"), QStringLiteral("file"));
        copy(args, world, subject, QStringLiteral("entry.status"), QStringLiteral("status"));
        copy(args, world, subject, QStringLiteral("entry.error"), QStringLiteral("error"));
        copy(args, world, subject, QStringLiteral("entry.url"), QStringLiteral("url"));
    } else {
        args.insert(QStringLiteral("host"), subject);
        copy(args, world, subject, QStringLiteral("disk.mount"), QStringLiteral("mount"));
        copy(args, world, subject, QStringLiteral("disk.used_pct"), QStringLiteral("used_pct"));
    }
    return args;
}

Severity severityFor(const World& world, const FindingRule& rule, const QString& subject)
{
    if (!world.matters(subject))
        return Severity::Info;
    const Hop* hop = world.hop(subject);
    const bool spare = hop && hasGoodSibling(world.facts, world.topology, *hop);
    return spare ? Severity::Info : rule.severity;
}

int distance(const World& world, const QString& subject)
{
    const Hop* hop = world.hop(subject);
    const int depth = world.depth(hop ? hop->to : subject);
    return depth < 0 ? 1000 : depth;
}

} // namespace

QStringList subjectsIn(const World& world, const QStringList& scopes)
{
    QStringList subjects;
    if (scopes.contains(QStringLiteral("entry")))
        subjects.append(QStringLiteral("desktop/client"));
    for (const Node& node : world.topology.nodes) {
        if (scopeFits(scopes, QStringLiteral("node"), node.kind) && node.kind != QStringLiteral("client"))
            subjects.append(node.id);
    }
    for (const Hop& hop : world.topology.hops) {
        if (scopeFits(scopes, QStringLiteral("hop"), hop.protocol))
            subjects.append(hop.id);
    }
    if (scopes.contains(QStringLiteral("host")))
        subjects.append(world.hosts());
    return subjects;
}

Timestamp beganAt(const World& world, const Reading& reading)
{
    const auto timeOf = [&](const QString& fact) {
        return Timestamp::fromIso(world.facts.value(reading.subject, fact).toString());
    };
    if (reading.name.startsWith(QStringLiteral("log."))) {
        const Timestamp first = timeOf(reading.name.section(QLatin1Char('.'), 0, 1) + QStringLiteral(".first"));
        return first.known() ? first : reading.at;
    }
    const QString group = reading.name.section(QLatin1Char('.'), 0, 0);
    const bool life = group == QStringLiteral("unit") || group == QStringLiteral("process") || group == QStringLiteral("port");
    const QString active = world.facts.value(reading.subject, QStringLiteral("unit.active_state")).toString();
    if (life && !active.isEmpty() && active != QStringLiteral("active")) {
        // A unit that dies again and again changes its state each time.
        for (const char* name : {"unit.crashing_since", "unit.since"}) {
            const Timestamp since = timeOf(QString::fromLatin1(name));
            if (since.known())
                return since;
        }
    }
    return reading.at;
}

QStringList evidenceOf(const QList<Reading>& readings)
{
    QStringList ids;
    for (const Reading& reading : readings) {
        if (!reading.evidence.isEmpty() && !ids.contains(reading.evidence))
            ids.append(reading.evidence);
    }
    std::sort(ids.begin(), ids.end(), evidenceBefore);
    return ids;
}

QList<Finding> activateFindings(const World& world, const Catalogue& catalogue)
{
    QList<Finding> findings;
    for (const FindingRule& rule : catalogue.findings) {
        for (const QString& subject : subjectsIn(world, rule.scopes)) {
            const Outcome outcome = evaluate(rule.when, ScopeSource(world, subject));
            if (outcome.value != Tri::True)
                continue;
            Finding finding;
            finding.name = rule.name;
            finding.severity = severityFor(world, rule, subject);
            finding.subject = subject;
            finding.evidence = evidenceOf(outcome.used);
            for (const Reading& reading : outcome.used) {
                const Timestamp began = beganAt(world, reading);
                if (began.known() && (!finding.since.known() || began < finding.since))
                    finding.since = began;
            }
            finding.args = argsFor(world, subject);
            findings.append(finding);
        }
    }
    std::sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
        return std::make_tuple(-static_cast<int>(a.severity), distance(world, a.subject), a.subject, a.name) <
               std::make_tuple(-static_cast<int>(b.severity), distance(world, b.subject), b.subject, b.name);
    });
    if (findings.size() > kMaxFindings)
        findings.resize(kMaxFindings);
    for (qsizetype i = 0; i < findings.size(); ++i)
        findings[i].id = QStringLiteral("f%1").arg(i + 1);
    return findings;
}

} // namespace hopscope
