// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/probes.h"

#include "core/probe/address.h"
#include "core/probe/portlist.h"

#include <QJsonArray>

#include <algorithm>

namespace hopscope {
namespace {

constexpr QLatin1String kPrefix("probe:");
constexpr QLatin1String kTcp("probe.tcp");

/// `probe:docs>10.0.0.9`: no node and no hop, so no view of the stack takes it for one.
QString subjectOf(const QString& vantage, const QString& host)
{
    return kPrefix + vantage + QLatin1Char('>') + host;
}

QString hostOf(const QString& subject)
{
    const QString rest = subject.startsWith(kPrefix) ? subject.section(QLatin1Char('>'), 1) : QString();
    return rest.section(QLatin1Char('@'), 0, 0);
}

} // namespace

QJsonObject ProbeAnswer::toJson() const
{
    QJsonObject json{{QStringLiteral("vantage"), vantage}, {QStringLiteral("kind"), kind},
                     {QStringLiteral("address"), address}, {QStringLiteral("port"), port},
                     {QStringLiteral("verdict"), verdict}, {QStringLiteral("ms"), ms}};
    if (status != 0)
        json.insert(QStringLiteral("status"), status);
    if (!code.isEmpty())
        json.insert(QStringLiteral("code"), code);
    if (!detail.isEmpty())
        json.insert(QStringLiteral("detail"), detail);
    if (!tls.isEmpty())
        json.insert(QStringLiteral("tls"), tls);
    return json;
}

ProbeAnswer ProbeAnswer::fromJson(const QJsonObject& json)
{
    ProbeAnswer answer;
    const auto text = [&json](const char* key) { return json.value(QLatin1String(key)).toString(); };
    answer.vantage = text("vantage");
    answer.kind = text("kind");
    answer.address = text("address");
    answer.family = literalFamily(answer.address);
    answer.port = static_cast<quint16>(qBound(0, json.value(QStringLiteral("port")).toInt(), 65'535));
    answer.verdict = text("verdict");
    answer.ms = json.value(QStringLiteral("ms")).toInteger();
    answer.status = json.value(QStringLiteral("status")).toInt();
    answer.code = text("code");
    answer.detail = text("detail");
    answer.tls = json.value(QStringLiteral("tls")).toObject();
    return answer;
}

Result<QList<quint16>> readPorts(const QString& text)
{
    return parsePorts(text);
}

bool isProbeTarget(const QString& text)
{
    return isLiteralAddress(text) || isHostName(text);
}

Fact factOf(const QString& host, const QString& vantage, const QList<ProbeAnswer>& tcp, Timestamp at)
{
    QJsonArray list;
    for (const ProbeAnswer& answer : tcp)
        list.append(answer.toJson());
    return {subjectOf(vantage, host), kTcp, list, at, {}, {}};
}

Fact factOf(const QString& host, const ProbeAnswer& answer, Timestamp at)
{
    const QString subject =
        subjectOf(answer.vantage, host) + QLatin1Char('@') + addressWithPort(answer.address, answer.port);
    return {subject, QStringLiteral("probe.") + answer.kind, answer.toJson(), at, {}, {}};
}

QStringList probedHosts(const FactSet& facts)
{
    QList<std::pair<Timestamp, QString>> found;
    for (const QString& subject : facts.subjects()) {
        const Fact* fact = subject.startsWith(kPrefix) ? facts.find(subject, kTcp) : nullptr;
        if (fact)
            found.append({fact->at, hostOf(subject)});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    QStringList hosts;
    for (const auto& [at, host] : found) {
        if (!hosts.contains(host))
            hosts.append(host);
    }
    return hosts;
}

QList<ProbeAnswer> recordedAnswers(const FactSet& facts, const QString& host)
{
    QList<ProbeAnswer> answers;
    for (const QString& subject : facts.subjects()) {
        if (hostOf(subject) != host)
            continue;
        for (const Fact& fact : facts.of(subject)) {
            if (fact.value.isObject())
                answers.append(ProbeAnswer::fromJson(fact.value.toObject()));
            for (const QJsonArray items = fact.value.toArray(); const auto one : items)
                answers.append(ProbeAnswer::fromJson(one.toObject()));
        }
    }
    return answers;
}

} // namespace hopscope
