// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/servicefacts.h"
#include "core/parse/firewall.h"

#include <QJsonArray>
#include <QJsonObject>

#include <set>

namespace hopscope {
namespace {

constexpr qsizetype kListed = 50;
constexpr std::size_t kMostPorts = 4096;

/// Rules on the way in; a chain that is only jumped to counts, since nearly all of them hang under `input`.
bool meetsArrivals(const FirewallRule& rule)
{
    return rule.hook.isEmpty() || rule.hook == QStringLiteral("input") || rule.hook == QStringLiteral("prerouting");
}

QJsonArray portsOf(const QList<FirewallRule>& rules, const QString& verdict)
{
    std::set<int> ports;
    for (const FirewallRule& rule : rules) {
        if (rule.verdict != verdict || !meetsArrivals(rule))
            continue;
        for (const PortRange& range : rule.ports) {
            for (int port = range.first; port <= range.last && ports.size() < kMostPorts; ++port)
                ports.insert(port);
        }
    }
    QJsonArray list;
    for (const int port : ports)
        list.append(port);
    return list;
}

} // namespace

QList<Fact> firewallFacts(const QString& host, const QByteArray& output)
{
    const QList<FirewallRule> rules = parseFirewall(output);
    QJsonArray list;
    bool policy = false;
    for (const FirewallRule& rule : rules) {
        policy = policy || (rule.policy && rule.hook == QStringLiteral("input"));
        if (list.size() < kListed)
            list.append(QJsonObject{{QStringLiteral("chain"), rule.chain},
                                    {QStringLiteral("hook"), rule.hook},
                                    {QStringLiteral("verdict"), rule.verdict},
                                    {QStringLiteral("text"), rule.text}});
    }
    return {{host, QStringLiteral("firewall.rules"), list, {}, {}, {}},
            {host, QStringLiteral("firewall.dropped_ports"), portsOf(rules, QStringLiteral("drop")), {}, {}, {}},
            {host, QStringLiteral("firewall.rejected_ports"), portsOf(rules, QStringLiteral("reject")), {}, {}, {}},
            {host, QStringLiteral("firewall.default_drop"), policy, {}, {}, {}}};
}

} // namespace hopscope
