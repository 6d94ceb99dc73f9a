// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace hopscope::test {

/// A blocking TCP server on a free loopback port, one thread per connection; `serve` gets the descriptor.
class LocalServer {
public:
    explicit LocalServer(std::function<void(int)> serve);
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int connections() const { return m_connections.load(); }

private:
    void acceptAll();
    std::function<void(int)> m_serve;
    OwnedFd m_listener;
    quint16 m_port = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_connections{0};
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// Sends back what it gets until the sender ends, then ends too.
void echo(int fd);
/// Reads and forgets until the peer goes: silent for ever.
void swallow(int fd);

} // namespace hopscope::test
