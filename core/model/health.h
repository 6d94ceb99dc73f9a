// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

#include <optional>

namespace hopscope {

/// A cause is Failed, what suffers from it is Affected; Unknown means not measured and is never drawn as well.
enum class Health { Unknown, Ok, Degraded, Affected, Failed };
enum class Severity { Info, Warning, Critical };

/// `unknown|ok|degraded|affected|failed`, as in JSON output.
[[nodiscard]] QString toCode(Health health);
[[nodiscard]] std::optional<Health> healthFromCode(const QString& code);
/// `info|warning|critical`.
[[nodiscard]] QString toCode(Severity severity);
[[nodiscard]] std::optional<Severity> severityFromCode(const QString& code);

} // namespace hopscope
