// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/world.h"
#include "core/model/verdict.h"

namespace hopscope {

/// Every finding rule that is true somewhere, critical first, then nearest to the client, numbered f1, f2 … What the
/// stack does not need, and an address beside a good one of the same upstream, is Info at most. At most 500.
[[nodiscard]] QList<Finding> activateFindings(const World& world, const Catalogue& catalogue);

/// Every subject that `scopes` (as of a finding) mean: the client, nodes, hops, then hosts.
[[nodiscard]] QStringList subjectsIn(const World& world, const QStringList& scopes);

/// When the thing a reading tells began: the unit's last change of state for readings of a node that is down, a log
/// signature's first line, else when it was seen.
[[nodiscard]] Timestamp beganAt(const World& world, const Reading& reading);
/// Evidence ids of readings, without repeats, in order of their number.
[[nodiscard]] QStringList evidenceOf(const QList<Reading>& readings);

} // namespace hopscope
