// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/world.h"
#include "core/model/environment.h"
#include "core/triage/guide/guidestate.h"

namespace hopscope {

/// Everything a step is judged by. Borrowed for one call.
struct GuideInput {
    const FactSet& facts;
    const Topology& topology;
    const Verdict& verdict;
    const Timeline& timeline;
    const QList<ActionEvent>& audit;
    const Environment& environment;
    Timestamp at;
};

/// What an outcome may ask of a step that ended, and name in its text; what does not apply is left out:
///  `tries.count tries.failed tries.in_row` entry requests, those that were not good, good ones at the end
///  `tries.answers`                         what the failed ones gave: `502`, `tcp.refused`, `not-true` where the body was wrong
///  `step.lines step.bad step.warn step.well step.unmeasured` lines by mark
///  `bad.subject`                           subject of the first bad line
///  `changes.count`
///  `verdict.state verdict.causes cause.id cause.node cause.fix`
///  `symptom.check symptom.status symptom.answered_by symptom.diverges_at symptom.first_difference`
///  `path.hosts`                            hosts a request passes, from the client on
///  `fix.state fix.code`              last word of the last action, and its code where it failed
[[nodiscard]] QJsonObject guideValues(const GuideStep& step, const GuideInput& input);

/// The values above, then the facts as desktop/client sees them.
class GuideSource final : public FactSource {
public:
    GuideSource(const World& world, const QJsonObject& values)
        : m_values(values), m_client(world, QStringLiteral("desktop/client"))
    {
    }
    [[nodiscard]] QList<Reading> read(const QString& name) const override;

private:
    const QJsonObject& m_values;
    ScopeSource m_client;
};

} // namespace hopscope
