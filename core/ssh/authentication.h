// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/ssh/hostconfig.h"
#include "core/ssh/keyfiles.h"
#include "core/ssh/session.h"
#include "core/ssh/sshhost.h"
#include "core/ssh/sshoptions.h"

#include <functional>
#include <optional>

namespace hopscope {

/// Proves who we are by the methods the configuration leaves, in its order: agent and key files, keyboard-interactive,
/// password, in ssh(1)'s spirit, including methods that succeed only in part. It runs in workers, one call at a time; where only a person knows on, the call ends with a
/// question and goes on with answer(). No thread waits for a person.
class Authentication {
public:
    /// Neither question nor error: authenticated.
    struct Outcome {
        std::optional<SshQuestion> question;
        std::optional<Error> error;
        std::optional<bool> secretRight; ///< of the secret just answered with, where that came out
    };

    /// `canAsk` false, BatchMode, or no prompts allowed: what needs a person is passed over; the end is then `ssh.auth-needs-input`. `agentWaits` is told, in
    /// any thread, when an agent was asked for a signature and when it is there: the agent may wait for a touch.
    Authentication(HostConfig config, SshOptions options, SessionPtr session, bool canAsk,
                   std::function<void(bool)> agentWaits);
    [[nodiscard]] Outcome start();
    [[nodiscard]] Outcome answer(const SshAnswer& answer);

private:
    enum class Stage { Agent, Keys, Interactive, Password, Over };
    enum class Step { Next, Ask, Done, Failed };

    [[nodiscard]] Stage stage() const { return m_stages.value(m_stage, Stage::Over); }
    [[nodiscard]] Outcome advance();
    [[nodiscard]] Outcome finish(Step step) const;
    [[nodiscard]] Step takeAnswer(const SshAnswer& answer);
    [[nodiscard]] Step run();
    [[nodiscard]] Step over();
    /// Without anybody to ask the method is entered all the same, to learn that it needs one.
    [[nodiscard]] bool mayTry() const { return !m_canAsk || m_secretsTried < m_config.prompts; }
    /// Maps libssh's answer; `denied` is what a refusal means here.
    [[nodiscard]] Step judge(int rc, Step denied);
    [[nodiscard]] Step tryAgent();
    [[nodiscard]] Step tryKey(const Secret* passphrase);
    [[nodiscard]] Step offer(ssh_key privateKey, const KeyCandidate& candidate);
    [[nodiscard]] Step tryInteractive();
    [[nodiscard]] Step askNextPrompt();
    [[nodiscard]] Step askPassword();
    [[nodiscard]] Step ask(SshQuestion::Kind kind, const QString& prompt, bool echo, int attempt);
    [[nodiscard]] Error lostError() const;

    HostConfig m_config;
    SshOptions m_options;
    SessionPtr m_session;
    bool m_canAsk;
    std::function<void(bool)> m_agentWaits;
    bool m_needsInput = false;
    QList<Stage> m_stages; ///< those to go through, in this order
    qsizetype m_stage = 0;
    unsigned m_methods = 0; ///< SSH_AUTH_METHOD_* bits
    QList<KeyCandidate> m_candidates;
    qsizetype m_candidate = 0;
    int m_passphraseTries = 0;
    int m_secretsTried = 0; ///< passwords and rounds of prompts: sshd hangs up at six, PAM is slow
    int m_prompt = -1;      ///< the prompt being asked; -1 outside a round
    bool m_agentTried = false;
    std::optional<bool> m_secretRight;
    SshQuestion m_question;
    Error m_error;
};

} // namespace hopscope
