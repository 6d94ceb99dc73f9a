// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/netaddress.h"

#include <QString>

namespace hopscope {

/// `10.0.0.1:80`, `[::1]:80`.
[[nodiscard]] QString addressWithPort(const QString& address, quint16 port);
/// A host name that may be handed to a resolver or a remote command: letters, digits, `.`, `-`, `_`, at most 253 long,
/// not beginning with `-`. International names are expected in their ASCII form.
[[nodiscard]] bool isHostName(const QString& text);

} // namespace hopscope
