// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace hopscope {

/// One line of an ssh_config(5), split as OpenSSH does: the keyword in lower case, `=` or blanks, then words with quotes,
/// backslashes and a comment at the end. The rest is kept too, for keywords that take all of it.
struct ConfigLine {
    QByteArray keyword; ///< empty for a blank line or a comment
    QByteArrayList words;
    QByteArray rest;
};

/// Nothing for a line ssh would refuse: a quote that does not end, a keyword without a word.
[[nodiscard]] std::optional<ConfigLine> splitConfigLine(const QByteArray& line);
/// A `Match` line's criteria and their lists, which may also be joined by `=`.
[[nodiscard]] QByteArrayList splitMatchWords(const QByteArray& rest);

} // namespace hopscope
