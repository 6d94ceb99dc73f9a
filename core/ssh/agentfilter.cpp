// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/agentfilter.h"

#include "core/ssh/agentkeys.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace hopscope {
namespace {

constexpr char kFailure = 5;
constexpr char kRequestIdentities = 11;
constexpr char kIdentitiesAnswer = 12;
constexpr char kSignRequest = 13;
constexpr qsizetype kMaxMessage = qsizetype{256} * 1024;
constexpr int kLookMs = 200;

QByteArray number(qsizetype value)
{
    std::array<char, 4> bytes{};
    qToBigEndian(static_cast<quint32>(value), bytes.data());
    return {bytes.data(), bytes.size()};
}

QByteArray field(const QByteArray& text)
{
    return number(text.size()) + text;
}

bool sendAll(int fd, const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto n = ::send(fd, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += n;
    }
    return true;
}

} // namespace

AgentFilter::AgentFilter(QString agentSocket, QList<Identity> identities, Watch watch)
    : m_agent(std::move(agentSocket)), m_identities(std::move(identities)), m_watch(std::move(watch))
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return;
    m_ours = OwnedFd(ends[0]);
    m_theirs = OwnedFd(ends[1]);
    m_thread = std::thread([this] { serve(); });
}

AgentFilter::~AgentFilter()
{
    if (m_ours.valid())
        ::shutdown(m_ours.get(), SHUT_RDWR);
    if (m_thread.joinable())
        m_thread.join();
}

/// False on the end of the stream, when cancelled, and when libssh has left.
bool AgentFilter::readAll(int fd, char* to, qsizetype size) const
{
    while (size > 0) {
        std::array<pollfd, 2> polled{{{fd, POLLIN, 0}, {m_ours.get(), 0, 0}}};
        const int ready = ::poll(polled.data(), polled.size(), kLookMs);
        if (ready < 0 || m_watch.cancelled() || (polled[1].revents & (POLLHUP | POLLERR)))
            return false;
        if (!(polled[0].revents & (POLLIN | POLLHUP | POLLERR)))
            continue;
        const auto n = ::recv(fd, to, static_cast<size_t>(size), MSG_DONTWAIT);
        if (n <= 0)
            return false;
        to += n;
        size -= n;
    }
    return true;
}

QByteArray AgentFilter::readMessage(int fd) const
{
    std::array<char, 4> head{};
    if (!readAll(fd, head.data(), head.size()))
        return {};
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(head.data()));
    if (size < 1 || size > kMaxMessage)
        return {};
    QByteArray message(size, '\0');
    return readAll(fd, message.data(), size) ? message : QByteArray();
}

void AgentFilter::serve()
{
    for (;;) {
        const QByteArray request = readMessage(m_ours.get());
        const QByteArray reply = request.isEmpty() ? QByteArray() : answer(request);
        if (reply.isEmpty() || !sendAll(m_ours.get(), field(reply)))
            break;
    }
    ::shutdown(m_ours.get(), SHUT_RDWR); // libssh stops waiting
}

QByteArray AgentFilter::answer(const QByteArray& request) const
{
    if (request.at(0) == kRequestIdentities)
        return identities();
    if (request.at(0) == kSignRequest)
        return sign(request.mid(1));
    return QByteArray(1, kFailure);
}

QByteArray AgentFilter::identities() const
{
    QByteArray list(1, kIdentitiesAnswer);
    list += number(m_identities.size());
    for (const Identity& identity : m_identities)
        list += field(identity.shown) + field({});
    return list;
}

/// Empty when the agent cannot be reached or was given up; the agent's own refusal is passed on.
QByteArray AgentFilter::sign(QByteArray request) const
{
    const QByteArray key = takeAgentString(request);
    const auto wanted = std::find_if(m_identities.begin(), m_identities.end(),
                                     [&key](const Identity& identity) { return identity.shown == key; });
    const OwnedFd agent = connectAgent(m_agent);
    if (wanted == m_identities.end() || !agent.valid())
        return QByteArray(1, kFailure);
    if (!sendAll(agent.get(), field(kSignRequest + field(wanted->held) + request)))
        return QByteArray(1, kFailure);
    m_watch.waits(true);
    QByteArray reply = readMessage(agent.get());
    m_watch.waits(false);
    return reply;
}

} // namespace hopscope
