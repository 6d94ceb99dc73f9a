// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/authentication.h"
#include "core/ssh/handshake.h"
#include "core/ssh/workers.h"

#include <QObject>
#include <QTimer>

namespace hopscope {

/// One attempt at an authenticated session, as a state machine in the pool's thread: handshake, question about the key,
/// authentication, further questions. The blocking parts run in workers, one after the other, so that the session never
/// has two users; each phase has a deadline here. Ends at once when destroyed.
class Connector : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<SessionPtr>)>;

    Connector(HostConfig config, SshOptions options, Workers& workers, Inbox::Address home,
              const SshQuestionHandler& questions, Done done);
    ~Connector() override;
    Connector(const Connector&) = delete;
    Connector& operator=(const Connector&) = delete;

    /// An invalid descriptor means a direct connection. `done` is called once, after this returned, or never when the
    /// Connector is destroyed before.
    void start(OwnedFd through);
    /// Told of each phase as it begins; set before start(). It must not destroy this Connector.
    std::function<void(ConnectPhase)> onPhase;

private:
    using Self = std::weak_ptr<Connector*>;
    void work(std::function<std::function<void(Connector&)>()> job, bool urgent);
    void enter(ConnectPhase phase);
    void onDeadline();
    void onKey(const Result<ServerKey>& key);
    void onUnknownKey(const ServerKey& key);
    [[nodiscard]] SshQuestion hostKeyQuestion(SshQuestion::Kind kind, const ServerKey& key) const;
    void tell(const SshQuestion& question) const;
    void trust(const ServerKey& key);
    void authenticate(const std::shared_ptr<SshAnswer>& answer);
    void onOutcome(const Authentication::Outcome& outcome);
    void ask(const SshQuestion& question, std::function<void(Connector&, SshAnswer)> then);
    void onAgent(bool waiting);
    void finish(Result<SessionPtr> result);
    void failWith(const Error& error);

    HostConfig m_config;
    SshOptions m_options;
    Workers& m_workers;
    Inbox::Address m_home;
    const SshQuestionHandler& m_questions;
    Done m_done;
    SessionPtr m_session;
    std::shared_ptr<Authentication> m_authentication;
    std::function<void(bool)> m_verdict; ///< of the secret being tried
    ConnectPhase m_phase = ConnectPhase::Resolve;
    QTimer m_deadline;
    QTimer m_touch; ///< runs while an agent is asked to sign
    bool m_touchTold = false;
    quint64 m_job = 0;
    std::shared_ptr<Connector*> m_self;
};

} // namespace hopscope
