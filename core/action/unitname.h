// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

/// Whether `name` may stand in a systemctl command: the characters systemd allows in unit names (systemd.unit(5):
/// letters, digits and `:-_.\`, one `@` with an instance behind it), at most 255, not beginning with `-` or `.`.
/// Patterns (`*`,
/// `?`, `[`), which systemctl would expand, are not names. Without a suffix it means a service, as for systemctl.
[[nodiscard]] bool isUnitName(const QString& name);

/// Units no plan touches, because the way back leads through them or the whole host hangs on them: SSH, the network,
/// systemd's own, D-Bus, logins, and everything that is not a service (targets, mounts, sockets …). `name` is a unit
/// name.
[[nodiscard]] bool isGuardedUnit(const QString& name);

/// The name without `.service` and without an instance: `postgresql@15-main.service` → `postgresql`.
[[nodiscard]] QString unitBase(const QString& name);

} // namespace hopscope
