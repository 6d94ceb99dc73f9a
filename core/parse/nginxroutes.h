// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/nginxconfig.h"

#include <QJsonArray>

#include <optional>

namespace hopscope {

/// One `listen`. `address` is `*` where only a port is named, an IP without brackets, a name, or `unix:/path` (port 0).
struct NginxListen {
    QString address;
    int port = 80;
    bool ssl = false;
    bool explicitDefault = false;
    bool operator==(const NginxListen&) const = default;
};

/// One `server` of an upstream, or the target itself. `address` as written, IPv6 without brackets, or `unix:/path`.
struct NginxServer {
    QString address;
    int port = 0;
    QString file;
    int line = 0;
    int weight = 1;
    bool backup = false;
    bool down = false;
};

/// What `proxy_pass` and its kin name. `name` keeps variables (`$backend`).
struct NginxTarget {
    QString scheme; ///< `http`, `https`, `grpc`, `grpcs`, `fastcgi`, `uwsgi`, `scgi`
    QString name;   ///< upstream name, host, IP without brackets, `unix:/path` or text with variables
    int port = 0;   ///< as written, 0 where none is
    QString uri;    ///< part behind the authority, empty where there is none
};

/// A location that passes requests on; the fact `nginx.routes` is a list of these (docs/FACTS.md).
struct NginxRoute {
    QString file; ///< where the passing directive stands
    int line = 0;
    QList<NginxListen> listen;
    QStringList serverNames;
    bool defaultServer = false; ///< of one of its listens, said or by being first
    QString location;
    QString modifier; ///< empty, `=`, `~`, `~*` or `^~`
    NginxTarget target;
    QList<NginxServer> servers; ///< empty when a variable decides

    [[nodiscard]] QJsonObject toJson() const;
};

struct NginxLocation {
    QString modifier;
    QString path;
    int route = -1; ///< index into NginxRouting::routes, -1 when it serves by itself
    QList<NginxLocation> nested;
};

struct NginxVirtualServer {
    QString file;
    int line = 0;
    QList<NginxListen> listen;
    QStringList names;
    QList<NginxLocation> locations;
};

struct NginxUpstream {
    QString name;
    QString file;
    int line = 0;
    QList<NginxServer> servers;
};

/// What a configuration means for requests. Made from any parsed configuration, also a broken one.
struct NginxRouting {
    QList<NginxVirtualServer> servers; ///< in nginx's order
    QList<NginxUpstream> upstreams;
    QList<NginxRoute> routes;
    QStringList errorLogs;  ///< paths of every `error_log`, as written; without `stderr`, `syslog:` and `memory:`
    QStringList accessLogs; ///< paths of every `access_log`, as written
    bool accessLogOff = false; ///< an `access_log off` stands somewhere

    [[nodiscard]] QJsonArray routesToJson() const;
};

/// Caps: 5,000 routes, 5,000 servers, 1,000 servers an upstream, locations nested 20 deep.
[[nodiscard]] NginxRouting nginxRouting(const NginxConfig& config);

/// Index of the route nginx would choose for a request that arrived at `port` (and `address`, where it is known), or
/// nothing when it would answer by itself or does not listen there. Follows nginx's rules: most specific listen, exact
/// name, longest leading and trailing wildcard, regular expressions in order, default server; then `=`, longest prefix
/// with `^~`, regular expressions in order, longest prefix. A regular expression QRegularExpression refuses never
/// matches. `path` is the decoded path without the query.
[[nodiscard]] std::optional<int> matchNginxRoute(const NginxRouting& routing, const QString& host, int port,
                                                 const QString& path, const QString& address = {});

} // namespace hopscope
