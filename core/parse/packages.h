// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// A package that came, went or changed its version.
struct PackageChange {
    Timestamp at;
    QString action;  ///< `install upgrade remove purge`
    QString package; ///< with its architecture where the log names it: `nginx-light:amd64`
    QString from;    ///< version before; empty where there was none
    QString to;      ///< version after; empty where it went
};

/// Reads `/var/log/dpkg.log` (`2025-06-24 14:36:25 upgrade libsystemd0:amd64 252.36-1~deb12u1 252.38-1~deb12u1`), whose times
/// are local, and `rpm -qa --qf '%{INSTALLTIME} %{NAME} %{VERSION}-%{RELEASE}\n'`, told apart line by line. Other lines are
/// left out. At most 20,000 lines; the order is the text's. Any thread.
[[nodiscard]] QList<PackageChange> parsePackageLog(const QByteArray& text, int hostOffsetSeconds = 0);

} // namespace hopscope
