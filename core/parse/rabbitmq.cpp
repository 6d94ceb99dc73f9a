// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/rabbitmq.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hopscope {
namespace {

constexpr qsizetype kMostQueues = 20'000;
constexpr qsizetype kMostAlarms = 64;
constexpr qsizetype kLongestName = 255; // AMQP 0-9-1's own limit for names

QString name(const QJsonValue& value)
{
    return value.toString().left(kLongestName);
}

qint64 number(const QJsonValue& value)
{
    return value.isDouble() ? value.toInteger(-1) : -1;
}

/// `rss` is what the alarm compares with the limit unless configured otherwise.
qint64 memoryOf(const QJsonObject& status)
{
    const QJsonObject total = status.value(QStringLiteral("memory")).toObject().value(QStringLiteral("total")).toObject();
    const QString strategy = status.value(QStringLiteral("vm_memory_calculation_strategy")).toString();
    const qint64 chosen = number(total.value(strategy));
    return chosen >= 0 ? chosen : number(total.value(QStringLiteral("rss")));
}

QStringList alarmsOf(const QJsonArray& list)
{
    QStringList alarms;
    for (const auto value : list) {
        const QJsonObject alarm = value.toObject();
        const QString resource = name(alarm.value(QStringLiteral("resource")));
        const QString what = resource.isEmpty() ? name(alarm.value(QStringLiteral("type"))) : resource;
        if (!what.isEmpty() && !alarms.contains(what) && alarms.size() < kMostAlarms)
            alarms.append(what);
    }
    alarms.sort();
    return alarms;
}

bool addQueue(const QJsonObject& object, QList<BrokerQueue>& queues)
{
    const QJsonValue messages = object.value(QStringLiteral("messages"));
    const QJsonValue consumers = object.value(QStringLiteral("consumers"));
    if (!object.value(QStringLiteral("name")).isString() || queues.size() >= kMostQueues)
        return false;
    // A queue whose process is down is listed with empty texts in place of numbers.
    queues.append({name(object.value(QStringLiteral("name"))), std::max<qint64>(0, number(messages)),
                   std::max<qint64>(0, number(consumers))});
    return true;
}

/// The broker prints one queue a line, so what was cut off loses only its last one.
std::optional<QList<BrokerQueue>> queuesByLine(const QByteArray& json)
{
    QList<BrokerQueue> queues;
    for (QByteArray line : json.split('\n')) {
        line = line.trimmed();
        if (line.startsWith('[') || line.startsWith(','))
            line = line.mid(1);
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            addQueue(document.object(), queues);
    }
    if (queues.isEmpty())
        return std::nullopt;
    return queues;
}

} // namespace

std::optional<BrokerStatus> parseBrokerStatus(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.trimmed()).object();
    if (!object.value(QStringLiteral("alarms")).isArray())
        return std::nullopt;
    BrokerStatus status;
    status.version = name(object.value(QStringLiteral("rabbitmq_version")));
    status.alarms = alarmsOf(object.value(QStringLiteral("alarms")).toArray());
    status.memoryBytes = memoryOf(object);
    status.memoryLimitBytes = number(object.value(QStringLiteral("vm_memory_high_watermark_limit")));
    status.diskFreeBytes = number(object.value(QStringLiteral("disk_free")));
    status.diskFreeLimitBytes = number(object.value(QStringLiteral("disk_free_limit")));
    return status;
}

std::optional<QList<BrokerQueue>> parseBrokerQueues(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.trimmed());
    if (!document.isArray())
        return queuesByLine(json);
    QList<BrokerQueue> queues;
    for (const QJsonArray items = document.array(); const auto value : items)
        addQueue(value.toObject(), queues);
    return queues;
}

} // namespace hopscope
