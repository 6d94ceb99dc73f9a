// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/docservicelog.h"

#include <algorithm>

namespace hopscope {

namespace {

constexpr qsizetype kMaxLine = qsizetype{32} * 1024;
constexpr qsizetype kMaxMessage = 10000;
constexpr qsizetype kMaxStack = 20000;
constexpr qsizetype kMaxRecords = 500000;
constexpr qsizetype kMaxPrefix = 200; // `Nov 22 10:59:53 docs sh[123]: ` and longer host names

std::optional<QByteArray> takeBracket(const QByteArray& line, qsizetype& at)
{
    if (at >= line.size() || line.at(at) != '[')
        return std::nullopt;
    const qsizetype end = line.indexOf(']', at);
    if (end < 0)
        return std::nullopt;
    const QByteArray text = line.mid(at + 1, end - at - 1);
    at = end + 1;
    return text;
}

bool isLevel(const QByteArray& word)
{
    for (const char* known : {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "MARK"}) {
        if (word == known)
            return true;
    }
    return false;
}

// Where the log4js line starts: at once, or behind what journald or docker put before it.
qsizetype headStart(const QByteArray& line)
{
    if (line.startsWith('['))
        return 0;
    const qsizetype found = line.left(kMaxPrefix).indexOf("]: [");
    return found < 0 ? -1 : found + 3;
}

bool readHead(const QByteArray& line, DocserviceRecord& record)
{
    qsizetype at = headStart(line);
    if (at < 0)
        return false;
    const auto time = takeBracket(line, at);
    const auto when = time ? readLogTime(*time) : std::nullopt;
    if (!when || when->length != time->size() || at >= line.size() || line.at(at++) != ' ')
        return false;
    const auto level = takeBracket(line, at);
    if (!level || !isLevel(*level) || at >= line.size() || line.at(at++) != ' ')
        return false;
    record.time = *when;
    record.level = QString::fromLatin1(*level);
    QString* const targets[] = {&record.tenant, &record.document, &record.user};
    for (QString* target : targets) {
        const auto text = takeBracket(line, at);
        if (!text)
            break;
        *target = QString::fromUtf8(*text);
        if (target != &record.user && at < line.size() && line.at(at) == ' ')
            ++at;
    }
    if (at < line.size() && line.at(at) == '[') // the session behind the user, written without a blank
        (void)takeBracket(line, at);
    const qsizetype dash = line.indexOf(" - ", at);
    if (dash < 0)
        return false;
    const QByteArray category = line.mid(at, dash - at).trimmed();
    if (category.contains(' '))
        return false;
    record.category = QString::fromUtf8(category);
    record.message = QString::fromUtf8(line.mid(dash + 3)).left(kMaxMessage);
    return true;
}

// Whether a line without a head goes on with the record before it: stacks, dumped objects, bodies of answers. What node
// or the shell wrote between two records does not.
bool continues(const QByteArray& line)
{
    if (line.isEmpty() || line.at(0) == ' ' || line.at(0) == '\t')
        return true;
    if (line.startsWith("<---")) // node's own words when its heap is full
        return false;
    if (QByteArrayView("{}[]()<").contains(line.at(0)))
        return true;
    qsizetype end = 0;
    while (end < line.size() && end < 120 && line.at(end) != ' ' && line.at(end) != ':')
        ++end;
    const QByteArray word = line.left(end);
    return word == "at" || line.startsWith("Caused by") || word.endsWith("Error") || word.endsWith("error") ||
           word.endsWith("Exception");
}

void appendLine(DocserviceRecord& record, const QByteArray& line)
{
    ++record.lines;
    if (record.stack.size() >= kMaxStack)
        return;
    if (!record.stack.isEmpty())
        record.stack += QLatin1Char('\n');
    record.stack = (record.stack + QString::fromUtf8(line)).left(kMaxStack);
}

int numberAfter(const QString& text, const QString& word)
{
    const qsizetype found = text.indexOf(word);
    if (found < 0)
        return 0;
    qsizetype end = found + word.size();
    const qsizetype start = end;
    while (end < text.size() && end - start < 9 && text.at(end) >= QLatin1Char('0') && text.at(end) <= QLatin1Char('9'))
        ++end;
    return QStringView(text).mid(start, end - start).toInt();
}

} // namespace

QList<DocserviceRecord> parseDocserviceLog(const QByteArray& text)
{
    QList<DocserviceRecord> records;
    bool prefixed = false; // the record before came through journald or docker, and so do the lines behind it
    qsizetype at = 0;
    while (at < text.size() && records.size() < kMaxRecords) {
        qsizetype end = text.indexOf('\n', at);
        if (end < 0)
            end = text.size();
        QByteArray line = text.mid(at, std::min(end - at, kMaxLine));
        if (line.endsWith('\r'))
            line.chop(1);
        DocserviceRecord record;
        record.offset = at;
        if (readHead(line, record)) {
            record.recognised = true;
            records.append(record);
            prefixed = headStart(line) > 0;
            at = end + 1;
            continue;
        }
        const qsizetype prefix = prefixed ? line.left(kMaxPrefix).indexOf("]: ") : -1;
        const QByteArray own = prefix < 0 ? line : line.mid(prefix + 3);
        if (!records.isEmpty() && (line.isEmpty() || (records.last().recognised && continues(own)))) {
            appendLine(records.last(), own);
        } else if (!line.isEmpty()) {
            record = {};
            prefixed = false;
            record.offset = at;
            record.message = QString::fromUtf8(line).left(kMaxMessage);
            records.append(record);
        }
        at = end + 1;
    }
    return records;
}

std::optional<DocserviceListening> DocserviceRecord::listening() const
{
    const QString start = QStringLiteral("Express server listening on port ");
    if (!message.startsWith(start))
        return std::nullopt;
    DocserviceListening listening;
    listening.port = numberAfter(message, start);
    listening.build = numberAfter(message, QStringLiteral("Build: "));
    const QString word = QStringLiteral("Version: ");
    const qsizetype version = message.indexOf(word);
    if (version >= 0) {
        listening.version = message.mid(version + word.size(), 40).section(QLatin1Char(' '), 0, 0);
        while (listening.version.endsWith(QLatin1Char('.')))
            listening.version.chop(1);
    }
    return listening;
}

QJsonObject DocserviceRecord::toJson() const
{
    if (!recognised)
        return {{QStringLiteral("message"), message}};
    const auto value = [](const QString& text) { return text.isNull() ? QJsonValue() : QJsonValue(text); };
    return {{QStringLiteral("time"), time.wallIso()}, {QStringLiteral("level"), level},
            {QStringLiteral("tenant"), value(tenant)}, {QStringLiteral("document"), value(document)},
            {QStringLiteral("user"), value(user)},     {QStringLiteral("category"), category},
            {QStringLiteral("message"), message},      {QStringLiteral("stack"), value(stack)}};
}

} // namespace hopscope
