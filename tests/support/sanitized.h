// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

namespace hopscope::test {

/// Whether this is built with AddressSanitizer or ThreadSanitizer (g++'s macros).
inline constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

/// How many times longer things may take: sanitizers slow everything down.
inline constexpr int kSlow = kSanitized ? 4 : 1;

} // namespace hopscope::test
