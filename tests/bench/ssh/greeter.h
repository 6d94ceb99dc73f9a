// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <atomic>
#include <thread>

namespace hopscope::bench {

/// The open port: greets everyone with one byte and holds the connection until the other side ends it.
class Greeter {
public:
    Greeter();
    ~Greeter();
    Greeter(const Greeter&) = delete;
    Greeter& operator=(const Greeter&) = delete;

    [[nodiscard]] unsigned short port() const { return m_port; }

private:
    void serve();
    OwnedFd m_listener;
    unsigned short m_port = 0;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace hopscope::bench
