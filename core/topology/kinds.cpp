// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/build.h"

#include <QHash>

namespace hopscope {

QString kindOfProcess(const QString& process)
{
    static const QHash<QString, QString> kinds{
        {QStringLiteral("nginx"), QStringLiteral("nginx")},
        {QStringLiteral("apache2"), QStringLiteral("apache")},
        {QStringLiteral("httpd"), QStringLiteral("apache")},
        {QStringLiteral("haproxy"), QStringLiteral("haproxy")},
        {QStringLiteral("docservice"), QStringLiteral("docservice")},
        {QStringLiteral("converter"), QStringLiteral("converter")},
        {QStringLiteral("postgres"), QStringLiteral("postgresql")},
        {QStringLiteral("postmaster"), QStringLiteral("postgresql")},
        {QStringLiteral("mysqld"), QStringLiteral("mysql")},
        {QStringLiteral("mariadbd"), QStringLiteral("mysql")},
        {QStringLiteral("redis-server"), QStringLiteral("redis")},
        {QStringLiteral("beam.smp"), QStringLiteral("rabbitmq")},
    };
    return kinds.value(process);
}

QString titleOfKind(const QString& kind)
{
    static const QHash<QString, QString> titles{
        {QStringLiteral("postgresql"), QStringLiteral("PostgreSQL")}, {QStringLiteral("mysql"), QStringLiteral("MySQL")},
        {QStringLiteral("redis"), QStringLiteral("Redis")},           {QStringLiteral("rabbitmq"), QStringLiteral("RabbitMQ")},
        {QStringLiteral("haproxy"), QStringLiteral("HAProxy")},       {QStringLiteral("apache"), QStringLiteral("Apache")},
        {QStringLiteral("cdn"), QStringLiteral("CDN")},
    };
    return titles.value(kind, kind);
}

} // namespace hopscope
