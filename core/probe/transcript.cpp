// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/transcript.h"

#include "core/base/redact.h"
#include "core/probe/address.h"
#include "core/probe/httprequest.h"
#include "core/probe/printable.h"

#include <QDateTime>

#include <array>

namespace hopscope {
namespace {

constexpr qsizetype kBodyBytes = qsizetype{2} * 1024;
constexpr qsizetype kDumpBytes = 256;
constexpr qsizetype kStrangerBytes = 16;

bool isSecretHeader(const QByteArray& name)
{
    static const std::array<const char*, 6> secret{"set-cookie",    "set-cookie2",         "cookie",
                                                   "authorization", "proxy-authorization", "authentication-info"};
    for (const char* one : secret) {
        if (name.compare(one, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

QByteArray phase(const char* name, qint64 ms)
{
    return ms < 0 ? QByteArray() : QByteArray(name) + ' ' + QByteArray::number(ms) + " ms, ";
}

QByteArray problem(const char* kind, const Error& error)
{
    return QByteArray("-- ") + kind + ' ' + error.code.toUtf8() +
           (error.detail.isEmpty() ? "" : ": " + error.detail.toUtf8()) + '\n';
}

QByteArray answerText(const HttpMessage& message)
{
    QByteArray text =
        "HTTP/" + message.version + ' ' + QByteArray::number(message.status) + ' ' + message.reason + '\n';
    for (const HttpHeader& header : message.headers)
        text += header.name + ": " + (isSecretHeader(header.name) ? QByteArray("[redacted]") : header.value) + '\n';
    text += '\n' + message.body.left(kBodyBytes) + '\n';
    if (message.body.size() > kBodyBytes || message.bodyTruncated)
        text += "-- body cut after " + QByteArray::number(kBodyBytes) + " bytes\n";
    if (!message.bodyError.isEmpty())
        text += "-- body " + message.bodyError.toUtf8() + '\n';
    return text;
}

QByteArray tlsText(const TlsInfo& tls)
{
    QByteArray text;
    if (tls.secured)
        text += "-- " + tls.protocol.toUtf8() + ' ' + tls.cipher.toUtf8() + '\n';
    if (tls.notAfter.known())
        text += "-- certificate " + tls.subject.toUtf8() + ", names " + tls.names.join(QLatin1Char(' ')).toUtf8() +
                ", issuer " + tls.issuer.toUtf8() + ", until " + tls.notAfter.iso().toUtf8() + '\n';
    for (const Error& error : tls.problems)
        text += problem("certificate", error);
    return text;
}

QByteArray triesText(const QList<ConnectTry>& tries, quint16 port)
{
    QByteArray text;
    for (const ConnectTry& one : tries) {
        if (!one.code.isEmpty())
            text += "-- " + addressWithPort(one.address, port).toUtf8() + ' ' + one.code.toUtf8() + " after " +
                    QByteArray::number(one.ms) + " ms\n";
    }
    return text;
}

Evidence begun(const ProbeStart& start, const QString& command, qint64 ms, bool answered)
{
    Evidence evidence;
    evidence.id = start.id;
    evidence.host = start.from;
    evidence.at = start.at;
    evidence.command = QString::fromUtf8(redact(command.toUtf8()));
    evidence.durationMs = ms;
    evidence.exit = answered ? 0 : 1;
    return evidence;
}

} // namespace

Evidence evidenceOf(const TcpResult& result, const ProbeStart& start)
{
    const QString target = addressWithPort(result.address, result.port);
    Evidence evidence = begun(start, QStringLiteral("TCP connect %1 from %2").arg(target, start.from), result.ms,
                              result.verdict == QStringLiteral("open"));
    QByteArray text = target.toUtf8() + ' ' + (result.verdict.isEmpty() ? "not measured" : result.verdict.toUtf8()) +
                      ", " + QByteArray::number(result.ms) + " ms\n";
    if (result.error)
        text += problem("error", *result.error);
    if (!result.greeting.isEmpty())
        text += printable(result.greeting, TcpResult::kMaxGreeting).toUtf8() + '\n';
    evidence.setBytes(text);
    return evidence;
}

Evidence evidenceOf(const HttpResult& result, const ProbeStart& start)
{
    const HttpRequest& request = result.request;
    const QString method = request.method == HttpRequest::Method::Head ? QStringLiteral("HEAD") : QStringLiteral("GET");
    const QString target = addressWithPort(result.address.isEmpty() ? request.address : result.address, request.port);
    Evidence evidence =
        begun(start, QStringLiteral("%1 %2 at %3 from %4").arg(method, request.display(), target, start.from),
              result.times.total, result.answered());
    QByteArray text;
    if (isSendable(request))
        text = requestBytes(request).replace("\r\n", "\n");
    text += triesText(result.tries, request.port);
    if (result.answered())
        text += answerText(result.message);
    else if (!result.firstBytes.isEmpty())
        text += "-- first bytes: " + printable(result.firstBytes, kDumpBytes).toUtf8() + '\n';
    if (result.error)
        text += problem("error", *result.error);
    text += tlsText(result.tls);
    text += "-- " + phase("resolved", result.times.resolve) + phase("connected", result.times.connect) +
            phase("secured", result.times.tls) + phase("first byte", result.times.firstByte) + "total " +
            QByteArray::number(result.times.total) + " ms\n";
    evidence.setBytes(text);
    return evidence;
}

Evidence evidenceOf(const ProtoResult& result, const ProbeStart& start)
{
    const QString target = addressWithPort(result.request.address, result.request.port);
    const QString name = toCode(result.request.proto);
    Evidence evidence =
        begun(start, QStringLiteral("%1 handshake %2 from %3").arg(name, target, start.from), result.ms, !result.error);
    QByteArray text = name.toUtf8() + ' ' + target.toUtf8() + (result.ok ? " ok" : " not ok") + '\n';
    text += "reply: " + result.reply.toUtf8() + '\n';
    if (!result.code.isEmpty())
        text += "code: " + result.code.toUtf8() + '\n';
    if (result.error)
        text += problem("error", *result.error);
    // A stranger's page may hold anything, and hexadecimal hides it from redaction: only its first bytes.
    const qsizetype dumped = result.code == QStringLiteral("proto.unexpected") ? kStrangerBytes : kDumpBytes;
    if (!result.received.isEmpty())
        text += "bytes: " + result.received.left(dumped).toHex(' ') + '\n';
    text += "-- " + phase("connected", result.connectMs) + "total " + QByteArray::number(result.ms) + " ms\n";
    evidence.setBytes(text);
    return evidence;
}

} // namespace hopscope
