// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/action.h"
#include "core/model/factset.h"

#include <QList>
#include <QStringList>

namespace hopscope {

/// One command whose output is kept before an action destroys what it shows.
struct EvidenceCommand {
    QStringList argv;
    bool sudo = false;      ///< shows more with it; run without where it is refused
    qsizetype maxBytes = 0; ///< what comes beyond is dropped
};

/// All of them together, side by side, get this long; what is not done by then is recorded as not measured, and the
/// action does not wait for it.
constexpr int kEvidenceDeadlineMs = 2000;

/// What to save from the plan's host before the plan runs: unit, its journal, listeners, processes, disks, and nginx's
/// error logs where the node has any. Commands only read. The output is untrusted and has to be redacted like any
/// other.
[[nodiscard]] QList<EvidenceCommand> evidenceCommands(const Plan& plan, const FactSet& facts);

} // namespace hopscope
