// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QList>

namespace hopscope::bench {

/// Processor time of all threads of these processes so far, in seconds (/proc/PID/task/TID/schedstat, in nanoseconds:
/// the ticks of /proc/PID/stat would hide 200 processes that each do almost nothing). Negative where the kernel keeps
/// none.
[[nodiscard]] double processorSeconds(const QList<qint64>& pids);

/// Proportional set size of these processes together, in kB (/proc/PID/smaps_rollup); negative when unreadable.
[[nodiscard]] double pssKb(const QList<qint64>& pids);

} // namespace hopscope::bench
