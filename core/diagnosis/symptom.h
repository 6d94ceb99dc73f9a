// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/world.h"
#include "core/model/environment.h"
#include "core/model/verdict.h"

namespace hopscope {

/// What the entry check answered and where the answers part, as DESIGN says under "the first hop that differs". `hint` is
/// the check the best cause names (`disk`, `queue`, `alarm`), used where the HTTP answer itself is not an error. Nothing when
/// the entry is well and there is no hint, or it was not measured. `preferred` is the node of the best cause: it decides between
/// equally deep hops.
[[nodiscard]] std::optional<Symptom> describeSymptom(const World& world, const Environment& environment, const QString& hint,
                                                     const QString& preferred);
/// True when the entry check was answered as a healthy stack does.
[[nodiscard]] bool entryIsWell(const World& world);

} // namespace hopscope
