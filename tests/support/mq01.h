// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"

namespace hopscope::mq01 {

/// RabbitMQ on `store` was stopped by a package upgrade and docservice restarted afterwards: three moments of one
/// incident.
enum class Moment { Healthy, Fault, Recovered };

/// 2026-11-22 10:59:02 local time: the moment of the fault's snapshot.
[[nodiscard]] Timestamp now();
[[nodiscard]] Snapshot snapshot(Moment moment);

} // namespace hopscope::mq01
