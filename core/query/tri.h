// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

namespace hopscope {

/// Kleene's three values; the order makes "and" the smaller and "or" the greater of two.
enum class Tri { False, Unknown, True };

[[nodiscard]] constexpr Tri triOf(bool value)
{
    return value ? Tri::True : Tri::False;
}
[[nodiscard]] constexpr Tri triNot(Tri a)
{
    return a == Tri::True ? Tri::False : a == Tri::False ? Tri::True : Tri::Unknown;
}
[[nodiscard]] constexpr Tri triAnd(Tri a, Tri b)
{
    return a < b ? a : b;
}
[[nodiscard]] constexpr Tri triOr(Tri a, Tri b)
{
    return a > b ? a : b;
}

} // namespace hopscope
