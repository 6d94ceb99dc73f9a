// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

/// How well `typed` fits `text`: every letter in order, without regard to case; more for word beginnings and runs.
/// 0 does not fit, an empty `typed` fits everything with 1.
[[nodiscard]] int fuzzyScore(const QString& typed, const QString& text);

} // namespace hopscope
