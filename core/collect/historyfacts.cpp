// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/historyfacts.h"

#include "core/collect/software.h"
#include "core/model/topology.h"
#include "core/parse/packages.h"
#include "core/parse/servicelogs.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <map>

namespace hopscope {
namespace {

constexpr qint64 kPackageDays = 30;
constexpr qsizetype kMaxPackages = 30;
constexpr qsizetype kMaxKills = 20;

Fact fact(const QString& subject, const char* name, const QJsonValue& value)
{
    return {subject, QString::fromLatin1(name), value, {}, {}, {}};
}

/// How the names of the packages begin that bring a kind of node.
QStringList packagesOf(const QString& kind)
{
    static const QMap<QString, QStringList> all{
        {QStringLiteral("nginx"), {QStringLiteral("nginx"), QStringLiteral("openresty")}},
        {QStringLiteral("docservice"), {QStringLiteral("onlyoffice-documentserver")}},
        {QStringLiteral("converter"), {QStringLiteral("onlyoffice-documentserver")}},
        {QStringLiteral("postgresql"), {QStringLiteral("postgresql")}},
        {QStringLiteral("mysql"), {QStringLiteral("mysql-server"), QStringLiteral("mariadb-server")}},
        {QStringLiteral("rabbitmq"), {QStringLiteral("rabbitmq-server"), QStringLiteral("erlang")}},
        {QStringLiteral("redis"), {QStringLiteral("redis")}},
        {QStringLiteral("apache"), {QStringLiteral("apache2"), QStringLiteral("httpd")}},
        {QStringLiteral("haproxy"), {QStringLiteral("haproxy")}},
    };
    return all.value(kind);
}

bool brings(const PackageChange& change, const QString& kind)
{
    const QStringList names = packagesOf(kind);
    return std::any_of(names.cbegin(), names.cend(), [&](const QString& name) { return change.package.startsWith(name); });
}

qint64 ageSeconds(const SystemReading& system, Timestamp at)
{
    return std::max<qint64>(0, (system.clockMs - at.ms) / 1000);
}

void addPackage(const QString& node, const PackageChange& change, qint64 aheadMs, qint64 age, QList<Fact>& facts)
{
    facts.append(fact(node, "package.name", change.package));
    facts.append(fact(node, "package.version", change.to));
    facts.append(fact(node, "package.from", change.from));
    facts.append(fact(node, "package.changed", Timestamp{change.at.ms - aheadMs}.iso()));
    facts.append(fact(node, "package.age_s", age));
}

} // namespace

QList<Fact> packageFacts(const QString& host, const QByteArray& log, const QStringList& kinds, const SystemReading& system,
                         Timestamp systemAt)
{
    QList<PackageChange> changes = parsePackageLog(log, system.zoneSeconds);
    if (changes.isEmpty() || system.clockMs <= 0)
        return {};
    // Of changes in one second the later line is the later change.
    std::reverse(changes.begin(), changes.end());
    std::stable_sort(changes.begin(), changes.end(),
                     [](const PackageChange& a, const PackageChange& b) { return a.at > b.at; });
    const qint64 aheadMs = system.clockMs - systemAt.ms;
    QJsonArray list;
    for (const PackageChange& change : changes) {
        if (list.size() < kMaxPackages && ageSeconds(system, change.at) < kPackageDays * 86'400)
            list.append(QJsonObject{{QStringLiteral("at"), Timestamp{change.at.ms - aheadMs}.iso()},
                                    {QStringLiteral("action"), change.action},
                                    {QStringLiteral("package"), change.package},
                                    {QStringLiteral("from"), change.from},
                                    {QStringLiteral("to"), change.to}});
    }
    QList<Fact> facts{fact(host, "host.packages", list)};
    for (const QString& kind : kinds) {
        const auto latest = std::find_if(changes.cbegin(), changes.cend(),
                                         [&](const PackageChange& change) { return brings(change, kind); });
        if (latest != changes.cend())
            addPackage(nodeId(host, kind), *latest, aheadMs, ageSeconds(system, latest->at), facts);
    }
    return facts;
}

QList<Fact> oomFacts(const QString& host, const QByteArray& kernelLog, const SystemReading& system, Timestamp systemAt)
{
    QJsonArray list;
    std::map<QString, Timestamp> last; // of a kind, desktop's clock
    const QList<OomKill> kills = parseOomKills(kernelLog);
    for (const OomKill& kill : kills.mid(std::max<qsizetype>(0, kills.size() - kMaxKills))) {
        if (!kill.bootSeconds || system.uptimeSeconds < 0)
            continue;
        const Timestamp at{systemAt.ms - static_cast<qint64>((system.uptimeSeconds - *kill.bootSeconds) * 1000)};
        list.append(QJsonObject{{QStringLiteral("at"), at.iso()},
                                {QStringLiteral("process"), kill.process},
                                {QStringLiteral("pid"), kill.pid},
                                {QStringLiteral("cgroup"), kill.cgroup}});
        if (const Software* software = softwareOfProcess(kill.process))
            last[software->kind] = at;
    }
    QList<Fact> facts{fact(host, "host.oom_kills", list)};
    for (const auto& [kind, at] : last) {
        facts.append(fact(nodeId(host, kind), "oom.last", at.iso()));
        facts.append(fact(nodeId(host, kind), "oom.age_s", std::max<qint64>(0, (systemAt.ms - at.ms) / 1000)));
    }
    return facts;
}

} // namespace hopscope
