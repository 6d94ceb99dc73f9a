// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/error.h"

#include <QString>

namespace hopscope {

/// An errno of connect(2), recv(2) or send(2) as an Error with code `tcp.refused tcp.timed-out tcp.unreachable
/// tcp.reset tcp.failed`. `tcp.failed` means that the fault may be ours (no descriptors left), so nothing is said about
/// the target.
[[nodiscard]] Error tcpError(int number, const QString& phase);

/// `open refused timed-out unreachable reset`; empty for codes that say nothing about the target (`ssh.*`,
/// `tcp.failed`, `tcp.resolve`), so that trouble on our own side is never reported as the target's.
[[nodiscard]] QString tcpVerdictOf(const QString& code);

/// False where a code tells of trouble on our own side and the target stays unmeasured.
[[nodiscard]] bool saysSomethingAboutTarget(const QString& code);

} // namespace hopscope
