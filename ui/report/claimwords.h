// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/report/reportmodel.h"
#include "ui/report/textblock.h"
#include "ui/words/words.h"

namespace hopscope {

/// A claim as a sentence (summary) or a phrase (fact, evidence), without its evidence ids. Shared by all writers.
[[nodiscard]] QString claimText(const Claim& claim, const ReportModel& model, const Words& words);
/// `E3 E7`
[[nodiscard]] QString citations(const QStringList& evidence);
/// The report's title: what it was and for how long.
[[nodiscard]] QString reportTitle(const ReportModel& model, const Words& words);
/// Date and span, what made it, how clocks were corrected.
[[nodiscard]] QString reportSubtitle(const ReportModel& model, const Words& words);

} // namespace hopscope
