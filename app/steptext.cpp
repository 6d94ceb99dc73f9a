// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/steptext.h"

#include "ui/speech/sayguide.h"
#include "ui/words/untrusted.h"

namespace hopscope {
namespace {

constexpr qsizetype kCommandWidth = 110;

QString markText(Health mark)
{
    switch (mark) {
    case Health::Ok:
        return QStringLiteral("[+]");
    case Health::Degraded:
        return QStringLiteral("[!]");
    case Health::Affected:
        return QStringLiteral("[-]");
    case Health::Failed:
        return QStringLiteral("[x]");
    case Health::Unknown:
        break;
    }
    return QStringLiteral("[?]");
}

QString commandText(const Evidence& evidence, const Words& words)
{
    return QStringLiteral("        %1$ %2  (%3)\n")
        .arg(visibleLine(evidence.host, 40), visibleLine(evidence.command, kCommandWidth), words.duration(evidence.durationMs));
}

QString lineText(const Snapshot& snapshot, const GuideLine& line, const Words& words)
{
    QString text = QStringLiteral("    %1 %2").arg(markText(line.mark), sayGuideLine(words, line));
    const QString reading = sayGuideReading(words, line).replace(QLatin1Char('\n'), QStringLiteral(", "));
    if (!reading.isEmpty())
        text += QStringLiteral("  ·  ") + reading;
    text += QLatin1Char('\n');
    for (const QString& id : line.evidence) {
        const auto found = snapshot.evidence->find(id);
        if (found != snapshot.evidence->end())
            text += commandText(found->second, words);
    }
    return text;
}

} // namespace

QString stepText(const Snapshot& snapshot, const GuideStep& step, const Words& words)
{
    qsizetype number = 0;
    while (number < snapshot.guide->steps.size() && snapshot.guide->steps.at(number).id != step.id)
        ++number;
    const QString title = sayGuideText(words, step.title);
    const QString took = step.ended.known() ? words.duration(step.ended.ms - step.started.ms) : QString();
    QString text = QStringLiteral("%1 %2. %3: %4  (%5)\n")
                       .arg(markText(step.mark), QString::number(number + 1), title, sayGuideResult(words, step), took);
    text += QStringLiteral("    %1\n").arg(sayGuideText(words, step.why));
    for (const GuideLine& line : step.lines)
        text += lineText(snapshot, line, words);
    return text + QLatin1Char('\n');
}

} // namespace hopscope
