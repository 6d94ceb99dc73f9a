// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followwords.h"

#include <QString>

#include <optional>

namespace hopscope {

/// What the name of a rotated file says: `access.log.1`, `access.log.2.gz`, `access.log-20261122[.gz]`, and with
/// logrotate's `extension` `access-20261122.log.gz`. Source: logrotate(8), `dateext`, `dateformat`, `extension`, `start`.
struct RotationName {
    int number = -1;      ///< the higher the older; -1 where it is dated
    QString date{};       ///< digits and dashes, the later the newer
    QString generation{}; ///< path without the ending that a compressor adds
};

/// Nothing where `path` is not a rotated sibling of `file`.
[[nodiscard]] std::optional<RotationName> rotationName(const QString& file, const QString& path);

/// The rotated siblings among the listed files, oldest first. Of a file and its compressed copy in the making only the file.
[[nodiscard]] QList<ListedFile> siblingsOf(const QString& file, const QList<ListedFile>& listed);

} // namespace hopscope
