// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/httpline.h"

#include <algorithm>
#include <string_view>

namespace hopscope {
namespace {

constexpr std::string_view kStart = "HTTP/1.";
constexpr qsizetype kStatusLineMin = 12; // HTTP/1.1 200

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits only, at most 15 of them, so that it can neither overflow nor carry a sign.
qint64 plainNumber(const QByteArray& text)
{
    if (text.isEmpty() || text.size() > 15 || !std::all_of(text.begin(), text.end(), digit))
        return -1;
    return text.toLongLong();
}

} // namespace

bool mayBecomeStatusLine(const QByteArray& start)
{
    const qsizetype compared = qMin(start.size(), static_cast<qsizetype>(kStart.size()));
    return std::string_view(start.constData(), static_cast<std::size_t>(compared)) ==
           kStart.substr(0, static_cast<std::size_t>(compared));
}

bool readStatusLine(const QByteArray& line, HttpMessage& message)
{
    if (line.size() < kStatusLineMin || !mayBecomeStatusLine(line) || !digit(line.at(7)) || line.at(8) != ' ')
        return false;
    if (line.size() > kStatusLineMin && line.at(kStatusLineMin) != ' ')
        return false;
    const qint64 status = plainNumber(line.mid(9, 3));
    if (status < 100)
        return false;
    message.version = line.mid(5, 3);
    message.status = static_cast<int>(status);
    message.reason = line.mid(kStatusLineMin + 1);
    return true;
}

void addHeaderLine(const QByteArray& line, QList<HttpHeader>& headers)
{
    if ((line.startsWith(' ') || line.startsWith('\t')) && !headers.isEmpty()) {
        headers.last().value += ' ' + line.trimmed();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        headers.append({line.trimmed(), {}});
    else
        headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
}

bool isChunked(const QList<HttpHeader>& headers)
{
    QByteArray last;
    for (const HttpHeader& header : headers) {
        if (header.name.compare("transfer-encoding", Qt::CaseInsensitive) == 0)
            last = header.value.split(',').last().trimmed().toLower();
    }
    return last == "chunked";
}

LengthHeader contentLength(const QList<HttpHeader>& headers)
{
    LengthHeader length;
    for (const HttpHeader& header : headers) {
        if (header.name.compare("content-length", Qt::CaseInsensitive) != 0)
            continue;
        const qint64 value = plainNumber(header.value);
        length.bad = length.bad || value < 0 || (length.present && value != length.value);
        length.present = true;
        length.value = value;
    }
    return length;
}

qint64 chunkSize(const QByteArray& line)
{
    const QByteArray digits = line.left(line.indexOf(';') < 0 ? line.size() : line.indexOf(';')).trimmed();
    if (digits.isEmpty() || digits.size() > 12)
        return -1;
    const bool plain = std::all_of(digits.begin(), digits.end(),
                                   [](char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    return plain ? digits.toLongLong(nullptr, 16) : -1;
}

} // namespace hopscope
