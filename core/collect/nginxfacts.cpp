// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/configfacts.h"
#include "core/model/topology.h"
#include "core/parse/nginxroutes.h"

#include <QDir>
#include <QHostAddress>
#include <QJsonArray>
#include <QSet>

namespace hopscope {
namespace {

bool isName(const QString& host)
{
    return !host.isEmpty() && !host.startsWith(QStringLiteral("unix:")) && !host.contains(QLatin1Char('$')) &&
           QHostAddress(host).isNull();
}

// Debian's nginx is built with --prefix=/usr/share/nginx; relative log paths of real trees are given against it.
QString absoluteLog(const QString& path)
{
    return QDir::cleanPath(QDir::isAbsolutePath(path) ? path : QStringLiteral("/usr/share/nginx/") + path);
}

QStringList namesOf(const NginxRouting& routing)
{
    QSet<QString> names;
    for (const NginxRoute& route : routing.routes) {
        for (const NginxServer& server : route.servers) {
            if (isName(server.address))
                names.insert(server.address);
        }
    }
    QStringList sorted(names.cbegin(), names.cend());
    sorted.sort();
    return sorted;
}

} // namespace

NginxFacts nginxFacts(const QString& host, const NginxReading& reading, Timestamp at)
{
    NginxFacts result;
    const QString node = nodeId(host, QStringLiteral("nginx"));
    const auto add = [&](const char* name, const QJsonValue& value) {
        result.facts.append({node, QString::fromLatin1(name), value, at, {}, {}});
    };
    if (reading.transcript.isEmpty()) {
        const QString why = reading.why.isEmpty() ? QStringLiteral("file.unreadable") : reading.why;
        result.facts.append(notMeasured(node, QStringLiteral("nginx.routes"), why, at));
        return result;
    }
    const NginxRouting routing = nginxRouting(reading.config);
    add("nginx.routes", routing.routesToJson());
    result.names = namesOf(routing);
    for (const QString& log : routing.errorLogs)
        result.errorLogs.append(absoluteLog(log));
    if (result.errorLogs.isEmpty())
        result.errorLogs.append(QStringLiteral("/var/log/nginx/error.log"));
    result.errorLogs.removeDuplicates();
    add("nginx.error_logs", QJsonArray::fromStringList(result.errorLogs));
    add("log.files", QJsonArray::fromStringList(result.errorLogs));
    if (!reading.config.errors.isEmpty()) {
        const NginxConfigError& first = reading.config.errors.constFirst();
        add("nginx.config_error", QJsonObject{{QStringLiteral("file"), first.file},
                                              {QStringLiteral("line"), first.line},
                                              {QStringLiteral("error"), first.error}});
    }
    return result;
}

} // namespace hopscope
