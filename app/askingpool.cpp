// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/askingpool.h"

namespace hopscope {

AskingPool::AskingPool(const QString& sshConfig)
{
    m_terminal = TerminalAnswers::atTerminal([this](qint64 id, bool accepted, const QString& secret) {
        m_questions->answer(id, accepted, Secret(secret.toUtf8()), false);
    });
    SshQuestionHandler handler;
    if (m_terminal) {
        m_questions = std::make_unique<Questions>([this](const Question& question) { m_terminal->put(question); });
        handler = [this](const SshQuestion& question, SshReply reply) { m_questions->put(question, std::move(reply)); };
    }
    m_pool = std::make_unique<SshPool>(sshConfig, handler);
}

} // namespace hopscope
