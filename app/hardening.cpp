// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace hopscope {

void keepMemoryPrivate()
{
    // Neither can fail for a process on itself.
    const struct rlimit none {};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace hopscope
