// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace hopscope {

/// One location of an nginx server, as in the fact `nginx.routes`. `proxied` false: nginx answers itself.
struct Route {
    struct Listen {
        QString address; ///< empty or `*` for any
        int port = 0;
    };
    struct Server {
        QString address; ///< name or address as written; `unix:/path`
        int port = 0;
        QString source;  ///< file:line
        bool backup = false;
        bool down = false;
    };
    QString source;
    QList<Listen> listen;
    QStringList serverNames;
    bool defaultServer = false;
    QString location;
    QString modifier; ///< empty, `=`, `~`, `~*`, `^~`
    bool proxied = false;
    QString scheme;   ///< of the target
    QString uri;      ///< of the target; replaces the matched prefix when not empty
    QList<Server> servers;
};

/// What arrives at an nginx.
struct Request {
    QString ip;    ///< address dialled
    int port = 0;
    QString host;  ///< Host header without port
    QString path;
};

/// At most 2000 routes and 64 servers each are read.
[[nodiscard]] std::vector<Route> readRoutes(const QJsonArray& fact);
/// The location nginx would choose: server by listen and name (exact, longest leading wildcard, longest trailing one,
/// regex, default, first), then `=`, longest prefix, `^~`, regexes in order. An address that no listen names falls back to any server with the port.
[[nodiscard]] const Route* chooseRoute(const std::vector<Route>& routes, const Request& request);
/// The path as it leaves through `route`.
[[nodiscard]] QString passedPath(const Route& route, const QString& path);

} // namespace hopscope
