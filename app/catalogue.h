// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"

#include <QJsonObject>
#include <QString>

#include <memory>

namespace hopscope {

/// The program's own catalogue together with the user's entries in `CONFIG/catalogue/*.toml`.
[[nodiscard]] Result<std::shared_ptr<const Catalogue>> loadAllCatalogues();
/// The catalogue's own sentences in the form Words asks for: `{title: {en, zh}, line: {en, zh}}`.
[[nodiscard]] QJsonObject catalogueTexts(const Catalogue& catalogue, const QString& kind, const QString& key);
/// `~/.config/hopscope`.
[[nodiscard]] QString configFolder();

} // namespace hopscope
