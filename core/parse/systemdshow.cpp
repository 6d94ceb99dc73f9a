// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/systemdshow.h"

#include "core/parse/logtime.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope {

namespace {

constexpr qsizetype kMaxUnits = 1000;
constexpr qsizetype kMaxKeys = 1000;
constexpr qsizetype kMaxValue = qsizetype{16} * 1024;

bool isKey(const QByteArray& text)
{
    for (const char c : text) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter)
            return false;
    }
    return !text.isEmpty() && text.size() <= 80;
}

std::optional<qint64> number(const SystemdProperties& all, const QString& key)
{
    bool ok = false;
    const qint64 value = all.value(key).toLongLong(&ok); // `[not set]`, `infinity` and 2^64-1 are no numbers here
    return ok ? std::optional<qint64>(value) : std::nullopt;
}

Timestamp time(const SystemdProperties& all, const QString& key, int hostOffsetSeconds)
{
    const auto read = readLogTime(all.value(key).toLatin1());
    return read ? read->at(hostOffsetSeconds) : Timestamp{};
}

SystemdUnit typed(const SystemdProperties& all, int offset)
{
    SystemdUnit unit;
    unit.all = all;
    unit.id = all.value(QStringLiteral("Id"));
    unit.loadState = all.value(QStringLiteral("LoadState"));
    unit.activeState = all.value(QStringLiteral("ActiveState"));
    unit.subState = all.value(QStringLiteral("SubState"));
    unit.result = all.value(QStringLiteral("Result"));
    unit.unitFileState = all.value(QStringLiteral("UnitFileState"));
    unit.restart = all.value(QStringLiteral("Restart"));
    unit.execMainCode = all.value(QStringLiteral("ExecMainCode"));
    unit.restarts = number(all, QStringLiteral("NRestarts"));
    unit.mainPid = number(all, QStringLiteral("MainPID"));
    unit.execMainStatus = number(all, QStringLiteral("ExecMainStatus"));
    unit.memoryBytes = number(all, QStringLiteral("MemoryCurrent"));
    unit.memoryMax = number(all, QStringLiteral("MemoryMax"));
    unit.tasks = number(all, QStringLiteral("TasksCurrent"));
    unit.activeEnter = time(all, QStringLiteral("ActiveEnterTimestamp"), offset);
    unit.activeExit = time(all, QStringLiteral("ActiveExitTimestamp"), offset);
    unit.inactiveEnter = time(all, QStringLiteral("InactiveEnterTimestamp"), offset);
    unit.stateChange = time(all, QStringLiteral("StateChangeTimestamp"), offset);
    return unit;
}

} // namespace

QList<SystemdProperties> parseSystemctlShow(const QByteArray& text)
{
    QList<SystemdProperties> units;
    SystemdProperties current;
    QString lastKey;
    const auto finish = [&] {
        if (!current.isEmpty() && units.size() < kMaxUnits)
            units.append(current);
        current.clear();
        lastKey.clear();
    };
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = text.indexOf('\n', at);
        if (end < 0)
            end = text.size();
        QByteArray line = text.mid(at, std::min(end - at, kMaxValue));
        at = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        const qsizetype equals = line.indexOf('=');
        if (line.isEmpty()) {
            finish();
        } else if (equals > 0 && isKey(line.left(equals))) {
            lastKey = QString::fromLatin1(line.left(equals));
            if (current.size() < kMaxKeys)
                current.insert(lastKey, QString::fromUtf8(line.mid(equals + 1)));
        } else if (current.contains(lastKey) && current.value(lastKey).size() < kMaxValue) {
            current[lastKey] += QLatin1Char('\n') + QString::fromUtf8(line); // a value of several lines
        }
    }
    finish();
    return units;
}

std::optional<double> parseTimeSpan(const QString& text)
{
    static const QHash<QString, double> units{
        {QStringLiteral("us"), 1e-6},   {QStringLiteral("ms"), 1e-3},       {QStringLiteral("s"), 1},
        {QStringLiteral("min"), 60},    {QStringLiteral("h"), 3600},        {QStringLiteral("d"), 86400},
        {QStringLiteral("w"), 604800},  {QStringLiteral("month"), 2629800}, {QStringLiteral("y"), 31557600},
        {QString(), 1e-6}}; // a bare number of a ...USec property
    static const QRegularExpression part(QStringLiteral("^(\\d+(?:\\.\\d+)?)([a-z]*)$"));
    const QStringList words = text.left(100).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    double seconds = 0;
    for (const QString& word : words) {
        const auto match = part.match(word);
        const auto unit = units.find(match.captured(2));
        if (!match.hasMatch() || unit == units.end())
            return std::nullopt;
        seconds += match.captured(1).toDouble() * *unit;
    }
    return words.isEmpty() ? std::nullopt : std::optional<double>(seconds);
}

QList<SystemdUnit> parseSystemdUnits(const QByteArray& text, int hostOffsetSeconds)
{
    QList<SystemdUnit> units;
    for (const SystemdProperties& all : parseSystemctlShow(text))
        units.append(typed(all, hostOffsetSeconds));
    return units;
}

} // namespace hopscope
