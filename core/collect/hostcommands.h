// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hopscope::commands {

/// What is run on a host, as argument vectors. All of them only read. Figures in the comments are what they cost on an
/// idle Debian 12.
[[nodiscard]] QStringList system();    ///< names, uptime, load, memory, cores and clock (4 ms)
[[nodiscard]] QStringList addresses(); ///< `ip -o addr` (2 ms)
[[nodiscard]] QStringList listeners(); ///< `ss -ltnpH`; process names of others need root (5 ms)
[[nodiscard]] QStringList filesystems(); ///< `df -PkT`, a heading, `df -PiT`
[[nodiscard]] QStringList processes();   ///< `ps -e` with the columns parsePs reads
[[nodiscard]] QStringList units(const QStringList& patterns); ///< `systemctl show` in UTC
[[nodiscard]] QStringList journal(const QStringList& units);  ///< what systemd itself said of these units, JSON
[[nodiscard]] QStringList resolve(const QStringList& names);  ///< `getent ahosts` for each name, in one go
[[nodiscard]] QStringList nginxVersion();
[[nodiscard]] QStringList packages(); ///< what dpkg or rpm did, the last 200 lines; nothing where neither keeps a log
[[nodiscard]] QStringList oomKills(); ///< the kernel's words about processes killed for memory, the last 50 lines
/// `rabbitmqctl status`, a heading, `rabbitmqctl list_queues`, both as JSON and side by side; needs root (1.2 s). Standard
/// error stays behind: it shows a hash of the node's cookie.
[[nodiscard]] QStringList broker();
/// How PostgreSQL's connection slots are used, asked by psql as the user postgres in a read-only session; needs root (0.1 s).
[[nodiscard]] QStringList databaseActivity();
/// The firewall's rules as nft prints them, or iptables where there is no nft; needs root (20 ms).
[[nodiscard]] QStringList firewall();

/// How the commands above that need root end for anybody else (EX_NOPERM of sysexits.h).
inline constexpr int kNotRoot = 77;

/// Stands between the two answers of broker().
inline constexpr QByteArrayView kQueuesHeading("\nqueues:\n");
/// Stands between the two tables of filesystems().
inline constexpr QByteArrayView kInodesHeading("\ninodes:\n");

/// The command as a person would type it, for evidence and the copy button.
[[nodiscard]] QString asTyped(const QStringList& argv);

} // namespace hopscope::commands
