// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/report/claims.h"

#include <QHash>

#include <array>

namespace hopscope {
namespace {

/// The most telling first. A fact that is not listed ranks after all of these.
constexpr std::array<const char*, 14> kTelling{
    "tcp.verdict",  "proto.ok",    "unit.active_state", "port.listening", "process.running",
    "entry.status", "http.status", "unit.result",       "process.state",  "disk.used_pct",
    "self.status",  "proto.code",  "log.last_error",    "port.owner"};

int rankOf(const QString& name)
{
    for (std::size_t i = 0; i < kTelling.size(); ++i) {
        if (name == QLatin1String(kTelling.at(i)))
            return static_cast<int>(i);
    }
    if (name.startsWith(QStringLiteral("log.")) && name.endsWith(QStringLiteral(".count")))
        return static_cast<int>(kTelling.size());
    return 1000;
}

bool about(const Fact& fact, const QString& node)
{
    return fact.subject == node || fact.subject.contains(QLatin1Char('>') + node + QLatin1Char('@'));
}

const Fact* moreTelling(const Fact* best, const Fact& fact, const QString& node)
{
    if (!best)
        return &fact;
    const int distance = about(fact, node) ? 0 : 1;
    const int bestDistance = about(*best, node) ? 0 : 1;
    if (distance != bestDistance)
        return distance < bestDistance ? &fact : best;
    return rankOf(fact.name) < rankOf(best->name) ? &fact : best;
}

Claim factClaim(const Fact& fact)
{
    return {QStringLiteral("fact"),
            {{QStringLiteral("subject"), fact.subject},
             {QStringLiteral("name"), fact.name},
             {QStringLiteral("value"), fact.value}},
            {fact.evidence}};
}

const TimelineEvent* eventFrom(const QString& evidence, const ReportInput& input)
{
    for (const TimelineEvent& event : input.timeline.events) {
        if (event.evidence == evidence)
            return &event;
    }
    return nullptr;
}

void addClaim(QList<Claim>& claims, const Claim& claim)
{
    for (Claim& known : claims) {
        if (known.code == claim.code && known.args == claim.args) {
            known.evidence += claim.evidence;
            return;
        }
    }
    claims.append(claim);
}

} // namespace

QList<Claim> claimsOf(const QStringList& evidenceIds, const QString& node, const ReportInput& input)
{
    const QList<Fact> facts = input.facts.all();
    QHash<QString, const Fact*> best;
    for (const Fact& fact : facts) {
        if (fact.measured() && evidenceIds.contains(fact.evidence))
            best[fact.evidence] = moreTelling(best.value(fact.evidence), fact, node);
    }
    QList<Claim> claims;
    for (const QString& id : evidenceIds) {
        const auto evidence = input.evidence.find(id);
        if (const Fact* fact = best.value(id))
            addClaim(claims, factClaim(*fact));
        else if (const TimelineEvent* event = eventFrom(id, input))
            addClaim(claims, {QStringLiteral("event"),
                              {{QStringLiteral("event"), event->code},
                               {QStringLiteral("subject"), event->subject},
                               {QStringLiteral("args"), event->args}},
                              {id}});
        else if (evidence != input.evidence.end())
            addClaim(claims, {QStringLiteral("evidence"),
                              {{QStringLiteral("host"), evidence->second.host},
                               {QStringLiteral("command"), evidence->second.command}},
                              {id}});
    }
    return claims;
}

namespace {

void addSymptom(QList<Claim>& claims, const ReportModel& model)
{
    if (!model.verdict.symptom)
        return;
    const Symptom& symptom = *model.verdict.symptom;
    QStringList evidence;
    for (const Finding& finding : model.verdict.findings) {
        if (finding.subject == QStringLiteral("desktop/client"))
            evidence += finding.evidence;
    }
    QJsonObject args{{QStringLiteral("url"), symptom.url}, {QStringLiteral("since"), model.from.iso()}};
    if (symptom.status)
        args.insert(QStringLiteral("status"), *symptom.status);
    claims.append(
        {symptom.status ? QStringLiteral("summary.symptom") : QStringLiteral("summary.no-answer"), args, evidence});
    if (!symptom.answeredBy.isEmpty())
        claims.append({QStringLiteral("summary.answered-by"), {{QStringLiteral("server"), symptom.answeredBy}}, {}});
    if (!symptom.firstDifference.isEmpty())
        claims.append({QStringLiteral("summary.difference"), {{QStringLiteral("hop"), symptom.firstDifference}}, {}});
}

void addActions(QList<Claim>& claims, const ReportModel& model)
{
    for (const ReportAction& action : model.actions) {
        if (!action.started.known())
            continue;
        claims.append({QStringLiteral("summary.acted"),
                       {{QStringLiteral("who"), action.who},
                        {QStringLiteral("command"), action.command},
                        {QStringLiteral("host"), action.plan.host},
                        {QStringLiteral("at"), action.started.iso()}},
                       {}});
    }
}

} // namespace

QList<Claim> summaryOf(const ReportModel& model)
{
    QList<Claim> claims;
    addSymptom(claims, model);
    for (qsizetype i = 0; i < model.causes.size(); ++i) {
        const CauseMatch& match = model.causes.at(i).match;
        claims.append({QStringLiteral("summary.cause"),
                       {{QStringLiteral("index"), static_cast<qint64>(i)}},
                       match.evidenceFor.mid(0, 3)});
        if (!match.explains.isEmpty())
            claims.append({QStringLiteral("summary.explains"),
                           {{QStringLiteral("count"), static_cast<qint64>(match.explains.size())}},
                           {}});
    }
    if (model.causes.isEmpty())
        claims.append({QStringLiteral("summary.verdict"), {}, {}});
    addActions(claims, model);
    const RecoveryFigures& figures = model.timeline.figures;
    if (model.recovered) {
        QStringList evidence;
        for (const TimelineEvent& event : model.timeline.events) {
            if (event.code == QStringLiteral("recovered") && !event.evidence.isEmpty())
                evidence << event.evidence;
        }
        claims.append(
            {QStringLiteral("summary.recovered"), {{QStringLiteral("at"), figures.recovered.iso()}}, evidence});
    } else if (model.verdict.state != VerdictState::Healthy && model.verdict.symptom) {
        claims.append({QStringLiteral("summary.not-recovered"), {}, {}});
    }
    if (!model.damage.isEmpty())
        claims.append({QStringLiteral("summary.damaged"), {{QStringLiteral("code"), model.damage}}, {}});
    return claims;
}

} // namespace hopscope
