// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/action.h"
#include "core/model/fact.h"
#include "core/triage/record/snapshot.h"

#include "ui/words/words.h"

#include <QString>

namespace hopscope {

// Sentences about what the core found out, for the window. Each asks ui/words in the language of the window and is safe
// to show: what came from a host is escaped.

/// The words in the language of the window, times in the desktop's zone. GUI thread.
[[nodiscard]] const Words& words();
/// Where the catalogue's own texts come from; set once by the program before the first window.
void setCatalogue(CatalogueLookup lookup);

[[nodiscard]] QString sayHealth(Health health);
[[nodiscard]] QString sayCause(const CauseMatch& cause);
[[nodiscard]] QString sayFinding(const Finding& finding);
/// The same for a narrow list, without hosts and addresses where they are not needed to tell two apart.
[[nodiscard]] QString sayFindingBriefly(const Snapshot& snapshot, const Finding& finding);
/// A cause that is over.
[[nodiscard]] QString sayCausePast(const CauseMatch& cause);
/// What a node is called: its title, and its instance where it has one.
[[nodiscard]] QString sayNode(const Snapshot& snapshot, const QString& subject);
/// `docs › 10.0.0.2:8000`, for hops, nodes and hosts alike.
[[nodiscard]] QString saySubject(const Snapshot& snapshot, const QString& subject);
/// Why a node or hop has its health.
[[nodiscard]] QString sayNodeReason(const Snapshot& snapshot, const QString& subject);
[[nodiscard]] QString sayFactName(const QString& name);
[[nodiscard]] QString sayFactValue(const Fact& fact);
[[nodiscard]] QString sayReason(const QString& code);
[[nodiscard]] QString sayError(const Error& error);
[[nodiscard]] QString sayPhase(const QString& code);
[[nodiscard]] QString sayRisk(const QString& code);
[[nodiscard]] QString sayActionState(const QString& state);
[[nodiscard]] QString sayEvent(const TimelineEvent& event);
[[nodiscard]] QString sayMeasurement(const QString& code);
[[nodiscard]] QString sayFix(const CauseMatch& cause);

} // namespace hopscope
