// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/model/environment.h"
#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"

namespace hopscope {

/// The verdict over one set of facts. Pure and deterministic: the same facts, in whatever order they came, give the same
/// verdict byte for byte. Conditions are three-valued, causes are chosen as the most plausible smallest set that covers all
/// critical findings (docs/adr/0020). `topology` is what buildTopology made of the same facts; its health is not read.
[[nodiscard]] Verdict diagnose(const FactSet& facts, const Topology& topology, const Catalogue& catalogue,
                               const Environment& environment);

} // namespace hopscope
