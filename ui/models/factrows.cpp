// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/models/derive.h"

#include "core/model/evidenceorder.h"
#include "ui/speech/age.h"
#include "ui/speech/say.h"

#include <QSet>

#include <algorithm>

namespace hopscope {

namespace {

/// What a person asks first comes first; the rest follows by name.
int weight(const QString& name)
{
    static const QStringList order{QStringLiteral("entry."),
                                   QStringLiteral("tcp."),
                                   QStringLiteral("http."),
                                   QStringLiteral("proto."),
                                   QStringLiteral("port."),
                                   QStringLiteral("unit.active_state"),
                                   QStringLiteral("unit.sub_state"),
                                   QStringLiteral("unit.since"),
                                   QStringLiteral("unit."),
                                   QStringLiteral("process."),
                                   QStringLiteral("host.reached"),
                                   QStringLiteral("disk."),
                                   QStringLiteral("ds."),
                                   QStringLiteral("storage."),
                                   QStringLiteral("self."),
                                   QStringLiteral("log.last_error"),
                                   QStringLiteral("log."),
                                   QStringLiteral("host."),
                                   QStringLiteral("nginx.")};
    for (int i = 0; i < order.size(); ++i) {
        if (name.startsWith(order.at(i)))
            return i;
    }
    return int(order.size());
}

Health markOf(const Fact& fact)
{
    static const QSet<QString> bad{QStringLiteral("refused"),     QStringLiteral("timed-out"),
                                   QStringLiteral("unreachable"), QStringLiteral("reset"),
                                   QStringLiteral("failed"),      QStringLiteral("inactive")};
    if (!fact.measured())
        return Health::Unknown;
    const bool shouldBeTrue = fact.name == QStringLiteral("port.listening") ||
                              fact.name == QStringLiteral("process.running") || fact.name == QStringLiteral("proto.ok");
    const bool status = fact.name.endsWith(QStringLiteral(".status")) && fact.value.toInt() >= 500;
    const bool word =
        (fact.name == QStringLiteral("tcp.verdict") || fact.name == QStringLiteral("unit.active_state")) &&
        bad.contains(fact.value.toString());
    return status || word || (shouldBeTrue && !fact.value.toBool()) ? Health::Failed : Health::Ok;
}

void addFacts(const Snapshot& snapshot, const QString& subject, QList<Fact>& facts)
{
    if (snapshot.facts)
        facts += snapshot.facts->of(subject);
}

} // namespace

QList<Row> factRows(const Snapshot& snapshot, const QString& subject, Timestamp now)
{
    QList<Fact> facts;
    addFacts(snapshot, subject, facts);
    std::stable_sort(facts.begin(), facts.end(),
                     [](const Fact& a, const Fact& b) { return weight(a.name) < weight(b.name); });
    QList<Row> rows;
    for (const Fact& fact : std::as_const(facts)) {
        const qint64 age = now.ms - fact.at.ms;
        const QString value = sayFactValue(fact);
        rows.append({.id = fact.name,
                     .subject = fact.evidence,
                     .mark = markOf(fact),
                     .cells = {sayFactName(fact.name), value, fact.at.known() ? ageText(age) : QString()},
                     .tip = sayFactName(fact.name) + QStringLiteral(": ") + value + QLatin1Char('\n') + fact.name,
                     .stale = fact.at.known() && age > kStaleMs});
    }
    return rows;
}

QList<Evidence> evidenceBehind(const Snapshot& snapshot, const QString& subject)
{
    QList<Evidence> list;
    if (!snapshot.facts || !snapshot.evidence)
        return list;
    QSet<QString> ids;
    for (const Fact& fact : snapshot.facts->of(subject))
        ids.insert(fact.evidence);
    for (const Finding& finding : snapshot.verdict.findings) {
        if (finding.subject == subject)
            ids.unite(QSet<QString>(finding.evidence.begin(), finding.evidence.end()));
    }
    for (const QString& id : std::as_const(ids)) {
        const auto it = snapshot.evidence->find(id);
        if (it != snapshot.evidence->end())
            list.append(it->second);
    }
    std::sort(list.begin(), list.end(),
              [](const Evidence& a, const Evidence& b) { return a.at != b.at ? a.at > b.at : a.id < b.id; });
    return list;
}

QList<Row> evidenceRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    if (!snapshot.evidence)
        return rows;
    for (const auto& [id, evidence] : *snapshot.evidence) {
        rows.append({.id = id,
                     .cells = {id, evidence.host, evidence.command.simplified(), QString::number(evidence.exit),
                               QString::number(evidence.durationMs) + QStringLiteral(" ms"),
                               clockText(evidence.at, snapshot.at), sizeText(evidence.bytes.size())},
                     .tip = evidence.command});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return evidenceBefore(a.id, b.id);
    });
    return rows;
}

} // namespace hopscope
