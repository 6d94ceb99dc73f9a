// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

/// Text from a host made safe to lay out: control characters, bidirectional overrides and isolates, invisible
/// separators, lone surrogates and non-characters become visible escapes (`\x1b`, `\u202e`). Line breaks and tabs stay
/// (tabs as four spaces). Nothing is ever read as markup. At most `max` characters, ending in `…` when cut.
[[nodiscard]] QString visibleText(const QString& text, qsizetype max = 4000);
/// The same on one line: line breaks become spaces.
[[nodiscard]] QString visibleLine(const QString& text, qsizetype max = 300);

} // namespace hopscope
