// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

namespace hopscope {

/// A TOML file as JSON values plus the line each key stands on (path as `host[0].ssh`).
struct TomlDocument {
    QJsonObject root;
    QHash<QString, int> lines;
};

/// Reads TOML. toml++ 3.3.0 has undefined behaviour on bare keys with bytes >= 0x80, so those outside quotes and
/// comments are refused first. Codes: `toml.non-ascii`, `toml.syntax`, `toml.too-large` (over 4 MB); `phase` of the error
/// is `line N`.
[[nodiscard]] Result<TomlDocument> parseToml(const QByteArray& bytes);

} // namespace hopscope
