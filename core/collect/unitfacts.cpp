// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/software.h"
#include "core/collect/statefacts.h"
#include "core/model/topology.h"
#include "core/parse/systemdshow.h"

#include <map>

namespace hopscope {
namespace {

bool exists(const SystemdUnit& unit)
{
    return unit.loadState == QStringLiteral("loaded");
}

void addUnit(const QString& node, const SystemdUnit& unit, QList<Fact>& facts)
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
        add("unit.since", unit.stateChange.iso());
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

} // namespace

QList<Fact> unitFacts(const QString& host, const QByteArray& systemctlShow)
{
    QList<Fact> facts;
    for (const auto& [kind, unit] : unitsByKind(systemctlShow))
        addUnit(nodeId(host, kind), unit, facts);
    return facts;
}

QMap<QString, QString> loadedUnits(const QByteArray& systemctlShow)
{
    QMap<QString, QString> units;
    for (const auto& [kind, unit] : unitsByKind(systemctlShow))
        units.insert(kind, unit.id);
    return units;
}

QList<Fact> unitJournalFacts(const QString& host, const QByteArray& journalJson)
{
    // The last finished job of a unit tells whether somebody stopped it or it ended by itself.
    std::map<QString, bool> stopped;
    for (const JournalLine& line : parseJournal(journalJson)) {
        const Software* software = softwareOfUnit(line.unit);
        if (software && !line.jobType.isEmpty())
            stopped[software->kind] = line.jobType == QStringLiteral("stop") && line.jobResult == QStringLiteral("done");
    }
    QList<Fact> facts;
    for (const auto& [kind, byJob] : stopped)
        facts.append({nodeId(host, kind), QStringLiteral("unit.stopped_by_job"), byJob, {}, {}, {}});
    return facts;
}

} // namespace hopscope
