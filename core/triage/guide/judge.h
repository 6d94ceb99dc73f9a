// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/guide/guidesource.h"

namespace hopscope {

/// Gives a step that ended its lines, its mark and its result, from what is known now. Pure; `step.tries` and `step.evidence`
/// are what its run recorded.
void judgeStep(GuideStep& step, const GuideStepRule& rule, const GuideInput& input);

/// The lines that no check rule makes (GuideStepRule::lines).
[[nodiscard]] QList<GuideLine> tryLines(const GuideStep& step, const GuideInput& input);
[[nodiscard]] QList<GuideLine> changeLines(const GuideInput& input);
[[nodiscard]] QList<GuideLine> verdictLines(const GuideInput& input);
[[nodiscard]] QList<GuideLine> actionLines(const GuideInput& input);

/// How a finding is marked: at a root cause, explained by one, or unexplained.
[[nodiscard]] Health markOf(const Finding& finding, const GuideInput& input);

/// How much a finding tells about whether a program is alive: the lower the more. Of several on one node the first says it all;
/// 100 for findings about anything else.
[[nodiscard]] int lifeRank(const Finding& finding);

} // namespace hopscope
