// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/linkevents.h"
#include "core/ssh/session.h"
#include "core/ssh/sshoptions.h"

#include <QThread>

#include <functional>

namespace hopscope {

class Link;

/// The one thread in which all authenticated sessions live. Everything else in it is an event handler that must not
/// block; one that takes over 100 ms is logged under `hopscope.ssh.reactor`, when that category is on.
class Reactor : public QThread {
    Q_OBJECT
public:
    explicit Reactor(SshOptions options);
    /// Closes all links and joins the thread.
    ~Reactor() override;
    Reactor(const Reactor&) = delete;
    Reactor& operator=(const Reactor&) = delete;

    void adopt(SessionPtr session, LinkEvents events);
    /// Runs the call in the reactor unless that link is gone, in which case linkLost() was posted before.
    void with(quint64 link, std::function<void(Link&)> call);

protected:
    void run() override;

private:
    class Core;
    SshOptions m_options;
    std::unique_ptr<Inbox> m_inbox;
    std::shared_ptr<Core> m_core;
    std::atomic<bool> m_ended{false};
};

} // namespace hopscope
