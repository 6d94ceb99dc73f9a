// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/report/buildreport.h"

namespace hopscope {

/// What each piece of evidence says about the cause: the most telling fact read from it, else the command itself.
/// Claims that say the same are one with several evidence ids.
[[nodiscard]] QList<Claim> claimsOf(const QStringList& evidenceIds, const QString& node, const ReportInput& input);
/// The opening paragraph: what was seen, who answered, what explains it, what was done, how it ended.
[[nodiscard]] QList<Claim> summaryOf(const ReportModel& model);

} // namespace hopscope
