// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/report/buildreport.h"

#include "core/model/evidenceorder.h"
#include "core/report/claims.h"

#include <QSet>

#include <algorithm>

namespace hopscope {
namespace {

constexpr int kCitedLines = 12;
constexpr int kOtherLines = 3;

qint64 since(Timestamp from, Timestamp to)
{
    return from.known() && to.known() && to >= from ? to.ms - from.ms : -1;
}

QList<ReportFigure> figuresOf(const RecoveryFigures& f)
{
    return {{QStringLiteral("detected"),
             since(f.firstFailedSample.known() ? f.firstFailedSample : f.firstRed, f.detected), -1},
            {QStringLiteral("cause-known"), since(f.firstRed, f.causeKnown), -1},
            {QStringLiteral("acted"), since(f.firstRed, f.acted), -1},
            {QStringLiteral("recovered"), since(f.firstRed, f.recovered), f.targetMs}};
}

QList<HostClock> clocksOf(const ReportInput& input)
{
    QList<HostClock> clocks;
    for (const HostSpec& host : input.environment.hosts) {
        const QJsonValue offset = input.facts.value(host.name, QStringLiteral("host.clock_offset_ms"));
        if (offset.isDouble())
            clocks.append({host.name, offset.toInteger()});
    }
    return clocks;
}

QList<ReportCause> causesOf(const ReportInput& input)
{
    QList<ReportCause> causes;
    const Verdict& verdict = input.verdict;
    for (const CauseMatch& match : verdict.causes.isEmpty() ? verdict.undecidedBetween : verdict.causes) {
        ReportCause cause{match,
                          claimsOf(match.evidenceFor, match.node, input),
                          claimsOf(match.evidenceAgainst, match.node, input),
                          {}};
        for (const QString& id : match.explains) {
            if (const Finding* finding = verdict.finding(id))
                cause.explains.append(*finding);
        }
        causes.append(cause);
    }
    return causes;
}

void apply(ReportAction& action, const ActionEvent& event)
{
    action.state = event.state;
    if (!event.who.isEmpty())
        action.who = event.who;
    if (event.state == QStringLiteral("started"))
        action.started = event.at;
    if (event.state == QStringLiteral("finished"))
        action.finished = event.at;
    const QJsonValue exit = event.args.value(QStringLiteral("exit"));
    if (exit.isDouble())
        action.exit = exit.toInt();
    action.successes = std::max(action.successes, event.args.value(QStringLiteral("successes")).toInt());
    const QJsonValue evidence = event.args.value(QStringLiteral("evidence"));
    QStringList ids = evidence.toVariant().toStringList();
    if (evidence.isString())
        ids = QStringList{evidence.toString()};
    for (const QString& id : std::as_const(ids)) {
        if (!id.isEmpty() && !action.evidence.contains(id))
            action.evidence << id;
    }
}

QList<ReportAction> actionsOf(const ReportInput& input)
{
    QList<ReportAction> actions;
    for (const ActionEvent& event : input.audit) {
        auto known = std::find_if(actions.begin(), actions.end(),
                                  [&](const ReportAction& a) { return a.plan.id == event.action; });
        if (known == actions.end()) {
            ReportAction action;
            const auto plan = input.plans.find(event.action);
            if (plan != input.plans.end())
                action.plan = plan->second;
            action.plan.id = event.action;
            const QStringList argv =
                action.plan.sudo ? QStringList{QStringLiteral("sudo")} + action.plan.argv : action.plan.argv;
            action.command = shellCommand(argv);
            actions.append(action);
            known = actions.end() - 1;
        }
        apply(*known, event);
    }
    return actions;
}

QSet<QString> citedIn(const ReportModel& model)
{
    QSet<QString> cited;
    const auto add = [&cited](const QStringList& ids) {
        for (const QString& id : ids)
            cited.insert(id);
    };
    for (const Claim& claim : model.summary)
        add(claim.evidence);
    for (const ReportCause& cause : model.causes) {
        add(cause.match.evidenceFor);
        add(cause.match.evidenceAgainst);
    }
    for (const Finding& finding : model.verdict.findings)
        add(finding.evidence);
    for (const TimelineEvent& event : model.timeline.events)
        cited.insert(event.evidence);
    for (const ReportAction& action : model.actions)
        add(action.evidence);
    return cited;
}

QList<ReportEvidence> evidenceOf(const ReportInput& input, const QSet<QString>& cited)
{
    QList<ReportEvidence> rows;
    for (const auto& [id, e] : input.evidence) {
        ReportEvidence row{e.id, e.host,   e.command,      e.exit,      e.durationMs,
                           e.at, e.sha256, e.bytes.size(), e.truncated, cited.contains(id),
                           {},   0};
        // HTTP and PostgreSQL end lines with CR LF; the CR is no news to a reader.
        Evidence shown = e;
        shown.bytes.replace("\r\n", "\n");
        row.excerpt = shown.excerpt(row.cited ? kCitedLines : kOtherLines);
        const QByteArray trimmed = shown.bytes.trimmed();
        const qsizetype lines = trimmed.isEmpty() ? 0 : trimmed.count('\n') + 1;
        const qsizetype kept = row.excerpt.isEmpty() ? 0 : row.excerpt.count(QLatin1Char('\n')) + 1;
        row.linesLeftOut = static_cast<int>(std::max<qsizetype>(0, lines - kept));
        rows.append(row);
    }
    std::sort(rows.begin(), rows.end(),
              [](const ReportEvidence& a, const ReportEvidence& b) { return evidenceBefore(a.id, b.id); });
    return rows;
}

} // namespace

QString shellCommand(const QStringList& argv)
{
    QStringList words;
    for (const QString& word : argv) {
        bool plain = !word.isEmpty();
        for (const QChar c : word)
            plain = plain && (c.isLetterOrNumber() || QStringLiteral("-_./:=,+@%").contains(c));
        QString quoted = word;
        words << (plain ? word
                        : QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''")) +
                              QLatin1Char('\''));
    }
    return words.join(QLatin1Char(' '));
}

ReportModel buildReport(const ReportInput& input)
{
    ReportModel model;
    model.environment = input.environment;
    model.programVersion = input.programVersion;
    const RecoveryFigures& f = input.timeline.figures;
    model.from = f.firstRed.known() ? f.firstRed : input.timeline.from;
    model.recovered = f.recovered.known();
    model.to = model.recovered ? f.recovered : (input.timeline.to.known() ? input.timeline.to : input.at);
    model.clocks = clocksOf(input);
    model.verdict = input.verdict;
    model.figures = figuresOf(f);
    model.causes = causesOf(input);
    model.topology = input.topology;
    model.facts = input.facts;
    model.timeline = input.timeline;
    model.actions = actionsOf(input);
    model.headHash = input.headHash;
    model.entries = input.entries;
    model.damage = input.damage;
    model.summary = summaryOf(model);
    model.evidence = evidenceOf(input, citedIn(model));
    return model;
}

} // namespace hopscope
