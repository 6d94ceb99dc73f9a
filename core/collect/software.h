// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// How a kind of node is recognised on a host. Names are those of Debian's, Red Hat's and ONLYOFFICE's packages.
struct Software {
    QString kind;
    QStringList units;     ///< unit names, `*` allowed as in systemctl
    QStringList processes; ///< `comm` names
    quint16 port = 0;      ///< where it listens unless a configuration says otherwise; 0: none of its own
    QStringList logs;      ///< globs of its logs unless a configuration says otherwise
};

[[nodiscard]] const QList<Software>& knownSoftware();
[[nodiscard]] const Software* softwareOfKind(const QString& kind);
/// By unit name (`postgresql@15-main.service`), or nullptr.
[[nodiscard]] const Software* softwareOfUnit(const QString& unit);
[[nodiscard]] const Software* softwareOfProcess(const QString& comm);
/// All unit patterns, as arguments for systemctl.
[[nodiscard]] QStringList knownUnits();

} // namespace hopscope
