// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/agentkeys.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QtEndian>

#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace hopscope {

namespace {

constexpr char requestIdentities = 11;
constexpr char identitiesAnswer = 12;
constexpr quint32 maxAnswer = 256 * 1024;

bool readExactly(int fd, char* to, qsizetype size, const QDeadlineTimer& deadline)
{
    while (size > 0) {
        pollfd polled{fd, POLLIN, 0};
        if (::poll(&polled, 1, static_cast<int>(deadline.remainingTime())) <= 0)
            return false;
        const auto n = ::recv(fd, to, static_cast<size_t>(size), MSG_DONTWAIT);
        if (n <= 0)
            return false;
        to += n;
        size -= n;
    }
    return true;
}

quint32 takeNumber(QByteArray& bytes)
{
    if (bytes.size() < 4)
        return 0;
    const auto value = qFromBigEndian<quint32>(bytes.constData());
    bytes.remove(0, 4);
    return value;
}

} // namespace

QByteArray takeAgentString(QByteArray& bytes)
{
    const auto size = qMin<qsizetype>(takeNumber(bytes), bytes.size());
    QByteArray value = bytes.left(size);
    bytes.remove(0, size);
    return value;
}

OwnedFd connectAgent(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    OwnedFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (name.isEmpty() || static_cast<size_t>(name.size()) >= sizeof address.sun_path || !fd.valid())
        return {};
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return {};
    return fd;
}

QByteArrayList agentKeys(const QString& socketPath, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    const OwnedFd fd = connectAgent(socketPath);
    const char request[] = {0, 0, 0, 1, requestIdentities};
    if (!fd.valid() || ::send(fd.get(), request, sizeof request, MSG_NOSIGNAL) != sizeof request)
        return {};
    char head[5] = {};
    if (!readExactly(fd.get(), head, sizeof head, deadline))
        return {};
    const auto size = qFromBigEndian<quint32>(head);
    if (size < 5 || size > maxAnswer || head[4] != identitiesAnswer)
        return {};
    QByteArray body(static_cast<qsizetype>(size) - 1, '\0');
    if (!readExactly(fd.get(), body.data(), body.size(), deadline))
        return {};
    QByteArrayList keys;
    for (quint32 left = takeNumber(body); left > 0 && !body.isEmpty(); --left) {
        keys.append(takeAgentString(body).toBase64());
        takeAgentString(body); // the comment
    }
    return keys;
}

} // namespace hopscope
