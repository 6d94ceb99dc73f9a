// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/model/action.h"
#include "core/model/environment.h"
#include "core/model/factset.h"
#include "core/model/topology.h"

namespace hopscope {

/// What a verb (`start stop restart reload`) would do to the systemd unit of a node. Pure; runs nothing.
///
/// `id` becomes Plan::id. The unit is the fact `unit.name` of the node. sudo is wanted unless the environment says
/// `never` for the host. Pre-checks: the unit exists, and for nginx reload and restart its configuration is valid
/// (`nginx -t` writes as little as a reload does, which is why it belongs here and not into diagnosis). start and stop
/// undo each other. Risk: R1 reload; R2 the Document Server's own programs and the proxies; R3 what others share or
/// what is not known.
///
/// Codes, first that applies: `action.unknown-verb`, `action.read-only` (never overridden), `action.no-unit` (no such
/// node, nobody's host, no unit measured, or systemd does not know it), `action.bad-unit` (the host reported a name no
/// unit can have), `action.guarded` (isGuardedUnit), `action.reload-unsupported` (the fact `unit.can_reload` says no;
/// without that fact all but nginx and postgresql).
[[nodiscard]] Result<Plan> makePlan(const QString& id, const QString& verb, const QString& node, const FactSet& facts,
                                    const Topology& topology, const Environment& environment);

} // namespace hopscope
