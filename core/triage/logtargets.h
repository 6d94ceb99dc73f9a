// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

namespace hopscope {

/// Files and units that discovery has seen, by host: the units of all nodes, nginx's error logs, the Document Server's logs.
[[nodiscard]] QList<LogTarget> logTargetsOf(const Snapshot& snapshot);

} // namespace hopscope
