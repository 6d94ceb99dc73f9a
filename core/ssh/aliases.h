// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hopscope {

/// What an ssh_config names without patterns, and what else it includes.
struct SshAliases {
    QStringList names;    ///< in the order of the file, each once
    QStringList includes; ///< as written
};

/// Reads the `Host` and `Include` lines of an ssh_config(5). Aliases with `*`, `?`, `!` or a `%`, and those a command line
/// could take for an option, are left out: they are offered for choosing, `ssh -G` stays the truth about each. Any thread.
[[nodiscard]] SshAliases parseSshAliases(const QByteArray& config);

/// The aliases of that file and of all it includes (globs, relative to `~/.ssh`, at most 16 deep and 200 files of 1 MB).
/// What cannot be read adds nothing. Reads the disk; any thread but the window's.
[[nodiscard]] QStringList sshAliases(const QString& configFile);

/// The files that sshAliases() reads, whether they are there or not: what to watch for changes. Reads the disk.
[[nodiscard]] QStringList sshConfigFiles(const QString& configFile);

/// The user's home as ssh itself finds it: by the password database, whatever $HOME says. Asks name services.
[[nodiscard]] QString userHome();
/// The user's name, likewise.
[[nodiscard]] QString userName();
/// `~/.ssh/config` as ssh itself finds it: by the password database, whatever $HOME says.
[[nodiscard]] QString userSshConfig();

} // namespace hopscope
