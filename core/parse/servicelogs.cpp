// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/servicelogs.h"

#include "core/parse/lines.h"

namespace hopscope {

namespace {

constexpr qsizetype kMaxLine = qsizetype{32} * 1024;

QByteArray trimmedLine(const QByteArray& raw)
{
    QByteArray line = raw.left(kMaxLine);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool isWord(const QByteArray& text)
{
    for (const char c : text) {
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
            return false;
    }
    return !text.isEmpty() && text.size() <= 12;
}

} // namespace

std::optional<ServiceLogLine> parsePostgresLine(const QByteArray& raw)
{
    const QByteArray line = trimmedLine(raw);
    const auto time = readLogTime(line);
    if (!time)
        return std::nullopt;
    // Names of zones other than UTC stand between the time and the bracket.
    const qsizetype open = line.indexOf(" [", time->length);
    const qsizetype close = open < 0 ? -1 : line.indexOf("] ", open);
    bool ok = false;
    ServiceLogLine out;
    out.time = *time;
    out.pid = close < 0 ? 0 : line.mid(open + 2, close - open - 2).toLongLong(&ok);
    if (!ok || open - time->length > 8)
        return std::nullopt;
    QByteArray rest = line.mid(close + 2);
    const qsizetype colon = rest.indexOf(":  ");
    if (colon < 0)
        return std::nullopt;
    QByteArray head = rest.left(colon);
    const qsizetype blank = head.lastIndexOf(' ');
    if (blank >= 0) {
        out.source = QString::fromUtf8(head.left(blank));
        head = head.mid(blank + 1);
    }
    if (!isWord(head))
        return std::nullopt;
    out.level = QString::fromLatin1(head);
    out.text = QString::fromUtf8(rest.mid(colon + 3));
    return out;
}

std::optional<ServiceLogLine> parseRabbitLine(const QByteArray& raw)
{
    const QByteArray line = trimmedLine(raw);
    const auto time = readLogTime(line);
    if (!time || line.mid(time->length, 2) != " [")
        return std::nullopt;
    const qsizetype close = line.indexOf("] ", time->length);
    const QByteArray level = close < 0 ? QByteArray() : line.mid(time->length + 2, close - time->length - 2);
    if (!isWord(level))
        return std::nullopt;
    ServiceLogLine out;
    out.time = *time;
    out.level = QString::fromLatin1(level);
    QByteArray rest = line.mid(close + 2);
    const qsizetype end = rest.startsWith('<') ? rest.indexOf('>') : -1;
    if (end > 0) {
        out.source = QString::fromLatin1(rest.left(end + 1));
        rest = rest.mid(end + 1);
        if (rest.startsWith(' '))
            rest.remove(0, 1);
    }
    out.text = QString::fromUtf8(rest);
    return out;
}

std::optional<ServiceLogLine> parseRedisLine(const QByteArray& raw)
{
    const QByteArray line = trimmedLine(raw);
    const qsizetype colon = line.indexOf(':');
    bool ok = false;
    ServiceLogLine out;
    out.pid = colon < 1 || colon > 10 ? 0 : line.left(colon).toLongLong(&ok);
    if (!ok || line.size() < colon + 4 || line.at(colon + 2) != ' ')
        return std::nullopt;
    out.source = QString::fromLatin1(line.mid(colon + 1, 1));
    const QByteArray rest = line.mid(colon + 3);
    const auto time = readLogTime(rest);
    if (!time || rest.size() < time->length + 3 || rest.at(time->length) != ' ' || rest.at(time->length + 2) != ' ')
        return std::nullopt;
    switch (rest.at(time->length + 1)) {
    case '.': out.level = QStringLiteral("debug"); break;
    case '-': out.level = QStringLiteral("verbose"); break;
    case '*': out.level = QStringLiteral("notice"); break;
    case '#': out.level = QStringLiteral("warning"); break;
    default: return std::nullopt;
    }
    out.time = *time;
    out.text = QString::fromUtf8(rest.mid(time->length + 3));
    return out;
}

std::optional<ServiceLogLine> parseSupervisordLine(const QByteArray& raw)
{
    const QByteArray line = trimmedLine(raw);
    const auto time = readLogTime(line);
    if (!time || line.mid(time->length, 1) != " ")
        return std::nullopt;
    QByteArray text;
    const QByteArray level = words(line.mid(time->length + 1), 1, &text).value(0);
    for (const char* known : {"CRIT", "ERRO", "WARN", "INFO", "DEBG", "TRAC", "BLAT"}) {
        if (level == known)
            return ServiceLogLine{*time, QString::fromLatin1(level), QString::fromUtf8(text), 0, {}};
    }
    return std::nullopt;
}

} // namespace hopscope
