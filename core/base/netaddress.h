// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hopscope {

/// `ipv4` or `ipv6` for an address in numbers, without brackets (a scope such as `fe80::1%eth0` is allowed); empty for
/// anything else, a name included.
[[nodiscard]] QString literalFamily(const QString& text);
[[nodiscard]] bool isLiteralAddress(const QString& text);
/// Addresses in what `getent ahosts NAME` prints (`ADDRESS STREAM NAME`), each once, in the order given there, at most 64.
[[nodiscard]] QStringList parseGetentAhosts(const QByteArray& output);

} // namespace hopscope
