// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxaccess.h"

namespace hopscope {

namespace {

constexpr qsizetype kMaxLine = qsizetype{32} * 1024;

std::optional<QByteArray> takeUntil(const QByteArray& line, qsizetype& at, QByteArrayView end)
{
    const qsizetype found = line.indexOf(end, at);
    if (found < 0)
        return std::nullopt;
    const QByteArray text = line.mid(at, found - at);
    at = found + end.size();
    return text;
}

// nginx escapes quotes in variables as \x22, other writers as \": neither ends the text.
std::optional<QByteArray> takeQuoted(const QByteArray& line, qsizetype& at)
{
    if (at >= line.size() || line.at(at) != '"')
        return std::nullopt;
    qsizetype end = at + 1;
    while (end < line.size() && line.at(end) != '"')
        end += line.at(end) == '\\' ? 2 : 1;
    if (end >= line.size())
        return std::nullopt;
    const QByteArray text = line.mid(at + 1, end - at - 1);
    at = end + 1;
    return text;
}

QString textOrNull(const QByteArray& bytes)
{
    return bytes == "-" ? QString() : QString::fromUtf8(bytes);
}

bool readNumbers(const QByteArray& line, qsizetype& at, NginxAccessLine& out)
{
    bool statusOk = false;
    bool bytesOk = true;
    const QByteArray status = line.mid(at, 3);
    out.status = status.toInt(&statusOk);
    at += 3;
    if (!statusOk || status.size() != 3 || at >= line.size() || line.at(at++) != ' ')
        return false;
    qsizetype end = line.indexOf(' ', at);
    if (end < 0)
        end = line.size();
    const QByteArray bytes = line.mid(at, end - at);
    out.bytes = bytes == "-" ? 0 : bytes.toLongLong(&bytesOk);
    at = end;
    return bytesOk && out.bytes >= 0;
}

bool readLine(const QByteArray& line, NginxAccessLine& out)
{
    qsizetype at = 0;
    const auto client = takeUntil(line, at, " - ");
    if (!client || client->isEmpty() || client->contains(' '))
        return false;
    const auto user = takeUntil(line, at, " [");
    const auto time = user ? takeUntil(line, at, "] ") : std::nullopt;
    const auto when = time ? readLogTime(*time) : std::nullopt;
    const auto request = when && when->length == time->size() ? takeQuoted(line, at) : std::nullopt;
    if (!request || at >= line.size() || line.at(at++) != ' ' || !readNumbers(line, at, out))
        return false;
    out.client = QString::fromUtf8(*client);
    out.user = textOrNull(*user);
    out.time = *when;
    out.request = QString::fromUtf8(*request);
    if (line.mid(at, 2) == " \"") {
        ++at;
        const auto referrer = takeQuoted(line, at);
        if (!referrer)
            return false;
        out.referrer = textOrNull(*referrer);
        if (line.mid(at, 2) == " \"") {
            ++at;
            const auto agent = takeQuoted(line, at);
            if (!agent)
                return false;
            out.agent = textOrNull(*agent);
        }
    }
    out.rest = QString::fromUtf8(line.mid(at).trimmed());
    return true;
}

} // namespace

NginxAccessLine parseNginxAccessLine(const QByteArray& raw)
{
    QByteArray line = raw.left(kMaxLine);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    NginxAccessLine out;
    if (!readLine(line, out)) {
        out = {};
        out.message = QString::fromUtf8(line);
        return out;
    }
    out.recognised = true;
    const qsizetype first = out.request.indexOf(QLatin1Char(' '));
    const qsizetype last = out.request.lastIndexOf(QLatin1Char(' '));
    if (first > 0 && last > first) {
        out.method = out.request.left(first);
        out.uri = out.request.mid(first + 1, last - first - 1);
        out.protocol = out.request.mid(last + 1);
    }
    return out;
}

QJsonObject NginxAccessLine::toJson() const
{
    if (!recognised)
        return {{QStringLiteral("message"), message}};
    const auto text = [](const QString& value) { return value.isNull() ? QJsonValue() : QJsonValue(value); };
    return {{QStringLiteral("time"), time.wallIso()},
            {QStringLiteral("offset_s"), time.offsetSeconds ? QJsonValue(*time.offsetSeconds) : QJsonValue()},
            {QStringLiteral("client"), client},
            {QStringLiteral("user"), text(user)},
            {QStringLiteral("request"), request},
            {QStringLiteral("method"), text(method)},
            {QStringLiteral("uri"), text(uri)},
            {QStringLiteral("protocol"), text(protocol)},
            {QStringLiteral("status"), status},
            {QStringLiteral("bytes"), bytes},
            {QStringLiteral("referrer"), text(referrer)},
            {QStringLiteral("agent"), text(agent)},
            {QStringLiteral("rest"), rest.isEmpty() ? QJsonValue() : QJsonValue(rest)}};
}

} // namespace hopscope
