// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

namespace hopscope {

/// Keeps this process's memory to itself: no core file (RLIMIT_CORE 0, also for what it starts) and not dumpable, so that
/// another process of the same user can neither attach a debugger nor read /proc/PID/mem. First call of main(): which
/// moment holds a secret cannot be told from outside (docs/adr/0040).
void keepMemoryPrivate();

} // namespace hopscope
