// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/software.h"
#include "core/collect/statefacts.h"
#include "core/model/topology.h"
#include "core/parse/systemdshow.h"

#include <QRegularExpression>

#include <map>
#include <optional>
#include <utility>

namespace hopscope {
namespace {

bool exists(const SystemdUnit& unit)
{
    return unit.loadState == QStringLiteral("loaded");
}

/// `sh -c '… | tee'`: the exit systemd sees is that of the last program of the pipe. The command line itself is no fact, it
/// may hold secrets.
bool hidesExit(const SystemdUnit& unit)
{
    const QString start = unit.all.value(QStringLiteral("ExecStart"));
    static const QRegularExpression pipe(
        QStringLiteral("argv\\[\\]=(?:\\S*/)?(?:ba|da|k|z|a)?sh\\s+-\\w*c\\w*\\s[^;]*[^|]\\|(?!\\|)"));
    return pipe.match(start).hasMatch() && !start.contains(QStringLiteral("pipefail"));
}

/// How it last ended, and what systemd does then.
void addPolicy(const QString& node, const SystemdUnit& unit, QList<Fact>& facts)
{
    const auto add = [&](const char* name, const QJsonValue& value) {
        facts.append({node, QString::fromLatin1(name), value, {}, {}, {}});
    };
    const auto span = [&](const char* name, const char* property) {
        if (const auto seconds = parseTimeSpan(unit.all.value(QString::fromLatin1(property))))
            add(name, *seconds);
    };
    span("unit.restart_delay_s", "RestartUSec");
    span("unit.start_limit_interval_s", "StartLimitIntervalUSec");
    bool known = false;
    const int burst = unit.all.value(QStringLiteral("StartLimitBurst")).toInt(&known);
    if (known)
        add("unit.start_limit_burst", burst);
    // sigaction(2): CLD_EXITED, CLD_KILLED, CLD_DUMPED; 0 before the first end.
    static const QHash<QString, QString> codes{{QStringLiteral("1"), QStringLiteral("exited")},
                                               {QStringLiteral("2"), QStringLiteral("killed")},
                                               {QStringLiteral("3"), QStringLiteral("dumped")}};
    if (codes.contains(unit.execMainCode))
        add("unit.exit_code", codes.value(unit.execMainCode));
    if (unit.all.contains(QStringLiteral("ExecStart")))
        add("unit.hides_exit", hidesExit(unit));
}

void addUnit(const QString& node, const SystemdUnit& unit, qint64 aheadMs, QList<Fact>& facts)
{
    const auto add = [&](const char* name, const QJsonValue& value) {
        facts.append({node, QString::fromLatin1(name), value, {}, {}, {}});
    };
    add("unit.name", unit.id);
    add("unit.load_state", unit.loadState);
    add("unit.active_state", unit.activeState);
    add("unit.sub_state", unit.subState);
    add("unit.result", unit.result);
    add("unit.enabled", unit.unitFileState);
    add("unit.restart_policy", unit.restart);
    if (unit.restarts)
        add("unit.restarts", *unit.restarts);
    if (unit.mainPid)
        add("unit.main_pid", *unit.mainPid);
    if (unit.execMainStatus)
        add("unit.exit_status", *unit.execMainStatus);
    if (unit.memoryBytes)
        add("unit.memory_bytes", *unit.memoryBytes);
    if (unit.stateChange.known())
        add("unit.since", Timestamp{unit.stateChange.ms - aheadMs}.iso());
    addPolicy(node, unit, facts);
    const QString canReload = unit.all.value(QStringLiteral("CanReload"));
    if (!canReload.isEmpty())
        add("unit.can_reload", canReload == QStringLiteral("yes"));
}

/// Of several units of one kind (two PostgreSQL clusters) the one that runs stands for the node.
bool standsBefore(const SystemdUnit& a, const SystemdUnit& b)
{
    const bool aActive = a.activeState == QStringLiteral("active");
    const bool bActive = b.activeState == QStringLiteral("active");
    return aActive != bActive ? aActive : a.id < b.id;
}

std::map<QString, SystemdUnit> unitsByKind(const QByteArray& output)
{
    std::map<QString, SystemdUnit> byKind;
    for (const SystemdUnit& unit : parseSystemdUnits(output)) {
        const Software* software = softwareOfUnit(unit.id);
        if (!software || !exists(unit))
            continue;
        const auto known = byKind.find(software->kind);
        if (known == byKind.end() || standsBefore(unit, known->second))
            byKind.insert_or_assign(software->kind, unit);
    }
    return byKind;
}

/// What systemd said of one unit, line by line.
class UnitStory {
public:
    void take(const JournalLine& line)
    {
        const bool done = !line.jobResult.isEmpty();
        if (!line.jobType.isEmpty())
            m_stopped = line.jobType == QStringLiteral("stop") && line.jobResult == QStringLiteral("done");
        if (line.jobType == QStringLiteral("stop"))
            begin(!done);
        else if (line.jobType == QStringLiteral("start"))
            m_stopping = false;
        else if (line.jobType == QStringLiteral("restart") && done && !std::exchange(m_byItself, false))
            begin(false); // somebody did not wait for the automatic one
        if (line.message.contains(QStringLiteral("Scheduled restart job")))
            m_byItself = true;
        // `Failed with result` follows on the same death and changes nothing.
        if (!m_stopping && (line.message.contains(QStringLiteral(": Deactivated successfully")) ||
                            line.message.contains(QStringLiteral(": Failed with result"))))
            died(line.at);
    }
    /// The last finished job tells whether somebody stopped it or it ended by itself.
    [[nodiscard]] std::optional<bool> stopped() const { return m_stopped; }
    /// The first death of the present row of them, host clock; unknown where somebody has stopped or started it since.
    [[nodiscard]] Timestamp crashing() const { return m_crashing; }

private:
    void begin(bool stopping)
    {
        m_stopping = stopping;
        m_crashing = {};
    }
    void died(Timestamp at)
    {
        // One that ran this long in between had recovered.
        constexpr qint64 kRowMs = qint64{15} * 60 * 1000;
        if (!m_crashing.known() || at.ms - m_died.ms > kRowMs)
            m_crashing = at;
        m_died = at;
    }

    std::optional<bool> m_stopped;
    bool m_stopping = false;
    bool m_byItself = false;
    Timestamp m_crashing;
    Timestamp m_died;
};

} // namespace

QList<Fact> unitFacts(const QString& host, const QByteArray& systemctlShow, qint64 aheadMs)
{
    QList<Fact> facts;
    for (const auto& [kind, unit] : unitsByKind(systemctlShow))
        addUnit(nodeId(host, kind), unit, aheadMs, facts);
    return facts;
}

QMap<QString, QString> loadedUnits(const QByteArray& systemctlShow)
{
    QMap<QString, QString> units;
    for (const auto& [kind, unit] : unitsByKind(systemctlShow))
        units.insert(kind, unit.id);
    return units;
}

QList<Fact> unitJournalFacts(const QString& host, const QByteArray& journalJson, qint64 aheadMs)
{
    std::map<QString, UnitStory> stories;
    for (const JournalLine& line : parseJournal(journalJson)) {
        if (const Software* software = softwareOfUnit(line.unit))
            stories[software->kind].take(line);
    }
    QList<Fact> facts;
    for (const auto& [kind, story] : stories) {
        const QString node = nodeId(host, kind);
        if (story.stopped())
            facts.append({node, QStringLiteral("unit.stopped_by_job"), *story.stopped(), {}, {}, {}});
        if (story.crashing().known())
            facts.append({node, QStringLiteral("unit.crashing_since"), Timestamp{story.crashing().ms - aheadMs}.iso(), {}, {}, {}});
        else if (story.stopped())
            facts.append(nothingToSay(node, QStringLiteral("unit.crashing_since"), {}));
    }
    return facts;
}

} // namespace hopscope
