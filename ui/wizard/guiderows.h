// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/models/rows.h"

namespace hopscope {

// What the wizard shows of a snapshot: pure functions, so that a test needs no window.

/// One row a step: title, result in a few words, state (GuideStep::state).
[[nodiscard]] QList<Row> guideRows(const Snapshot& snapshot);

/// What pressing the first button of a step does.
enum class GuideMove { Run, Wait, Next, Fix, Report, Finish };

/// Where a person can go from one step.
struct GuideChoice {
    GuideMove move = GuideMove::Next;
    QString next;            ///< step the way goes on to; empty at the end
    QStringList passed;      ///< steps in between that there is nothing to do for
    bool canRun = false;     ///< run (again)
    bool canSkip = false;    ///< leave it out
    bool canMend = false;    ///< "I fixed it by hand"
    QString previous;        ///< empty at the first
};
[[nodiscard]] GuideChoice guideChoice(const Snapshot& snapshot, const QString& step);
/// Where a person who opens the guide stands: the first step that is not over, else the last.
[[nodiscard]] QString guideStart(const Snapshot& snapshot);

} // namespace hopscope
