// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/action/plans.h"

#include "core/action/unitname.h"

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

bool isOneOf(const QString& text, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(), [&text](const char* word) { return text == QLatin1String(word); });
}

bool canReload(const Node& node, const FactSet& facts)
{
    const QJsonValue told = facts.value(node.id, QStringLiteral("unit.can_reload"));
    if (told.isBool())
        return told.toBool();
    if (told.isString()) // as `systemctl show` prints it
        return told.toString() == QLatin1String("yes");
    return isOneOf(node.kind, {"nginx", "postgresql"});
}

/// A container runtime or a database may stand behind any node's unit; its restart hits more than that node.
bool isShared(const QString& unit)
{
    static constexpr std::array prefixes{"docker",   "containerd", "podman",     "postgresql", "mysql", "mariadb",
                                         "rabbitmq", "redis",      "supervisor", "nfs",        "minio", "epmd"};
    const QString base = unitBase(unit);
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&base](const char* p) { return base.startsWith(QLatin1String(p)); });
}

QString riskOf(const QString& verb, const Node& node, const QString& unit)
{
    if (verb == QLatin1String("reload"))
        return QStringLiteral("R1");
    const bool own = isOneOf(node.kind, {"docservice", "converter", "nginx", "apache", "haproxy"});
    return own && !isShared(unit) ? QStringLiteral("R2") : QStringLiteral("R3");
}

QList<QStringList> prechecksOf(const QString& verb, const Node& node, const QString& unit)
{
    QList<QStringList> checks{{QStringLiteral("systemctl"), QStringLiteral("cat"), unit}};
    if (node.kind == QLatin1String("nginx") && isOneOf(verb, {"reload", "restart"}))
        checks.append({QStringLiteral("nginx"), QStringLiteral("-t")});
    return checks;
}

QStringList undoOf(const QString& verb, const QString& unit)
{
    if (verb == QLatin1String("start"))
        return {QStringLiteral("systemctl"), QStringLiteral("stop"), unit};
    if (verb == QLatin1String("stop"))
        return {QStringLiteral("systemctl"), QStringLiteral("start"), unit};
    return {};
}

} // namespace

Result<Plan> makePlan(const QString& id, const QString& verb, const QString& node, const FactSet& facts,
                      const Topology& topology, const Environment& environment)
{
    if (!isOneOf(verb, {"start", "stop", "restart", "reload"}))
        return fail(QStringLiteral("action.unknown-verb"), verb);
    if (environment.policy == Policy::ReadOnly)
        return fail(QStringLiteral("action.read-only"));
    const Node* const target = topology.node(node);
    const HostSpec* const host = target ? environment.host(target->host) : nullptr;
    const QString unit = facts.value(node, QStringLiteral("unit.name")).toString();
    const QString load = facts.value(node, QStringLiteral("unit.load_state")).toString();
    if (!host || unit.isEmpty() || load == QLatin1String("not-found"))
        return fail(QStringLiteral("action.no-unit"), {}, target ? target->host : QString());
    if (!isUnitName(unit))
        return fail(QStringLiteral("action.bad-unit"), {}, host->name);
    if (isGuardedUnit(unit))
        return fail(QStringLiteral("action.guarded"), unit, host->name);
    if (verb == QLatin1String("reload") && !canReload(*target, facts))
        return fail(QStringLiteral("action.reload-unsupported"), unit, host->name);

    Plan plan;
    plan.id = id;
    plan.verb = verb;
    plan.host = host->name;
    plan.node = target->id;
    plan.unit = unit;
    plan.argv = {QStringLiteral("systemctl"), verb, unit};
    plan.sudo = host->sudo != SudoMode::Never;
    plan.prechecks = prechecksOf(verb, *target, unit);
    plan.undo = undoOf(verb, unit);
    plan.risk = riskOf(verb, *target, unit);
    return plan;
}

} // namespace hopscope
