// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/base/result.h"
#include "core/ssh/hostconfig.h"

#include <functional>
#include <vector>

struct addrinfo;

namespace hopscope {

/// Looks the name up and connects to every address it has, IPv6 and IPv4 in turn, a new attempt every 250 ms or as soon
/// as one failed (after RFC 8305). libssh would look up synchronously and try the first address only.
/// Blocking, for a worker thread; returns soon after `cancelled` says so, except inside the system's resolver.
/// Codes ssh.resolve ssh.refused ssh.unreachable ssh.connect-timeout, and `ssh.bind-address` where `from` is no address of
/// this machine.
class Dial {
public:
    struct From {
        HostConfig::Family family = HostConfig::Family::Any;
        QString address; ///< of this machine, a name or a number; empty for any
    };
    Dial(QString host, quint16 port, int timeoutMs, std::function<bool()> cancelled, From from)
        : m_host(std::move(host)), m_port(port), m_timeoutMs(timeoutMs), m_cancelled(std::move(cancelled)), m_from(std::move(from))
    {
    }
    ~Dial();
    Dial(const Dial&) = delete;
    Dial& operator=(const Dial&) = delete;

    [[nodiscard]] Status lookUp();
    [[nodiscard]] Result<OwnedFd> connect();

private:
    struct Attempt {
        OwnedFd fd;
        QString address;
    };
    [[nodiscard]] Status lookUpOwn();
    [[nodiscard]] bool bindTo(int fd, int family);
    void start(const addrinfo& address);
    void note(int error, const QString& address);
    [[nodiscard]] Result<OwnedFd> await();

    QString m_host;
    quint16 m_port;
    int m_timeoutMs;
    std::function<bool()> m_cancelled;
    From m_from;
    addrinfo* m_own = nullptr; ///< what to bind to
    addrinfo* m_addresses = nullptr;
    std::vector<const addrinfo*> m_order;
    std::size_t m_next = 0;
    std::vector<Attempt> m_attempts;
    int m_error = 0;
    QString m_errorAddress;
};

/// TCP_NODELAY (without it 19 instead of 135 commands a second) and TCP_USER_TIMEOUT (a dropped link is not noticed
/// else).
void tuneSocket(int fd, int userTimeoutMs);

} // namespace hopscope
