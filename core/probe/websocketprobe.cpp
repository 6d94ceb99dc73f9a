// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/websocketprobe.h"

#include "core/probe/neterror.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace hopscope {
namespace {

constexpr int kSwitching = 101;
constexpr QByteArrayView kGuid("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"); // RFC 6455, section 1.3

QByteArray freshKey()
{
    QByteArray nonce(16, '\0');
    for (char& byte : nonce)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return nonce.toBase64();
}

QString verdictOf(const Error& error)
{
    if (error.code.endsWith(QStringLiteral(".timed-out")))
        return QStringLiteral("timed-out");
    if (error.code.startsWith(QStringLiteral("tcp.")))
        return tcpVerdictOf(error.code);
    return saysSomethingAboutTarget(error.code) ? QStringLiteral("no-answer") : QString();
}

} // namespace

QString WebSocketProbe::editorPath()
{
    return QStringLiteral("/doc/hopscope/c/?EIO=4&transport=websocket");
}

QByteArray WebSocketProbe::acceptFor(const QByteArray& key)
{
    return QCryptographicHash::hash(key + kGuid.toByteArray(), QCryptographicHash::Sha1).toBase64();
}

WebSocketProbe::WebSocketProbe(Vantage& vantage, HttpRequest request, Done done, QObject* parent)
    : QObject(parent), m_key(freshKey()), m_done(std::move(done))
{
    request.method = HttpRequest::Method::Get;
    request.webSocketKey = m_key;
    if (request.tls)
        request.tls->acceptInvalid = true;
    new HttpProbe(
        vantage, std::move(request), [this](const HttpResult& http) { finish(http); }, this);
}

void WebSocketProbe::finish(const HttpResult& http)
{
    WebSocketResult result;
    result.http = http;
    const bool switched =
        http.message.status == kSwitching && http.message.header("Sec-WebSocket-Accept").trimmed() == acceptFor(m_key);
    if (http.error) {
        result.error = http.error;
        result.verdict = verdictOf(*http.error);
    } else if (switched) {
        result.verdict = QStringLiteral("switched");
    } else {
        result.verdict = QStringLiteral("not-switched");
        result.error = Error{QStringLiteral("http.upgrade-refused"), {}, QStringLiteral("http"),
                             QString::number(http.message.status)};
    }
    const Done done = std::exchange(m_done, {});
    done(result);
}

} // namespace hopscope
