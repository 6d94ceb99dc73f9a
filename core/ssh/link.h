// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/channel.h"
#include "core/ssh/linkevents.h"
#include "core/ssh/session.h"
#include "core/ssh/sshoptions.h"

#include <QSocketNotifier>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>

#include <libssh/callbacks.h>

namespace hopscope {

/// One live session in the reactor: its descriptor, its keepalive, its channels. libssh handles packets of any channel
/// within a call for one, so callbacks only note what came, and after every event all channels take a step.
class Link : public QObject {
    Q_OBJECT
public:
    Link(SessionPtr session, SshOptions options, LinkEvents events, std::function<void()> gone);
    ~Link() override;
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    void start();
    void exec(quint64 op, const CommandSpec& spec, bool stream);
    void forward(quint64 op, const QString& address, quint16 port, int timeoutMs);
    void cancel(quint64 op);
    void taken(quint64 op);
    void answerSudo(quint64 op, const SshAnswer& answer);

    // For channels:
    [[nodiscard]] ssh_session session() const { return m_session->get(); }
    [[nodiscard]] const SshOptions& options() const { return m_options; }
    [[nodiscard]] const LinkEvents& events() const { return m_events; }
    [[nodiscard]] QString errorText() const { return m_session->errorText(); }
    /// Runs a command of our own whose result nobody reads.
    void service(const CommandSpec& spec);
    /// Lets libssh work and every channel take a step. Safe to call from within one.
    void pump();
    /// The same from the event loop, for timers and notifiers that a step may destroy.
    void pumpLater() { QTimer::singleShot(0, this, &Link::pump); }

private:
    void turn();
    void stepChannels();
    void startWaiting();
    void heard();
    [[nodiscard]] qint64 silenceMs() const { return monotonicMs() - m_events.counters->heardAtMs.load(); }
    [[nodiscard]] bool unacknowledged() const;
    void armKeepalive(int ms);
    void keepAlive();
    void die(const QString& code, const QString& text);
    [[nodiscard]] Channel* find(quint64 op) const;

    SessionPtr m_session;
    SshOptions m_options;
    LinkEvents m_events;
    std::function<void()> m_gone;
    ssh_event m_event = nullptr;
    ssh_counter_struct m_counter{};
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QTimer m_keepalive;
    quint64 m_heardBytes = 0;
    quint64 m_lastService = quint64(1) << 63; ///< above all operations of the pool
    std::map<quint64, std::unique_ptr<Channel>> m_channels;
    std::deque<std::unique_ptr<Channel>> m_waiting;
    bool m_turning = false;
    bool m_again = false;
    bool m_dead = false;
};

} // namespace hopscope
