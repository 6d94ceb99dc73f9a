// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/words/words.h"

#include <QString>

namespace hopscope {

/// The verdict for a person at a terminal: title, explanation, evidence for it, what it explains, the fix.
[[nodiscard]] QString verdictText(const Snapshot& snapshot, const Words& words);

} // namespace hopscope
