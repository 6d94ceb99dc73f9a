// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/logline.h"

#include "core/parse/docservicelog.h"
#include "core/parse/logtime.h"
#include "core/parse/servicelogs.h"

namespace hopscope {

namespace {

std::optional<ServiceLogLine> serviceLine(const QByteArray& line, LogFlavour flavour)
{
    switch (flavour) {
    case LogFlavour::Postgres:
        return parsePostgresLine(line);
    case LogFlavour::RabbitMq:
        return parseRabbitLine(line);
    case LogFlavour::Redis:
        return parseRedisLine(line);
    case LogFlavour::Supervisor:
        return parseSupervisordLine(line);
    default:
        return std::nullopt;
    }
}

std::optional<DocserviceRecord> docserviceLine(const QByteArray& line)
{
    const QList<DocserviceRecord> records = parseDocserviceLog(line);
    if (records.isEmpty() || !records.first().recognised)
        return std::nullopt;
    return records.first();
}

QString levelOfStatus(int status)
{
    return status >= 500 ? QStringLiteral("error") : QStringLiteral("info");
}

// A time at the start of the line, also in brackets, as most logs write it.
std::optional<LogTime> leadingTime(const QByteArray& line)
{
    return readLogTime(line.startsWith('[') ? line.mid(1, 64) : line.left(64));
}

} // namespace

LogFlavour logFlavourOf(const QString& file, const QString& unit)
{
    if (!unit.isEmpty())
        return LogFlavour::Journal;
    const auto has = [&](const char* word) { return file.contains(QLatin1String(word), Qt::CaseInsensitive); };
    if (has("nginx"))
        return has("access") ? LogFlavour::NginxAccess : LogFlavour::NginxError;
    if (file.endsWith(QLatin1String("access.log")))
        return LogFlavour::NginxAccess;
    if (has("docservice") || has("converter") || has("documentserver"))
        return LogFlavour::Docservice;
    if (has("postgres"))
        return LogFlavour::Postgres;
    if (has("rabbit"))
        return LogFlavour::RabbitMq;
    if (has("redis"))
        return LogFlavour::Redis;
    return has("supervisor") ? LogFlavour::Supervisor : LogFlavour::Plain;
}

int logZoneSeconds(const QString& logClock, int hostOffsetSeconds)
{
    return readOffset(logClock).value_or(hostOffsetSeconds);
}

LogLine readLogLine(const QByteArray& line, LogFlavour flavour, int hostOffsetSeconds)
{
    LogLine out;
    std::optional<LogTime> time;
    if (flavour == LogFlavour::NginxError) {
        const NginxErrorLine error = parseNginxErrorLine(line);
        if (error.recognised && error.time.length > 0)
            time = error.time;
        out.level = error.level;
    } else if (flavour == LogFlavour::NginxAccess) {
        const NginxAccessLine access = parseNginxAccessLine(line);
        if (access.recognised) {
            time = access.time;
            out.level = levelOfStatus(access.status);
        }
    } else if (const auto service = serviceLine(line, flavour)) {
        time = service->time;
        out.level = service->level.toLower();
    } else if (flavour == LogFlavour::Docservice || flavour == LogFlavour::Journal) {
        const auto record = docserviceLine(line);
        if (record)
            out.level = record->level.toLower();
        if (record && flavour == LogFlavour::Docservice)
            time = record->time;
    }
    if (!time)
        time = leadingTime(line);
    if (time)
        out.ms = time->at(hostOffsetSeconds).ms;
    return out;
}

QJsonObject logFields(const QByteArray& line, LogFlavour flavour)
{
    if (flavour == LogFlavour::NginxError) {
        const NginxErrorLine error = parseNginxErrorLine(line);
        return error.recognised ? error.toJson() : QJsonObject();
    }
    if (flavour == LogFlavour::NginxAccess) {
        const NginxAccessLine access = parseNginxAccessLine(line);
        return access.recognised ? access.toJson() : QJsonObject();
    }
    if (flavour == LogFlavour::Docservice || flavour == LogFlavour::Journal) {
        const auto record = docserviceLine(line);
        return record ? record->toJson() : QJsonObject();
    }
    if (const auto service = serviceLine(line, flavour))
        return {{QStringLiteral("level"), service->level}, {QStringLiteral("message"), service->text}, {QStringLiteral("pid"), service->pid}};
    return {};
}

LogLine HostLogReader::read(const QByteArray& line, LogFlavour flavour)
{
    LogLine out = readLogLine(line, flavour, m_offset);
    if (flavour == LogFlavour::NginxAccess) {
        m_join.addAccess(parseNginxAccessLine(line));
    } else if (flavour == LogFlavour::NginxError) {
        const NginxErrorLine error = parseNginxErrorLine(line);
        if (error.recognised) {
            const qint64 before = m_join.end();
            out.request = m_join.add(error, m_lines++);
            out.joined = out.request < before;
        }
    }
    return out;
}

} // namespace hopscope
