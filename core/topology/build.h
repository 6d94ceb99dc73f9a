// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/model/factset.h"
#include "core/model/topology.h"

namespace hopscope {

/// The nodes and hops that the facts (docs/FACTS.md) speak of, with the way the entry request takes marked `onPath`. Pure:
/// the same facts give the same topology whatever order they came in. Health is not judged here (see applyHealth); it stays
/// Unknown, with a reason where one is known: the ssh.* code of an unreached host, `integrator.no-url`,
/// `topology.unowned`, `topology.not-used`. At most 2000 nodes and 4000 hops.
[[nodiscard]] Topology buildTopology(const FactSet& facts, const Environment& environment);

/// Code of the kind of software behind a process name of `ss` (`beam.smp` is rabbitmq), empty when not known.
[[nodiscard]] QString kindOfProcess(const QString& process);
/// What the software calls itself.
[[nodiscard]] QString titleOfKind(const QString& kind);

} // namespace hopscope
