// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>
#include <QStringList>

namespace hopscope {

/// An IPv4 or IPv6 address in numbers, without brackets; a scope (`fe80::1%eth0`) is allowed.
[[nodiscard]] bool isLiteralAddress(const QString& text);
/// `ipv4`, `ipv6`, or empty for a name.
[[nodiscard]] QString familyOf(const QString& address);
/// `10.0.0.1:80`, `[::1]:80`.
[[nodiscard]] QString addressWithPort(const QString& address, quint16 port);
/// A host name that may be handed to a resolver or a remote command: letters, digits, `.`, `-`, `_`, at most 253 long,
/// not beginning with `-`. International names are expected in their ASCII form.
[[nodiscard]] bool isHostName(const QString& text);
/// Addresses in what `getent ahosts NAME` prints (`ADDRESS STREAM NAME`), each once, in the order given there.
[[nodiscard]] QStringList parseGetentAhosts(const QByteArray& output);

} // namespace hopscope
