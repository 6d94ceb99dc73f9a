// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxerror.h"

#include "core/parse/nginxcatalogue.h"

#include <array>

namespace hopscope {

namespace {

constexpr qsizetype kMaxLine = qsizetype{32} * 1024;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<qint64> takeNumber(const QByteArray& line, qsizetype& at)
{
    const qsizetype start = at;
    while (at < line.size() && isDigit(line.at(at)) && at - start < 18)
        ++at;
    return at == start ? std::nullopt : std::optional<qint64>(line.mid(start, at - start).toLongLong());
}

// `[level]`; nginx has eight of them.
bool takeLevel(const QByteArray& line, qsizetype& at, QString& level)
{
    if (at >= line.size() || line.at(at) != '[')
        return false;
    const qsizetype end = line.indexOf(']', at);
    if (end < 0 || end - at > 8)
        return false;
    const QByteArray word = line.mid(at + 1, end - at - 1);
    for (const char* known : {"debug", "info", "notice", "warn", "error", "crit", "alert", "emerg"}) {
        if (word == known) {
            level = QString::fromLatin1(word);
            at = end + 1;
            return true;
        }
    }
    return false;
}

// `2026/03/02 09:14:07 [error] 812#812: *4411 ` or `nginx: [emerg] `; gives where the message starts, or -1.
qsizetype readHead(const QByteArray& line, NginxErrorLine& out)
{
    qsizetype at = 0;
    if (line.startsWith("nginx: [")) {
        at = 7;
        return takeLevel(line, at, out.level) && at < line.size() && line.at(at) == ' ' ? at + 1 : -1;
    }
    const std::optional<LogTime> time = line.size() > 4 && line.at(4) == '/' ? readLogTime(line.left(19)) : std::nullopt;
    at = 20;
    if (!time || time->length != 19 || line.size() < 22 || line.at(19) != ' ' || !takeLevel(line, at, out.level))
        return -1;
    out.time = *time;
    if (at >= line.size() || line.at(at++) != ' ')
        return -1;
    out.pid = takeNumber(line, at);
    if (!out.pid || at >= line.size() || line.at(at++) != '#')
        return -1;
    out.tid = takeNumber(line, at);
    if (!out.tid || line.mid(at, 2) != ": ")
        return -1;
    at += 2;
    if (at + 1 < line.size() && line.at(at) == '*' && isDigit(line.at(at + 1))) {
        qsizetype afterNumber = at + 1;
        const auto connection = takeNumber(line, afterNumber);
        if (afterNumber < line.size() && line.at(afterNumber) == ' ') {
            out.connection = connection;
            at = afterNumber + 1;
        }
    }
    return at;
}

// First (or last) place of `needle` outside double quotes; a quotation that never ends does not count as one.
qsizetype findOutsideQuotes(const QByteArray& text, const QByteArray& needle, bool last)
{
    qsizetype found = -1;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text.at(at) == '"') {
            const qsizetype close = text.indexOf('"', at + 1);
            at = close < 0 ? at + 1 : close + 1;
            continue;
        }
        if (text.at(at) == needle.at(0) && QByteArrayView(text).sliced(at).startsWith(needle)) {
            if (!last)
                return at;
            found = at;
        }
        ++at;
    }
    return found;
}

// The last ` (NUMBER: text)`; the number is what the logger appended, its text differs between systems.
void cutErrno(QByteArray& message, NginxErrorLine& out)
{
    for (qsizetype at = message.lastIndexOf(" ("); at >= 0; at = at > 0 ? message.lastIndexOf(" (", at - 1) : -1) {
        qsizetype end = at + 2;
        const auto number = takeNumber(message, end);
        if (!number || end - at > 8 || message.mid(end, 2) != ": ")
            continue;
        out.errnoNumber = static_cast<int>(*number);
        message.truncate(at);
        return;
    }
}

// Behind the message: fields in a fixed order, each optional; all but the first two stand in quotes.
void readFields(const QByteArray& tail, NginxErrorLine& out)
{
    struct Field {
        QByteArray start;
        QString* target;
    };
    const std::array<Field, 7> fields{{{", client: ", &out.client},
                                       {", server: ", &out.server},
                                       {", request: \"", &out.request},
                                       {", subrequest: \"", &out.subrequest},
                                       {", upstream: \"", &out.upstream},
                                       {", host: \"", &out.host},
                                       {", referrer: \"", &out.referrer}}};
    qsizetype at = 0;
    std::size_t next = 0;
    while (next < fields.size() && at < tail.size()) {
        if (!QByteArrayView(tail).sliced(at).startsWith(fields.at(next).start)) {
            ++next;
            continue;
        }
        const Field& field = fields.at(next++);
        const bool quoted = field.start.endsWith('"');
        const qsizetype begin = at + field.start.size();
        qsizetype end = tail.size();
        for (std::size_t later = next; later < fields.size(); ++later) {
            const qsizetype found = tail.indexOf((quoted ? QByteArray("\"") : QByteArray()) + fields.at(later).start, begin);
            if (found >= 0 && found < end)
                end = found;
        }
        const bool closedAtEnd = quoted && end == tail.size() && tail.endsWith('"') && end > begin;
        const qsizetype stop = closedAtEnd ? end - 1 : end;
        *field.target = QString::fromUtf8(tail.mid(begin, stop - begin));
        if (field.target->isNull())
            *field.target = QLatin1String("");
        at = quoted && end < tail.size() ? end + 1 : end;
    }
}

QString familyOfUpstream(const QString& upstream)
{
    const qsizetype scheme = upstream.indexOf(QLatin1String("://"));
    const QString rest = scheme < 0 ? upstream : upstream.mid(scheme + 3);
    if (rest.startsWith(QLatin1String("unix:")))
        return QStringLiteral("unix");
    if (rest.startsWith(QLatin1Char('[')))
        return QStringLiteral("ipv6");
    int dots = 0;
    for (const QChar c : rest) {
        if (c == QLatin1Char(':') || c == QLatin1Char('/'))
            break;
        if (c == QLatin1Char('.'))
            ++dots;
        else if (c < QLatin1Char('0') || c > QLatin1Char('9'))
            return {};
    }
    return dots == 3 ? QStringLiteral("ipv4") : QString();
}

} // namespace

NginxErrorLine parseNginxErrorLine(const QByteArray& raw)
{
    QByteArray line = raw.left(kMaxLine);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    NginxErrorLine out;
    const qsizetype start = readHead(line, out);
    if (start < 0) {
        out = {};
        out.message = QString::fromUtf8(line);
        return out;
    }
    out.recognised = true;
    QByteArray message = line.mid(start);
    qsizetype tail = findOutsideQuotes(message, ", client: ", false);
    if (tail < 0)
        tail = message.indexOf(", client: ");
    if (tail >= 0) {
        readFields(message.mid(tail), out);
        message.truncate(tail);
    }
    const qsizetype during = findOutsideQuotes(message, " while ", true);
    if (during >= 0) {
        QByteArray action = message.mid(during + 7);
        const qsizetype comma = findOutsideQuotes(action, ", ", false); // `resolving, resolver: 10.0.0.1:53`
        out.action = QString::fromUtf8(comma < 0 ? action : action.left(comma));
        message.truncate(during);
    }
    cutErrno(message, out);
    out.message = QString::fromUtf8(message);
    out.family = familyOfUpstream(out.upstream);
    if (const auto row = nginxCatalogueRow(out.message, out.errnoNumber, out.action, out.level))
        out.catalogue = QStringLiteral("NX%1").arg(*row);
    return out;
}

QJsonObject NginxErrorLine::toJson() const
{
    if (!recognised)
        return {{QStringLiteral("message"), message}};
    const auto text = [](const QString& value) { return value.isNull() ? QJsonValue() : QJsonValue(value); };
    const auto number = [](const auto& value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return {{QStringLiteral("time"), time.length > 0 ? QJsonValue(time.wallIso()) : QJsonValue()},
            {QStringLiteral("level"), level},
            {QStringLiteral("pid"), number(pid)},
            {QStringLiteral("tid"), number(tid)},
            {QStringLiteral("connection"), number(connection)},
            {QStringLiteral("message"), message},
            {QStringLiteral("errno"), number(errnoNumber)},
            {QStringLiteral("action"), text(action)},
            {QStringLiteral("client"), text(client)},
            {QStringLiteral("server"), text(server)},
            {QStringLiteral("request"), text(request)},
            {QStringLiteral("upstream"), text(upstream)},
            {QStringLiteral("family"), text(family)},
            {QStringLiteral("host"), text(host)},
            {QStringLiteral("catalogue"), text(catalogue)}};
}

} // namespace hopscope
