// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/ssh/sshhost.h"

namespace hopscope {

/// How a command that wants root is run on a host with this setting.
[[nodiscard]] inline Sudo sudoFor(SudoMode mode)
{
    switch (mode) {
    case SudoMode::Never:
        return Sudo::No;
    case SudoMode::Ask:
        return Sudo::AskPassword;
    case SudoMode::Passwordless:
        return Sudo::NonInteractive;
    }
    return Sudo::No;
}

} // namespace hopscope
