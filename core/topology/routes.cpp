// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/routes.h"

#include "core/query/boundedregex.h"
#include "core/topology/address.h"

#include <QJsonObject>
#include <QMap>

namespace hopscope {
namespace {

constexpr qsizetype kMaxRoutes = 2000;
constexpr qsizetype kMaxServers = 64;

QString fileLine(const QJsonObject& json)
{
    const QString file = json.value(QStringLiteral("file")).toString();
    return file.isEmpty() ? QString() : file + QLatin1Char(':') + QString::number(json.value(QStringLiteral("line")).toInt());
}

Route::Server readServer(const QJsonObject& json)
{
    Route::Server server;
    server.address = json.value(QStringLiteral("address")).toString();
    server.port = json.value(QStringLiteral("port")).toInt();
    if (server.port == 0 && !server.address.startsWith(QStringLiteral("unix:"))) {
        const HostPort both = splitAddress(server.address);
        server.address = both.host;
        server.port = both.port;
    }
    server.source = fileLine(json);
    server.backup = json.value(QStringLiteral("backup")).toBool();
    server.down = json.value(QStringLiteral("down")).toBool();
    return server;
}

Route readRoute(const QJsonObject& json)
{
    Route route;
    route.source = fileLine(json);
    for (const QJsonArray items = json.value(QStringLiteral("listen")).toArray(); const auto item : items) {
        const QJsonObject listen = item.toObject();
        route.listen.append({listen.value(QStringLiteral("address")).toString().remove(QLatin1Char('[')).remove(QLatin1Char(']')),
                             listen.value(QStringLiteral("port")).toInt()});
    }
    for (const QJsonArray items = json.value(QStringLiteral("server_names")).toArray(); const auto name : items)
        route.serverNames.append(name.toString().toLower());
    route.defaultServer = json.value(QStringLiteral("default_server")).toBool();
    route.location = json.value(QStringLiteral("location")).toString();
    route.modifier = json.value(QStringLiteral("modifier")).toString();
    const QJsonObject target = json.value(QStringLiteral("target")).toObject();
    route.proxied = !target.isEmpty();
    route.scheme = target.value(QStringLiteral("scheme")).toString();
    route.uri = target.value(QStringLiteral("uri")).toString();
    for (const QJsonArray items = json.value(QStringLiteral("servers")).toArray(); const auto item : items) {
        if (route.servers.size() >= kMaxServers)
            break;
        route.servers.append(readServer(item.toObject()));
        if (route.servers.constLast().source.isEmpty())
            route.servers.last().source = route.source;
        if (route.servers.constLast().port == 0)
            route.servers.last().port = route.scheme == QStringLiteral("https") ? 443 : 80;
    }
    return route;
}

/// 2: that very address, 1: any address, 0: not listening there.
int listensFor(const Route& route, const Request& request)
{
    int best = 0;
    for (const Route::Listen& listen : route.listen) {
        if (listen.port != request.port)
            continue;
        if (isAnyAddress(listen.address))
            best = std::max(best, 1);
        else if (canonicalIp(listen.address) == canonicalIp(request.ip))
            best = 2;
    }
    return best;
}

/// How well a server_name fits: the higher the better, 0 not at all.
int nameFit(const QString& name, const QString& host)
{
    if (name.isEmpty() || host.isEmpty())
        return 0;
    if (name == host)
        return 4000;
    if (name.startsWith(QLatin1Char('~')))
        return BoundedRegex(name.mid(1)).matches(host) == Tri::True ? 500 : 0;
    const int length = static_cast<int>(name.size());
    if (name.startsWith(QStringLiteral("*.")) && host.endsWith(QStringView(name).mid(1)))
        return 2000 + length;
    if (name.startsWith(QLatin1Char('.')) && (host.endsWith(name) || host == name.mid(1)))
        return 2000 + length;
    return name.endsWith(QStringLiteral(".*")) && host.startsWith(name.chopped(1)) ? 1000 + length : 0;
}

/// Locations of one server block share listen lines, names and default_server.
QList<const Route*> chooseServer(const std::vector<Route>& routes, const Request& request)
{
    int listening = 0;
    for (const Route& route : routes)
        listening = std::max(listening, listensFor(route, request));
    const auto key = [](const Route& route) { return route.serverNames.join(QLatin1Char(' ')); };
    const Route* best = nullptr;
    int bestFit = -1;
    for (const Route& route : routes) {
        if (listensFor(route, request) != listening)
            continue;
        int fit = route.defaultServer ? 1 : 0;
        for (const QString& name : route.serverNames)
            fit = std::max(fit, nameFit(name, request.host.toLower()));
        if (fit > bestFit) {
            best = &route;
            bestFit = fit;
        }
    }
    QList<const Route*> chosen;
    for (const Route& route : routes) {
        if (best && listensFor(route, request) == listening && key(route) == key(*best) &&
            route.defaultServer == best->defaultServer)
            chosen.append(&route);
    }
    return chosen;
}

const Route* longestPrefix(const QList<const Route*>& server, const QString& path)
{
    const Route* best = nullptr;
    for (const Route* route : server) {
        const bool prefix = route->modifier.isEmpty() || route->modifier == QStringLiteral("^~");
        if (prefix && !route->location.startsWith(QLatin1Char('@')) && path.startsWith(route->location) &&
            (!best || route->location.size() > best->location.size()))
            best = route;
    }
    return best;
}

} // namespace

std::vector<Route> readRoutes(const QJsonArray& fact)
{
    std::vector<Route> routes;
    for (const auto item : fact) {
        if (static_cast<qsizetype>(routes.size()) < kMaxRoutes)
            routes.push_back(readRoute(item.toObject()));
    }
    return routes;
}

const Route* chooseRoute(const std::vector<Route>& routes, const Request& request)
{
    const QList<const Route*> server = chooseServer(routes, request);
    for (const Route* route : server) {
        if (route->modifier == QStringLiteral("=") && route->location == request.path)
            return route;
    }
    const Route* prefix = longestPrefix(server, request.path);
    if (prefix && prefix->modifier == QStringLiteral("^~"))
        return prefix;
    for (const Route* route : server) {
        const bool loose = route->modifier == QStringLiteral("~*");
        if ((loose || route->modifier == QStringLiteral("~")) &&
            BoundedRegex(route->location, loose).matches(request.path) == Tri::True)
            return route;
    }
    return prefix;
}

QString passedPath(const Route& route, const QString& path)
{
    const bool prefix = route.modifier.isEmpty() || route.modifier == QStringLiteral("^~") || route.modifier == QStringLiteral("=");
    if (route.uri.isEmpty() || !prefix || !path.startsWith(route.location))
        return path;
    return route.uri + path.mid(route.location.size());
}

} // namespace hopscope
