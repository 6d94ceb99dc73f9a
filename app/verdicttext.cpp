// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/verdicttext.h"

namespace hopscope {
namespace {

QString line(const QString& label, const QString& value)
{
    return value.isEmpty() ? QString() : QStringLiteral("  %1 %2\n").arg(label.leftJustified(18), value);
}

QString evidenceLines(const Snapshot& snapshot, const QStringList& ids, const Words& words)
{
    QString text;
    for (const QString& id : ids) {
        const auto it = snapshot.evidence->find(id);
        if (it == snapshot.evidence->end())
            continue;
        const Evidence& evidence = it->second;
        text += QStringLiteral("    %1  %2$ %3  (%4)\n")
                    .arg(id.leftJustified(4), evidence.host, evidence.command.left(120), words.duration(evidence.durationMs));
    }
    return text;
}

QString causeText(const Snapshot& snapshot, const CauseMatch& cause, const Words& words)
{
    QString text = QStringLiteral("\n  %1 %2 on %3, %4\n").arg(cause.id, cause.name, cause.node, words.percent(cause.confidence));
    text += QStringLiteral("    %1. %2\n").arg(words.causeTitle(cause), words.causeLine(cause));
    text += evidenceLines(snapshot, cause.evidenceFor, words);
    for (const QString& id : cause.explains) {
        if (const Finding* finding = snapshot.verdict.finding(id))
            text += QStringLiteral("    -> %1\n").arg(words.finding(*finding));
    }
    const QString fix = words.fix(cause);
    if (!fix.isEmpty())
        text += QStringLiteral("    %1\n").arg(fix);
    if (!cause.fixArgv.isEmpty())
        text += QStringLiteral("    $ %1\n").arg(cause.fixArgv.join(QLatin1Char(' ')));
    return text;
}

} // namespace

QString verdictText(const Snapshot& snapshot, const Words& words)
{
    const Verdict& verdict = snapshot.verdict;
    const Sentence sentence = words.verdict(verdict);
    QString text = sentence.title + QLatin1Char('\n') + sentence.line + QLatin1Char('\n');
    if (verdict.symptom) {
        const Symptom& symptom = *verdict.symptom;
        const QString status = symptom.status ? QString::number(*symptom.status) : QString();
        text += QLatin1Char('\n') + line(words.text(QStringLiteral("cli.url")), symptom.url);
        text += line(words.text(QStringLiteral("cli.status")), status);
        text += line(words.text(QStringLiteral("cli.answered-by")), symptom.answeredBy);
        text += line(words.text(QStringLiteral("cli.diverges-at")), symptom.divergesAt);
        text += line(words.text(QStringLiteral("cli.first-difference")), symptom.firstDifference);
    }
    for (const CauseMatch& cause : verdict.causes)
        text += causeText(snapshot, cause, words);
    for (const CauseMatch& cause : verdict.undecidedBetween)
        text += causeText(snapshot, cause, words);
    for (const Unmeasured& item : verdict.unmeasured)
        text += QStringLiteral("  ? %1: %2\n").arg(words.unmeasuredWhat(item.what), words.reason(item.why));
    return text;
}

} // namespace hopscope
