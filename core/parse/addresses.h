// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// `getent ahosts NAME` → its addresses, each once, in the order given (the order a program would try them). IPv6 without a
/// scope as printed, no brackets. Empty when the name does not resolve. At most 1,000 lines.
[[nodiscard]] QStringList parseGetentAhosts(const QByteArray& text);

struct InterfaceAddress {
    QString interface;
    QString address; ///< without prefix length
    int prefix = 0;
    bool loopback = false;
    bool linkLocal = false;
};
/// `ip -o addr` → addresses in the order given; an interface's peer address is not one of its own. At most 5,000 lines.
[[nodiscard]] QList<InterfaceAddress> parseIpAddr(const QByteArray& text);

/// Whether text is an IPv4 or IPv6 address (a `%scope` is accepted).
[[nodiscard]] bool isIpAddress(const QString& text);

} // namespace hopscope
