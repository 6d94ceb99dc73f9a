// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"

#include <QString>

namespace hopscope {

/// The verdict as the banner says it.
struct VerdictText {
    Health mark = Health::Unknown;
    QString title;
    QString detail;
};

/// `snapshot` may be null: nothing was opened or measured yet. `busy`: a round is under way.
[[nodiscard]] VerdictText verdictText(const Snapshot* snapshot, bool busy = false);

} // namespace hopscope
