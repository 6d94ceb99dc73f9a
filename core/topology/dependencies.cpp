// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What a Document Server depends on, and the nodes that no request passes through.
#include "core/topology/address.h"
#include "core/topology/builder.h"

#include <QJsonObject>
#include <QUrl>

namespace hopscope {
namespace {

/// Since 9.4 neither a database nor a broker belongs to it.
bool standsAlone(const QString& version)
{
    const QStringList parts = version.split(QLatin1Char('.'));
    const int major = parts.value(0).toInt();
    return major > 9 || (major == 9 && parts.value(1).toInt() >= 4);
}

QString sourceOf(const QJsonObject& fact)
{
    const QString file = fact.value(QStringLiteral("file")).toString();
    const int line = fact.value(QStringLiteral("line")).toInt();
    return file.isEmpty() || line == 0 ? file : file + QLatin1Char(':') + QString::number(line);
}

QString databaseKind(const QString& type)
{
    const bool mysql = type.contains(QStringLiteral("mysql")) || type.contains(QStringLiteral("mariadb"));
    return mysql ? QStringLiteral("mysql") : QStringLiteral("postgresql");
}

QString protocolOf(const QString& kind)
{
    return kind == QStringLiteral("rabbitmq") ? QStringLiteral("amqp") : kind;
}

bool isStore(const QString& kind)
{
    return kind == QStringLiteral("postgresql") || kind == QStringLiteral("mysql") || kind == QStringLiteral("rabbitmq") ||
           kind == QStringLiteral("redis");
}

} // namespace

void TopologyBuilder::documentServer(const QString& node, const QString& host)
{
    const auto fact = [&](const QString& name) { return m_facts.value(node, name); };
    if (!standsAlone(fact(QStringLiteral("ds.version")).toString())) {
        const QString type = fact(QStringLiteral("ds.database")).toObject().value(QStringLiteral("type")).toString();
        dependency(node, host, QStringLiteral("ds.database"), databaseKind(type.toLower()), true);
        dependency(node, host, QStringLiteral("ds.broker"), QStringLiteral("rabbitmq"), true);
        const bool redis = fact(QStringLiteral("ds.redis")).toObject().value(QStringLiteral("used")).toBool();
        dependency(node, host, QStringLiteral("ds.redis"), QStringLiteral("redis"), redis);
    }
    storage(node, host);
    integrator(node, host);
}

void TopologyBuilder::dependency(const QString& node, const QString& host, const QString& fact, const QString& kind,
                                 bool required)
{
    const QJsonObject value = m_facts.value(node, fact).toObject();
    const QString name = value.value(QStringLiteral("host")).toString();
    const int port = value.value(QStringLiteral("port")).toInt();
    if (name.isEmpty() || port <= 0)
        return;
    QStringList addresses = m_map.resolve(host, name);
    if (addresses.isEmpty())
        addresses.append(name);
    for (const QString& ip : addresses) {
        const Far far = farEnd(ip, port, host, kind);
        addHop(node, far, joinAddress(ip, port), protocolOf(kind), sourceOf(value), false);
        if (!m_nodeAt.contains(far.node))
            continue;
        Node& dependency = m_topology.nodes[m_nodeAt.value(far.node)];
        dependency.required = required;
        if (!required)
            dependency.reason = QStringLiteral("topology.not-used");
    }
}

void TopologyBuilder::storage(const QString& node, const QString& host)
{
    const QJsonObject value = m_facts.value(node, QStringLiteral("ds.storage")).toObject();
    const QString path = value.value(QStringLiteral("path")).toString();
    if (path.isEmpty())
        return;
    const Far far{nodeId(host, QStringLiteral("storage")), host};
    addNode(far.node, QStringLiteral("storage"), host);
    addHop(node, far, QStringLiteral("unix:") + path, QStringLiteral("file"), sourceOf(value), false);
}

/// The way back. It is no part of the failing request, so a silent integrator alone never makes the stack ill.
void TopologyBuilder::integrator(const QString& node, const QString& host)
{
    const Fact* fact = m_facts.find(node, QStringLiteral("ds.integrator"));
    const QUrl url(fact ? fact->value.toObject().value(QStringLiteral("url")).toString() : QString());
    const QString kind = QStringLiteral("integrator");
    if (url.host().isEmpty()) {
        for (const QString& known : m_map.hosts()) {
            if (m_map.hasNode(known, kind))
                return;
        }
        Node& unknown = addNode(nodeId(QStringLiteral("unknown"), kind), kind, QStringLiteral("unknown"));
        unknown.required = false;
        unknown.reason = fact && !fact->why.isEmpty() ? fact->why : QStringLiteral("integrator.no-url");
        return;
    }
    const bool tls = url.scheme() == QStringLiteral("https");
    const int port = url.port(tls ? 443 : 80);
    QStringList addresses = m_map.resolve(host, url.host());
    if (addresses.isEmpty())
        addresses.append(url.host());
    for (const QString& ip : addresses) {
        const QString owner = m_map.owner(ip, host);
        const Far far{nodeId(owner.isEmpty() ? ip : owner, kind), owner};
        addNode(far.node, kind, owner.isEmpty() ? ip : owner).required = false;
        addHop(node, far, joinAddress(ip, port), tls ? QStringLiteral("https") : QStringLiteral("http"), {}, false);
    }
}

/// Converters take their work from the Document Server's broker and keep files in its storage.
void TopologyBuilder::converters()
{
    QList<Hop> brokers;
    for (const Hop& hop : m_topology.hops) {
        if (hop.protocol == QStringLiteral("amqp"))
            brokers.append(hop);
    }
    for (const QString& host : m_map.hosts()) {
        const QString kind = QStringLiteral("converter");
        if (!m_map.hasNode(host, kind))
            continue;
        const QString id = nodeId(host, kind);
        addNode(id, kind, host);
        for (const Hop& broker : brokers) {
            const QString ip = splitAddress(broker.address).host;
            // A loopback address means the converter's own broker only on that same host.
            const Node* far = m_topology.node(broker.to);
            if (isLoopback(ip) && far && far->host != host)
                continue;
            addHop(id, {broker.to, far ? far->host : QString()}, broker.address, broker.protocol, broker.source, false);
        }
    }
}

/// Nodes that have facts but lie on no path. They matter only where it could not be read who uses them.
void TopologyBuilder::others()
{
    bool dependenciesKnown = false;
    for (const QString& host : m_map.hosts()) {
        const QString ds = nodeId(host, QStringLiteral("docservice"));
        dependenciesKnown = dependenciesKnown || m_facts.find(ds, QStringLiteral("ds.version")) ||
                            (!m_facts.value(ds, QStringLiteral("ds.database")).isUndefined() &&
                             !m_facts.value(ds, QStringLiteral("ds.broker")).isUndefined());
    }
    for (const QString& subject : m_facts.subjects()) {
        const qsizetype slash = subject.indexOf(QLatin1Char('/'));
        if (slash <= 0 || subject.contains(QLatin1Char('>')) || m_nodeAt.contains(subject))
            continue;
        const QString host = subject.left(slash);
        if (!m_map.hosts().contains(host))
            continue;
        const QString kind = subject.mid(slash + 1).section(QLatin1Char(':'), 0, 0);
        Node& node = addNode(subject, kind, host);
        const bool store = isStore(kind) && kind != QStringLiteral("redis");
        node.required = store && !dependenciesKnown;
        if (!node.required)
            node.reason = QStringLiteral("topology.not-used");
    }
}

/// A host that could not be asked stays visible.
void TopologyBuilder::unreached()
{
    for (const QString& host : m_map.hosts()) {
        const Fact* reached = m_facts.find(host, QStringLiteral("host.reached"));
        const QString why = reached ? reached->why : QStringLiteral("not-measured");
        if (reached && reached->value.toBool())
            continue;
        bool present = false;
        for (Node& node : m_topology.nodes) {
            if (node.host != host)
                continue;
            present = true;
            if (node.reason.isEmpty())
                node.reason = why;
        }
        if (!present)
            addNode(nodeId(host, QStringLiteral("unknown")), QStringLiteral("unknown"), host).reason = why;
    }
}

int TopologyBuilder::tierOf(const Node& node) const
{
    if (node.kind == QStringLiteral("client"))
        return 0;
    if (node.kind == QStringLiteral("docservice") || node.kind == QStringLiteral("converter"))
        return 2;
    if (isStore(node.kind) || node.kind == QStringLiteral("storage") || node.kind == QStringLiteral("integrator"))
        return 3;
    // A Document Server brings an nginx of its own; where that is the first one met it is the gateway.
    const bool own = m_nodeAt.contains(nodeId(node.host, QStringLiteral("docservice"))) && node.id != m_gateway;
    return own ? 2 : 1;
}

void TopologyBuilder::settle()
{
    for (Node& node : m_topology.nodes)
        node.tier = tierOf(node);
}

} // namespace hopscope
