// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <cstdlib>

namespace hopscope::fuzz {

/// What must hold for every input; the fuzzer keeps the input for which it does not.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace hopscope::fuzz
