// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/systemfacts.h"

#include "core/parse/logtime.h"

namespace hopscope {
namespace {

// What no clock can show is nothing, NaN included: 9,999,999,999 s after 1970 is the year 2286.
double secondsOr(double otherwise, const QByteArray& text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    return ok && seconds >= 0 && seconds < 1e10 ? seconds : otherwise;
}

void readClock(const QByteArray& value, SystemReading& reading)
{
    // `1700000000.123456789 zone=+0800`
    const QList<QByteArray> parts = value.split(' ');
    reading.clockMs = static_cast<qint64>(secondsOr(0, parts.at(0)) * 1000);
    if (parts.size() > 1 && parts.at(1).startsWith("zone="))
        reading.zoneSeconds = readOffset(QString::fromLatin1(parts.at(1).mid(5))).value_or(0);
}

void readLine(const QByteArray& key, const QByteArray& value, SystemReading& reading)
{
    if (key == "clock")
        readClock(value, reading);
    else if (key == "hostname")
        reading.hostname = QString::fromUtf8(value.left(255));
    else if (key == "kernel")
        reading.kernel = QString::fromUtf8(value.left(255));
    else if (key == "os")
        reading.os = QString::fromUtf8(value.left(255));
    else if (key == "uptime")
        reading.uptimeSeconds = secondsOr(-1, value.split(' ').at(0));
    else if (key == "loadavg")
        reading.load1 = value.split(' ').at(0).toDouble();
    else if (key == "cores")
        reading.cores = value.toInt();
}

void readMemory(const QByteArray& line, SystemReading& reading)
{
    const qint64 kb = line.mid(line.indexOf(':') + 1).replace("kB", "").trimmed().toLongLong();
    if (line.startsWith("MemTotal:"))
        reading.memoryTotalKb = kb;
    else if (line.startsWith("MemAvailable:"))
        reading.memoryAvailableKb = kb;
}

} // namespace

SystemReading parseSystem(const QByteArray& output)
{
    SystemReading reading;
    for (const QByteArray& line : output.left(qsizetype{64} * 1024).split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (line.startsWith("Mem"))
            readMemory(line, reading);
        else if (equals > 0)
            readLine(line.left(equals), line.mid(equals + 1).trimmed(), reading);
    }
    return reading;
}

QList<Fact> systemFacts(const QString& host, const SystemReading& reading, Timestamp middle)
{
    QList<Fact> facts;
    const auto add = [&](const char* name, const QJsonValue& value, bool known) {
        if (known)
            facts.append({host, QString::fromLatin1(name), value, middle, {}, {}});
    };
    add("host.reached", true, true);
    add("host.hostname", reading.hostname, !reading.hostname.isEmpty());
    add("host.os", reading.os, !reading.os.isEmpty());
    add("host.kernel", reading.kernel, !reading.kernel.isEmpty());
    add("host.clock_offset_ms", reading.clockMs - middle.ms, reading.clockMs > 0);
    add("host.utc_offset_s", reading.zoneSeconds, reading.clockMs > 0);
    if (reading.uptimeSeconds >= 0)
        add("host.boot_at", Timestamp{middle.ms - static_cast<qint64>(reading.uptimeSeconds * 1000)}.iso(), true);
    add("host.load1", reading.load1, reading.load1 >= 0);
    add("host.cores", reading.cores, reading.cores > 0);
    add("host.memory_total_kb", reading.memoryTotalKb, reading.memoryTotalKb >= 0);
    add("host.memory_available_kb", reading.memoryAvailableKb, reading.memoryAvailableKb >= 0);
    return facts;
}

} // namespace hopscope
