// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

struct InterfaceAddress {
    QString interface;
    QString address; ///< without prefix length
    int prefix = 0;
    bool loopback = false;
    bool linkLocal = false;
};
/// `ip -o addr` → addresses in the order given; an interface's peer address is not one of its own. At most 5,000 lines.
[[nodiscard]] QList<InterfaceAddress> parseIpAddr(const QByteArray& text);

} // namespace hopscope
