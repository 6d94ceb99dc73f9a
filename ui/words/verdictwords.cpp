// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/fill.h"
#include "ui/words/tables/rows.h"
#include "ui/words/untrusted.h"
#include "ui/words/words.h"

namespace hopscope {
namespace {

const words::CauseRow* causeRow(const CauseMatch& cause)
{
    for (const words::CauseRow& row : words::causes()) {
        if (cause.id == QLatin1String(row.id) || (cause.id.isEmpty() && cause.name == QLatin1String(row.name)))
            return &row;
    }
    return nullptr;
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

/// Titles that begin with a program's name keep its spelling: `nginx`, `docservice`.
bool startsWithName(const QString& title)
{
    static const char* const kNames[] = {"nginx", "docservice", "converter"};
    for (const char* name : kNames) {
        if (title.startsWith(QLatin1String(name)))
            return true;
    }
    return false;
}

QString asTitle(const QString& title)
{
    return startsWithName(title) || title.startsWith(QLatin1Char('/')) ? title : capital(title);
}

} // namespace

QString Words::causeText(const CauseMatch& cause, const QString& part) const
{
    const QJsonObject args = spokenArgs(cause.node, cause.args);
    const bool title = part == QStringLiteral("title");
    QString own;
    for (const QString& key : {cause.id, cause.name})
        own = own.isEmpty() ? fromCatalogue(QStringLiteral("cause"), key, part) : own;
    const bool headline = !title || own.contains(QStringLiteral("{host}"));
    if (!own.isEmpty() && headline)
        return words::fill(own, args);
    if (const words::CauseRow* row = causeRow(cause))
        return words::fill(title ? pick(row->en, row->zh) : pick(row->lineEn, row->lineZh), args);
    if (!own.isEmpty())
        return withSubject(words::fill(own, args), cause.node);
    if (!title)
        return text(QStringLiteral("cause.generic.line"));
    QJsonObject generic = args;
    generic.insert(QStringLiteral("what"), words::humanised(cause.name.isEmpty() ? cause.id : cause.name));
    return text(QStringLiteral("cause.generic"), generic);
}

QString Words::withSubject(const QString& text, const QString& subject) const
{
    return this->subject(subject) + (chinese() ? QStringLiteral("：") : QStringLiteral(": ")) + text;
}

QJsonObject Words::spokenArgs(const QString& subject, const QJsonObject& args) const
{
    QJsonObject spoken = words::subjectArgs(subject, subjectTitle(subject), args);
    for (auto it = spoken.begin(); it != spoken.end(); ++it) {
        const QString value = it.value().toString();
        if (value.contains(QLatin1Char('.')) && has(value))
            it.value() = reason(value);
    }
    return spoken;
}

QString Words::causeTitle(const CauseMatch& cause) const
{
    // A host's name keeps its own spelling at the start of a sentence.
    const QString title = causeText(cause, QStringLiteral("title"));
    const QString host = words::splitSubject(cause.node).host;
    return !host.isEmpty() && title.startsWith(host) ? title : asTitle(title);
}

QString Words::causeTitlePast(const CauseMatch& cause) const
{
    QString title = causeTitle(cause);
    if (chinese())
        return title;
    static const struct {
        const char* now;
        const char* then;
    } kTenses[] = {{" does not ", " did not "}, {" is ", " was "}, {" are ", " were "}, {" has ", " had "}};
    for (const auto& tense : kTenses) {
        const qsizetype at = title.indexOf(QLatin1String(tense.now));
        if (at >= 0)
            return title.replace(at, static_cast<qsizetype>(qstrlen(tense.now)), QLatin1String(tense.then));
    }
    return title;
}

QString Words::causeLine(const CauseMatch& cause) const
{
    return asTitle(causeText(cause, QStringLiteral("line")));
}

QString Words::fix(const CauseMatch& cause) const
{
    const QJsonObject args = spokenArgs(cause.node, cause.args);
    // The cause's own words first: what is to be done about a full disk and about a broker's alarm shares a code at most.
    const QString own = fromCatalogue(QStringLiteral("cause"), cause.id, QStringLiteral("fix"));
    if (!own.isEmpty())
        return words::fill(own, args);
    return cause.fixCode.isEmpty() ? QString() : text(QStringLiteral("fix.") + cause.fixCode, args);
}

QString Words::finding(const Finding& finding) const
{
    const QJsonObject args = spokenArgs(finding.subject, finding.args);
    const QString own = fromCatalogue(QStringLiteral("finding"), finding.name, QStringLiteral("title"));
    if (!own.isEmpty())
        return own.contains(QStringLiteral("{host}")) ? words::fill(own, args)
                                                      : withSubject(words::fill(own, args), finding.subject);
    for (const words::Row& row : words::findings()) {
        if (finding.name == QLatin1String(row.key))
            return words::fill(pick(row.en, row.zh), args);
    }
    return subject(finding.subject) + (chinese() ? QStringLiteral("：") : QStringLiteral(": ")) +
           words::humanised(finding.name);
}

QString Words::nodeReason(const QString& reason, Health health) const
{
    if (reason.isEmpty())
        return health == Health::Unknown ? text(QStringLiteral("not-measured")) : QString();
    if (health == Health::Unknown)
        return text(QStringLiteral("graph.not-measured"), {{QStringLiteral("why"), this->reason(reason)}});
    if (has(reason))
        return this->reason(reason);
    for (const words::CauseRow& row : words::causes()) {
        if (reason == QLatin1String(row.id) || reason == QLatin1String(row.name))
            return words::humanised(QLatin1String(row.name));
    }
    return words::humanised(reason);
}

QString Words::unmeasuredWhat(const QString& what) const
{
    const QString id = what.section(QLatin1Char(' '), 0, 0);
    const QString name = what.section(QLatin1Char(' '), 1);
    if (name.isEmpty())
        return subject(id);
    return subject(id) + (chinese() ? QStringLiteral("：") : QStringLiteral(": ")) + factLabel(name);
}

Sentence Words::verdict(const Verdict& verdict) const
{
    const auto count = [](qsizetype n) { return QJsonObject{{QStringLiteral("count"), static_cast<qint64>(n)}}; };
    switch (verdict.state) {
    case VerdictState::Healthy:
        return {text(QStringLiteral("verdict.healthy")), text(QStringLiteral("verdict.healthy.line"))};
    case VerdictState::Unmeasured: {
        QJsonObject args = count(verdict.unmeasured.size());
        if (verdict.symptom)
            args.insert(QStringLiteral("url"), verdict.symptom->url);
        return {text(QStringLiteral("verdict.unmeasured")),
                text(verdict.symptom ? QStringLiteral("verdict.unmeasured.symptom")
                                     : QStringLiteral("verdict.unmeasured.line"),
                     args)};
    }
    case VerdictState::Undecided: {
        const QString line = verdict.nextMeasurement.isEmpty()
                                 ? text(QStringLiteral("verdict.undecided.plain"))
                                 : text(QStringLiteral("verdict.undecided.line"),
                                        {{QStringLiteral("measure"), nextMeasurement(verdict.nextMeasurement)}});
        if (verdict.undecidedBetween.size() < 2)
            return {text(QStringLiteral("verdict.undecided.none")), line};
        return {text(QStringLiteral("verdict.undecided"),
                     {{QStringLiteral("first"), causeTitle(verdict.undecidedBetween.at(0))},
                      {QStringLiteral("second"), causeTitle(verdict.undecidedBetween.at(1))}}),
                line};
    }
    case VerdictState::Fault:
        break;
    }
    if (verdict.causes.isEmpty())
        return {text(QStringLiteral("verdict.undecided.none")), {}};
    const CauseMatch& first = verdict.causes.first();
    const QString gap = chinese() ? QString() : QStringLiteral(" ");
    QString line = causeLine(first);
    if (first.explains.size() == 1)
        line += gap + text(QStringLiteral("verdict.explains.1"));
    else if (first.explains.size() > 1)
        line += gap + text(QStringLiteral("verdict.explains.n"), count(first.explains.size()));
    for (const CauseMatch& other : verdict.causes.mid(1))
        line += gap + text(QStringLiteral("verdict.also"), {{QStringLiteral("title"), causeTitle(other)}});
    return {causeTitle(first), line};
}

} // namespace hopscope
