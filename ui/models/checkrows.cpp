// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/models/derive.h"

#include "ui/speech/say.h"

#include <QSet>

#include <algorithm>

namespace hopscope {

namespace {

/// Does this finding stand where a root cause stands? A refused hop stands at its far end.
bool isAtCause(const Snapshot& snapshot, const Finding& finding)
{
    const Hop* hop = snapshot.topology.hop(finding.subject);
    const QString place = hop ? hop->to : finding.subject;
    return std::any_of(snapshot.verdict.causes.begin(), snapshot.verdict.causes.end(),
                       [&](const CauseMatch& cause) { return cause.node == place; });
}

bool isExplained(const Snapshot& snapshot, const Finding& finding)
{
    return std::any_of(snapshot.verdict.causes.begin(), snapshot.verdict.causes.end(),
                       [&](const CauseMatch& cause) { return cause.explains.contains(finding.id); });
}

Health markOf(const Snapshot& snapshot, const Finding& finding)
{
    if (isAtCause(snapshot, finding))
        return Health::Failed;
    if (isExplained(snapshot, finding))
        return Health::Affected;
    return finding.severity == Severity::Critical ? Health::Affected : Health::Degraded;
}

int rank(Health health)
{
    switch (health) {
    case Health::Failed:
        return 0;
    case Health::Affected:
        return 1;
    case Health::Degraded:
        return 2;
    case Health::Ok:
        return 3;
    case Health::Unknown:
        break;
    }
    return 4;
}

Row findingRow(const Snapshot& snapshot, const Finding& finding)
{
    const QString text = sayFinding(finding);
    return {.id = QStringLiteral("finding:") + finding.name + QLatin1Char(':') + finding.subject,
            .subject = finding.subject,
            .mark = markOf(snapshot, finding),
            .cells = {sayFindingBriefly(snapshot, finding)},
            .tip = text + QLatin1Char('\n') + saySubject(snapshot, finding.subject)};
}

/// A cause nobody sees a sign of at its own place still leads the list.
void addSilentCauses(const Snapshot& snapshot, QList<Row>& rows)
{
    for (const CauseMatch& cause : snapshot.verdict.causes) {
        const bool seen = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
            const Hop* hop = snapshot.topology.hop(row.subject);
            return (hop ? hop->to : row.subject) == cause.node;
        });
        if (!seen) {
            rows.append({.id = QStringLiteral("cause:") + cause.id + cause.node,
                         .subject = cause.node,
                         .mark = Health::Failed,
                         .cells = {sayCause(cause)},
                         .tip = sayCause(cause)});
        }
    }
}

void addQuietNodes(const Snapshot& snapshot, QList<Row>& rows)
{
    QSet<QString> named;
    for (const Row& row : std::as_const(rows))
        named.insert(row.subject);
    for (const Node& node : snapshot.topology.nodes) {
        if (named.contains(node.id))
            continue;
        const QString title = saySubject(snapshot, node.id);
        const QString why = node.reason.isEmpty() ? QString() : sayReason(node.reason);
        rows.append({.id = QStringLiteral("node:") + node.id,
                     .subject = node.id,
                     .mark = node.health,
                     .cells = {title},
                     .tip = why.isEmpty() ? title : title + QLatin1Char('\n') + why});
    }
}

} // namespace

QList<Row> checkRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    for (const Finding& finding : snapshot.verdict.findings) {
        const Row row = findingRow(snapshot, finding);
        // The same over IPv4 and IPv6 is one line.
        if (std::none_of(rows.begin(), rows.end(), [&](const Row& other) {
                return other.id == row.id || (other.cells == row.cells && other.mark == row.mark);
            }))
            rows.append(row);
    }
    addSilentCauses(snapshot, rows);
    addQuietNodes(snapshot, rows);
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return rank(a.mark.value_or(Health::Unknown)) < rank(b.mark.value_or(Health::Unknown));
    });
    return rows;
}

QStringList unhealthySubjects(const Snapshot& snapshot)
{
    QStringList subjects;
    for (const Row& row : checkRows(snapshot)) {
        const Health health = row.mark.value_or(Health::Unknown);
        if (health != Health::Ok && health != Health::Unknown && !row.subject.isEmpty() &&
            !subjects.contains(row.subject))
            subjects.append(row.subject);
    }
    return subjects;
}

} // namespace hopscope
