// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <QString>

#include <atomic>
#include <memory>

#include <libssh/libssh.h>

namespace hopscope {

/// One libssh session with its socket. It has one user at a time: a connect worker until it is authenticated, then the
/// reactor. Only abort() may be called by somebody else.
class SshSession {
public:
    SshSession() = default;
    SshSession(const SshSession&) = delete;
    SshSession& operator=(const SshSession&) = delete;
    ~SshSession();

    /// Makes the libssh session; false when memory is out.
    [[nodiscard]] bool open();
    [[nodiscard]] ssh_session get() const { return m_session; }
    /// Keeps the socket until the session is freed.
    void takeSocket(OwnedFd socket);
    /// A copy of the socket for SSH_OPTIONS_FD. libssh leaves one it was given open when it disconnects, but closes it
    /// when the server says goodbye or a write fails; were it ours, we would close the number again, by then a
    /// stranger's.
    [[nodiscard]] int lend();
    [[nodiscard]] int socket() const { return m_socket.get(); }

    /// Any thread: makes the worker's pending call end soon. The descriptor stays open, so it cannot be a stranger's.
    void abort();
    [[nodiscard]] bool aborted() const { return m_aborted.load(); }

    /// The text of the last error. libssh overwrites it with the next call, so take it at once.
    [[nodiscard]] QString errorText() const;

private:
    ssh_session m_session = nullptr;
    OwnedFd m_socket;
    bool m_lent = false;
    std::atomic<int> m_sharedSocket{-1};
    std::atomic<bool> m_aborted{false};
};

using SessionPtr = std::shared_ptr<SshSession>;

struct SshKeyFree {
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using SshKey = std::unique_ptr<std::remove_pointer_t<ssh_key>, SshKeyFree>;

/// What a host or library said, fit to be quoted: printable, one line, at most 200 characters.
[[nodiscard]] QString quotable(const QByteArray& text);

} // namespace hopscope
