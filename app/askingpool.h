// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/terminalanswers.h"
#include "core/ssh/sshpool.h"
#include "core/triage/conduct/questions.h"

#include <memory>

namespace hopscope {

/// The SSH connections of one command without a session, and the person at the terminal whom they ask; without a terminal
/// what wants a person is refused.
class AskingPool {
public:
    /// `sshConfig` as in `ssh -F`; empty for the user's own.
    explicit AskingPool(const QString& sshConfig);
    [[nodiscard]] SshHost& host(const QString& alias) { return *m_pool->host(alias); }
    [[nodiscard]] bool canAsk() const { return m_terminal != nullptr; }

private:
    std::unique_ptr<TerminalAnswers> m_terminal;
    std::unique_ptr<Questions> m_questions;
    std::unique_ptr<SshPool> m_pool; ///< goes before those it asks
};

} // namespace hopscope
