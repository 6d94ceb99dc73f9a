// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Lines about what was done and judged, not about one fact.
#include "core/triage/guide/judge.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kTriesShown = 6;
constexpr qsizetype kFindingsShown = 5;
constexpr qsizetype kChangesShown = 8;
constexpr qint64 kHourMs = 3'600'000;

QString number(qsizetype n)
{
    return QString::number(n);
}

/// The same over IPv4 and IPv6, or on each hop of one pair, is one sign; so is everything about one program's life.
QString signOf(const Finding& finding, const Topology& topology)
{
    const Hop* hop = topology.hop(finding.subject);
    if (!hop && lifeRank(finding) < 100)
        return QStringLiteral("life ") + finding.subject;
    return finding.name + QLatin1Char(' ') + (hop ? hop->from + QLatin1Char('>') + hop->to : finding.subject);
}

void addSigns(QList<GuideLine>& lines, const CauseMatch& cause, const GuideInput& input)
{
    QSet<QString> told;
    // What stands at the cause first, and of one program what tells most.
    QList<const Finding*> findings;
    for (const QString& id : cause.explains) {
        const Finding* finding = input.verdict.finding(id);
        if (finding && finding->severity != Severity::Info)
            findings.append(finding);
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding* a, const Finding* b) { return lifeRank(*a) < lifeRank(*b); });
    for (const Health mark : {Health::Failed, Health::Affected}) {
        for (const Finding* finding : std::as_const(findings)) {
            if (markOf(*finding, input) != mark || lines.size() >= kFindingsShown)
                continue;
            const QString sign = signOf(*finding, input.topology);
            if (told.contains(sign))
                continue;
            told.insert(sign);
            GuideLine line;
            line.id = QStringLiteral("sign ") + sign;
            line.code = QStringLiteral("finding");
            line.mark = mark;
            line.subject = finding->subject;
            line.finding = *finding;
            line.evidence = finding->evidence.mid(0, 3);
            lines.append(line);
        }
    }
}

/// Evidence that speaks for the cause and is behind no sign yet: log lines, a stop job.
void addProof(QList<GuideLine>& lines, const CauseMatch& cause)
{
    QStringList left = cause.evidenceFor;
    for (const GuideLine& line : std::as_const(lines)) {
        for (const QString& id : line.evidence)
            left.removeAll(id);
    }
    if (left.isEmpty())
        return;
    GuideLine line;
    line.id = QStringLiteral("proof");
    line.code = QStringLiteral("proof");
    line.mark = Health::Affected;
    line.subject = cause.node;
    line.args.insert(QStringLiteral("count"), static_cast<int>(left.size()));
    line.evidence = left.mid(0, 4);
    lines.append(line);
}

void addAgainst(QList<GuideLine>& lines, const CauseMatch& cause, const GuideInput& input)
{
    GuideLine line;
    line.id = QStringLiteral("against");
    line.subject = cause.node;
    line.code = cause.evidenceAgainst.isEmpty() ? QStringLiteral("against-none") : QStringLiteral("against");
    line.mark = cause.evidenceAgainst.isEmpty() ? Health::Ok : Health::Degraded;
    line.evidence = cause.evidenceAgainst.mid(0, 4);
    line.args.insert(QStringLiteral("count"), static_cast<int>(cause.evidenceAgainst.size()));
    const auto well = std::count_if(input.topology.nodes.cbegin(), input.topology.nodes.cend(),
                                    [](const Node& node) { return node.health == Health::Ok; });
    line.args.insert(QStringLiteral("well"), static_cast<int>(well));
    lines.append(line);
    if (cause.unmeasured.isEmpty())
        return;
    GuideLine open;
    open.id = QStringLiteral("open");
    open.code = QStringLiteral("open");
    open.subject = cause.node;
    open.args.insert(QStringLiteral("what"), QJsonArray::fromStringList(cause.unmeasured));
    lines.append(open);
}

void addRivals(QList<GuideLine>& lines, const GuideInput& input)
{
    for (const CauseMatch& rival : input.verdict.undecidedBetween) {
        GuideLine line;
        line.id = QStringLiteral("rival ") + rival.id + rival.node;
        line.code = QStringLiteral("rival");
        line.mark = Health::Degraded;
        line.subject = rival.node;
        line.cause = rival;
        line.evidence = rival.evidenceFor.mid(0, 3);
        lines.append(line);
    }
    if (!input.verdict.nextMeasurement.isEmpty()) {
        GuideLine line;
        line.id = QStringLiteral("next");
        line.code = QStringLiteral("next");
        line.args.insert(QStringLiteral("measure"), input.verdict.nextMeasurement);
        lines.append(line);
    }
}

void addAllWell(QList<GuideLine>& lines, const GuideInput& input)
{
    const auto well = [](const auto& list) {
        return static_cast<int>(std::count_if(list.cbegin(), list.cend(), [](const auto& x) { return x.health == Health::Ok; }));
    };
    GuideLine line;
    line.id = QStringLiteral("all-well");
    line.code = QStringLiteral("all-well");
    line.mark = Health::Ok;
    line.args = {{QStringLiteral("nodes"), well(input.topology.nodes)}, {QStringLiteral("hops"), well(input.topology.hops)}};
    lines.append(line);
    for (const Finding& finding : input.verdict.findings) {
        if (finding.severity != Severity::Warning)
            continue;
        GuideLine warning;
        warning.id = QStringLiteral("sign ") + finding.name + finding.subject;
        warning.code = QStringLiteral("finding");
        warning.mark = Health::Degraded;
        warning.subject = finding.subject;
        warning.finding = finding;
        warning.evidence = finding.evidence.mid(0, 3);
        lines.append(warning);
    }
}

/// Without a cause the signs themselves, then what was not measured.
void addOpenVerdict(QList<GuideLine>& lines, const GuideInput& input)
{
    addRivals(lines, input);
    for (const Finding& finding : input.verdict.findings) {
        if (finding.severity == Severity::Info || lines.size() >= kFindingsShown + 3)
            continue;
        GuideLine line;
        line.id = QStringLiteral("sign ") + finding.name + finding.subject;
        line.code = QStringLiteral("finding");
        line.mark = markOf(finding, input);
        line.subject = finding.subject;
        line.finding = finding;
        line.evidence = finding.evidence.mid(0, 3);
        lines.append(line);
    }
    if (input.verdict.state != VerdictState::Unmeasured)
        return;
    QSet<QString> reasons;
    for (const Unmeasured& gap : input.verdict.unmeasured) {
        const QString host = gap.what.section(QLatin1Char('/'), 0, 0).section(QLatin1Char(' '), 0, 0);
        if (reasons.contains(host + gap.why) || reasons.size() >= kFindingsShown)
            continue;
        reasons.insert(host + gap.why);
        GuideLine line;
        line.id = QStringLiteral("gap ") + gap.what;
        line.code = QStringLiteral("unmeasured");
        line.subject = gap.what.section(QLatin1Char(' '), 0, 0);
        line.args.insert(QStringLiteral("fact"), gap.what.section(QLatin1Char(' '), 1));
        line.why = gap.why;
        lines.append(line);
    }
}

GuideLine changeLine(const TimelineEvent& event)
{
    GuideLine line;
    line.id = QStringLiteral("change ") + event.code + event.subject + event.at.iso();
    line.code = QStringLiteral("change");
    line.mark = Health::Degraded;
    line.subject = event.subject;
    line.event = event;
    if (!event.evidence.isEmpty())
        line.evidence.append(event.evidence);
    return line;
}

/// Units and hosts tell themselves when they last changed.
QList<TimelineEvent> factChanges(const GuideInput& input, Timestamp until)
{
    QList<TimelineEvent> events;
    const auto look = [&](const QString& subject, const char* fact, const QString& code) {
        const Fact* found = input.facts.find(subject, QLatin1String(fact));
        const Timestamp at = found ? Timestamp::fromIso(found->value.toString()) : Timestamp();
        if (at.known() && at <= until && at.ms > until.ms - kHourMs)
            events.append({at, code, subject, found->evidence, {}});
    };
    for (const Node& node : input.topology.nodes) {
        const QString state = input.facts.value(node.id, QStringLiteral("unit.active_state")).toString();
        if (!state.isEmpty())
            look(node.id, "unit.since", state == QStringLiteral("active") ? QStringLiteral("unit-started") : QStringLiteral("unit-stopped"));
    }
    for (const QString& subject : input.facts.subjects()) {
        if (!subject.contains(QLatin1Char('/')))
            look(subject, "host.boot_at", QStringLiteral("host-started"));
    }
    return events;
}

} // namespace

QList<GuideLine> tryLines(const GuideStep& step, const GuideInput& input)
{
    QList<GuideLine> lines;
    const qsizetype first = std::max<qsizetype>(0, step.tries.size() - kTriesShown);
    for (qsizetype i = first; i < step.tries.size(); ++i) {
        const GuideTry& one = step.tries.at(i);
        GuideLine line;
        line.id = QStringLiteral("try ") + number(i);
        const bool body = !one.good && one.status > 0 && one.status < 400;
        line.code = body ? QStringLiteral("try-body") : one.status > 0 ? QStringLiteral("try") : QStringLiteral("try-error");
        line.mark = one.good ? Health::Ok : Health::Affected;
        line.subject = QStringLiteral("desktop/client");
        line.args = {{QStringLiteral("url"), input.facts.value(line.subject, QStringLiteral("entry.url"))},
                     {QStringLiteral("status"), one.status},
                     {QStringLiteral("error"), one.error},
                     {QStringLiteral("ms"), one.ms}};
        if (!one.evidence.isEmpty())
            line.evidence.append(one.evidence);
        lines.append(line);
    }
    return lines;
}

QList<GuideLine> changeLines(const GuideInput& input)
{
    static const QSet<QString> codes{QStringLiteral("package-changed"), QStringLiteral("unit-stopped"),
                                     QStringLiteral("unit-started"), QStringLiteral("config-changed")};
    const Timestamp red = input.timeline.figures.firstRed;
    // What goes red is itself a change: a little after the first sign still belongs to it.
    const Timestamp until{(red.known() ? red.ms : input.at.ms) + 2'000};
    QList<TimelineEvent> events = factChanges(input, until);
    for (const TimelineEvent& event : input.timeline.events) {
        const bool same = std::any_of(events.cbegin(), events.cend(), [&](const TimelineEvent& other) {
            return other.code == event.code && other.subject == event.subject;
        });
        if (codes.contains(event.code) && event.at <= until && !same)
            events.append(event);
    }
    std::stable_sort(events.begin(), events.end(), [](const TimelineEvent& a, const TimelineEvent& b) { return a.at > b.at; });
    QList<GuideLine> lines;
    for (const TimelineEvent& event : events.mid(0, kChangesShown))
        lines.append(changeLine(event));
    return lines;
}

QList<GuideLine> verdictLines(const GuideInput& input)
{
    QList<GuideLine> lines;
    if (input.verdict.state == VerdictState::Healthy) {
        addAllWell(lines, input);
        return lines;
    }
    if (input.verdict.causes.isEmpty()) {
        addOpenVerdict(lines, input);
        return lines;
    }
    const CauseMatch& cause = input.verdict.causes.constFirst();
    addSigns(lines, cause, input);
    addProof(lines, cause);
    for (const CauseMatch& other : input.verdict.causes.mid(1)) {
        GuideLine line;
        line.id = QStringLiteral("cause ") + other.id + other.node;
        line.code = QStringLiteral("cause");
        line.mark = Health::Failed;
        line.subject = other.node;
        line.cause = other;
        line.evidence = other.evidenceFor.mid(0, 3);
        lines.append(line);
    }
    for (const GuideLine& change : changeLines(input)) {
        if (change.subject == cause.node || change.subject == cause.node.section(QLatin1Char('/'), 0, 0))
            lines.append(change);
    }
    addAgainst(lines, cause, input);
    return lines;
}

QList<GuideLine> actionLines(const GuideInput& input)
{
    QList<GuideLine> lines;
    if (input.audit.isEmpty())
        return lines;
    static const QSet<QString> good{QStringLiteral("snapshot"), QStringLiteral("verified"), QStringLiteral("finished"), QStringLiteral("precheck")};
    static const QSet<QString> bad{QStringLiteral("refused"), QStringLiteral("failed"), QStringLiteral("cancelled")};
    const QString last = input.audit.constLast().action;
    for (const ActionEvent& event : input.audit) {
        if (event.action != last || !(good.contains(event.state) || bad.contains(event.state)))
            continue;
        GuideLine line;
        line.id = QStringLiteral("action ") + number(lines.size()) + event.state;
        line.code = QStringLiteral("action");
        const bool failed = bad.contains(event.state) || event.args.value(QStringLiteral("exit")).toInt() != 0;
        line.mark = failed ? Health::Failed : Health::Ok;
        line.action = event;
        const QJsonValue evidence = event.args.value(QStringLiteral("evidence"));
        if (evidence.isString())
            line.evidence.append(evidence.toString());
        for (const QJsonArray items = evidence.toArray(); const auto id : items)
            line.evidence.append(id.toString());
        line.evidence = line.evidence.mid(0, 12);
        lines.append(line);
    }
    return lines;
}

} // namespace hopscope
