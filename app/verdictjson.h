// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/words/words.h"

#include <QJsonObject>

namespace hopscope {

/// What `diagnose --json`, `replay --json` and `triage --json` print: every key always present, null where it does not apply.
struct RunInfo {
    Timestamp started;
    qint64 durationMs = 0;
    std::optional<Error> error; ///< the first that stopped a measurement
    QString errorText;          ///< its sentence
};

[[nodiscard]] QJsonObject verdictJson(const Snapshot& snapshot, const RunInfo& run, const Words& words);
/// `{nodes:[…], hops:[…]}`.
[[nodiscard]] QJsonObject topologyJson(const Snapshot& snapshot);
/// 1 fault, 0 healthy, 3 undecided or unmeasured.
[[nodiscard]] int exitStatusOf(VerdictState state);

} // namespace hopscope
