// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/verdictjson.h"

#include <QJsonArray>

#include <cmath>

namespace hopscope {
namespace {

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonArray list(const QStringList& strings)
{
    return QJsonArray::fromStringList(strings);
}

QJsonValue symptomJson(const std::optional<Symptom>& symptom)
{
    if (!symptom)
        return QJsonValue(QJsonValue::Null);
    return QJsonObject{{QStringLiteral("url"), symptom->url},
                       {QStringLiteral("check"), symptom->check},
                       {QStringLiteral("status"), symptom->status ? QJsonValue(*symptom->status) : QJsonValue(QJsonValue::Null)},
                       {QStringLiteral("body"), orNull(symptom->body)},
                       {QStringLiteral("answered_by"), orNull(symptom->answeredBy)},
                       {QStringLiteral("diverges_at"), orNull(symptom->divergesAt)},
                       {QStringLiteral("first_difference"), orNull(symptom->firstDifference)}};
}

/// `text` is what to do in words; many fixes are an edit and have no command.
QJsonValue fixJson(const CauseMatch& cause, const Words& words)
{
    if (cause.fixCode.isEmpty())
        return QJsonValue(QJsonValue::Null);
    return QJsonObject{{QStringLiteral("code"), cause.fixCode},
                       {QStringLiteral("argv"), list(cause.fixArgv)},
                       {QStringLiteral("text"), words.fix(cause)}};
}

QJsonArray causesJson(const QList<CauseMatch>& causes, const Words& words)
{
    QJsonArray array;
    for (const CauseMatch& cause : causes)
        array.append(QJsonObject{{QStringLiteral("id"), cause.id},
                                 {QStringLiteral("name"), cause.name},
                                 {QStringLiteral("node"), cause.node},
                                 {QStringLiteral("confidence"), std::round(cause.confidence * 100) / 100},
                                 {QStringLiteral("for"), list(cause.evidenceFor)},
                                 {QStringLiteral("against"), list(cause.evidenceAgainst)},
                                 {QStringLiteral("explains"), list(cause.explains)},
                                 {QStringLiteral("fix"), fixJson(cause, words)},
                                 {QStringLiteral("risk"), orNull(cause.risk)}});
    return array;
}

QJsonObject verdictObject(const Verdict& verdict, const Words& words)
{
    return {{QStringLiteral("state"), toCode(verdict.state)},
            {QStringLiteral("causes"), causesJson(verdict.causes, words)},
            {QStringLiteral("undecided_between"), causesJson(verdict.undecidedBetween, words)},
            {QStringLiteral("next_measurement"), orNull(verdict.nextMeasurement)}};
}

QJsonArray findingsJson(const QList<Finding>& findings)
{
    QJsonArray array;
    for (const Finding& finding : findings)
        array.append(QJsonObject{{QStringLiteral("id"), finding.id},
                                 {QStringLiteral("name"), finding.name},
                                 {QStringLiteral("severity"), toCode(finding.severity)},
                                 {QStringLiteral("subject"), finding.subject},
                                 {QStringLiteral("evidence"), list(finding.evidence)}});
    return array;
}

QJsonArray evidenceJson(const std::map<QString, Evidence>& evidence)
{
    std::map<qint64, QJsonObject> inOrder;
    for (const auto& [id, item] : evidence)
        inOrder.emplace(QStringView(id).mid(1).toLongLong(), QJsonObject{{QStringLiteral("id"), id},
                                                            {QStringLiteral("host"), item.host},
                                                            {QStringLiteral("command"), item.command},
                                                            {QStringLiteral("exit"), item.exit},
                                                            {QStringLiteral("ms"), item.durationMs},
                                                            {QStringLiteral("at"), item.at.iso()},
                                                            {QStringLiteral("sha256"), item.sha256},
                                                            {QStringLiteral("excerpt"), item.excerpt()}});
    QJsonArray array;
    for (const auto& [number, object] : inOrder)
        array.append(object);
    return array;
}

QJsonArray unmeasuredJson(const QList<Unmeasured>& items)
{
    QJsonArray array;
    for (const Unmeasured& item : items)
        array.append(QJsonObject{{QStringLiteral("what"), item.what}, {QStringLiteral("why"), item.why}});
    return array;
}

QJsonValue errorJson(const RunInfo& run)
{
    if (!run.error)
        return QJsonValue(QJsonValue::Null);
    return QJsonObject{{QStringLiteral("code"), run.error->code},
                       {QStringLiteral("host"), orNull(run.error->host)},
                       {QStringLiteral("phase"), orNull(run.error->phase)},
                       {QStringLiteral("text"), run.errorText}};
}

QJsonObject factsOf(const Snapshot& snapshot, const QString& subject)
{
    QJsonObject facts;
    if (!snapshot.facts)
        return facts;
    for (const Fact& fact : snapshot.facts->of(subject))
        facts.insert(fact.name, fact.measured() ? fact.value : QJsonValue(QJsonValue::Null));
    return facts;
}

} // namespace

QJsonObject verdictJson(const Snapshot& snapshot, const RunInfo& run, const Words& words)
{
    return {{QStringLiteral("schema"), 1},
            {QStringLiteral("environment"), snapshot.environment.name},
            {QStringLiteral("started"), run.started.iso()},
            {QStringLiteral("duration_ms"), run.durationMs},
            {QStringLiteral("symptom"), symptomJson(snapshot.verdict.symptom)},
            {QStringLiteral("verdict"), verdictObject(snapshot.verdict, words)},
            {QStringLiteral("findings"), findingsJson(snapshot.verdict.findings)},
            {QStringLiteral("evidence"), snapshot.evidence ? evidenceJson(*snapshot.evidence) : QJsonArray()},
            {QStringLiteral("unmeasured"), unmeasuredJson(snapshot.verdict.unmeasured)},
            {QStringLiteral("error"), errorJson(run)}};
}

QJsonObject topologyJson(const Snapshot& snapshot)
{
    QJsonArray nodes;
    for (const Node& node : snapshot.topology.nodes)
        nodes.append(QJsonObject{{QStringLiteral("id"), node.id},
                                 {QStringLiteral("kind"), node.kind},
                                 {QStringLiteral("host"), node.host},
                                 {QStringLiteral("title"), node.title},
                                 {QStringLiteral("health"), toCode(node.health)},
                                 {QStringLiteral("facts"), factsOf(snapshot, node.id)}});
    QJsonArray hops;
    for (const Hop& hop : snapshot.topology.hops)
        hops.append(QJsonObject{{QStringLiteral("id"), hop.id},
                                {QStringLiteral("from"), hop.from},
                                {QStringLiteral("to"), hop.to},
                                {QStringLiteral("address"), hop.address},
                                {QStringLiteral("family"), hop.family},
                                {QStringLiteral("health"), toCode(hop.health)},
                                {QStringLiteral("source"), orNull(hop.source)}});
    return {{QStringLiteral("nodes"), nodes}, {QStringLiteral("hops"), hops}};
}

int exitStatusOf(VerdictState state)
{
    switch (state) {
    case VerdictState::Fault:
        return 1;
    case VerdictState::Healthy:
        return 0;
    case VerdictState::Undecided:
    case VerdictState::Unmeasured:
        break;
    }
    return 3;
}

} // namespace hopscope
