// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/report/reportmodel.h"

#include <QJsonArray>

namespace hopscope {
namespace {

template <class List, class Make> QJsonArray arrayOf(const List& list, Make make)
{
    QJsonArray array;
    for (const auto& item : list)
        array.append(make(item));
    return array;
}

QJsonArray ids(const QStringList& list)
{
    return QJsonArray::fromStringList(list);
}

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject claimJson(const Claim& claim)
{
    return {{QStringLiteral("code"), claim.code},
            {QStringLiteral("args"), claim.args},
            {QStringLiteral("evidence"), ids(claim.evidence)}};
}

QJsonObject findingJson(const Finding& f)
{
    return {{QStringLiteral("id"), f.id},
            {QStringLiteral("name"), f.name},
            {QStringLiteral("severity"), toCode(f.severity)},
            {QStringLiteral("subject"), f.subject},
            {QStringLiteral("evidence"), ids(f.evidence)},
            {QStringLiteral("since"), orNull(f.since.iso())}};
}

QJsonObject causeJson(const ReportCause& cause)
{
    const CauseMatch& m = cause.match;
    return {{QStringLiteral("id"), m.id},
            {QStringLiteral("name"), m.name},
            {QStringLiteral("node"), m.node},
            {QStringLiteral("confidence"), m.confidence},
            {QStringLiteral("for"), arrayOf(cause.evidenceFor, claimJson)},
            {QStringLiteral("against"), arrayOf(cause.evidenceAgainst, claimJson)},
            {QStringLiteral("explains"), ids(m.explains)},
            {QStringLiteral("unmeasured"), ids(m.unmeasured)},
            {QStringLiteral("fix"), orNull(m.fixCode)},
            {QStringLiteral("risk"), orNull(m.risk)}};
}

QJsonObject actionJson(const ReportAction& a)
{
    return {{QStringLiteral("id"), a.plan.id},
            {QStringLiteral("verb"), a.plan.verb},
            {QStringLiteral("host"), a.plan.host},
            {QStringLiteral("command"), a.command},
            {QStringLiteral("who"), a.who},
            {QStringLiteral("state"), a.state},
            {QStringLiteral("started"), orNull(a.started.iso())},
            {QStringLiteral("finished"), orNull(a.finished.iso())},
            {QStringLiteral("exit"), a.exit ? QJsonValue(*a.exit) : QJsonValue()},
            {QStringLiteral("successes"), a.successes},
            {QStringLiteral("evidence"), ids(a.evidence)}};
}

QJsonObject evidenceJson(const ReportEvidence& e)
{
    return {{QStringLiteral("id"), e.id},
            {QStringLiteral("host"), e.host},
            {QStringLiteral("command"), e.command},
            {QStringLiteral("exit"), e.exit},
            {QStringLiteral("ms"), e.ms},
            {QStringLiteral("at"), e.at.iso()},
            {QStringLiteral("sha256"), e.sha256},
            {QStringLiteral("bytes"), static_cast<qint64>(e.size)},
            {QStringLiteral("truncated"), e.truncated},
            {QStringLiteral("excerpt"), e.excerpt}};
}

QJsonObject figureJson(const ReportFigure& f)
{
    return {{QStringLiteral("code"), f.code},
            {QStringLiteral("ms"), f.ms < 0 ? QJsonValue() : QJsonValue(f.ms)},
            {QStringLiteral("target_ms"), f.targetMs < 0 ? QJsonValue() : QJsonValue(f.targetMs)}};
}

QJsonObject laneJson(const Lane& lane)
{
    return {{QStringLiteral("subject"), lane.subject},
            {QStringLiteral("intervals"), arrayOf(lane.intervals, [](const Interval& i) {
                 return QJsonObject{{QStringLiteral("from"), i.from.iso()},
                                    {QStringLiteral("to"), orNull(i.to.iso())},
                                    {QStringLiteral("health"), toCode(i.health)}};
             })}};
}

QJsonObject eventJson(const TimelineEvent& e)
{
    return {{QStringLiteral("at"), e.at.iso()},
            {QStringLiteral("code"), e.code},
            {QStringLiteral("subject"), orNull(e.subject)},
            {QStringLiteral("evidence"), orNull(e.evidence)},
            {QStringLiteral("args"), e.args}};
}

QJsonObject topologyJson(const Topology& topology)
{
    const auto node = [](const Node& n) {
        return QJsonObject{{QStringLiteral("id"), n.id},
                           {QStringLiteral("kind"), n.kind},
                           {QStringLiteral("host"), n.host},
                           {QStringLiteral("title"), n.title},
                           {QStringLiteral("health"), toCode(n.health)}};
    };
    const auto hop = [](const Hop& h) {
        return QJsonObject{{QStringLiteral("id"), h.id},
                           {QStringLiteral("from"), h.from},
                           {QStringLiteral("to"), h.to},
                           {QStringLiteral("address"), h.address},
                           {QStringLiteral("family"), h.family},
                           {QStringLiteral("health"), toCode(h.health)},
                           {QStringLiteral("source"), orNull(h.source)}};
    };
    return {{QStringLiteral("nodes"), arrayOf(topology.nodes, node)},
            {QStringLiteral("hops"), arrayOf(topology.hops, hop)}};
}

QJsonValue symptomJson(const std::optional<Symptom>& s)
{
    if (!s)
        return {};
    return QJsonObject{{QStringLiteral("url"), s->url},
                       {QStringLiteral("check"), s->check},
                       {QStringLiteral("status"), s->status ? QJsonValue(*s->status) : QJsonValue()},
                       {QStringLiteral("body"), s->body},
                       {QStringLiteral("answered_by"), orNull(s->answeredBy)},
                       {QStringLiteral("diverges_at"), orNull(s->divergesAt)},
                       {QStringLiteral("first_difference"), orNull(s->firstDifference)}};
}

} // namespace

QJsonObject ReportModel::toJson() const
{
    return {
        {QStringLiteral("schema"), 1},
        {QStringLiteral("environment"), environment.name},
        {QStringLiteral("program"), programVersion},
        {QStringLiteral("from"), orNull(from.iso())},
        {QStringLiteral("to"), orNull(to.iso())},
        {QStringLiteral("recovered"), recovered},
        {QStringLiteral("state"), toCode(verdict.state)},
        {QStringLiteral("symptom"), symptomJson(verdict.symptom)},
        {QStringLiteral("figures"), arrayOf(figures, figureJson)},
        {QStringLiteral("summary"), arrayOf(summary, claimJson)},
        {QStringLiteral("causes"), arrayOf(causes, causeJson)},
        {QStringLiteral("findings"), arrayOf(verdict.findings, findingJson)},
        {QStringLiteral("unmeasured"),
         arrayOf(verdict.unmeasured,
                 [](const Unmeasured& u) {
                     return QJsonObject{{QStringLiteral("what"), u.what}, {QStringLiteral("why"), u.why}};
                 })},
        {QStringLiteral("topology"), topologyJson(topology)},
        {QStringLiteral("lanes"), arrayOf(timeline.lanes, laneJson)},
        {QStringLiteral("events"), arrayOf(timeline.events, eventJson)},
        {QStringLiteral("actions"), arrayOf(actions, actionJson)},
        {QStringLiteral("clocks"),
         arrayOf(clocks,
                 [](const HostClock& c) {
                     return QJsonObject{{QStringLiteral("host"), c.host}, {QStringLiteral("offset_ms"), c.offsetMs}};
                 })},
        {QStringLiteral("evidence"), arrayOf(evidence, evidenceJson)},
        {QStringLiteral("record"), QJsonObject{{QStringLiteral("head_hash"), orNull(headHash)},
                                               {QStringLiteral("entries"), entries},
                                               {QStringLiteral("damage"), orNull(damage)}}}};
}

} // namespace hopscope
