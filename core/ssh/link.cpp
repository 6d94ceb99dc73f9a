// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/link.h"

#include "core/ssh/execchannel.h"
#include "core/ssh/forwardchannel.h"
#include "core/ssh/stallwatch.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <libssh/server.h> // ssh_send_keepalive

namespace hopscope {

Link::Link(SessionPtr session, SshOptions options, LinkEvents events, std::function<void()> gone)
    : m_session(std::move(session)), m_options(options), m_events(std::move(events)), m_gone(std::move(gone))
{
}

Link::~Link()
{
    for (auto& [op, channel] : m_channels)
        channel->orphan();
    m_channels.clear();
    m_waiting.clear();
    m_readable.reset();
    m_writable.reset();
    if (m_event) {
        ssh_event_remove_session(m_event, session());
        ssh_event_free(m_event);
    }
}

void Link::start()
{
    // libssh made the socket blocking again; one write to a stalled peer then holds every host.
    ::fcntl(m_session->socket(), F_SETFL, ::fcntl(m_session->socket(), F_GETFL) | O_NONBLOCK);
    ssh_set_blocking(session(), 0);
    ssh_set_counters(session(), &m_counter, nullptr);
    m_event = ssh_event_new();
    if (!m_event || ssh_event_add_session(m_event, session()) != SSH_OK)
        return die(QStringLiteral("ssh.lost"), errorText());
    m_readable = std::make_unique<QSocketNotifier>(m_session->socket(), QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_session->socket(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &Link::pump);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &Link::pump);
    connect(&m_keepalive, &QTimer::timeout, this, &Link::keepAlive);
    m_keepalive.setSingleShot(true);
    armKeepalive(m_options.keepaliveMs);
    heard();
    pump();
}

void Link::exec(quint64 op, const CommandSpec& spec, bool stream)
{
    m_waiting.push_back(std::make_unique<ExecChannel>(*this, op, spec,
                                                      stream ? ExecChannel::Mode::Stream : ExecChannel::Mode::Collect));
    pump();
}

void Link::service(const CommandSpec& spec)
{
    m_waiting.push_back(std::make_unique<ExecChannel>(*this, ++m_lastService, spec, ExecChannel::Mode::Service));
    pumpLater();
}

void Link::forward(quint64 op, const QString& address, quint16 port, int timeoutMs)
{
    m_waiting.push_back(std::make_unique<ForwardChannel>(*this, op, address, port, timeoutMs));
    pump();
}

Channel* Link::find(quint64 op) const
{
    const auto running = m_channels.find(op);
    if (running != m_channels.end())
        return running->second.get();
    for (const auto& channel : m_waiting)
        if (channel->op() == op)
            return channel.get();
    return nullptr;
}

void Link::cancel(quint64 op)
{
    if (Channel* channel = find(op)) {
        channel->cancel();
        pump();
    }
}

void Link::taken(quint64 op)
{
    if (Channel* channel = find(op)) {
        channel->taken();
        pump();
    }
}

void Link::answerSudo(quint64 op, const SshAnswer& answer)
{
    if (Channel* channel = find(op)) {
        channel->answerSudo(answer);
        pump();
    }
}

void Link::pump()
{
    if (m_turning) {
        m_again = true;
        return;
    }
    const StallWatch watch("pump");
    m_turning = true;
    int turns = 0;
    do {
        m_again = false;
        turn();
    } while (m_again && !m_dead && ++turns < 16);
    m_turning = false;
    if (m_dead)
        return;
    if (m_again)
        pumpLater(); // others first
    m_writable->setEnabled((ssh_get_poll_flags(session()) & SSH_WRITE_PENDING) != 0);
}

void Link::turn()
{
    if (m_dead)
        return;
    // libssh reads 4 KB at a time; a few rounds a turn keep throughput up and the turn short.
    for (int i = 0; i < 32; ++i) {
        const uint64_t before = m_counter.in_bytes;
        if (ssh_event_dopoll(m_event, 0) == SSH_ERROR || !ssh_is_connected(session()))
            return die(QStringLiteral("ssh.lost"), errorText());
        if (m_counter.in_bytes == before)
            break;
    }
    if (m_counter.in_bytes != m_heardBytes) {
        m_heardBytes = m_counter.in_bytes;
        heard();
        m_events.counters->bytesReceived.store(static_cast<qint64>(m_heardBytes));
    }
    stepChannels();
}

void Link::stepChannels()
{
    startWaiting();
    for (const auto& [op, channel] : m_channels)
        channel->step();
    const auto over = [](const auto& entry) { return entry.second->over(); };
    if (std::erase_if(m_channels, over) > 0)
        m_again = true; // a slot is free
    if (!ssh_is_connected(session()))
        die(QStringLiteral("ssh.lost"), errorText());
}

void Link::startWaiting()
{
    int execs = 0;
    int forwards = 0;
    int services = 0;
    int abandoned = 0;
    const auto slot = [&](const Channel& channel) -> int& {
        return channel.kind() == Channel::Kind::Exec      ? execs
               : channel.kind() == Channel::Kind::Forward ? forwards
                                                          : services;
    };
    const auto limit = [this](const Channel& channel) {
        return channel.kind() == Channel::Kind::Forward ? m_options.forwards : m_options.execChannels;
    };
    for (const auto& [op, channel] : m_channels)
        ++(channel->abandoned() ? abandoned : slot(*channel));
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        int& used = slot(**it);
        if ((*it)->over()) {
            it = m_waiting.erase(it); // cancelled in the queue
        } else if (used < limit(**it) && ((*it)->kind() != Channel::Kind::Forward || abandoned < m_options.abandoned)) {
            ++used;
            const quint64 op = (*it)->op();
            m_channels.emplace(op, std::move(*it));
            it = m_waiting.erase(it);
        } else {
            ++it;
        }
    }
}

void Link::heard()
{
    m_events.counters->heardAtMs.store(monotonicMs());
}

/// The far kernel has not acknowledged what we sent: the way there is gone, not only the process at its end. Unknown,
/// and false, through a jump host.
bool Link::unacknowledged() const
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return ::getsockopt(m_session->socket(), IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_unacked > 0;
}

/// Whole seconds let the keepalives of 200 hosts, and their answers, share a few wake-ups instead of 80 a second.
void Link::armKeepalive(int ms)
{
    m_keepalive.setTimerType(ms >= 2'000 ? Qt::VeryCoarseTimer : Qt::CoarseTimer);
    m_keepalive.start(ms);
}

void Link::keepAlive()
{
    pump(); // what lies unread in the socket counts as heard
    if (m_dead)
        return;
    const auto left = m_options.frozenMs - silenceMs();
    if (left <= 0)
        return die(unacknowledged() ? QStringLiteral("ssh.lost") : QStringLiteral("ssh.peer-frozen"), {});
    {
        const StallWatch watch("keepalive");
        // Twice: without blocking only every second call sends. The answer counts as bytes heard.
        ssh_send_keepalive(session());
        ssh_send_keepalive(session());
    }
    armKeepalive(static_cast<int>(qMin<qint64>(m_options.keepaliveMs, left)));
    pump();
}

void Link::die(const QString& code, const QString& text)
{
    if (m_dead)
        return;
    m_dead = true;
    m_keepalive.stop();
    if (m_readable)
        m_readable->setEnabled(false);
    if (m_writable)
        m_writable->setEnabled(false);
    m_session->abort();
    // First of all: what travels through our channels dies of this, and must find the cause already told.
    const Error error{code, m_events.host, QStringLiteral("channel"), text};
    m_events.post([link = m_events.link, error](LinkOwner& owner) { owner.linkLost(link, error); });
    for (auto& [op, channel] : m_channels)
        channel->orphan();
    m_gone();
}

} // namespace hopscope
