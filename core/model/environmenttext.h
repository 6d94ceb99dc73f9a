// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"

namespace hopscope {

/// The environment as its file, with the keys parseEnvironment() knows; those at their default are left out, but for name,
/// url and policy. parseEnvironment() of it gives the same environment again. Any thread.
[[nodiscard]] QByteArray environmentText(const Environment& environment);

/// `before`, changed to say `environment`: comments, order and blank lines stay where the file is written one key a line;
/// a file written otherwise is written anew. Any thread.
[[nodiscard]] QByteArray environmentText(const Environment& environment, const QByteArray& before);

/// Whether both mean the same.
[[nodiscard]] bool sameEnvironment(const Environment& a, const Environment& b);

/// What a host is called unless the file names it: the alias without user and port.
[[nodiscard]] QString hostNameOfAlias(const QString& alias);

/// The file an environment of that name lives in, without folder: `docs-acme.toml`. Never empty, hidden or outside the
/// folder, whatever the name.
[[nodiscard]] QString environmentFileName(const QString& name);

} // namespace hopscope
