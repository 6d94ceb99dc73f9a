// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/servicefacts.h"
#include "core/model/topology.h"
#include "core/parse/pgactivity.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hopscope {
namespace {

QJsonObject toJson(const PgSessions& sessions)
{
    return {{QStringLiteral("application"), sessions.application},
            {QStringLiteral("client"), sessions.client},
            {QStringLiteral("user"), sessions.user},
            {QStringLiteral("state"), sessions.state},
            {QStringLiteral("count"), sessions.count}};
}

/// How a person names those who hold most sessions; their state tells whether they are at work.
QString holder(const PgSessions& sessions)
{
    const QString who = sessions.application.isEmpty() ? sessions.user : sessions.application;
    return sessions.client.isEmpty() ? who : who + QStringLiteral(" @ ") + sessions.client;
}

} // namespace

QList<Fact> databaseFacts(const QString& host, const QByteArray& output)
{
    const QString node = nodeId(host, QStringLiteral("postgresql"));
    QList<Fact> facts;
    const auto add = [&](const char* name, const QJsonValue& value) { facts.append({node, QString::fromLatin1(name), value, {}, {}, {}}); };
    const auto activity = parsePgActivity(output);
    if (!activity)
        return {notMeasured(node, QStringLiteral("db.slots_free"), QStringLiteral("command.failed"), {})};
    add("db.slots_free", activity->free());
    if (activity->turnedAway) {
        for (const char* name : {"db.max_connections", "db.reserved_connections", "db.connections", "db.sessions", "db.busiest"})
            facts.append(nothingToSay(node, QString::fromLatin1(name), {}));
        return facts;
    }
    add("db.max_connections", activity->maxConnections);
    add("db.reserved_connections", activity->reserved);
    add("db.connections", activity->used);
    QJsonArray list;
    for (const PgSessions& sessions : activity->sessions)
        list.append(toJson(sessions));
    add("db.sessions", list);
    if (activity->sessions.isEmpty()) {
        facts.append(nothingToSay(node, QStringLiteral("db.busiest"), {}));
        return facts;
    }
    QJsonObject busiest = toJson(activity->sessions.constFirst());
    busiest.insert(QStringLiteral("who"), holder(activity->sessions.constFirst()));
    add("db.busiest", busiest);
    return facts;
}

QStringList databaseFactNames()
{
    return {QStringLiteral("db.slots_free"),  QStringLiteral("db.max_connections"), QStringLiteral("db.reserved_connections"),
            QStringLiteral("db.connections"), QStringLiteral("db.sessions"),        QStringLiteral("db.busiest")};
}

} // namespace hopscope
