// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/environments/environmenteditor.h"
#include "ui/environments/environmentsupplies.h"
#include "ui/models/rows.h"

namespace hopscope {

/// A line of the list: a file, or one that is still being made.
struct EnvironmentItem {
    QString key{};                       ///< the file's path, or `new:N`
    StoredEnvironment stored{};          ///< empty for one that is not saved yet
    std::optional<EnvironmentDraft> draft{}; ///< what is not saved

    [[nodiscard]] bool isNew() const { return stored.path.isEmpty(); }
    [[nodiscard]] QString name() const;
};

/// Name, then what guards it: production, read-only, or that the file is broken.
[[nodiscard]] QList<Row> environmentRows(const QList<EnvironmentItem>& items);

/// A name of that kind that no item has: `docs copy`, `docs copy 2`.
[[nodiscard]] QString freeName(const QList<EnvironmentItem>& items, const QString& like);

} // namespace hopscope
