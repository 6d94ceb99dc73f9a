// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/httprequest.h"

#include "core/probe/address.h"

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMaxPath = qsizetype{8} * 1024;

bool wordOnly(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
}

quint16 defaultPort(bool tls)
{
    return tls ? 443 : 80;
}

} // namespace

QString HttpRequest::display() const
{
    const QString scheme = tls ? QStringLiteral("https://") : QStringLiteral("http://");
    return scheme + (host.isEmpty() ? addressWithPort(address, port) : host) + path;
}

Result<HttpRequest> requestFor(const QUrl& url, const QStringList& caFiles)
{
    const bool tls = url.scheme() == QStringLiteral("https");
    if (!url.isValid() || url.host().isEmpty() || (!tls && url.scheme() != QStringLiteral("http")))
        return fail(QStringLiteral("http.bad-url"), url.toDisplayString(QUrl::RemoveUserInfo));
    HttpRequest request;
    request.address = url.host(QUrl::FullyEncoded);
    request.port = static_cast<quint16>(url.port(defaultPort(tls)));
    request.host = request.port == defaultPort(tls) ? request.address : addressWithPort(request.address, request.port);
    if (request.host == request.address && literalFamily(request.address) == QStringLiteral("ipv6"))
        request.host = QLatin1Char('[') + request.address + QLatin1Char(']');
    request.path = url.path(QUrl::FullyEncoded);
    if (request.path.isEmpty())
        request.path = QStringLiteral("/");
    if (url.hasQuery())
        request.path += QLatin1Char('?') + url.query(QUrl::FullyEncoded);
    if (tls)
        request.tls = TlsOptions{request.address, caFiles, false};
    return request;
}

bool isSendable(const HttpRequest& request)
{
    return request.path.startsWith(QLatin1Char('/')) && request.path.size() <= kMaxPath && wordOnly(request.path) &&
           request.host.size() <= kMaxPath && wordOnly(request.host) && request.port != 0;
}

QByteArray requestBytes(const HttpRequest& request)
{
    QByteArray bytes = request.method == HttpRequest::Method::Head ? "HEAD " : "GET ";
    bytes += request.path.toLatin1() + " HTTP/1.1\r\nHost: ";
    bytes += (request.host.isEmpty() ? addressWithPort(request.address, request.port) : request.host).toLatin1();
    if (!request.webSocketKey.isEmpty())
        return bytes + "\r\nUser-Agent: hopscope\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
               request.webSocketKey + "\r\n\r\n";
    bytes += "\r\nUser-Agent: hopscope\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
    return bytes;
}

} // namespace hopscope
