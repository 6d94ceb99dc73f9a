// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/ssh/sshhost.h"

namespace hopscope {

/// The random words by which a command's own output is told from what login shells print before it.
struct CommandMarks {
    QByteArray frame;      ///< starts stdout and stderr
    QByteArray sudoPrompt; ///< printed by sudo when, and only when, it wants a password
    QByteArray sudoReady;  ///< stderr: sudo is satisfied, stdin now belongs to the command
    static CommandMarks random();
};

/// One word for a POSIX shell. A newline becomes `"$n"`, because csh cannot hold one between quotes; remoteCommand()
/// defines n.
[[nodiscard]] QByteArray quotePosix(const QString& word);

/// A text as one word that sh, bash, csh, tcsh and fish all read alike: quotes, backslashes and exclamation marks stand
/// outside single quotes, where they agree. The text must not hold a newline.
[[nodiscard]] QByteArray quoteAnyShell(const QByteArray& text);

/// The line for the login shell. Code `ssh.bad-command` for an empty argv or a NUL in it.
/// With AskPassword and input, sudo validates first (`sudo -v`) and then runs the command without a prompt: only so is
/// it certain that the input cannot be taken for a password, nor a password for input.
[[nodiscard]] Result<QByteArray> remoteCommand(const CommandSpec& spec, const CommandMarks& marks);

} // namespace hopscope
