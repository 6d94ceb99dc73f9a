// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/options.h"

namespace hopscope {

/// Each runs one command and returns the exit status that README lists. They need a QCoreApplication.
[[nodiscard]] int runDiagnose(const Options& options);
[[nodiscard]] int runTopology(const Options& options);
[[nodiscard]] int runProbe(const Options& options);
[[nodiscard]] int runReplay(const Options& options);
[[nodiscard]] int runReport(const Options& options);
[[nodiscard]] int runParse(const Options& options);
/// The window.
[[nodiscard]] int runWindow(const Options& options);

} // namespace hopscope
