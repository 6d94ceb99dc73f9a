// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope {

/// Bytes of a stranger as text that is safe to keep and show: redacted, read as UTF-8, control characters replaced by
/// U+FFFD (line ends and tabs by a space), at most `most` characters.
[[nodiscard]] QString printable(const QByteArray& bytes, qsizetype most);

} // namespace hopscope
