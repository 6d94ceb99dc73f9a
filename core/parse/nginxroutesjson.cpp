// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxroutes.h"

namespace hopscope {

QJsonObject NginxRoute::toJson() const
{
    QJsonArray listens;
    for (const NginxListen& one : listen) {
        listens.append(QJsonObject{{QStringLiteral("address"), one.address},
                                   {QStringLiteral("port"), one.port},
                                   {QStringLiteral("ssl"), one.ssl}});
    }
    QJsonArray list;
    for (const NginxServer& server : servers) {
        list.append(QJsonObject{{QStringLiteral("address"), server.address},
                                {QStringLiteral("port"), server.port},
                                {QStringLiteral("file"), server.file},
                                {QStringLiteral("line"), server.line},
                                {QStringLiteral("weight"), server.weight},
                                {QStringLiteral("backup"), server.backup},
                                {QStringLiteral("down"), server.down}});
    }
    return {{QStringLiteral("file"), file},
            {QStringLiteral("line"), line},
            {QStringLiteral("listen"), listens},
            {QStringLiteral("server_names"), QJsonArray::fromStringList(serverNames)},
            {QStringLiteral("default_server"), defaultServer},
            {QStringLiteral("location"), location},
            {QStringLiteral("modifier"), modifier},
            {QStringLiteral("target"), QJsonObject{{QStringLiteral("scheme"), target.scheme},
                                                   {QStringLiteral("name"), target.name},
                                                   {QStringLiteral("port"), target.port},
                                                   {QStringLiteral("uri"), target.uri}}},
            {QStringLiteral("servers"), list}};
}

QJsonArray NginxRouting::routesToJson() const
{
    QJsonArray array;
    for (const NginxRoute& route : routes)
        array.append(route.toJson());
    return array;
}

} // namespace hopscope
