// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/hostmap.h"

#include "core/model/topology.h"
#include "core/topology/address.h"
#include "core/topology/build.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hopscope {
namespace {

const QList<std::pair<QString, int>>& usualPorts()
{
    static const QList<std::pair<QString, int>> ports{
        {QStringLiteral("docservice"), 8000}, {QStringLiteral("postgresql"), 5432}, {QStringLiteral("mysql"), 3306},
        {QStringLiteral("rabbitmq"), 5672},   {QStringLiteral("rabbitmq"), 5671},   {QStringLiteral("redis"), 6379},
        {QStringLiteral("nginx"), 80},        {QStringLiteral("nginx"), 443}};
    return ports;
}

QString literalOf(const HostSpec& spec)
{
    return splitAddress(spec.ssh.mid(spec.ssh.lastIndexOf(QLatin1Char('@')) + 1)).host;
}

} // namespace

HostMap::HostMap(const FactSet& facts, const Environment& environment) : m_facts(facts)
{
    for (const HostSpec& spec : environment.hosts) {
        m_hosts.append(spec.name);
        const QJsonValue addresses = facts.value(spec.name, QStringLiteral("host.addresses"));
        for (const QJsonArray items = addresses.toArray(); const auto address : items) {
            const QString ip = canonicalIp(address.toString().section(QLatin1Char('/'), 0, 0));
            if (!isLoopback(ip) && !m_owners.contains(ip))
                m_owners.insert(ip, spec.name);
        }
        // A host that could not be asked is still the owner of the address it is reached by.
        const QString literal = literalOf(spec);
        if (isIp(literal) && !isLoopback(literal) && !m_owners.contains(canonicalIp(literal)))
            m_owners.insert(canonicalIp(literal), spec.name);
    }
    for (const QString& subject : facts.subjects()) {
        if (subject.contains(QLatin1Char('/')) && !subject.contains(QLatin1Char('>')))
            m_nodes.insert(subject);
    }
}

QString HostMap::owner(const QString& ip, const QString& fromHost) const
{
    if (isLoopback(ip))
        return m_hosts.contains(fromHost) ? fromHost : QString();
    return m_owners.value(canonicalIp(ip));
}

bool HostMap::hasNode(const QString& host, const QString& kind) const
{
    return m_nodes.contains(nodeId(host, kind));
}

QString HostMap::listenerKind(const QString& host, int port) const
{
    for (const QJsonArray items = m_facts.value(host, QStringLiteral("host.listeners")).toArray(); const auto item : items) {
        const QJsonObject listener = item.toObject();
        if (listener.value(QStringLiteral("port")).toInt() != port)
            continue;
        QString kind = kindOfProcess(listener.value(QStringLiteral("process")).toString());
        if (!kind.isEmpty())
            return kind;
    }
    return {};
}

QString HostMap::kindAt(const QString& host, int port, const QString& expected) const
{
    static const QStringList kinds{QStringLiteral("docservice"), QStringLiteral("postgresql"), QStringLiteral("mysql"),
                                   QStringLiteral("rabbitmq"),   QStringLiteral("redis"),      QStringLiteral("nginx"),
                                   QStringLiteral("storage"),    QStringLiteral("integrator")};
    for (const QString& kind : kinds) {
        const QString id = nodeId(host, kind);
        if (m_facts.value(id, QStringLiteral("port.number")).toInt() == port ||
            m_facts.value(id, QStringLiteral("ds.port")).toInt() == port)
            return kind;
    }
    QString listener = listenerKind(host, port);
    if (!listener.isEmpty())
        return listener;
    for (const auto& [kind, usual] : usualPorts()) {
        if (usual == port && hasNode(host, kind))
            return kind;
    }
    return expected;
}

QStringList HostMap::resolve(const QString& host, const QString& name) const
{
    if (isIp(name))
        return {canonicalIp(name)};
    const QJsonObject names = m_facts.value(host, QStringLiteral("host.names")).toObject();
    QStringList addresses;
    for (const QJsonArray items = names.value(name).toArray(); const auto address : items)
        addresses.append(address.toString());
    if (addresses.isEmpty() && name == QStringLiteral("localhost"))
        addresses.append(QStringLiteral("127.0.0.1"));
    return nginxOrder(addresses);
}

} // namespace hopscope
