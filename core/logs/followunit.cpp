// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followunit.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMaxEntry = qsizetype{1024} * 1024;
constexpr qsizetype kMaxCursor = 400;
constexpr int kNotFound = 127;

bool isCursor(const QByteArray& text)
{
    return !text.isEmpty() && text.size() <= kMaxCursor && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == ';' || c == '=';
    });
}

/// A field is a string, an array of bytes where it is no UTF-8, or an array of its values where it stands several times.
QByteArray fieldOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString().toUtf8();
    QByteArray bytes;
    for (const QJsonArray items = value.toArray(); const auto one : items) {
        if (one.isDouble())
            bytes.append(char(one.toInt()));
        else
            return fieldOf(one);
    }
    return bytes;
}

QByteArray firstOf(const QJsonObject& entry, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (QByteArray value = fieldOf(entry.value(QLatin1String(name))); !value.isEmpty())
            return value;
    }
    return {};
}

QByteArray timeOf(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1() +
           '.' + QByteArray::number(us % 1'000'000).rightJustified(6, '0') + "+0000";
}

} // namespace

std::optional<JournalEntry> readJournalEntry(const QByteArray& json)
{
    const QJsonObject entry = QJsonDocument::fromJson(json).object();
    JournalEntry read;
    read.cursor = entry.value(QLatin1String("__CURSOR")).toString().toLatin1();
    const qint64 us = entry.value(QLatin1String("__REALTIME_TIMESTAMP")).toString().toLongLong();
    constexpr qint64 lastUs = 253'402'300'799'000'000; // year 9999
    if (!isCursor(read.cursor) || us <= 0 || us > lastUs)
        return std::nullopt;
    const QByteArray pid = firstOf(entry, {"_PID", "SYSLOG_PID"});
    QByteArray message = fieldOf(entry.value(QLatin1String("MESSAGE")));
    while (message.endsWith('\n'))
        message.chop(1);
    message.replace('\n', "\n    ");
    read.line = timeOf(us) + ' ' + firstOf(entry, {"_HOSTNAME"}) + ' ' +
                firstOf(entry, {"SYSLOG_IDENTIFIER", "_COMM"}) + (pid.isEmpty() ? QByteArray() : '[' + pid + ']') +
                ": " + message + '\n';
    return read;
}

QStringList UnitFollowJob::argv()
{
    m_pending.clear();
    m_skipping = false;
    m_resumed = m_cursor.isEmpty();
    QStringList argv{QStringLiteral("journalctl"), QStringLiteral("-q"), QStringLiteral("--no-pager"),
                     QStringLiteral("-a"), QStringLiteral("-o"), QStringLiteral("json"), QStringLiteral("-f")};
    if (!m_old)
        argv << QStringLiteral("--output-fields=MESSAGE,SYSLOG_IDENTIFIER,SYSLOG_PID,_COMM,_PID,_HOSTNAME");
    if (m_cursor.isEmpty())
        argv << QStringLiteral("-n") << QStringLiteral("200");
    else
        argv << QStringLiteral("--no-tail") << QStringLiteral("--cursor=") + QString::fromLatin1(m_cursor);
    return argv << QStringLiteral("-u") << m_unit;
}

/// The first entry after a restart; true when it was shown before.
bool UnitFollowJob::resume(const JournalEntry& entry, LogPiece& piece)
{
    m_resumed = true;
    const bool shown = entry.cursor == m_cursor;
    LogMark mark;
    mark.code = shown ? QStringLiteral("log.continued") : QStringLiteral("log.interrupted");
    piece.marks.append(mark);
    if (!shown) {
        mark.code = QStringLiteral("log.cursor-gone");
        piece.marks.append(mark);
    }
    return shown;
}

QList<LogPiece> UnitFollowJob::take(const QByteArray& bytes)
{
    LogPiece piece;
    m_pending += bytes;
    qsizetype at = 0;
    for (qsizetype end = 0; (end = m_pending.indexOf('\n', at)) >= 0; at = end + 1) {
        if (std::exchange(m_skipping, false))
            continue;
        const auto entry = readJournalEntry(m_pending.mid(at, end - at));
        if (!entry || (!m_resumed && resume(*entry, piece)))
            continue;
        piece.bytes += entry->line;
        m_cursor = entry->cursor;
    }
    m_pending.remove(0, at);
    if (m_pending.size() > kMaxEntry) {
        m_skipping = true;
        m_pending.clear();
    }
    if (piece.marks.isEmpty() && piece.bytes.isEmpty())
        return {};
    return {piece};
}

QList<LogPiece> UnitFollowJob::ended(std::optional<int> exit, const QByteArray& err)
{
    m_next = Next::Over;
    const bool failed = exit && *exit != 0;
    const bool nowOld = failed && *exit != kNotFound && !std::exchange(m_old, m_old || err.contains("output-fields")) && m_old;
    if (!exit || nowOld)
        m_next = Next::Now;
    else if (*exit == kNotFound)
        m_next = Next::NoTool;
    else if (failed && err.contains("insufficient permissions"))
        m_next = Next::NotReadable;
    return {};
}

} // namespace hopscope
