// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/words/words.h"

#include <QString>

namespace hopscope {

/// One step of the guide for a person at a terminal: mark, title, result and time, then each line with what was read, and the
/// commands behind it with their times.
[[nodiscard]] QString stepText(const Snapshot& snapshot, const GuideStep& step, const Words& words);

} // namespace hopscope
