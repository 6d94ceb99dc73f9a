// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/build.h"

#include "core/topology/address.h"
#include "core/topology/builder.h"

#include <QJsonArray>
#include <QUrl>

namespace hopscope {
namespace {

constexpr qsizetype kMaxNodes = 2000;
constexpr qsizetype kMaxHops = 4000;

bool isProxy(const QString& kind)
{
    return kind == QStringLiteral("nginx");
}

} // namespace

TopologyBuilder::TopologyBuilder(const FactSet& facts, const Environment& environment)
    : m_facts(facts), m_environment(environment), m_map(facts, environment)
{
}

Topology TopologyBuilder::build()
{
    Node& client = addNode(QStringLiteral("desktop/client"), QStringLiteral("client"), QStringLiteral("desktop"));
    client.onPath = true;
    entry();
    while (!m_queue.isEmpty())
        proxy(m_queue.takeFirst());
    converters();
    others();
    unreached();
    settle();
    return m_topology;
}

void TopologyBuilder::entry()
{
    const QString client = QStringLiteral("desktop/client");
    const QString seen = m_facts.value(client, QStringLiteral("entry.url")).toString();
    const QUrl url(seen.isEmpty() ? m_environment.url : seen);
    const bool tls = url.scheme() == QStringLiteral("https");
    const int port = url.port(tls ? 443 : 80);
    QString ip = splitAddress(m_facts.value(client, QStringLiteral("entry.address")).toString()).host;
    if (ip.isEmpty() && isIp(url.host()))
        ip = url.host();
    if (ip.isEmpty())
        return; // the name did not resolve: nothing can be said about who would answer
    ip = canonicalIp(ip);
    const QString host = entryHost(ip, port, url.host());
    Far far;
    if (host.isEmpty()) {
        far = farEnd(ip, port, QStringLiteral("desktop"), QStringLiteral("unknown"));
    } else {
        const QString kind = m_map.kindAt(host, port, QStringLiteral("unknown"));
        far = {nodeId(host, kind), host};
        addNode(far.node, kind, host);
    }
    addHop(client, far, joinAddress(ip, port), tls ? QStringLiteral("https") : QStringLiteral("http"), {}, true);
    m_gateway = far.node;
    const QString path = url.path(QUrl::FullyEncoded);
    arrive(far, ip, port, {ip, port, url.host(), path}, path.isEmpty() ? QStringLiteral("/") : path);
}

/// A public address is often translated before it reaches its host. Then the one nginx that serves the URL's name and port
/// is taken, or, where something did answer, the only nginx at that port; otherwise nobody: an address that does not answer
/// may belong to anyone.
QString TopologyBuilder::entryHost(const QString& ip, int port, const QString& name) const
{
    QString owner = m_map.owner(ip, QStringLiteral("desktop"));
    if (!owner.isEmpty())
        return owner;
    QStringList named;
    QStringList listening;
    for (const QString& host : m_map.hosts()) {
        const QString node = nodeId(host, QStringLiteral("nginx"));
        bool serves = false;
        bool names = false;
        for (const Route& route : readRoutes(m_facts.value(node, QStringLiteral("nginx.routes")).toArray())) {
            for (const Route::Listen& listen : route.listen)
                serves = serves || listen.port == port;
            names = names || route.serverNames.contains(name.toLower());
        }
        if (serves && names)
            named.append(host);
        if (serves)
            listening.append(host);
    }
    if (named.size() == 1)
        return named.constFirst();
    const Fact* status = m_facts.find(QStringLiteral("desktop/client"), QStringLiteral("entry.status"));
    const bool answered = status && status->measured();
    return answered && listening.size() == 1 ? listening.constFirst() : QString();
}

TopologyBuilder::Far TopologyBuilder::farEnd(const QString& ip, int port, const QString& fromHost, const QString& expected)
{
    const QString host = m_map.owner(ip, fromHost);
    if (host.isEmpty()) {
        Far far{nodeId(ip, expected), {}};
        addNode(far.node, expected, ip).reason = QStringLiteral("topology.unowned");
        return far;
    }
    const QString kind = m_map.kindAt(host, port, expected);
    Far far{nodeId(host, kind), host};
    addNode(far.node, kind, host);
    return far;
}

/// Goes on from a node on the path.
void TopologyBuilder::arrive(const Far& far, const QString& ip, int port, const Request& request, const QString& path)
{
    if (!m_nodeAt.contains(far.node))
        return;
    Node& node = m_topology.nodes[m_nodeAt.value(far.node)];
    node.onPath = true;
    const QString visit = far.node + QLatin1Char('@') + QString::number(port);
    if (far.host.isEmpty() || m_visited.contains(visit))
        return;
    m_visited.insert(visit);
    if (isProxy(node.kind))
        m_queue.append({far.node, far.host, {ip, port, request.host, path}});
    else if (node.kind == QStringLiteral("docservice"))
        documentServer(far.node, far.host);
}

void TopologyBuilder::proxy(const Visit& visit)
{
    const std::vector<Route> routes = readRoutes(m_facts.value(visit.node, QStringLiteral("nginx.routes")).toArray());
    const Route* route = chooseRoute(routes, visit.request);
    if (!route || !route->proxied)
        return;
    for (const Route::Server& one : route->servers)
        server(visit, *route, one);
}

void TopologyBuilder::server(const Visit& visit, const Route& route, const Route::Server& server)
{
    // An upstream at a port nobody claims is meant for the Document Server if that host has one.
    const auto expected = [this](const QString& host) {
        const bool has = !host.isEmpty() && m_map.hasNode(host, QStringLiteral("docservice"));
        return has ? QStringLiteral("docservice") : QStringLiteral("unknown");
    };
    const QString protocol = route.scheme == QStringLiteral("https") ? route.scheme : QStringLiteral("http");
    const bool used = !server.down && !server.backup;
    if (server.address.startsWith(QStringLiteral("unix:"))) {
        const QString kind = expected(visit.host);
        const Far far{nodeId(visit.host, kind), visit.host};
        addNode(far.node, kind, visit.host);
        if (addHop(visit.node, far, server.address, protocol, server.source, used) && used)
            arrive(far, {}, 0, visit.request, passedPath(route, visit.request.path));
        return;
    }
    QStringList addresses = m_map.resolve(visit.host, server.address);
    if (addresses.isEmpty())
        addresses.append(server.address); // kept under its name: there is a hop, but nobody knows where to
    for (const QString& ip : addresses) {
        const Far far = farEnd(ip, server.port, visit.host, expected(m_map.owner(ip, visit.host)));
        const bool sameNode = far.node == visit.node; // a virtual server in front of another: one node, no hop
        if (sameNode || (addHop(visit.node, far, joinAddress(ip, server.port), protocol, server.source, used) && used))
            arrive(far, ip, server.port, visit.request, passedPath(route, visit.request.path));
    }
}

Node& TopologyBuilder::addNode(const QString& id, const QString& kind, const QString& host)
{
    static Node overflow;
    const auto known = m_nodeAt.constFind(id);
    if (known != m_nodeAt.constEnd())
        return m_topology.nodes[*known];
    if (m_topology.nodes.size() >= kMaxNodes) {
        overflow = {};
        return overflow;
    }
    Node node;
    node.id = id;
    node.kind = kind;
    node.host = host;
    node.title = titleOfKind(kind);
    m_nodeAt.insert(id, m_topology.nodes.size());
    m_topology.nodes.append(node);
    return m_topology.nodes.last();
}

bool TopologyBuilder::addHop(const QString& from, const Far& far, const QString& address, const QString& protocol,
                             const QString& source, bool onPath)
{
    const QString id = hopId(from, far.node, address);
    if (m_hopIds.contains(id) || m_topology.hops.size() >= kMaxHops || !m_nodeAt.contains(far.node))
        return false;
    m_hopIds.insert(id);
    Hop hop;
    hop.id = id;
    hop.from = from;
    hop.to = far.node;
    hop.address = address;
    hop.family = familyOf(address);
    hop.source = source;
    hop.protocol = protocol;
    hop.onPath = onPath;
    m_topology.hops.append(hop);
    return true;
}

Topology buildTopology(const FactSet& facts, const Environment& environment)
{
    return TopologyBuilder(facts, environment).build();
}

} // namespace hopscope
