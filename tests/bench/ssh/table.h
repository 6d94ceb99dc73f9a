// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace hopscope::bench {

/// All values of one figure, one a run, by `PART/FIGURE` (as `single/connect`).
using Figures = QHash<QString, QList<double>>;

/// The comparison as a Markdown table: medians with the smallest and the largest run, OpenSSH's share of time and
/// whether the row is within the bar. True when all rows are.
[[nodiscard]] bool printTable(const Figures& hopscope, const Figures& openssh);

} // namespace hopscope::bench
