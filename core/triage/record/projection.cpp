// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/record/projection.h"

#include "core/diagnosis/diagnose.h"
#include "core/topology/build.h"
#include "core/topology/health.h"

#include <QJsonArray>

#include <algorithm>

namespace hopscope {
namespace {

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

constexpr qsizetype kMaxJumps = 16; // more than core/ssh would follow

std::optional<Error> failureIn(const QJsonObject& args, const QString& host)
{
    if (!args.contains(QStringLiteral("code")))
        return std::nullopt;
    return Error{text(args, "code"), host, text(args, "phase"), text(args, "detail")};
}

JumpState jumpOf(const QJsonObject& jump)
{
    const QString name = text(jump, "host");
    return {name, text(jump, "state"), failureIn(jump, name)};
}

/// The first sign of the outage that is judged now: a cause or finding may know a time before our first look. What was
/// read before the last good entry check is no sign of it: live checks judge with facts of an earlier, healthy round too.
Timestamp firstSign(const Verdict& verdict, Timestamp lastGood)
{
    Timestamp first;
    const auto look = [&](Timestamp at) {
        const bool counts = at.known() && (!lastGood.known() || at > lastGood);
        if (counts && (!first.known() || at < first))
            first = at;
    };
    for (const CauseMatch& cause : verdict.causes)
        look(cause.since);
    for (const Finding& finding : verdict.findings)
        look(finding.since);
    return first;
}

} // namespace

bool entryIsGood(const FactSet& facts, const Environment& environment)
{
    const QString client = QStringLiteral("desktop/client");
    const QJsonValue status = facts.value(client, QStringLiteral("entry.status"));
    return !status.isUndefined() &&
           goodAnswer(environment.url, status.toInt(), facts.value(client, QStringLiteral("entry.body")).toString());
}

Projection::Projection(std::shared_ptr<const Catalogue> catalogue) : m_catalogue(std::move(catalogue)), m_guide(m_catalogue)
{
}

void Projection::apply(const Entry& entry)
{
    m_at = entry.at;
    ++m_entries;
    if (entry.kind == QStringLiteral("session"))
        applySession(entry);
    else if (entry.kind == QStringLiteral("evidence"))
        applyEvidence(entry);
    else if (entry.kind == QStringLiteral("fact"))
        applyFact(entry);
    else if (entry.kind == QStringLiteral("round"))
        applyRound(entry);
    else if (entry.kind == QStringLiteral("action"))
        applyAction(entry);
    else if (entry.kind == QStringLiteral("note"))
        applyNote(entry);
    else if (entry.kind == QStringLiteral("sample"))
        applySample(entry);
    else if (entry.kind == QStringLiteral("guide"))
        applyGuide(entry);
}

void Projection::applySession(const Entry& entry)
{
    if (const auto environment = Environment::fromJson(entry.payload.value(QStringLiteral("environment")).toObject()))
        m_environment = *environment;
    for (const HostSpec& host : m_environment.hosts)
        m_hosts[host.name] = {host.name, QStringLiteral("idle"), -1, std::nullopt};
}

void Projection::applyEvidence(const Entry& entry)
{
    if (auto evidence = Evidence::fromJson(entry.payload)) {
        m_guide.recorded(*evidence);
        m_evidence.insert_or_assign(evidence->id, std::move(*evidence));
    }
}

void Projection::applyFact(const Entry& entry)
{
    if (const auto fact = Fact::fromJson(entry.payload)) {
        m_facts.insert(*fact);
        m_guide.learned(*fact);
    }
}

void Projection::applyRound(const Entry& entry)
{
    if (text(entry.payload, "phase") == QStringLiteral("end"))
        derive(entry.at, text(entry.payload, "kind") != QStringLiteral("cancelled"));
}

/// `whole`: everything was measured together. What mixes old and new answers may name a cause that never was; it is shown,
/// but does not take the place of a fault that was judged properly.
void Projection::derive(Timestamp at, bool whole)
{
    m_measured = at;
    m_topology = buildTopology(m_facts, m_environment);
    m_verdict = diagnose(m_facts, m_topology, *m_catalogue, m_environment);
    applyHealth(m_topology, m_facts, m_verdict);
    if (m_verdict.state == VerdictState::Fault && (whole || !m_lastFault))
        m_lastFault = std::make_shared<const FaultPicture>(FaultPicture{m_verdict, m_topology, m_facts, at});
    tellTimeline(at);
}

void Projection::tellTimeline(Timestamp at)
{
    for (const Node& node : m_topology.nodes)
        m_timeline.setHealth(node.id, node.health, at);
    if (m_verdict.state != VerdictState::Fault)
        return;
    const Timestamp first = firstSign(m_verdict, m_lastGood);
    m_timeline.earliestEvidence(first.known() && first < at ? first : at);
    m_timeline.detected(at);
    m_timeline.causeKnown(at);
}

void Projection::applyAction(const Entry& entry)
{
    const auto event = ActionEvent::fromJson(entry.payload);
    if (!event)
        return;
    m_audit.append(*event);
    if (const auto plan = Plan::fromJson(event->args.value(QStringLiteral("plan")).toObject()))
        m_plans.insert_or_assign(plan->id, *plan);
    const auto plan = m_plans.find(event->action);
    QJsonObject args = event->args;
    args.remove(QStringLiteral("plan"));
    if (plan != m_plans.end()) {
        args.insert(QStringLiteral("verb"), plan->second.verb);
        args.insert(QStringLiteral("unit"), plan->second.unit);
        args.insert(QStringLiteral("host"), plan->second.host);
    }
    const QString subject = plan == m_plans.end() ? QString() : plan->second.node;
    if (event->state == QStringLiteral("started")) {
        m_timeline.acted(entry.at);
        m_timeline.addEvent({entry.at, QStringLiteral("action-started"), subject, {}, args});
    } else if (event->state == QStringLiteral("finished")) {
        m_timeline.addEvent({entry.at, QStringLiteral("action-finished"), subject, text(event->args, "evidence"), args});
    }
    judgeGuide([this, &event](const GuideInput& input) { m_guide.acted(*event, input); });
}

/// What a step measured counts at once: its lines are judged by a verdict over all that is known now.
void Projection::applyGuide(const Entry& entry)
{
    if (text(entry.payload, "phase") == QStringLiteral("end")) {
        const auto& steps = m_catalogue->steps;
        const QString id = text(entry.payload, "step");
        const bool whole = std::any_of(steps.cbegin(), steps.cend(), [&](const GuideStepRule& rule) {
            return rule.id == id && rule.measure.contains(QStringLiteral("hosts"));
        });
        derive(entry.at, whole);
    }
    judgeGuide([this, &entry](const GuideInput& input) { m_guide.apply(entry, input); });
}

void Projection::judgeGuide(const std::function<void(const GuideInput&)>& judge) const
{
    const Timeline timeline = m_timeline.build(m_at);
    judge({m_facts, m_topology, m_verdict, timeline, m_audit, m_environment, m_at});
}

void Projection::applyNote(const Entry& entry)
{
    const QString code = text(entry.payload, "code");
    const QString subject = text(entry.payload, "subject");
    const QJsonObject args = entry.payload.value(QStringLiteral("args")).toObject();
    if (code == QStringLiteral("host")) {
        HostState& host = m_hosts[subject];
        host.name = subject;
        host.state = text(args, "state");
        host.roundTripMs = args.value(QStringLiteral("ms")).toInteger(-1);
        host.error = failureIn(args, subject);
        host.jumps.clear();
        const QJsonArray jumps = args.value(QStringLiteral("jumps")).toArray();
        for (qsizetype i = 0; i < qMin(jumps.size(), kMaxJumps); ++i)
            host.jumps.append(jumpOf(jumps.at(i).toObject()));
        return;
    }
    m_timeline.addEvent({entry.at, code, subject, text(args, "evidence"), args});
}

void Projection::applySample(const Entry& entry)
{
    m_timeline.addResponse({entry.at, entry.payload.value(QStringLiteral("ms")).toDouble()});
    const bool good = entry.payload.value(QStringLiteral("good")).toBool();
    m_timeline.entryCheck(entry.at, good);
    m_guide.sampled(good, entry.payload.value(QStringLiteral("ms")).toDouble());
    if (good)
        m_lastGood = entry.at;
}

Snapshot Projection::snapshot() const
{
    Snapshot snapshot;
    snapshot.environment = m_environment;
    snapshot.at = m_at;
    snapshot.measured = m_measured;
    snapshot.entries = m_entries;
    snapshot.facts = std::make_shared<const FactSet>(m_facts);
    snapshot.topology = m_topology;
    snapshot.verdict = m_verdict;
    snapshot.lastFault = m_lastFault;
    snapshot.evidence = std::make_shared<const std::map<QString, Evidence>>(m_evidence);
    snapshot.timeline = m_timeline.build(m_at);
    snapshot.plans = m_plans;
    snapshot.audit = m_audit;
    snapshot.guide = m_guide.state();
    for (const auto& [name, host] : m_hosts)
        snapshot.hosts.append(host);
    return snapshot;
}

} // namespace hopscope
