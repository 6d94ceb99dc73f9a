// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>

namespace hopscope {

/// A keyword in lower case by the name it has today.
[[nodiscard]] QByteArray currentKeyword(const QByteArray& keyword);
/// Whether OwnConfig knows it and it takes one value.
[[nodiscard]] bool isSingleKeyword(const QByteArray& keyword);
/// Its value as `ssh -G` prints it; empty for one that ssh refuses. Names of algorithms are not checked.
[[nodiscard]] QByteArray printedValue(const QByteArray& keyword, const QByteArray& value);
/// The value of ProxyJump, `a,user@host:port`, with the last hop as ssh prints it; empty where it is none.
[[nodiscard]] QByteArray printedJump(const QByteArray& value);

} // namespace hopscope
