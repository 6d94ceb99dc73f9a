// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/probeoutput.h"

#include "core/probe/address.h"
#include "ui/words/untrusted.h"

#include <QJsonArray>

#include <algorithm>
#include <map>

namespace hopscope::probeoutput {
namespace {

constexpr int kSchema = 1;
constexpr qsizetype kAllShown = 40; ///< up to so many results each has its own line
constexpr QLatin1String kOpen("open");

QString verdictWord(const QString& verdict, const Words& words)
{
    return words.text(verdict.isEmpty() ? QStringLiteral("probe.unmeasured") : QStringLiteral("tcp.") + verdict);
}

/// The verdict that says least because most have it; none where all fit on a screen.
std::optional<QString> crowd(const QList<TcpResult>& results)
{
    if (results.size() <= kAllShown)
        return std::nullopt;
    std::map<QString, int> counts;
    for (const TcpResult& result : results)
        ++counts[result.verdict];
    counts.erase(kOpen);
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? std::nullopt : std::optional(most->first);
}

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

QJsonObject portsJson(const QString& from, const QList<TcpResult>& results)
{
    QJsonArray list;
    for (const TcpResult& result : results)
        list.append(QJsonObject{{QStringLiteral("address"), result.address},
                                {QStringLiteral("port"), result.port},
                                {QStringLiteral("family"), orNull(result.family)},
                                {QStringLiteral("verdict"), orNull(result.verdict)},
                                {QStringLiteral("ms"), result.ms}});
    return {{QStringLiteral("schema"), kSchema}, {QStringLiteral("from"), from}, {QStringLiteral("results"), list}};
}

QString portsText(const QString& from, const QList<TcpResult>& results, const Words& words)
{
    const std::optional<QString> counted = crowd(results);
    QString text;
    int open = 0;
    int others = 0;
    for (const TcpResult& result : results) {
        open += result.verdict == kOpen ? 1 : 0;
        if (counted && result.verdict == *counted) {
            ++others;
            continue;
        }
        text += QStringLiteral("%1 %2 %3 ms\n")
                    .arg(addressWithPort(result.address, result.port), -24)
                    .arg(verdictWord(result.verdict, words), -12)
                    .arg(result.ms, 5);
    }
    if (others > 0)
        text += words.text(QStringLiteral("probe.others"), {{QStringLiteral("count"), others},
                                                            {QStringLiteral("verdict"), verdictWord(*counted, words)}}) +
                QLatin1Char('\n');
    return text +
           words.text(QStringLiteral("probe.summary"), {{QStringLiteral("open"), open},
                                                        {QStringLiteral("total"), static_cast<int>(results.size())},
                                                        {QStringLiteral("from"), from}}) +
           QLatin1Char('\n');
}

int portsStatus(const QList<TcpResult>& results)
{
    const auto any = [&results](auto is) { return std::any_of(results.begin(), results.end(), is); };
    if (any([](const TcpResult& result) { return !result.verdict.isEmpty() && result.verdict != kOpen; }))
        return 1;
    return results.isEmpty() || any([](const TcpResult& result) { return result.verdict.isEmpty(); }) ? 3 : 0;
}

QJsonObject stepsJson(const QString& host, const QList<SshStep>& steps, const Words& words)
{
    QJsonArray list;
    for (const SshStep& step : steps) {
        const QString code = step.error ? step.error->code : QString();
        list.append(QJsonObject{{QStringLiteral("step"), step.step},
                                {QStringLiteral("ok"), step.ok ? QJsonValue(*step.ok) : QJsonValue()},
                                {QStringLiteral("ms"), step.ms < 0 ? QJsonValue() : QJsonValue(step.ms)},
                                {QStringLiteral("code"), orNull(code)},
                                {QStringLiteral("hint"), orNull(code.isEmpty() ? QString() : words.todo(code))}});
    }
    return {{QStringLiteral("schema"), kSchema}, {QStringLiteral("host"), host}, {QStringLiteral("steps"), list}};
}

QString stepsText(const QList<SshStep>& steps, const Words& words)
{
    QString text;
    for (const SshStep& step : steps) {
        const QString word = words.text(!step.ok   ? QStringLiteral("probe.unmeasured")
                                        : *step.ok ? QStringLiteral("probe.well")
                                                   : QStringLiteral("probe.failed"));
        text += QStringLiteral("%1 %2").arg(words.text(QStringLiteral("probe.step.") + step.step), -14).arg(word, -12);
        if (step.ms >= 0)
            text += QStringLiteral(" %1 ms").arg(step.ms, 5);
        if (step.error)
            text += QStringLiteral("  ") + words.reason(step.error->code);
        if (step.error && step.error->code == QStringLiteral("ssh.resolved-by-jump"))
            text += QStringLiteral(" (%1)").arg(visibleLine(step.error->detail, 80));
        text = text.trimmed() + QLatin1Char('\n');
    }
    return text;
}

} // namespace hopscope::probeoutput
