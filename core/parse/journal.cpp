// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/logtime.h"
#include "core/parse/systemdshow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hopscope {

namespace {

constexpr qsizetype kMaxLine = qsizetype{64} * 1024;
constexpr qsizetype kMaxLines = 200000;

// journald writes text as a string, bytes that are no UTF-8 as an array of numbers, and null when it is too long.
QString textOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    QByteArray bytes;
    for (const QJsonArray items = value.toArray(); const auto byte : items)
        bytes.append(static_cast<char>(byte.toInt() & 0xff));
    return QString::fromUtf8(bytes);
}

std::optional<JournalLine> fromJson(const QByteArray& line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    bool ok = false;
    const qint64 microseconds = textOf(object.value(u"__REALTIME_TIMESTAMP")).toLongLong(&ok);
    if (!ok || microseconds <= 0)
        return std::nullopt;
    JournalLine out;
    out.at = {microseconds / 1000};
    const int priority = textOf(object.value(u"PRIORITY")).toInt(&ok);
    out.priority = ok && priority >= 0 && priority <= 7 ? priority : -1;
    out.unit = textOf(object.value(u"UNIT")); // systemd's own message about a unit
    if (out.unit.isEmpty())
        out.unit = textOf(object.value(u"_SYSTEMD_UNIT"));
    out.identifier = textOf(object.value(u"SYSLOG_IDENTIFIER"));
    out.host = textOf(object.value(u"_HOSTNAME"));
    const qint64 pid = textOf(object.value(u"_PID")).toLongLong(&ok);
    if (ok)
        out.pid = pid;
    out.message = textOf(object.value(u"MESSAGE"));
    out.jobResult = textOf(object.value(u"JOB_RESULT"));
    out.jobType = textOf(object.value(u"JOB_TYPE"));
    return out;
}

// `1700000000.123456 host sh[123]: message`; kernel lines have no number.
std::optional<JournalLine> fromShort(const QByteArray& line)
{
    const auto time = readLogTime(line);
    if (!time || time->length >= line.size() || line.at(time->length) != ' ')
        return std::nullopt;
    const qsizetype hostEnd = line.indexOf(' ', time->length + 1);
    const qsizetype colon = hostEnd < 0 ? -1 : line.indexOf(": ", hostEnd);
    if (colon < 0)
        return std::nullopt;
    JournalLine out;
    out.at = time->at(0);
    out.host = QString::fromUtf8(line.mid(time->length + 1, hostEnd - time->length - 1));
    QByteArray source = line.mid(hostEnd + 1, colon - hostEnd - 1);
    const qsizetype bracket = source.indexOf('[');
    if (bracket > 0 && source.endsWith(']')) {
        bool ok = false;
        const qint64 pid = source.mid(bracket + 1, source.size() - bracket - 2).toLongLong(&ok);
        if (ok)
            out.pid = pid;
        source.truncate(bracket);
    }
    out.identifier = QString::fromUtf8(source);
    out.message = QString::fromUtf8(line.mid(colon + 2));
    return out;
}

} // namespace

QList<JournalLine> parseJournal(const QByteArray& text)
{
    QList<JournalLine> lines;
    qsizetype at = 0;
    while (at < text.size() && lines.size() < kMaxLines) {
        qsizetype end = text.indexOf('\n', at);
        if (end < 0)
            end = text.size();
        const QByteArray line = text.mid(at, std::min(end - at, kMaxLine));
        at = end + 1;
        const auto read = line.startsWith('{') ? fromJson(line) : fromShort(line);
        if (read)
            lines.append(*read);
    }
    return lines;
}

} // namespace hopscope
