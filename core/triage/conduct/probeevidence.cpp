// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/probeevidence.h"

#include "core/probe/address.h"

#include <QJsonArray>

#include <algorithm>

namespace hopscope {
namespace {

constexpr QLatin1String kDesktop("desktop");

QString said(const QString& verdict, const QString& code, const QString& detail)
{
    QString text = verdict.isEmpty() ? QStringLiteral("not measured") : verdict;
    if (!code.isEmpty())
        text += QLatin1Char(' ') + code;
    if (!detail.isEmpty())
        text += QStringLiteral(" (") + detail.simplified() + QLatin1Char(')');
    return text;
}

} // namespace

QString portsText(QList<quint16> ports)
{
    std::sort(ports.begin(), ports.end());
    QStringList pieces;
    for (qsizetype i = 0; i < ports.size();) {
        qsizetype last = i;
        while (last + 1 < ports.size() && ports.at(last + 1) == ports.at(last) + 1)
            ++last;
        const QString first = QString::number(ports.at(i));
        pieces.append(last == i ? first : first + QLatin1Char('-') + QString::number(ports.at(last)));
        i = last + 1;
    }
    return pieces.join(QLatin1Char(','));
}

Evidence evidenceOf(const ProbeRequest& request, const QString& vantage, const QList<ProbeAnswer>& answers,
                    Timestamp begun, Timestamp ended)
{
    Evidence evidence;
    evidence.host = vantage;
    evidence.command = QStringLiteral("hopscope probe ");
    if (vantage != kDesktop)
        evidence.command += QStringLiteral("--from ") + vantage + QLatin1Char(' ');
    evidence.command += request.host + QLatin1Char(' ') + portsText(request.ports);
    evidence.at = begun;
    evidence.durationMs = ended.ms - begun.ms;
    QByteArray lines;
    for (const ProbeAnswer& answer : answers)
        lines += QStringLiteral("%1 %2 %3 ms\n")
                     .arg(answer.port == 0 ? request.host : addressWithPort(answer.address, answer.port),
                          said(answer.verdict, answer.verdict == QStringLiteral("open") ? QString() : answer.code, answer.detail))
                     .arg(answer.ms)
                     .toUtf8();
    evidence.setBytes(lines);
    return evidence;
}

Evidence evidenceOf(const TlsResult& result, const QString& serverName, const QString& vantage, Timestamp begun)
{
    Evidence evidence;
    evidence.host = vantage;
    evidence.command = QStringLiteral("openssl s_client -connect %1 -servername %2 -showcerts")
                           .arg(addressWithPort(result.address, result.port), serverName);
    evidence.at = begun;
    evidence.durationMs = qMax<qint64>(0, result.connectMs) + qMax<qint64>(0, result.tlsMs);
    evidence.exit = result.error ? 1 : 0;
    QString text = QStringLiteral("verdict: %1\n").arg(said(result.verdict(), result.error ? result.error->code : QString(),
                                                           result.error ? result.error->detail : QString()));
    for (const Error& problem : result.tls.problems)
        text += QStringLiteral("problem: %1 (%2)\n").arg(problem.code, problem.detail);
    if (result.tls.secured)
        text += QStringLiteral("protocol: %1\ncipher: %2\n").arg(result.tls.protocol, result.tls.cipher);
    for (const CertificateInfo& one : result.tls.chain)
        text += QStringLiteral("certificate: %1\n  issuer: %2\n  valid: %3 to %4\n")
                    .arg(one.subject, one.issuer, one.notBefore.iso(), one.notAfter.iso());
    if (!result.tls.names.isEmpty())
        text += QStringLiteral("names: %1\n").arg(result.tls.names.join(QStringLiteral(", ")));
    evidence.setBytes(text.toUtf8());
    return evidence;
}

QJsonObject tlsFacts(const QString& serverName, const TlsInfo& info)
{
    if (info.chain.isEmpty() && !info.secured)
        return {};
    QJsonArray chain;
    for (const CertificateInfo& one : info.chain)
        chain.append(QJsonObject{{QStringLiteral("subject"), one.subject},
                                 {QStringLiteral("issuer"), one.issuer},
                                 {QStringLiteral("not_before"), one.notBefore.iso()},
                                 {QStringLiteral("not_after"), one.notAfter.iso()}});
    return {{QStringLiteral("name"), serverName},
            {QStringLiteral("names"), QJsonArray::fromStringList(info.names)},
            {QStringLiteral("protocol"), info.protocol},
            {QStringLiteral("cipher"), info.cipher},
            {QStringLiteral("chain"), chain}};
}

} // namespace hopscope
