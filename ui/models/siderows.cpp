// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/models/derive.h"

#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QSet>

#include <algorithm>

namespace hopscope {

namespace {

QString stateWord(const QString& state)
{
    if (state == QStringLiteral("ready"))
        return {};
    return label(state == QStringLiteral("connecting") ? Label::Connecting
                 : state == QStringLiteral("failed")   ? Label::HostFailed
                                                       : Label::NotConnected);
}

Row hostRow(const Snapshot& snapshot, const HostState& host)
{
    Row row{.id = host.name, .subject = host.name, .cells = {host.name, stateWord(host.state)}};
    row.mark = healthOf(snapshot, host.name);
    if (host.state == QStringLiteral("ready") && host.roundTripMs >= 0)
        row.cells.last() = label(Label::Milliseconds, QString::number(host.roundTripMs));
    row.tip = host.error ? sayError(*host.error) : host.name;
    return row;
}

/// A jump host stands under the host it leads to. What keeps us from it is our trouble, not the stack's.
Row jumpRow(const HostState& host, const JumpState& jump, qsizetype place)
{
    Row row{.id = host.name + QStringLiteral("/jump/") + QString::number(place),
            .subject = host.name,
            .cells = {QStringLiteral("    ") + label(Label::HostVia, visibleLine(jump.name, 80)), stateWord(jump.state)}};
    row.mark = jump.state == QStringLiteral("ready") ? Health::Ok : Health::Unknown;
    row.tip = jump.error ? sayError(*jump.error) : row.cells.first().trimmed();
    return row;
}

bool isChange(const TimelineEvent& event)
{
    static const QSet<QString> codes{QStringLiteral("package-changed"), QStringLiteral("unit-stopped"),
                                     QStringLiteral("unit-started")};
    return codes.contains(event.code);
}

} // namespace

QList<Row> hostRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    for (const HostState& host : snapshot.hosts) {
        rows.append(hostRow(snapshot, host));
        for (qsizetype i = 0; i < host.jumps.size(); ++i)
            rows.append(jumpRow(host, host.jumps.at(i), i));
    }
    return rows;
}

QList<Row> changeRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    const Timestamp red = snapshot.timeline.figures.firstRed;
    for (const TimelineEvent& event : snapshot.timeline.events) {
        if (!isChange(event) || (red.known() && event.at > red))
            continue;
        const QString text = sayEvent(event);
        rows.prepend({.id = event.at.iso() + event.code + event.subject,
                      .subject = event.subject,
                      .cells = {text, clockText(event.at, snapshot.at)},
                      .tip = text + QLatin1Char('\n') + saySubject(snapshot, event.subject)});
    }
    return rows;
}

QList<Row> auditRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    int number = 0;
    for (const ActionEvent& event : snapshot.audit) {
        const auto plan = snapshot.plans.find(event.action);
        const bool known = plan != snapshot.plans.end();
        rows.append({.id = QString::number(++number),
                     .subject = known ? plan->second.node : QString(),
                     .cells = {clockText(event.at, snapshot.at), event.who, sayActionState(event.state),
                               known ? plan->second.host : QString(),
                               known ? plan->second.argv.join(QLatin1Char(' ')) : event.action,
                               event.args.contains(QStringLiteral("exit"))
                                   ? QString::number(event.args.value(QStringLiteral("exit")).toInt())
                                   : QString()}});
    }
    return rows;
}

Health healthOf(const Snapshot& snapshot, const QString& subject)
{
    if (const Node* node = snapshot.topology.node(subject))
        return node->health;
    if (const Hop* hop = snapshot.topology.hop(subject))
        return hop->health;
    const bool blamed = std::any_of(snapshot.verdict.causes.begin(), snapshot.verdict.causes.end(),
                                    [&](const CauseMatch& cause) { return cause.node == subject; });
    if (blamed)
        return Health::Failed;
    const bool odd = std::any_of(snapshot.verdict.findings.begin(), snapshot.verdict.findings.end(),
                                 [&](const Finding& finding) { return finding.subject == subject; });
    if (odd)
        return Health::Degraded;
    const auto host = std::find_if(snapshot.hosts.begin(), snapshot.hosts.end(),
                                   [&](const HostState& state) { return state.name == subject; });
    const bool ready = host != snapshot.hosts.end() && host->state == QStringLiteral("ready");
    // A host we cannot reach is our trouble, not known to be the stack's: not measured.
    return ready ? Health::Ok : Health::Unknown;
}

} // namespace hopscope
