// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

enum class NginxShape { Unknown, Simple, Block };

/// Whether a directive must end in `;` or open a block, standing in a block named `parent` (empty: the main context).
/// Unknown for names nginx 1.22 does not have and for parents whose entries are data (`map`, `types`, `geo` …). The
/// names were found by asking nginx 1.22.1 about each of them.
[[nodiscard]] NginxShape nginxShape(const QString& name, const QString& parent);

/// Whether the entries of such a block are data and none of them may open a block: `map`, `geo`, `types` …
[[nodiscard]] bool nginxHoldsData(const QString& block);

} // namespace hopscope
