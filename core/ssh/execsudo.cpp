// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The part of ExecChannel that talks with sudo.
#include "core/ssh/execchannel.h"
#include "core/ssh/link.h"

#include <utility>

namespace hopscope {

namespace {
constexpr int sudoQuietMs = 5'000; ///< PAM delays a wrong password by 2 to 4 s
} // namespace

/// The prompt is a word only we and sudo know: what prints it wants the password, and nothing else gets it.
void ExecChannel::watchSudo()
{
    if (const auto ready = m_err.indexOf(m_marks.sudoReady); ready >= 0) {
        m_err.remove(ready, m_marks.sudoReady.size());
        m_inputFree = true;
    }
    if (const auto prompt = m_err.indexOf(m_marks.sudoPrompt); prompt >= 0 && !m_inputFree) {
        m_err.remove(prompt, m_marks.sudoPrompt.size());
        pause(Pause::None, 0);
        m_limit.stop(); // a person's time is not the command's
        m_link.events().post([op = m_op, attempt = ++m_sudoAsked](LinkOwner& owner) { owner.sudoAsks(op, attempt); });
    } else if (m_spec.input.isEmpty() && !m_inputFree && m_outFilter.opened()) {
        // No way to see that sudo is satisfied, except output or silence; then stdin may end.
        const bool asking = m_sudoAsked > 0 && !m_limit.isActive() && !m_stream;
        if (!m_out.isEmpty() || m_chunksOut > 0) {
            m_inputFree = true;
        } else if (m_pauseWhy == Pause::None && !asking && !m_exited) {
            pause(Pause::SudoQuiet, sudoQuietMs);
        }
    }
    if (m_inputFree)
        writeInput();
}

void ExecChannel::answerSudo(const SshAnswer& answer)
{
    if (m_state != State::Running || m_reported || m_inputFree)
        return;
    if (!m_stream)
        m_limit.start(m_spec.timeoutMs);
    if (answer.accepted) {
        QByteArray line = answer.secret.reveal() + '\n';
        const Secret wiped(std::move(line));
        ssh_channel_write(m_channel, wiped.reveal().constData(), static_cast<uint32_t>(wiped.reveal().size()));
        return;
    }
    ssh_channel_send_eof(m_channel);
    m_inputOpen = false;
    fail("sudo.needs-password");
    kill();
}

} // namespace hopscope
