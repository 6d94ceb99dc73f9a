// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// An address cut into host and port. `port` 0 where none was written.
struct HostPort {
    QString host; ///< without brackets
    int port = 0;
};

/// Reads `1.2.3.4`, `1.2.3.4:80`, `::1`, `[::1]:80`, `name:80`, `*:80`.
[[nodiscard]] HostPort splitAddress(const QString& text);
/// `1.2.3.4:80`, `[::1]:80`; a scope such as `%eth0` stays.
[[nodiscard]] QString joinAddress(const QString& host, int port);
[[nodiscard]] bool isIp(const QString& host);
[[nodiscard]] bool isLoopback(const QString& ip);
[[nodiscard]] bool isAnyAddress(const QString& host); ///< `*`, `0.0.0.0`, `::` or empty
/// The same address in one spelling (`::ffff:1.2.3.4` is 1.2.3.4, IPv6 shortened); other text as it is, lower case.
[[nodiscard]] QString canonicalIp(const QString& host);
/// nginx dials a name's IPv4 addresses before its IPv6 ones, each in the resolver's order; duplicates are dropped.
[[nodiscard]] QStringList nginxOrder(const QStringList& addresses);

} // namespace hopscope
