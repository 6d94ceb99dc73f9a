// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logwords.h"

#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

namespace hopscope {

namespace {

QString dot() { return QStringLiteral(" · "); }

QString outcomeOf(const NginxRequest& request)
{
    switch (request.outcome) {
    case NginxOutcome::Failed:
        return words().text(QStringLiteral("log.outcome.failed"));
    case NginxOutcome::Rejected:
        return words().text(QStringLiteral("log.outcome.rejected"));
    case NginxOutcome::Noise:
        return words().text(QStringLiteral("log.outcome.noise"));
    case NginxOutcome::Unknown:
        return words().text(QStringLiteral("log.outcome.unknown"));
    case NginxOutcome::Note:
        break;
    }
    return words().text(QStringLiteral("log.outcome.note"));
}

QString meaningOf(const NginxRequest& request)
{
    return words().text(QStringLiteral("nginx.") + request.catalogue);
}

} // namespace

QString sumUpRequest(const NginxRequest& request)
{
    if (request.catalogue.isEmpty())
        return {};
    QString text = QStringLiteral("[%1] ").arg(request.level) + meaningOf(request);
    if (!request.request.isEmpty())
        text += dot() + visibleLine(request.request, 200);
    if (!request.upstreams.isEmpty())
        text += QStringLiteral(" → ") + visibleLine(request.upstreams.join(QStringLiteral(", ")), 200);
    if (request.outcome == NginxOutcome::Noise || request.outcome == NginxOutcome::Unknown)
        text += dot() + outcomeOf(request);
    if (request.status > 0 && request.outcome != NginxOutcome::Unknown)
        text += dot() + QString::number(request.status);
    if (request.lines.size() > 1)
        text += dot() + label(Label::LogLines, QString::number(request.lines.size()));
    return text;
}

QString tellRequest(const NginxRequest& request)
{
    QStringList parts;
    if (!request.catalogue.isEmpty())
        parts += request.catalogue + QStringLiteral(": ") + meaningOf(request);
    QString said = visibleLine(request.message, 300);
    if (request.errnoNumber)
        said += QStringLiteral(" (errno %1)").arg(*request.errnoNumber);
    if (!request.action.isEmpty())
        said += QStringLiteral(" while ") + visibleLine(request.action, 100);
    parts += said;
    if (!request.request.isEmpty())
        parts += label(Label::LogRequestFrom, visibleLine(request.request, 200), visibleLine(request.client, 80));
    if (!request.upstreams.isEmpty())
        parts += label(Label::LogTried, visibleLine(request.upstreams.join(QStringLiteral(", ")), 300));
    if (request.status > 0 && request.outcome != NginxOutcome::Unknown)
        parts += label(request.statusLogged ? Label::LogAnswered : Label::LogAnswers, QString::number(request.status));
    parts += outcomeOf(request);
    return parts.join(dot());
}

QString tellMark(const LogMark& mark)
{
    const auto time = [](qint64 ms) { return ms > 0 ? clockText({ms}) : QStringLiteral("?"); };
    QJsonObject args{{QStringLiteral("from"), time(mark.fromMs)},
                     {QStringLiteral("to"), time(mark.toMs)},
                     {QStringLiteral("bytes"), sizeText(mark.bytes)}};
    if (!mark.file.isEmpty())
        args.insert(QStringLiteral("file"), mark.file);
    return words().text(QStringLiteral("mark.") + mark.code, args);
}

LogLevel levelOfRequest(const NginxRequest& request)
{
    switch (request.outcome) {
    case NginxOutcome::Failed:
        return LogLevel::Error;
    case NginxOutcome::Unknown:
        return LogLevel::Warning;
    case NginxOutcome::Rejected:
        return LogLevel::Info;
    case NginxOutcome::Noise:
        return LogLevel::Debug;
    case NginxOutcome::Note:
        break;
    }
    return levelOf(request.level, {});
}

} // namespace hopscope
