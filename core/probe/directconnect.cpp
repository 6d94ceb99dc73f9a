// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/directconnect.h"

#include "core/probe/neterror.h"

#include <netdb.h>
#include <sys/socket.h>

#include <cerrno>

namespace hopscope {
namespace {

constexpr QLatin1String kPhase("connect");

struct Target {
    sockaddr_storage address{};
    socklen_t length = 0;
};

/// A literal only, so this never asks a name server and never waits.
Result<Target> literalTarget(const QString& address, quint16 port)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int rc = getaddrinfo(address.toUtf8().constData(), QByteArray::number(port).constData(), &hints, &found);
    if (rc != 0)
        return fail(QStringLiteral("tcp.resolve"), QString::fromLocal8Bit(gai_strerror(rc)), {}, kPhase);
    Target target;
    memcpy(&target.address, found->ai_addr, found->ai_addrlen);
    target.length = found->ai_addrlen;
    freeaddrinfo(found);
    return target;
}

} // namespace

DirectConnect::DirectConnect(QString address, quint16 port, int timeoutMs, Done done, QObject* parent)
    : QObject(parent), m_address(std::move(address)), m_port(port), m_done(std::move(done))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { finish(fail(tcpError(ETIMEDOUT, kPhase))); });
    m_timer.start(qMax(1, timeoutMs));
    // Later, so that the caller never sees its callback before the call that started it has returned.
    QTimer::singleShot(0, this, &DirectConnect::begin);
}

void DirectConnect::begin()
{
    const Result<Target> target = literalTarget(m_address, m_port);
    if (!target)
        return finish(fail(target.error()));
    m_fd = OwnedFd(::socket(target->address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
    if (!m_fd.valid())
        return finish(fail(tcpError(errno, kPhase)));
    if (::connect(m_fd.get(), reinterpret_cast<const sockaddr*>(&target->address), target->length) == 0)
        return finish(std::move(m_fd));
    if (errno != EINPROGRESS)
        return finish(fail(tcpError(errno, kPhase)));
    m_notifier = new QSocketNotifier(m_fd.get(), QSocketNotifier::Write, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &DirectConnect::onWritable);
}

void DirectConnect::onWritable()
{
    int error = 0;
    socklen_t length = sizeof error;
    if (::getsockopt(m_fd.get(), SOL_SOCKET, SO_ERROR, &error, &length) != 0)
        error = errno;
    if (error != 0)
        return finish(fail(tcpError(error, kPhase)));
    finish(std::move(m_fd));
}

void DirectConnect::finish(Result<OwnedFd> result)
{
    if (!m_done)
        return;
    m_timer.stop();
    delete std::exchange(m_notifier, nullptr); // before its descriptor changes hands or is closed
    m_fd.reset();
    deleteLater();
    const Done done = std::exchange(m_done, {});
    done(std::move(result));
}

} // namespace hopscope
