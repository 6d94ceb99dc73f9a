// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/forwardchannel.h"

#include "core/ssh/link.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

namespace hopscope {

namespace {

constexpr qsizetype piece = qsizetype{64} * 1024;

/// sshd puts connect(2)'s message into the refusal; the reason code is 2 for all of them.
QString codeOf(const QString& text)
{
    const auto says = [&text](const char* words) { return text.contains(QLatin1String(words), Qt::CaseInsensitive); };
    if (says("Connection refused"))
        return QStringLiteral("tcp.refused");
    if (says("timed out"))
        return QStringLiteral("tcp.timed-out");
    if (says("No route to host") || says("unreachable"))
        return QStringLiteral("tcp.unreachable");
    return QStringLiteral("tcp.failed");
}

/// Its own signal may be on the stack.
void retire(std::unique_ptr<QSocketNotifier>& notifier)
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    notifier.release()->deleteLater();
}

/// The caller closed its end altogether, not only its sending half.
bool hungUp(int fd)
{
    pollfd polled{fd, 0, 0};
    return ::poll(&polled, 1, 0) > 0 && (polled.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

} // namespace

ForwardChannel::ForwardChannel(Link& link, quint64 op, QString address, quint16 port, int timeoutMs)
    : m_link(link), m_op(op), m_address(std::move(address)), m_port(port), m_timeoutMs(timeoutMs)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        // Never asked for: the wait was for a slot of ours and says nothing about the target.
        report(fail(m_state == State::Waiting ? QStringLiteral("ssh.channel-limit") : QStringLiteral("tcp.timed-out")));
        m_link.pumpLater();
    });
    // From now on, so that a queue behind 50 others is part of the caller's wait.
    m_timer.start(m_timeoutMs);
}

ForwardChannel::~ForwardChannel()
{
    if (m_channel)
        ssh_channel_free(m_channel);
}

void ForwardChannel::report(Result<OwnedFd> result)
{
    if (std::exchange(m_reported, true))
        return;
    m_timer.stop();
    if (m_state == State::Waiting)
        m_state = State::Over;
    const auto shared = std::make_shared<Result<OwnedFd>>(
        result ? std::move(result) : fail(result.error().at(m_link.events().host, QStringLiteral("channel"))));
    m_link.events().post([op = m_op, shared](LinkOwner& owner) { owner.forwardDone(op, std::move(*shared)); });
}

void ForwardChannel::step()
{
    if (m_state == State::Waiting || m_state == State::Opening)
        open();
    if (m_state != State::Open)
        return;
    pumpOut();
    pumpIn();
    if (m_state != State::Open)
        return;
    const bool remoteDone = m_remoteEnded && m_toLocal.isEmpty();
    // A silent far end may never answer our EOF, so a caller who has gone is enough.
    if ((remoteDone && (m_eofSent || ssh_channel_is_closed(m_channel))) || (m_eofSent && hungUp(m_fd.get())))
        closeChannel();
}

void ForwardChannel::open()
{
    if (!m_channel)
        m_channel = ssh_channel_new(m_link.session());
    m_state = State::Opening;
    const int rc = ssh_channel_open_forward(m_channel, m_address.toUtf8().constData(), m_port, "127.0.0.1", 0);
    if (rc == SSH_AGAIN)
        return;
    if (rc == SSH_OK)
        return opened();
    const QString text = m_link.errorText();
    // Never close a channel whose open failed: libssh would close remote channel 0, and sshd the whole connection.
    ssh_channel_free(std::exchange(m_channel, nullptr));
    if (ssh_is_connected(m_link.session()))
        refused(text);
    m_state = State::Over;
}

void ForwardChannel::refused(const QString& text)
{
    report(fail(codeOf(text), text));
}

void ForwardChannel::opened()
{
    if (m_reported)
        return closeChannel(); // timed out or cancelled meanwhile
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0) {
        report(fail(QStringLiteral("tcp.failed"), QString::fromLocal8Bit(strerror(errno))));
        return closeChannel();
    }
    m_fd = OwnedFd(ends[0]);
    m_state = State::Open;
    m_readable = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    QObject::connect(m_readable.get(), &QSocketNotifier::activated, &m_link, &Link::pump);
    QObject::connect(m_writable.get(), &QSocketNotifier::activated, &m_link, &Link::pump);
    report(OwnedFd(ends[1]));
}

/// From the caller to the far end, as much as the channel's window takes.
void ForwardChannel::pumpOut()
{
    for (int i = 0; i < 8; ++i) {
        const auto window = static_cast<qsizetype>(ssh_channel_window_size(m_channel));
        if (m_toRemote.isEmpty() && !m_localEnded && window > 0) {
            m_toRemote.resize(qMin(piece, window));
            const auto n = ::recv(m_fd.get(), m_toRemote.data(), static_cast<size_t>(m_toRemote.size()), MSG_DONTWAIT);
            m_localEnded = n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
            m_toRemote.resize(qMax<qsizetype>(n, 0));
        }
        if (m_toRemote.isEmpty())
            break;
        const int written =
            ssh_channel_write(m_channel, m_toRemote.constData(), static_cast<uint32_t>(m_toRemote.size()));
        if (written <= 0)
            break;
        m_toRemote.remove(0, written);
    }
    if (m_localEnded && m_toRemote.isEmpty() && !m_eofSent) {
        ssh_channel_send_eof(m_channel);
        m_eofSent = true;
    }
    // Level-triggered: it must not fire while there is no room for what it announces.
    m_readable->setEnabled(m_toRemote.isEmpty() && !m_localEnded && ssh_channel_window_size(m_channel) > 0);
}

/// From the far end to the caller; what the caller does not take stays in the channel and holds the sender back.
void ForwardChannel::pumpIn()
{
    for (int i = 0; i < 8; ++i) {
        if (m_toLocal.isEmpty() && !m_remoteEnded) {
            m_toLocal = readAll(m_channel, false, &m_remoteEnded);
            m_sent = 0;
            m_remoteEnded = m_remoteEnded || (m_toLocal.isEmpty() &&
                                              (ssh_channel_is_eof(m_channel) || ssh_channel_is_closed(m_channel)));
            if (m_remoteEnded)
                ::shutdown(m_fd.get(), SHUT_WR);
        }
        if (m_toLocal.isEmpty())
            break;
        const auto n = ::send(m_fd.get(), m_toLocal.constData() + m_sent,
                              static_cast<size_t>(m_toLocal.size() - m_sent), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return closeChannel(); // the caller closed its end: nobody reads on
        if (n <= 0)
            break;
        m_sent += n;
        if (m_sent == m_toLocal.size())
            m_toLocal.clear();
    }
    m_writable->setEnabled(!m_toLocal.isEmpty());
}

void ForwardChannel::closeChannel()
{
    m_state = State::Over;
    retire(m_readable);
    retire(m_writable);
    m_fd.reset();
    if (!m_channel)
        return;
    ssh_channel_close(m_channel);
    ssh_channel_free(std::exchange(m_channel, nullptr));
}

void ForwardChannel::orphan()
{
    m_channel = nullptr;
    m_state = State::Over;
    m_timer.stop();
    retire(m_readable);
    retire(m_writable);
    m_fd.reset();
}

void ForwardChannel::cancel()
{
    report(fail(QStringLiteral("ssh.cancelled")));
    if (m_state == State::Open)
        closeChannel();
}

} // namespace hopscope
