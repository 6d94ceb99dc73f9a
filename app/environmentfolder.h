// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/environments/environmentsupplies.h"

namespace hopscope {

// The environments a person keeps: `*.toml` in the configuration folder, and files opened from elsewhere. All of it reads
// or writes the disk; none of it may run in the window's thread.

/// Files of `folder` and those of `elsewhere` that are still there, by name; at most 500, of 1 MB.
[[nodiscard]] QList<StoredEnvironment> listEnvironments(const QString& folder, const QStringList& elsewhere);

/// Writes in one step (the old file stays whole until the new one is), for the owner alone when it is new. A file in `folder`
/// is called like its environment; a name another one has is `environment.exists`. Also the codes of parseEnvironment(), as
/// nothing is written that could not be opened, and `environment.unwritable`. Returns where it is now.
[[nodiscard]] Result<QString> saveEnvironment(const QString& folder, const QString& path, const QByteArray& text);

/// `environment.unwritable` where it stays.
[[nodiscard]] Status removeEnvironment(const QString& path);

} // namespace hopscope
