// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QString>

namespace hopscope {

/// The jump that a ProxyCommand means which is no more than `ssh -W %h:%p JUMP`, in ProxyJump's form: `user@host:port`. It may
/// have -q, -v, -T, -x, -a, -n and -N, -l USER and -p PORT, in any order. No other command is run: code `ssh.proxy-command` with its
/// first word, and the option where it is an ssh that does more. `user` stands for %r.
[[nodiscard]] Result<QString> jumpOfProxyCommand(const QString& command, const QString& user);

} // namespace hopscope
