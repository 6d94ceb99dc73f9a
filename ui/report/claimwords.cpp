// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/claimwords.h"

#include "ui/words/untrusted.h"

#include <QUrl>

namespace hopscope {
namespace {

/// Times and ids inside a claim's arguments, in words.
QJsonObject spoken(const Claim& claim, const Words& words)
{
    QJsonObject args = claim.args;
    for (const char* key : {"since", "at"}) {
        const Timestamp at = Timestamp::fromIso(args.value(QLatin1String(key)).toString());
        if (at.known())
            args.insert(QLatin1String(key), words.time(at));
    }
    if (args.contains(QStringLiteral("hop")))
        args.insert(QStringLiteral("hop"), words.subjectTitle(args.value(QStringLiteral("hop")).toString()));
    return args;
}

/// The host of a URL, or what there is of one that is none.
QString siteOf(const QString& url)
{
    const QString host = QUrl(url).host();
    return host.isEmpty() ? visibleLine(url, 60) : visibleLine(host, 80);
}

QString factText(const QJsonObject& args, const Words& words)
{
    const QString name = args.value(QStringLiteral("name")).toString();
    return words.text(QStringLiteral("report.fact.measured"),
                      {{QStringLiteral("subject"), words.subject(args.value(QStringLiteral("subject")).toString())},
                       {QStringLiteral("what"), words.factPhrase(name, args.value(QStringLiteral("value")))}});
}

} // namespace

QString claimText(const Claim& claim, const ReportModel& model, const Words& words)
{
    if (claim.code == QStringLiteral("fact"))
        return factText(claim.args, words);
    if (claim.code == QStringLiteral("event"))
        return words.event(claim.args.value(QStringLiteral("event")).toString(),
                           claim.args.value(QStringLiteral("subject")).toString(),
                           claim.args.value(QStringLiteral("args")).toObject());
    if (claim.code == QStringLiteral("evidence"))
        return words.text(QStringLiteral("report.evidence.claim"), claim.args);
    if (claim.code == QStringLiteral("summary.verdict")) {
        const Sentence verdict = words.verdict(model.verdict);
        return verdict.title + (words.chinese() ? QStringLiteral("。") : QStringLiteral(". ")) + verdict.line;
    }
    if (claim.code == QStringLiteral("summary.cause")) {
        const CauseMatch& cause = model.causes.at(claim.args.value(QStringLiteral("index")).toInt()).match;
        QString title = model.recovered ? words.causeTitlePast(cause) : words.causeTitle(cause);
        return title + (words.chinese() ? QStringLiteral("：") : QStringLiteral(": ")) + words.causeLine(cause);
    }
    const bool one =
        claim.code == QStringLiteral("summary.explains") && claim.args.value(QStringLiteral("count")).toInt() == 1;
    return words.text(QStringLiteral("report.") + claim.code + (one ? QStringLiteral(".1") : QString()),
                      spoken(claim, words));
}

QString citations(const QStringList& evidence)
{
    QStringList shown;
    for (const QString& id : evidence) {
        if (!id.isEmpty())
            shown << visibleLine(id, 20).toUpper();
    }
    return shown.join(QLatin1Char(' '));
}

QString reportTitle(const ReportModel& model, const Words& words)
{
    if (model.causes.isEmpty() || model.verdict.state != VerdictState::Fault)
        return words.verdict(model.verdict).title;
    const CauseMatch& cause = model.causes.first().match;
    QString title = model.recovered ? words.causeTitlePast(cause) : words.causeTitle(cause);
    const auto& symptom = model.verdict.symptom;
    if (!symptom || !symptom->status)
        return title;
    return words.text(model.recovered ? QStringLiteral("report.title.outage") : QStringLiteral("report.title.ongoing"),
                      {{QStringLiteral("title"), title},
                       {QStringLiteral("status"), *symptom->status},
                       {QStringLiteral("site"), siteOf(symptom->url)},
                       {QStringLiteral("duration"),
                        words.duration(model.to.ms - model.from.ms).replace(QLatin1Char(' '), QChar(QChar::Nbsp))}});
}

QString reportSubtitle(const ReportModel& model, const Words& words)
{
    const bool sameDay = words.date(model.from) == words.date(model.to);
    QStringList parts{words.text(QStringLiteral("report.span"),
                                 {{QStringLiteral("from"), words.dateTime(model.from)},
                                  {QStringLiteral("to"), sameDay ? words.time(model.to) : words.dateTime(model.to)},
                                  {QStringLiteral("zone"), words.zone()}})};
    parts << words.text(QStringLiteral("report.prepared"), {{QStringLiteral("version"), model.programVersion}});
    QStringList offsets;
    for (const HostClock& clock : model.clocks)
        offsets << clock.host + QLatin1Char(' ') + words.clockOffset(clock.offsetMs);
    if (!offsets.isEmpty())
        parts << words.text(
            QStringLiteral("report.clocks"),
            {{QStringLiteral("offsets"), offsets.join(words.chinese() ? QStringLiteral("，") : QStringLiteral(", "))}});
    return parts.join(QStringLiteral(" · "));
}

} // namespace hopscope
