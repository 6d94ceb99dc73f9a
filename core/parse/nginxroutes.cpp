// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxroutes.h"

#include "core/parse/nginxaddress.h"

#include <QHash>

#include <algorithm>

namespace hopscope {

namespace {

constexpr int kMaxRoutes = 5000;
constexpr int kMaxServers = 5000;
constexpr int kMaxUpstreamServers = 1000;
constexpr int kMaxNesting = 20;

NginxListen listenOf(const QStringList& args)
{
    NginxListen listen;
    const NginxAddress address = splitNginxAddress(args.value(0), 80, true);
    listen.address = address.address;
    listen.port = address.port;
    listen.ssl = args.contains(QLatin1String("ssl")) || args.contains(QLatin1String("quic"));
    listen.explicitDefault = args.contains(QLatin1String("default_server")) || args.contains(QLatin1String("default"));
    return listen;
}

NginxServer upstreamServer(const NginxDirective& directive, const QString& file)
{
    const NginxAddress address = splitNginxAddress(directive.args.value(0), 80);
    NginxServer server{address.address, address.port, file, directive.line, 1, false, false};
    for (const QString& arg : directive.args.mid(1)) {
        if (arg.startsWith(QLatin1String("weight=")))
            server.weight = std::clamp(QStringView(arg).mid(7).toInt(), 1, 1000000);
        server.backup = server.backup || arg == QLatin1String("backup");
        server.down = server.down || arg == QLatin1String("down");
    }
    return server;
}

// `http://name:port/uri`; the scheme of fastcgi_pass and its kin is in the directive's name.
NginxTarget targetOf(const NginxDirective& directive)
{
    NginxTarget target;
    QString rest = directive.args.value(0);
    const qsizetype scheme = rest.indexOf(QLatin1String("://"));
    if (scheme > 0 && !QStringView(rest).left(scheme).contains(QLatin1Char('$'))) {
        target.scheme = rest.left(scheme).toLower();
        rest = rest.mid(scheme + 3);
    } else {
        target.scheme = directive.name == QLatin1String("proxy_pass") ? QString() : directive.name.chopped(5);
    }
    if (rest.startsWith(QLatin1String("unix:"))) {
        const qsizetype colon = rest.indexOf(QLatin1Char(':'), 5);
        target.name = colon < 0 ? rest : rest.left(colon);
        target.uri = colon < 0 ? QString() : rest.mid(colon + 1);
        return target;
    }
    qsizetype end = 0;
    while (end < rest.size() && rest.at(end) != QLatin1Char('/') && rest.at(end) != QLatin1Char('?') &&
           (rest.at(end) != QLatin1Char('$') || end == 0))
        ++end;
    if (rest.startsWith(QLatin1Char('$')) || QStringView(rest).mid(end - 1).startsWith(QLatin1String(":$")))
        end = rest.indexOf(QLatin1Char('/')) < 0 ? rest.size() : rest.indexOf(QLatin1Char('/'));
    const NginxAddress address = splitNginxAddress(rest.left(end), 0);
    target.name = address.address;
    target.port = address.port;
    target.uri = rest.mid(end);
    return target;
}

int defaultPort(const QString& scheme)
{
    if (scheme == QLatin1String("https") || scheme == QLatin1String("grpcs"))
        return 443;
    return scheme == QLatin1String("http") || scheme == QLatin1String("grpc") ? 80 : 0;
}

class Builder {
public:
    explicit Builder(const NginxConfig& config) : m_config(config), m_walk(config) {}

    NginxRouting run()
    {
        if (!m_config.files.isEmpty())
            m_walk.each(0, m_config.files.first().parsed, [this](const NginxDirective& d, int f) { top(d, f); });
        markDefaults();
        for (NginxRoute& route : m_routing.routes)
            fillServers(route);
        m_routing.errorLogs.removeDuplicates();
        m_routing.accessLogs.removeDuplicates();
        return std::move(m_routing);
    }

private:
    [[nodiscard]] QString fileName(int file) const { return m_config.files.at(file).file; }

    void logs(const NginxDirective& directive)
    {
        const QString path = directive.args.value(0);
        const bool file = !path.isEmpty() && path != QLatin1String("stderr") && path != QLatin1String("off") &&
                          !path.startsWith(QLatin1String("syslog:")) && !path.startsWith(QLatin1String("memory:"));
        if (directive.name == QLatin1String("error_log") && file)
            m_routing.errorLogs.append(path);
        if (directive.name != QLatin1String("access_log"))
            return;
        if (path == QLatin1String("off"))
            m_routing.accessLogOff = true;
        else if (file)
            m_routing.accessLogs.append(path);
    }

    void top(const NginxDirective& directive, int file)
    {
        logs(directive);
        if (directive.name == QLatin1String("http") && directive.isBlock)
            m_walk.each(file, directive.block, [this](const NginxDirective& d, int f) { http(d, f); });
    }

    void http(const NginxDirective& directive, int file)
    {
        logs(directive);
        if (directive.name == QLatin1String("server") && directive.isBlock && m_routing.servers.size() < kMaxServers)
            server(directive, file);
        if (directive.name == QLatin1String("upstream") && directive.isBlock) {
            NginxUpstream upstream{directive.args.value(0), fileName(file), directive.line, {}};
            m_walk.each(file, directive.block, [&](const NginxDirective& d, int f) {
                if (d.name == QLatin1String("server") && upstream.servers.size() < kMaxUpstreamServers)
                    upstream.servers.append(upstreamServer(d, fileName(f)));
            });
            m_routing.upstreams.append(upstream);
        }
    }

    void server(const NginxDirective& directive, int file)
    {
        NginxVirtualServer server{fileName(file), directive.line, {}, {}, {}};
        const qsizetype firstRoute = m_routing.routes.size();
        m_walk.each(file, directive.block, [&](const NginxDirective& d, int f) {
            logs(d);
            if (d.name == QLatin1String("listen"))
                server.listen.append(listenOf(d.args));
            else if (d.name == QLatin1String("server_name"))
                server.names += d.args;
            else if (d.name == QLatin1String("location") && d.isBlock)
                server.locations.append(location(d, f, 0));
        });
        if (server.listen.isEmpty())
            server.listen.append({QStringLiteral("*"), 80, false, false});
        for (qsizetype i = firstRoute; i < m_routing.routes.size(); ++i) {
            m_routing.routes[i].listen = server.listen;
            m_routing.routes[i].serverNames = server.names;
            m_serverOfRoute.append(static_cast<int>(m_routing.servers.size()));
        }
        m_routing.servers.append(server);
    }

    NginxLocation location(const NginxDirective& directive, int file, int depth)
    {
        NginxLocation location;
        location.path = directive.args.value(0);
        if (directive.args.size() > 1) {
            location.modifier = directive.args.at(0);
            location.path = directive.args.at(1);
        } else {
            for (const char* modifier : {"^~", "~*", "=", "~"}) { // nginx takes `location =/x` too
                const QString prefix = QString::fromLatin1(modifier);
                if (location.modifier.isEmpty() && location.path.startsWith(prefix)) {
                    location.modifier = prefix;
                    location.path.remove(0, prefix.size());
                }
            }
        }
        inside(location, directive, file, depth);
        return location;
    }

    void inside(NginxLocation& location, const NginxDirective& block, int file, int depth)
    {
        m_walk.each(file, block.block, [&](const NginxDirective& d, int f) {
            logs(d);
            if (d.isBlock && d.name == QLatin1String("location") && depth < kMaxNesting)
                location.nested.append(this->location(d, f, depth + 1));
            else if (d.isBlock && depth < kMaxNesting &&
                     (d.name == QLatin1String("if") || d.name == QLatin1String("limit_except")))
                inside(location, d, f, depth + 1);
            else if (isPass(d))
                addRoute(location, d, f);
        });
    }

    static bool isPass(const NginxDirective& d)
    {
        return d.name == QLatin1String("proxy_pass") || d.name == QLatin1String("grpc_pass") ||
               d.name == QLatin1String("fastcgi_pass") || d.name == QLatin1String("uwsgi_pass") ||
               d.name == QLatin1String("scgi_pass");
    }

    void addRoute(NginxLocation& location, const NginxDirective& directive, int file)
    {
        if (m_routing.routes.size() >= kMaxRoutes || directive.args.isEmpty())
            return;
        NginxRoute route;
        route.file = fileName(file);
        route.line = directive.line;
        route.location = location.path;
        route.modifier = location.modifier;
        route.target = targetOf(directive);
        if (location.route < 0)
            location.route = static_cast<int>(m_routing.routes.size());
        m_routing.routes.append(route);
    }

    // The server that says default_server, else the first of an address and port, answers for unknown names.
    void markDefaults()
    {
        QHash<QString, int> defaults;
        for (const bool said : {true, false}) {
            for (int i = 0; i < m_routing.servers.size(); ++i) {
                for (const NginxListen& listen : m_routing.servers.at(i).listen) {
                    const QString key = listen.address + QLatin1Char(' ') + QString::number(listen.port);
                    if (listen.explicitDefault == said && !defaults.contains(key))
                        defaults.insert(key, i);
                }
            }
        }
        for (int i = 0; i < m_routing.routes.size(); ++i) {
            for (const NginxListen& listen : m_routing.routes.at(i).listen) {
                const QString key = listen.address + QLatin1Char(' ') + QString::number(listen.port);
                if (defaults.value(key) == m_serverOfRoute.at(i))
                    m_routing.routes[i].defaultServer = true;
            }
        }
    }

    void fillServers(NginxRoute& route) const
    {
        const NginxTarget& target = route.target;
        if (target.name.contains(QLatin1Char('$')))
            return;
        for (const NginxUpstream& upstream : m_routing.upstreams) {
            if (upstream.name == target.name && (target.port == 0 || target.port == defaultPort(target.scheme))) {
                route.servers = upstream.servers;
                return;
            }
        }
        const int port = target.port != 0 ? target.port : defaultPort(target.scheme);
        route.servers.append({target.name, port, route.file, route.line, 1, false, false});
    }

    const NginxConfig& m_config;
    NginxWalk m_walk;
    NginxRouting m_routing;
    QList<int> m_serverOfRoute;
};

} // namespace

NginxAddress splitNginxAddress(const QString& text, int fallbackPort, bool portAlone)
{
    if (text.startsWith(QLatin1String("unix:")))
        return {text, 0};
    bool ok = false;
    const int alone = text.toInt(&ok);
    if (portAlone && ok && alone > 0 && alone < 65536)
        return {QStringLiteral("*"), alone};
    QString address = text;
    QString port;
    const qsizetype bracket = text.startsWith(QLatin1Char('[')) ? text.indexOf(QLatin1Char(']')) : -1;
    const qsizetype colon = text.indexOf(QLatin1Char(':'), std::max<qsizetype>(bracket, 0));
    if (colon >= 0) {
        address = text.left(colon);
        port = text.mid(colon + 1);
    }
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    const int number = port.toInt(&ok);
    if (!port.isEmpty() && (!ok || number < 1 || number > 65535))
        return {text, 0};
    return {address, port.isEmpty() ? fallbackPort : number};
}

NginxRouting nginxRouting(const NginxConfig& config)
{
    return Builder(config).run();
}

} // namespace hopscope
