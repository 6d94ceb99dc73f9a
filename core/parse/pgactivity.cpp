// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/pgactivity.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMostKinds = 20;
constexpr qsizetype kLongestName = 64; // NAMEDATALEN
/// max_connections may not exceed 262,143; the cap keeps sums of a stranger's numbers harmless.
constexpr qint64 kMostSlots = 1'000'000;

qint64 number(const QJsonObject& object, const char* key)
{
    return std::clamp<qint64>(object.value(QLatin1String(key)).toInteger(-1), -1, kMostSlots);
}

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString().left(kLongestName);
}

bool refused(const QByteArray& output)
{
    return output.contains("too many clients already") || output.contains("connection slots are reserved");
}

} // namespace

std::optional<PgActivity> parsePgActivity(const QByteArray& output)
{
    PgActivity activity;
    const qsizetype open = output.indexOf('{');
    const QJsonObject object = open < 0 ? QJsonObject() : QJsonDocument::fromJson(output.mid(open).trimmed()).object();
    if (object.isEmpty()) {
        activity.turnedAway = refused(output);
        return activity.turnedAway ? std::optional(activity) : std::nullopt;
    }
    activity.maxConnections = number(object, "max");
    activity.reserved = number(object, "reserved");
    activity.used = number(object, "used");
    if (activity.maxConnections <= 0 || activity.reserved < 0 || activity.used < 0)
        return std::nullopt;
    for (const QJsonArray items = object.value(QStringLiteral("sessions")).toArray(); const auto value : items) {
        const QJsonObject one = value.toObject();
        const qint64 count = number(one, "count");
        if (count > 0 && activity.sessions.size() < kMostKinds)
            activity.sessions.append({text(one, "application"), text(one, "client"), text(one, "user"), text(one, "state"), count});
    }
    std::stable_sort(activity.sessions.begin(), activity.sessions.end(),
                     [](const PgSessions& a, const PgSessions& b) { return a.count > b.count; });
    return activity;
}

} // namespace hopscope
