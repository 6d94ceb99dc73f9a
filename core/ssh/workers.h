// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"

#include <deque>
#include <functional>
#include <unordered_set>

namespace hopscope {

/// Runs calls that block on somebody else (resolver, agent, server, key derivation), each on a thread of its own, at
/// most `atOnce` at a time. Belongs to the thread that made it. A call cannot be stopped from outside, only abandoned:
/// its thread then ends when it ends, touches nothing but what it owns, and its slot is free at once.
class Workers {
public:
    /// Runs in the worker; what it returns runs in the owner's thread. Both must be copyable.
    using Work = std::function<Inbox::Call()>;

    explicit Workers(int atOnce) : m_atOnce(atOnce) {}
    /// Waits up to a second for threads still running, which their owners should have aborted, and leaves the rest.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// `urgent` goes first: half-made connections should finish before new ones begin.
    quint64 start(Work work, bool urgent);
    void abandon(quint64 id);

private:
    struct Job {
        quint64 id;
        Work work;
    };
    void next();
    void launch(Job job);
    void finished(quint64 id);

    Inbox m_home;
    int m_atOnce;
    quint64 m_lastId = 0;
    std::deque<Job> m_waiting;
    std::unordered_set<quint64> m_running;
    int m_threads = 0;
};

} // namespace hopscope
