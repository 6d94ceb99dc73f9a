// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/ssh/hostconfig.h"
#include "core/ssh/session.h"
#include "core/ssh/sshhost.h"
#include "core/ssh/sshoptions.h"

#include <functional>
#include <optional>

namespace hopscope {

enum class ConnectPhase { Resolve, Connect, Banner, KeyExchange, HostKey, Authentication };
[[nodiscard]] QString phaseName(ConnectPhase phase);

/// The key a server showed, proven by the key exchange, not yet believed.
struct ServerKey {
    enum class Judgement { Known, Unknown, Changed, Revoked };
    Judgement judgement = Judgement::Known;
    QByteArray type; ///< as in known_hosts
    QByteArray blob; ///< base64
    SshKeyLook look;
    QList<SshKeyLook> known; ///< what known_hosts has, the line that decided first, or the file that revokes it
    QString authority;       ///< `file:line` of a @cert-authority line for the host, or empty
    std::optional<Error> refusal; ///< why no answer of a person helps
};

/// From a name (or a ready socket through a jump host) to a finished key exchange and a judged host key. Blocking, for
/// a worker thread; the session's abort() ends it. Every deadline is the caller's, who learns each phase by `enter`.
class Handshake {
public:
    Handshake(HostConfig config, SshOptions options, SessionPtr session, std::function<void(ConnectPhase)> enter)
        : m_config(std::move(config)), m_options(options), m_session(std::move(session)), m_enter(std::move(enter))
    {
    }
    /// `through` is an invalid descriptor for a direct connection. `ssh.dropped` means closed before any banner
    /// (MaxStartups, or a crash): worth another try. `ssh.revoked-keys-damaged` names the file of RevokedHostKeys that could
    /// not be read, `ssh.algorithms` the list of the file of which libssh knows no name, or what both sides offered.
    [[nodiscard]] Result<ServerKey> run(OwnedFd through);

private:
    [[nodiscard]] Status dial();
    [[nodiscard]] Status configure();
    [[nodiscard]] Status chooseAlgorithms(const QByteArray& hostKeys);
    [[nodiscard]] Status exchangeKeys();
    [[nodiscard]] Error connectError() const;
    [[nodiscard]] Result<ServerKey> serverKey() const;
    [[nodiscard]] Status checkRevoked(ServerKey& key) const;
    [[nodiscard]] Result<ServerKey> judgeKey();
    void judgeByPlainName(ServerKey& key) const;
    void peekBanner();

    HostConfig m_config;
    SshOptions m_options;
    SessionPtr m_session;
    std::function<void(ConnectPhase)> m_enter;
    QByteArray m_firstBytes;
    ConnectPhase m_phase = ConnectPhase::Resolve;
};

} // namespace hopscope
