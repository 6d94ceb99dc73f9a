// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/wizard/guiderows.h"

#include "ui/speech/say.h"
#include "ui/speech/sayguide.h"

#include <algorithm>

namespace hopscope {
namespace {

bool isKind(const GuideStep& step, const char* kind)
{
    return step.kind == QLatin1String(kind);
}

/// A fault, or a symptom nobody could explain: worth a fix. A healthy stack is not.
bool somethingToMend(const Snapshot& snapshot)
{
    return snapshot.verdict.state == VerdictState::Fault || snapshot.verdict.state == VerdictState::Undecided ||
           snapshot.verdict.symptom.has_value();
}

/// A fix that was done or tried makes verifying worthwhile, whatever the verdict says now.
bool mended(const GuideState& guide)
{
    return std::any_of(guide.steps.cbegin(), guide.steps.cend(), [](const GuideStep& step) {
        return isKind(step, "fix") && (step.state == QStringLiteral("done") || step.state == QStringLiteral("by-hand"));
    });
}

bool wanted(const GuideStep& step, const Snapshot& snapshot)
{
    if (isKind(step, "fix"))
        return somethingToMend(snapshot) || mended(*snapshot.guide);
    if (isKind(step, "verify"))
        return mended(*snapshot.guide) || step.over() || somethingToMend(snapshot);
    return true;
}

void findNext(GuideChoice& choice, const Snapshot& snapshot, qsizetype at)
{
    const QList<GuideStep>& steps = snapshot.guide->steps;
    for (qsizetype i = at + 1; i < steps.size(); ++i) {
        if (wanted(steps.at(i), snapshot)) {
            choice.next = steps.at(i).id;
            return;
        }
        if (!steps.at(i).over())
            choice.passed.append(steps.at(i).id);
    }
}

GuideMove moveOf(const GuideStep& step, const Snapshot& snapshot)
{
    if (step.state == QStringLiteral("running"))
        return GuideMove::Wait;
    if (isKind(step, "report"))
        return step.state == QStringLiteral("done") ? GuideMove::Finish : GuideMove::Report;
    if (snapshot.replay || step.over())
        return GuideMove::Next;
    if (isKind(step, "fix"))
        return snapshot.verdict.causes.isEmpty() ? GuideMove::Next : GuideMove::Fix;
    return GuideMove::Run;
}

} // namespace

QList<Row> guideRows(const Snapshot& snapshot)
{
    QList<Row> rows;
    if (!snapshot.guide)
        return rows;
    for (const GuideStep& step : snapshot.guide->steps) {
        const QString title = sayGuideText(words(), step.title);
        const QString result = sayGuideResult(words(), step);
        Row row{.id = step.id, .cells = {title, result, step.state}, .tip = result.isEmpty() ? title : title + QStringLiteral(": ") + result};
        if (step.over())
            row.mark = step.mark;
        rows.append(row);
    }
    return rows;
}

GuideChoice guideChoice(const Snapshot& snapshot, const QString& step)
{
    GuideChoice choice;
    if (!snapshot.guide)
        return choice;
    const QList<GuideStep>& steps = snapshot.guide->steps;
    const auto it = std::find_if(steps.cbegin(), steps.cend(), [&](const GuideStep& s) { return s.id == step; });
    if (it == steps.cend())
        return choice;
    const qsizetype at = it - steps.cbegin();
    if (at > 0)
        choice.previous = steps.at(at - 1).id;
    findNext(choice, snapshot, at);
    choice.move = moveOf(*it, snapshot);
    const bool live = !snapshot.replay && choice.move != GuideMove::Wait;
    const bool measures = isKind(*it, "measure") || isKind(*it, "verify");
    choice.canRun = live && measures;
    // Between verdict and fix stands whoever has mended it another way.
    const GuideStep* next = snapshot.guide->step(choice.next);
    const bool beforeFix = next && isKind(*next, "fix") && it->over();
    choice.canMend = live && somethingToMend(snapshot) && ((isKind(*it, "fix") && !it->over()) || beforeFix);
    choice.canSkip = live && measures && !it->over();
    return choice;
}

QString guideStart(const Snapshot& snapshot)
{
    if (!snapshot.guide || snapshot.guide->steps.isEmpty())
        return {};
    const QList<GuideStep>& steps = snapshot.guide->steps;
    if (snapshot.replay)
        return steps.constFirst().id;
    const auto it = std::find_if(steps.cbegin(), steps.cend(), [](const GuideStep& s) { return !s.over(); });
    return it == steps.cend() ? steps.constLast().id : it->id;
}

} // namespace hopscope
