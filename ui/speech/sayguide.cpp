// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/sayguide.h"

#include "ui/words/fill.h"
#include "ui/words/untrusted.h"

#include <QJsonArray>

namespace hopscope {
namespace {

constexpr qsizetype kReadings = 3;

QString capital(QString text)
{
    // Programs keep their spelling: `nginx`, `docservice`.
    static const QStringList names{QStringLiteral("nginx"), QStringLiteral("docservice"), QStringLiteral("converter"),
                                   QStringLiteral("http")};
    for (const QString& name : names) {
        if (text.startsWith(name))
            return text;
    }
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString answers(const Words& words, const QJsonObject& args)
{
    QStringList said;
    for (const QJsonArray items = args.value(QStringLiteral("tries.answers")).toArray(); const auto one : items) {
        const QString answer = one.toString();
        const QString key = QStringLiteral("guide.") + answer;
        said += words.has(key) ? words.text(key) : answer.contains(QLatin1Char('.')) ? words.reason(answer) : answer;
    }
    if (said.isEmpty() && args.contains(QStringLiteral("entry.status")))
        said += QString::number(args.value(QStringLiteral("entry.status")).toInt());
    return said.join(QStringLiteral(", "));
}

QString path(const Words& words, const QJsonObject& args)
{
    QStringList stops{words.kind(QStringLiteral("client"))};
    for (const QJsonArray items = args.value(QStringLiteral("path.hosts")).toArray(); const auto host : items)
        stops += visibleLine(host.toString(), 60);
    return stops.join(QStringLiteral(" → "));
}

/// Two proxies of one kind are told apart by their hosts.
QString titleOf(const Words& words, const QString& subject)
{
    const words::SubjectParts parts = words::splitSubject(subject);
    if (parts.toKind.isEmpty() || parts.kind != parts.toKind)
        return words.subjectTitle(subject);
    return words.subject(parts.host + QLatin1Char('/') + parts.kind) + QStringLiteral(" → ") +
           words.subject(parts.toHost + QLatin1Char('/') + parts.toKind);
}

/// Ids and codes among the values, as words.
QJsonObject spoken(const Words& words, const GuideStep& step)
{
    QJsonObject args = step.args;
    args.insert(QStringLiteral("answers"), answers(words, args));
    args.insert(QStringLiteral("path"), path(words, args));
    for (const char* key : {"symptom.diverges_at", "symptom.first_difference"}) {
        const QString hop = args.value(QLatin1String(key)).toString();
        if (!hop.isEmpty())
            args.insert(QStringLiteral("hop"), titleOf(words, hop));
    }
    const QString bad = args.value(QStringLiteral("bad.subject")).toString();
    args.insert(QStringLiteral("who"), words.subject(bad));
    if (step.cause)
        args.insert(QStringLiteral("cause"), words.causeTitle(*step.cause));
    for (const char* key : {"entry.error", "fix.code"}) {
        const QString code = args.value(QLatin1String(key)).toString();
        if (!code.isEmpty())
            args.insert(QStringLiteral("error"), words.reason(code));
    }
    return args;
}

QString sayTry(const Words& words, const GuideLine& line)
{
    QJsonObject args = line.args;
    args.insert(QStringLiteral("error"), words.reason(args.value(QStringLiteral("error")).toString()));
    return words.text(QStringLiteral("guide.") + line.code, args);
}

QString sayAction(const Words& words, const ActionEvent& event)
{
    QString text = words.actionState(event.state);
    if (const QString code = event.args.value(QStringLiteral("code")).toString(); !code.isEmpty())
        text += QStringLiteral(": ") + words.reason(code);
    return text;
}

QString sayOpen(const Words& words, const GuideLine& line)
{
    QStringList what;
    for (const QJsonArray items = line.args.value(QStringLiteral("what")).toArray(); const auto one : items)
        what += words.unmeasuredWhat(one.toString());
    return words.text(QStringLiteral("guide.open"), {{QStringLiteral("what"), what.mid(0, 3).join(QStringLiteral(", "))}});
}

QString sayUnmeasured(const Words& words, const GuideLine& line)
{
    const QString fact = line.args.value(QStringLiteral("fact")).toString().section(QLatin1Char(':'), -1);
    return words.text(QStringLiteral("guide.unmeasured"),
                      {{QStringLiteral("what"), words.unmeasuredWhat((line.subject + QLatin1Char(' ') + fact).trimmed())},
                       {QStringLiteral("why"), words.reason(line.why)}});
}

} // namespace

QString sayGuideText(const Words& words, const CatalogueText& text)
{
    return words.chinese() ? text.zh : text.en;
}

QString sayGuideResult(const Words& words, const GuideStep& step)
{
    if (step.state == QStringLiteral("waiting"))
        return {};
    const QString key = QStringLiteral("guide.") + step.state;
    if (words.has(key))
        return words.text(key);
    return words::fill(sayGuideText(words, step.result), spoken(words, step));
}

QString sayGuideLine(const Words& words, const GuideLine& line)
{
    if (line.finding)
        return capital(words.finding(*line.finding));
    if (line.cause)
        return words.causeTitle(*line.cause);
    if (line.event)
        return capital(words.event(line.event->code, line.event->subject, line.event->args));
    if (line.action)
        return capital(sayAction(words, *line.action));
    if (line.code == QStringLiteral("well"))
        return words::fill(sayGuideText(words, line.text),
                           words::subjectArgs(line.subject, titleOf(words, line.subject), line.args));
    if (line.code.startsWith(QStringLiteral("try")))
        return sayTry(words, line);
    if (line.code == QStringLiteral("open"))
        return sayOpen(words, line);
    if (line.code == QStringLiteral("next"))
        return words.text(QStringLiteral("guide.next"),
                          {{QStringLiteral("measure"), words.nextMeasurement(line.args.value(QStringLiteral("measure")).toString())}});
    if (line.code == QStringLiteral("unmeasured"))
        return sayUnmeasured(words, line);
    return words.text(QStringLiteral("guide.") + line.code, line.args);
}

QString sayGuideReading(const Words& words, const GuideLine& line)
{
    QStringList said;
    if (line.event)
        said += words.time(line.event->at);
    if (line.args.contains(QStringLiteral("ms")))
        said += words.duration(static_cast<qint64>(line.args.value(QStringLiteral("ms")).toDouble()));
    for (const Fact& fact : line.facts) {
        if (said.size() >= kReadings)
            break;
        if (fact.name == QStringLiteral("log.last_error"))
            said += visibleLine(fact.value.toObject().value(QStringLiteral("text")).toString(), 120);
        else if (!fact.value.isObject() && !fact.value.isArray() && fact.value != QJsonValue(QString()))
            said += words.factPhrase(fact.name, fact.value);
    }
    return said.join(QLatin1Char('\n'));
}

} // namespace hopscope
