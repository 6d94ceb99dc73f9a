// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/probewords.h"

#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QJsonArray>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kSoonDays = 14; ///< a certificate that ends so soon deserves a look
QString dot() { return QStringLiteral(" · "); }

bool isGood(const ProbeAnswer& answer)
{
    return answer.verdict == QStringLiteral("open") || answer.verdict == QStringLiteral("valid") ||
           answer.verdict == QStringLiteral("switched");
}

std::optional<qint64> daysLeft(const ProbeAnswer& answer, Timestamp now)
{
    const QJsonArray chain = answer.tls.value(QStringLiteral("chain")).toArray();
    const Timestamp end = Timestamp::fromIso(chain.at(0).toObject().value(QStringLiteral("not_after")).toString());
    if (!end.known())
        return std::nullopt;
    return (end.ms - now.ms) / kDayMs;
}

QString word(const ProbeAnswer& answer)
{
    if (answer.verdict.isEmpty())
        return label(Label::ProbeUnmeasured);
    return words().text(QStringLiteral("probe.verdict.") + answer.verdict,
                        {{QStringLiteral("status"), QString::number(answer.status)}});
}

std::optional<Health> markOf(const ProbeAnswer& answer, Timestamp now)
{
    if (answer.verdict.isEmpty())
        return Health::Unknown;
    if (isGood(answer)) {
        const auto days = daysLeft(answer, now);
        return days && *days < kSoonDays ? Health::Degraded : Health::Ok;
    }
    if (answer.verdict == QStringLiteral("no-tls") || answer.verdict == QStringLiteral("no-answer"))
        return std::nullopt;
    return answer.verdict == QStringLiteral("not-switched") ? Health::Degraded : Health::Failed;
}

QString family(const ProbeAnswer& answer)
{
    return answer.family == QStringLiteral("ipv6") ? QStringLiteral("IPv6") : QStringLiteral("IPv4");
}

QString certificateLines(const QJsonObject& tls)
{
    const auto text = [&tls](const char* key) { return visibleLine(tls.value(QLatin1String(key)).toString(), 120); };
    QString lines = text("protocol") + QLatin1Char(' ') + text("cipher");
    lines += dot() + label(Label::ProbeFor, text("name"));
    for (const QJsonArray items = tls.value(QStringLiteral("chain")).toArray(); const auto one : items) {
        const QJsonObject link = one.toObject();
        const auto part = [&link](const char* key) { return visibleLine(link.value(QLatin1String(key)).toString(), 80); };
        lines += QLatin1Char('\n') + label(Label::ProbeCertificate, part("subject"), part("issuer"),
                                           part("not_before").left(10), part("not_after").left(10));
    }
    return lines;
}

} // namespace

ProbeCell cellOf(const QList<ProbeAnswer>& answers, Timestamp now)
{
    if (answers.isEmpty())
        return {};
    ProbeCell cell;
    cell.good = std::all_of(answers.begin(), answers.end(), isGood);
    const auto worst = std::find_if_not(answers.begin(), answers.end(), isGood);
    const ProbeAnswer& speaker = worst == answers.end() ? answers.first() : *worst;
    cell.mark = markOf(speaker, now);
    const bool agree = std::all_of(answers.begin(), answers.end(),
                                   [&speaker](const ProbeAnswer& one) { return one.verdict == speaker.verdict; });
    if (!agree) {
        QStringList parts;
        for (const ProbeAnswer& one : answers)
            parts += family(one) + QLatin1Char(' ') + word(one);
        cell.text = parts.join(dot());
        return cell;
    }
    cell.text = word(speaker);
    if (const auto days = daysLeft(speaker, now); days && *days >= 0)
        cell.text += dot() + label(Label::ProbeDays, QString::number(*days));
    if (!speaker.verdict.isEmpty())
        cell.text += dot() + label(Label::Milliseconds, QString::number(speaker.ms));
    return cell;
}

QString detailOf(const QList<ProbeAnswer>& answers)
{
    QStringList lines;
    for (const ProbeAnswer& one : answers) {
        const bool six = one.family == QStringLiteral("ipv6");
        const QString address = visibleLine(one.address, 80);
        QString line = sayVantage(one.vantage);
        if (one.port != 0)
            line += QStringLiteral(" → ") + (six ? QLatin1Char('[') + address + QLatin1Char(']') : address) +
                    QLatin1Char(':') + QString::number(one.port) + dot() + sayProbeKind(one.kind);
        line += dot() + word(one);
        if (!one.verdict.isEmpty())
            line += dot() + label(Label::Milliseconds, QString::number(one.ms));
        if (!one.code.isEmpty())
            line += QStringLiteral("\n") + sayError({one.code, {}, {}, one.detail});
        if (!one.tls.isEmpty())
            line += QLatin1Char('\n') + certificateLines(one.tls);
        lines += line;
    }
    return lines.join(QLatin1Char('\n'));
}

QString sayVantage(const QString& vantage)
{
    return vantage == QStringLiteral("desktop") ? label(Label::ProbeDesktop) : visibleLine(vantage, 60);
}

QString sayProbeKind(const QString& kind)
{
    return kind == QStringLiteral("websocket") ? QStringLiteral("WebSocket") : kind.toUpper();
}

} // namespace hopscope
