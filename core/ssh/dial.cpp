// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/dial.h"

#include <QElapsedTimer>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace hopscope {

namespace {

constexpr int staggerMs = 250;

QString addressText(const addrinfo& address)
{
    char text[NI_MAXHOST] = "";
    ::getnameinfo(address.ai_addr, address.ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
    return QString::fromLatin1(text);
}

/// A refusal tells most: somebody was reached.
int weight(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return 3;
    case ETIMEDOUT:
        return 2;
    case EADDRNOTAVAIL:
        return 0;
    default:
        return 1;
    }
}

int familyNumber(HostConfig::Family family)
{
    return family == HostConfig::Family::Inet ? AF_INET : family == HostConfig::Family::Inet6 ? AF_INET6 : AF_UNSPEC;
}

QString codeOf(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return QStringLiteral("ssh.refused");
    case ETIMEDOUT:
        return QStringLiteral("ssh.connect-timeout");
    default:
        return QStringLiteral("ssh.unreachable");
    }
}

} // namespace

Dial::~Dial()
{
    if (m_addresses)
        ::freeaddrinfo(m_addresses);
    if (m_own)
        ::freeaddrinfo(m_own);
}

Status Dial::lookUp()
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = familyNumber(m_from.family);
    const int rc =
        ::getaddrinfo(m_host.toUtf8().constData(), QByteArray::number(m_port).constData(), &hints, &m_addresses);
    if (rc != 0)
        return fail(QStringLiteral("ssh.resolve"),
                    m_host + QLatin1String(": ") + QString::fromLocal8Bit(gai_strerror(rc)));
    std::vector<const addrinfo*> first;
    std::vector<const addrinfo*> second;
    for (const addrinfo* a = m_addresses; a; a = a->ai_next)
        (a->ai_family == m_addresses->ai_family ? first : second).push_back(a);
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size())
            m_order.push_back(first[i]);
        if (i < second.size())
            m_order.push_back(second[i]);
    }
    return m_from.address.isEmpty() ? Status() : lookUpOwn();
}

/// BindAddress; what it has no address for cannot be reached from it.
Status Dial::lookUpOwn()
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = familyNumber(m_from.family);
    hints.ai_flags = AI_PASSIVE;
    if (const int rc = ::getaddrinfo(m_from.address.toUtf8().constData(), nullptr, &hints, &m_own); rc != 0)
        return fail(QStringLiteral("ssh.bind-address"), m_from.address + QLatin1String(": ") + QString::fromLocal8Bit(gai_strerror(rc)));
    return {};
}

bool Dial::bindTo(int fd, int family)
{
    if (m_from.address.isEmpty())
        return true;
    for (const addrinfo* own = m_own; own; own = own->ai_next)
        if (own->ai_family == family && ::bind(fd, own->ai_addr, own->ai_addrlen) == 0)
            return true;
    errno = EADDRNOTAVAIL;
    return false;
}

void Dial::note(int error, const QString& address)
{
    if (m_error == 0 || weight(error) > weight(m_error)) {
        m_error = error;
        m_errorAddress = address;
    }
}

void Dial::start(const addrinfo& address)
{
    OwnedFd fd(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const QString text = addressText(address);
    if (fd.valid() && !bindTo(fd.get(), address.ai_family))
        note(errno, m_from.address);
    else if (!fd.valid() || (::connect(fd.get(), address.ai_addr, address.ai_addrlen) != 0 && errno != EINPROGRESS))
        note(errno, text);
    else
        m_attempts.push_back({std::move(fd), text});
}

/// Waits one stagger for any attempt; an invalid descriptor means none is up yet.
Result<OwnedFd> Dial::await()
{
    std::vector<pollfd> polled;
    for (const Attempt& attempt : m_attempts)
        polled.push_back({attempt.fd.get(), POLLOUT, 0});
    if (::poll(polled.data(), polled.size(), m_attempts.empty() ? 0 : staggerMs) <= 0)
        return OwnedFd();
    for (std::size_t i = polled.size(); i-- > 0;) {
        if (polled[i].revents == 0)
            continue;
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(polled[i].fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error == 0)
            return std::move(m_attempts[i].fd);
        note(error, m_attempts[i].address);
        m_attempts.erase(m_attempts.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return OwnedFd();
}

Result<OwnedFd> Dial::connect()
{
    QElapsedTimer timer;
    timer.start();
    while (!m_cancelled() && timer.elapsed() < m_timeoutMs) {
        if (m_next < m_order.size())
            start(*m_order[m_next++]);
        else if (m_attempts.empty())
            break;
        auto fd = await();
        if (!fd || fd->valid())
            return fd;
    }
    if (!m_attempts.empty() || m_error == 0)
        note(ETIMEDOUT, m_attempts.empty() ? m_host : m_attempts.front().address);
    const QString text = QLatin1String(": ") + QString::fromLocal8Bit(strerror(m_error));
    if (m_error == EADDRNOTAVAIL && !m_from.address.isEmpty())
        return fail(QStringLiteral("ssh.bind-address"), m_errorAddress + text);
    return fail(codeOf(m_error), m_errorAddress + QLatin1Char(':') + QString::number(m_port) + text);
}

void tuneSocket(int fd, int userTimeoutMs)
{
    const int on = 1;
    const auto timeout = static_cast<unsigned>(userTimeoutMs);
    // They fail on the socketpair of a jump, where they mean nothing.
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout);
}

} // namespace hopscope
