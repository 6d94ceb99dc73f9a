// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/questions.h"

namespace hopscope {
namespace {

QString codeOf(SshQuestion::Kind kind)
{
    switch (kind) {
    case SshQuestion::Kind::UnknownHostKey:
        return QStringLiteral("unknown-host-key");
    case SshQuestion::Kind::Passphrase:
        return QStringLiteral("passphrase");
    case SshQuestion::Kind::Password:
        return QStringLiteral("password");
    case SshQuestion::Kind::KeyboardInteractive:
        return QStringLiteral("keyboard-interactive");
    case SshQuestion::Kind::SudoPassword:
        return QStringLiteral("sudo-password");
    case SshQuestion::Kind::Touch:
        return QStringLiteral("touch");
    }
    return {};
}

} // namespace

void Questions::put(const SshQuestion& question, SshReply reply)
{
    const qint64 id = m_next++;
    m_waiting.emplace(id, std::move(reply));
    m_ask({id, codeOf(question.kind), question.host, question.fingerprint, question.prompt, question.echo, question.attempt});
}

void Questions::answer(qint64 id, bool accepted, Secret secret)
{
    const auto it = m_waiting.find(id);
    if (it == m_waiting.end())
        return;
    const SshReply reply = std::move(it->second);
    m_waiting.erase(it);
    reply({accepted, std::move(secret)});
}

void Questions::refuseAll()
{
    while (!m_waiting.empty())
        answer(m_waiting.begin()->first, false, {});
}

} // namespace hopscope
