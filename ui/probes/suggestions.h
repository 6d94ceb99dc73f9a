// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"

#include <QList>
#include <QString>

namespace hopscope {

/// An address worth probing.
struct ProbeSuggestion {
    QString host;
    QString ports; ///< those known there, `80,443`
    QString text;  ///< `10.0.0.9 : 5432,5672`
};

/// The site itself, then every address a hop goes to, in the order of the way; in a replay only what was probed.
[[nodiscard]] QList<ProbeSuggestion> probeSuggestions(const Snapshot& snapshot);

} // namespace hopscope
