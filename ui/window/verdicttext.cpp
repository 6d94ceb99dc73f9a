// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/verdicttext.h"

#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <algorithm>

namespace hopscope {

namespace {

VerdictText healthy(const Snapshot& s)
{
    const auto well = [](const auto& list) {
        return QString::number(
            std::count_if(list.begin(), list.end(), [](const auto& x) { return x.health == Health::Ok; }));
    };
    const QString nodes = well(s.topology.nodes);
    const QString hops = well(s.topology.hops);
    const qsizetype gaps = s.verdict.unmeasured.size();
    const QString detail = gaps == 0 ? label(Label::VerdictHealthyDetail, nodes, hops)
                                     : label(Label::VerdictHealthyGaps, nodes, hops, QString::number(gaps));
    const RecoveryFigures& figures = s.timeline.figures;
    if (!s.lastFault || s.lastFault->verdict.causes.isEmpty() || !figures.recovered.known())
        return {Health::Ok, label(Label::VerdictHealthy), detail};
    // Whoever comes back to the screen, or opens the file later, learns first what it was.
    return {Health::Ok, label(Label::VerdictRecovered, sayCausePast(s.lastFault->verdict.causes.first())),
            label(Label::VerdictRecoveredDetail, durationText(figures.recovered.ms - figures.firstRed.ms), detail)};
}

QString consequences(const CauseMatch& cause)
{
    const qsizetype others = cause.explains.size() - 1;
    if (others <= 0)
        return {};
    if (others == 1)
        return label(Label::VerdictOneConsequence);
    return label(Label::VerdictExplainsOnly, QString::number(others));
}

VerdictText fault(const Snapshot& s)
{
    const CauseMatch& cause = s.verdict.causes.first();
    VerdictText text{Health::Failed, sayCause(cause), words().causeLine(cause)};
    if (const QString more = consequences(cause); !more.isEmpty())
        text.detail += (text.detail.isEmpty() ? QString() : QStringLiteral(" ")) + more;
    QStringList also;
    for (const CauseMatch& other : s.verdict.causes.mid(1))
        also += sayCause(other);
    if (!also.isEmpty())
        text.detail = label(Label::VerdictAlso, also.join(QStringLiteral("; "))) + QLatin1Char(' ') + text.detail;
    return text;
}

VerdictText undecided(const Snapshot& s)
{
    const auto& rivals = s.verdict.undecidedBetween;
    if (rivals.size() < 2)
        return {Health::Degraded, label(Label::VerdictNoCause),
                s.verdict.findings.isEmpty() ? QString() : sayFinding(s.verdict.findings.first())};
    return {Health::Degraded, label(Label::VerdictUndecided, sayCause(rivals.at(0)), sayCause(rivals.at(1))),
            s.verdict.nextMeasurement.isEmpty()
                ? QString()
                : label(Label::VerdictUndecidedNext, sayMeasurement(s.verdict.nextMeasurement))};
}

VerdictText unmeasured(const Snapshot& s)
{
    if (!s.measured.known())
        return {Health::Unknown, label(Label::VerdictNothing), label(Label::VerdictNothingDetail)};
    QStringList why;
    for (const Unmeasured& gap : s.verdict.unmeasured) {
        const QString line = visibleLine(gap.what, 80) + QStringLiteral(": ") + sayReason(gap.why);
        if (why.size() < 2 && !why.contains(line))
            why += line;
    }
    return {Health::Unknown, label(Label::VerdictUnmeasured), why.join(QStringLiteral("; "))};
}

} // namespace

VerdictText verdictText(const Snapshot* snapshot, bool busy)
{
    if (!snapshot)
        return {Health::Unknown, label(Label::Welcome), label(Label::WelcomeText)};
    switch (snapshot->verdict.state) {
    case VerdictState::Healthy:
        return healthy(*snapshot);
    case VerdictState::Fault:
        if (!snapshot->verdict.causes.isEmpty())
            return fault(*snapshot);
        return undecided(*snapshot);
    case VerdictState::Undecided:
        return undecided(*snapshot);
    case VerdictState::Unmeasured:
        break;
    }
    if (busy && !snapshot->measured.known())
        return {Health::Unknown, label(Label::VerdictLooking), label(Label::VerdictLookingDetail)};
    return unmeasured(*snapshot);
}

} // namespace hopscope
