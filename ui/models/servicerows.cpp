// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/models/derive.h"

#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace hopscope {

namespace {

/// The facts of one unit, as the table wants them.
class UnitFacts {
public:
    UnitFacts(const Snapshot& snapshot, QString node) : m_snapshot(snapshot), m_node(std::move(node)) {}

    [[nodiscard]] QJsonValue value(const char* name) const
    {
        return m_snapshot.facts ? m_snapshot.facts->value(m_node, QString::fromLatin1(name)) : QJsonValue();
    }
    [[nodiscard]] QString text(const char* name) const
    {
        const Fact* fact = m_snapshot.facts ? m_snapshot.facts->find(m_node, QString::fromLatin1(name)) : nullptr;
        return fact ? sayFactValue(*fact) : QString();
    }
    [[nodiscard]] QString clock(const char* name) const
    {
        const QString at = value(name).toString();
        return at.isEmpty() ? QString() : clockText(Timestamp::fromIso(at), m_snapshot.at);
    }
    [[nodiscard]] int crashes() const { return value("unit.crash_count").toInt(); }
    /// Of those listed; the list is shorter than the count in a long loop, then all may be meant.
    [[nodiscard]] int hiddenCrashes() const
    {
        const QJsonArray list = value("unit.crashes").toArray();
        const auto hidden = std::count_if(list.begin(), list.end(), [](const QJsonValue& crash) {
            return crash.toObject().value(QStringLiteral("hidden")).toBool();
        });
        return hidden == list.size() ? crashes() : int(hidden);
    }

private:
    const Snapshot& m_snapshot;
    QString m_node;
};

QString stateText(const UnitFacts& unit)
{
    const QString sub = unit.text("unit.sub_state");
    return unit.text("unit.active_state") + (sub.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(sub));
}

QString crashText(const UnitFacts& unit)
{
    if (unit.value("unit.crash_count").isUndefined())
        return {};
    const int all = unit.crashes();
    if (all == 0)
        return QStringLiteral("0");
    const int hidden = unit.hiddenCrashes();
    const QString last = unit.clock("unit.crash_last");
    if (hidden == all)
        return label(Label::CrashesHidden, QString::number(all), last);
    if (hidden == 0)
        return label(Label::CrashesLast, QString::number(all), last);
    return label(Label::CrashesOfHidden, QString::number(all), QString::number(hidden), last);
}

QString endText(const UnitFacts& unit)
{
    const QString code = unit.value("unit.exit_code").toString();
    const QString status = unit.text("unit.exit_status");
    if (code.isEmpty() || status.isEmpty())
        return {};
    if (code == QStringLiteral("killed"))
        return label(Label::EndKilled, status);
    if (code == QStringLiteral("dumped"))
        return label(Label::EndDumped, status);
    return label(unit.value("unit.hides_exit").toBool() ? Label::EndExitedHidden : Label::EndExited, status);
}

QString policyText(const UnitFacts& unit)
{
    QString text = unit.text("unit.restart_policy");
    if (text.isEmpty() || unit.value("unit.restart_policy").toString() == QStringLiteral("no"))
        return text;
    if (!unit.value("unit.restart_delay_s").isUndefined())
        text = label(Label::PolicyAfter, text, unit.text("unit.restart_delay_s"));
    if (unit.value("unit.start_limit_burst").toInt() > 0 && unit.value("unit.start_limit_interval_s").toDouble() > 0)
        text = label(Label::PolicyLimit, text, unit.text("unit.start_limit_burst"), unit.text("unit.start_limit_interval_s"));
    return text;
}

QString pidText(const UnitFacts& unit)
{
    return unit.value("unit.main_pid").toInt() > 0 ? unit.text("unit.main_pid") : QString();
}

} // namespace

QList<Row> serviceRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    if (!snapshot.facts)
        return rows;
    for (const Node& node : snapshot.topology.nodes) {
        if (!snapshot.facts->find(node.id, QStringLiteral("unit.name")))
            continue;
        const UnitFacts unit(snapshot, node.id);
        const QString note = serviceNote(snapshot, node.id);
        rows.append({.id = node.id,
                     .subject = node.id,
                     .mark = node.health,
                     .cells = {unit.text("unit.name"), visibleLine(node.host, 60), stateText(unit), unit.clock("unit.since"),
                               unit.text("unit.restarts"), crashText(unit), unit.text("unit.memory_bytes"), pidText(unit),
                               endText(unit), policyText(unit), unit.text("unit.enabled")},
                     .tip = saySubject(snapshot, node.id) + (note.isEmpty() ? QString() : QLatin1Char('\n') + note)});
    }
    return rows;
}

QString serviceNote(const Snapshot& snapshot, const QString& node)
{
    const UnitFacts unit(snapshot, node);
    const int hidden = unit.hiddenCrashes();
    const QString last = unit.clock("unit.crash_last");
    if (unit.crashes() > 0 && hidden > 0)
        return label(Label::HiddenCrashNote, QString::number(hidden), last);
    if (unit.crashes() > 0)
        return label(Label::CrashNote, QString::number(unit.crashes()), last);
    if (unit.value("unit.hides_exit").toBool() && !unit.value("unit.crash_count").isUndefined())
        return label(Label::PipeNote);
    return {};
}

} // namespace hopscope
