// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/guide/judge.h"

#include "core/diagnosis/findings.h"

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMaxLines = 60;
constexpr qsizetype kMaxEvidence = 4;
constexpr int kNotOfLife = 100;
constexpr qint64 kRecentMs = 120'000;

void addEvidence(QStringList& list, const QString& id)
{
    if (!id.isEmpty() && !list.contains(id) && list.size() < kMaxEvidence)
        list.append(id);
}

/// What was read for a line, the unmeasured included.
void addFacts(GuideLine& line, const GuideCheck& check, const World& world)
{
    const ScopeSource source(world, line.subject);
    for (const QString& name : check.facts) {
        for (const Reading& reading : source.read(name)) {
            const Fact fact{reading.subject, reading.name.section(QLatin1Char(':'), -1), reading.value, reading.at,
                            reading.evidence, reading.why};
            if (!fact.measured() || line.facts.contains(fact))
                continue;
            line.facts.append(fact);
            if (!fact.value.isObject() && !fact.value.isArray())
                line.args.insert(fact.name, fact.value);
            addEvidence(line.evidence, reading.evidence);
        }
    }
}

GuideLine lineOf(const GuideCheck& check, const QString& subject)
{
    GuideLine line;
    line.id = check.name + QLatin1Char(' ') + subject;
    line.subject = subject;
    return line;
}

GuideLine findingLine(const GuideCheck& check, const Finding& finding, const GuideInput& input)
{
    GuideLine line = lineOf(check, finding.subject);
    line.id += QLatin1Char(' ') + finding.name;
    line.code = QStringLiteral("finding");
    line.finding = finding;
    line.mark = markOf(finding, input);
    for (const QString& id : finding.evidence)
        addEvidence(line.evidence, id);
    return line;
}

Health nodeMark(const QString& subject, const GuideInput& input)
{
    const Node* node = input.topology.node(subject);
    const bool bad = node && (node->health == Health::Failed || node->health == Health::Affected);
    return bad ? node->health : Health::Ok;
}

GuideLine quietLine(const GuideCheck& check, const QString& subject, const ScopeSource& source, const GuideInput& input)
{
    GuideLine line = lineOf(check, subject);
    const Outcome well = evaluate(check.well, source);
    if (well.value == Tri::True) {
        line.code = QStringLiteral("well");
        line.text = check.text;
        line.mark = check.follows ? nodeMark(subject, input) : Health::Ok;
        for (const Reading& reading : well.used)
            addEvidence(line.evidence, reading.evidence);
        return line;
    }
    line.code = QStringLiteral("unmeasured");
    const bool known = !well.missing.isEmpty() && !well.missing.constFirst().why.isEmpty();
    line.why = known ? well.missing.constFirst().why : QStringLiteral("not-measured");
    line.args.insert(QStringLiteral("fact"), known ? well.missing.constFirst().name : check.facts.value(0));
    return line;
}

/// A stopped unit has no process and no open port; one line says so.
void keepOneSignOfLife(QList<GuideLine>& lines)
{
    const auto rankOf = [](const GuideLine& line) { return line.finding ? lifeRank(*line.finding) : kNotOfLife; };
    int best = kNotOfLife;
    for (const GuideLine& line : std::as_const(lines))
        best = std::min(best, rankOf(line));
    lines.removeIf([&](const GuideLine& line) { return rankOf(line) != kNotOfLife && rankOf(line) != best; });
}

/// A line of a log says nothing about now when it was written long before.
bool isOld(const GuideLine& line, const GuideInput& input)
{
    return std::any_of(line.facts.cbegin(), line.facts.cend(), [&](const Fact& fact) {
        const Timestamp at = Timestamp::fromIso(fact.value.toObject().value(QStringLiteral("at")).toString());
        return at.known() && at.ms < input.at.ms - kRecentMs;
    });
}

/// One subject under one check: a line for each of its findings, else one that says it is well or not measured. Nothing where
/// what is abnormal there is of no account to the stack.
QList<GuideLine> linesFor(const GuideCheck& check, const QString& subject, const World& world, const GuideInput& input)
{
    const ScopeSource source(world, subject);
    if (check.only && evaluate(*check.only, source).value != Tri::True)
        return {};
    const bool any = check.findings.contains(QStringLiteral("*"));
    QList<GuideLine> lines;
    bool ofNoAccount = false;
    for (const Finding& finding : input.verdict.findings) {
        if (finding.subject != subject || !(any || check.findings.contains(finding.name)))
            continue;
        if (finding.severity == Severity::Info)
            ofNoAccount = true;
        else
            lines.append(findingLine(check, finding, input));
    }
    if (lines.isEmpty() && !ofNoAccount)
        lines.append(quietLine(check, subject, source, input));
    keepOneSignOfLife(lines);
    for (GuideLine& line : lines)
        addFacts(line, check, world);
    if (check.follows)
        lines.removeIf([&](const GuideLine& line) { return isOld(line, input); });
    return lines;
}

QList<GuideLine> checkLines(const GuideStepRule& rule, const GuideInput& input)
{
    const World world(input.facts, input.topology);
    QList<GuideLine> lines;
    for (const GuideCheck& check : rule.checks) {
        for (const QString& subject : subjectsIn(world, check.scopes)) {
            // A far end that no host of the environment owns cannot be looked at as a host.
            const bool host = !subject.contains(QLatin1Char('/'));
            if (!host || input.environment.host(subject))
                lines.append(linesFor(check, subject, world, input));
        }
    }
    const auto rank = [](const GuideLine& line) {
        switch (line.mark) {
        case Health::Failed:
            return 0;
        case Health::Affected:
            return 1;
        case Health::Degraded:
            return 2;
        case Health::Unknown:
            return 3;
        case Health::Ok:
            break;
        }
        return 4;
    };
    std::stable_sort(lines.begin(), lines.end(), [&](const GuideLine& a, const GuideLine& b) { return rank(a) < rank(b); });
    return lines;
}

QList<GuideLine> ownLines(const GuideStep& step, const GuideStepRule& rule, const GuideInput& input)
{
    if (rule.lines == QStringLiteral("tries"))
        return tryLines(step, input);
    if (rule.lines == QStringLiteral("changes"))
        return changeLines(input);
    if (rule.lines == QStringLiteral("verdict"))
        return verdictLines(input);
    if (rule.lines == QStringLiteral("action"))
        return actionLines(input);
    return {};
}

} // namespace

int lifeRank(const Finding& finding)
{
    static const QStringList order{QStringLiteral("unit-failed"),    QStringLiteral("unit-inactive"), QStringLiteral("unit-restarting"),
                                   QStringLiteral("process-stopped"), QStringLiteral("port-foreign"), QStringLiteral("process-absent"),
                                   QStringLiteral("port-closed")};
    const qsizetype at = order.indexOf(finding.name);
    return at < 0 ? kNotOfLife : static_cast<int>(at);
}

Health markOf(const Finding& finding, const GuideInput& input)
{
    const Hop* hop = input.topology.hop(finding.subject);
    const QString place = hop ? hop->to : finding.subject;
    for (const CauseMatch& cause : input.verdict.causes) {
        if (cause.node == place)
            return Health::Failed;
    }
    return finding.severity == Severity::Critical ? Health::Affected : Health::Degraded;
}

void judgeStep(GuideStep& step, const GuideStepRule& rule, const GuideInput& input)
{
    step.lines = ownLines(step, rule, input) + checkLines(rule, input);
    if (step.lines.size() > kMaxLines)
        step.lines.resize(kMaxLines);
    step.cause.reset();
    if (!input.verdict.causes.isEmpty())
        step.cause = input.verdict.causes.constFirst();
    step.args = guideValues(step, input);
    step.mark = Health::Unknown;
    step.result = {};
    const World world(input.facts, input.topology);
    const GuideSource source(world, step.args);
    for (const GuideOutcome& outcome : rule.outcomes) {
        if (outcome.when && evaluate(*outcome.when, source).value != Tri::True)
            continue;
        step.mark = outcome.mark;
        step.result = outcome.text;
        return;
    }
}

} // namespace hopscope
