// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/software.h"

#include <QRegularExpression>

namespace hopscope {
namespace {

QString s(const char* text)
{
    return QString::fromLatin1(text);
}

QList<Software> makeSoftware()
{
    const QString ds = s("/var/log/onlyoffice/documentserver/");
    return {
        {s("nginx"), {s("nginx.service"), s("openresty.service")}, {s("nginx")}, 80, {s("/var/log/nginx/error.log")}},
        {s("docservice"), {s("ds-docservice.service")}, {s("docservice")}, 8000, {ds + s("docservice/out.log")}},
        {s("converter"), {s("ds-converter.service")}, {s("converter")}, 0, {ds + s("converter/out.log")}},
        // postgresql.service itself only starts the clusters and is "active (exited)" whatever they do.
        {s("postgresql"), {s("postgresql@*.service"), s("postgresql-*.service")}, {s("postgres")}, 5432,
         {s("/var/log/postgresql/*.log")}},
        {s("mysql"), {s("mysql.service"), s("mariadb.service"), s("mysqld.service")}, {s("mysqld"), s("mariadbd")}, 3306,
         {s("/var/log/mysql/error.log")}},
        {s("rabbitmq"), {s("rabbitmq-server.service")}, {s("beam.smp")}, 5672, {s("/var/log/rabbitmq/rabbit@*.log")}},
        {s("redis"), {s("redis-server.service"), s("redis.service")}, {s("redis-server")}, 6379,
         {s("/var/log/redis/redis-server.log")}},
        {s("apache"), {s("apache2.service"), s("httpd.service")}, {s("apache2"), s("httpd")}, 80, {}},
        {s("haproxy"), {s("haproxy.service")}, {s("haproxy")}, 80, {}},
    };
}

bool matches(const QString& pattern, const QString& name)
{
    return QRegularExpression(QRegularExpression::wildcardToRegularExpression(pattern)).match(name).hasMatch();
}

} // namespace

const QList<Software>& knownSoftware()
{
    static const QList<Software> all = makeSoftware();
    return all;
}

const Software* softwareOfKind(const QString& kind)
{
    for (const Software& software : knownSoftware()) {
        if (software.kind == kind)
            return &software;
    }
    return nullptr;
}

const Software* softwareOfUnit(const QString& unit)
{
    for (const Software& software : knownSoftware()) {
        for (const QString& pattern : software.units) {
            if (matches(pattern, unit))
                return &software;
        }
    }
    return nullptr;
}

const Software* softwareOfProcess(const QString& comm)
{
    for (const Software& software : knownSoftware()) {
        if (software.processes.contains(comm))
            return &software;
    }
    return nullptr;
}

QStringList knownUnits()
{
    QStringList units;
    for (const Software& software : knownSoftware())
        units += software.units;
    return units;
}

} // namespace hopscope
