// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/world.h"
#include "core/model/environment.h"
#include "core/model/verdict.h"

namespace hopscope {

/// What stands between the facts and "healthy": every hop of the path and every required node that was not measured well,
/// as `subject fact` with its reason, and everything the tool could not ask. Empty `gaps` together with a good entry check and
/// no critical finding is what healthy means.
struct Coverage {
    QList<Unmeasured> gaps;     ///< of the path and what it needs
    QList<Unmeasured> all;      ///< gaps and every other fact that could not be measured, at most 500, sorted
    bool hostMissing = false;   ///< some host could not be asked at all
};
[[nodiscard]] Coverage coverageOf(const World& world, const Environment& environment);

} // namespace hopscope
