// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <thread>

namespace hopscope {

/// Stands between libssh and an ssh-agent, because libssh offers all an agent holds in the agent's own order, and waits
/// for it without a limit or a word. Here the agent seems to hold just the identities given, a certificate may be shown
/// for a plain key, and waiting for a signature is told. It has a thread of its own; what it is told in there must be
/// safe to call from it. Protocol: draft-ietf-sshm-ssh-agent.
class AgentFilter {
public:
    struct Identity {
        QByteArray held;  ///< the key as the agent has it, decoded
        QByteArray shown; ///< what the server gets to see: the same, or a certificate for it
    };
    struct Watch {
        std::function<void(bool waiting)> waits; ///< a signature was asked of the agent, or is there
        std::function<bool()> cancelled;         ///< asked five times a second
    };

    AgentFilter(QString agentSocket, QList<Identity> identities, Watch watch);
    /// Ends the thread; libssh must be out of its call.
    ~AgentFilter();
    AgentFilter(const AgentFilter&) = delete;
    AgentFilter& operator=(const AgentFilter&) = delete;

    /// The end for ssh_set_agent_socket(), which closes it; -1 where there is none left.
    [[nodiscard]] int takeEnd() { return m_theirs.release(); }

private:
    void serve();
    [[nodiscard]] QByteArray answer(const QByteArray& request) const;
    [[nodiscard]] QByteArray identities() const;
    [[nodiscard]] QByteArray sign(QByteArray request) const;
    [[nodiscard]] bool readAll(int fd, char* to, qsizetype size) const;
    [[nodiscard]] QByteArray readMessage(int fd) const;

    QString m_agent;
    QList<Identity> m_identities;
    Watch m_watch;
    OwnedFd m_ours;
    OwnedFd m_theirs;
    std::thread m_thread;
};

} // namespace hopscope
