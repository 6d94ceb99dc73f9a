// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"

#include <QString>

#include <memory>

namespace hopscope {

/// The program's own catalogue together with the user's entries in `CONFIG/catalogue/*.toml`.
[[nodiscard]] Result<std::shared_ptr<const Catalogue>> loadAllCatalogues();
/// `~/.config/hopscope`.
[[nodiscard]] QString configFolder();

} // namespace hopscope
