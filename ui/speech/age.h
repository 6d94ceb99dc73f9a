// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QString>

namespace hopscope {

/// What is older is greyed out: nobody should act on it without looking again.
constexpr qint64 kStaleMs = 30'000;

/// `2 s`, `3 min`, `2 h`, `5 d`; never negative.
[[nodiscard]] QString ageText(qint64 ms);
/// `0:41`, `3:09`, `1:02:03`: for figures that are compared with each other.
[[nodiscard]] QString durationText(qint64 ms);
/// Local time of day, `10:56:21`, with the date in front when it is not the same day as `now`.
[[nodiscard]] QString clockText(Timestamp at, Timestamp now = {});
[[nodiscard]] QString sizeText(qint64 bytes);

} // namespace hopscope
