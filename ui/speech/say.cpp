// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/say.h"

#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <QDateTime>

#include <algorithm>

namespace hopscope {

namespace {

CatalogueLookup& catalogue()
{
    static CatalogueLookup lookup; // GUI thread only
    return lookup;
}

QString wordOf(const QString& group, const QString& code)
{
    const QString key = group + QLatin1Char('.') + code;
    return words().has(key) ? words().text(key) : visibleLine(code);
}

} // namespace

const Words& words()
{
    static Words current;
    static bool made = false;
    if (!made || current.language() != uiLanguage()) {
        current = Words(uiLanguage(), catalogue(), QDateTime::currentDateTime().offsetFromUtc());
        made = true;
    }
    return current;
}

void setCatalogue(CatalogueLookup lookup)
{
    catalogue() = std::move(lookup);
}

QString sayHealth(Health health)
{
    return words().health(health);
}

QString sayCause(const CauseMatch& cause)
{
    return words().causeTitle(cause);
}

QString sayFinding(const Finding& finding)
{
    return words().finding(finding);
}

QString sayCausePast(const CauseMatch& cause)
{
    return words().causeTitlePast(cause);
}

namespace {

/// `RabbitMQ`, but `nginx · gate` where there is more than one.
QString briefly(const Snapshot& snapshot, const QString& subject)
{
    const Node* node = snapshot.topology.node(subject);
    const auto same = std::count_if(snapshot.topology.nodes.begin(), snapshot.topology.nodes.end(),
                                    [&](const Node& other) { return node && other.kind == node->kind; });
    return same > 1 ? saySubject(snapshot, subject) : sayNode(snapshot, subject);
}

} // namespace

QString sayFindingBriefly(const Snapshot& snapshot, const Finding& finding)
{
    static const QHash<QString, Label> known{{QStringLiteral("hop-refused"), Label::CheckRefuses},
                                             {QStringLiteral("port-closed"), Label::CheckPortClosed},
                                             {QStringLiteral("process-absent"), Label::CheckNoProcess},
                                             {QStringLiteral("unit-inactive"), Label::CheckUnitStopped},
                                             {QStringLiteral("unit-failed"), Label::CheckUnitFailed},
                                             {QStringLiteral("hop-5xx"), Label::CheckAnswers},
                                             {QStringLiteral("hop-4xx"), Label::CheckAnswers}};
    if (finding.args.contains(QStringLiteral("status")) && finding.name.startsWith(QStringLiteral("entry-")))
        return sayNode(snapshot, finding.subject) + QStringLiteral(": ") +
               words().text(QStringLiteral("graph.status"), finding.args);
    const auto it = known.find(finding.name);
    const Hop* hop = snapshot.topology.hop(finding.subject);
    if (it == known.end() || (!hop && !snapshot.topology.node(finding.subject)))
        return sayFinding(finding);
    const QString place = briefly(snapshot, hop ? hop->to : finding.subject);
    if (*it == Label::CheckRefuses)
        return hop ? label(*it, place, briefly(snapshot, hop->from)) : sayFinding(finding);
    if (*it == Label::CheckNoProcess || *it == Label::CheckUnitStopped || *it == Label::CheckUnitFailed)
        return label(*it, place);
    const QString value = finding.args
                              .value(*it == Label::CheckAnswers ? QStringLiteral("status") : QStringLiteral("port"))
                              .toVariant()
                              .toString();
    return value.isEmpty() ? sayFinding(finding) : label(*it, place, visibleLine(value, 20));
}

QString sayNode(const Snapshot& snapshot, const QString& subject)
{
    const Node* node = snapshot.topology.node(subject);
    // As in the graph: core's own title may be no more than the kind's code.
    if (node && (node->title.isEmpty() || node->title == node->kind))
        return words().kind(node->kind);
    return node ? visibleLine(node->title) : words().subjectTitle(subject);
}

QString saySubject(const Snapshot& snapshot, const QString& subject)
{
    if (const Hop* hop = snapshot.topology.hop(subject)) {
        return sayNode(snapshot, hop->from) + QStringLiteral(" → ") + sayNode(snapshot, hop->to) +
               QStringLiteral(" · ") + visibleLine(hop->address);
    }
    if (const Node* node = snapshot.topology.node(subject); node && node->kind == QStringLiteral("client"))
        return sayNode(snapshot, subject); // its host is the desktop already
    else if (node)
        return sayNode(snapshot, subject) + QStringLiteral(" · ") + visibleLine(node->host);
    return words().subject(subject);
}

QString sayNodeReason(const Snapshot& snapshot, const QString& subject)
{
    if (const Node* node = snapshot.topology.node(subject))
        return node->reason.isEmpty() ? QString() : words().nodeReason(node->reason, node->health);
    if (const Hop* hop = snapshot.topology.hop(subject))
        return hop->reason.isEmpty() ? QString() : words().nodeReason(hop->reason, hop->health);
    return {};
}

QString sayFactName(const QString& name)
{
    return words().factLabel(name);
}

QString sayFactValue(const Fact& fact)
{
    return fact.measured() ? words().factValue(fact.name, fact.value) : words().reason(fact.why);
}

QString sayReason(const QString& code)
{
    return words().reason(code);
}

QString sayError(const Error& error)
{
    return words().error(error);
}

QString sayPhase(const QString& code)
{
    QString text = wordOf(QStringLiteral("phase"), code);
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString sayRisk(const QString& code)
{
    static const QHash<QString, Label> known{{QStringLiteral("R0"), Label::RiskR0},
                                             {QStringLiteral("R1"), Label::RiskR1},
                                             {QStringLiteral("R2"), Label::RiskR2},
                                             {QStringLiteral("R3"), Label::RiskR3},
                                             {QStringLiteral("R4"), Label::RiskR4}};
    const auto it = known.find(code);
    return it == known.end() ? visibleLine(code) : visibleLine(code) + QStringLiteral(" · ") + label(*it);
}

QString sayActionState(const QString& state)
{
    return words().actionState(state);
}

QString sayEvent(const TimelineEvent& event)
{
    return words().event(event.code, event.subject, event.args);
}

QString sayMeasurement(const QString& code)
{
    return words().nextMeasurement(code);
}

QString sayFix(const CauseMatch& cause)
{
    return words().fix(cause);
}

} // namespace hopscope
