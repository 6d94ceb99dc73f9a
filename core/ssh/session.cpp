// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/session.h"

#include <fcntl.h>
#include <sys/socket.h>

namespace hopscope {

SshSession::~SshSession()
{
    if (!m_session)
        return;
    const OwnedFd lent(m_lent ? ssh_get_fd(m_session) : -1); // invalid once libssh has closed it
    ssh_disconnect(m_session);                               // frees the channels too
    ssh_free(m_session);
}

int SshSession::lend()
{
    const int copy = ::fcntl(m_socket.get(), F_DUPFD_CLOEXEC, 0);
    m_lent = copy >= 0;
    return copy;
}

bool SshSession::open()
{
    m_session = ssh_new();
    return m_session != nullptr;
}

void SshSession::takeSocket(OwnedFd socket)
{
    m_socket = std::move(socket);
    m_sharedSocket.store(m_socket.get());
    if (m_aborted.load())
        ::shutdown(m_socket.get(), SHUT_RDWR);
}

void SshSession::abort()
{
    m_aborted.store(true);
    const int fd = m_sharedSocket.load();
    if (fd >= 0)
        ::shutdown(fd, SHUT_RDWR);
}

QString SshSession::errorText() const
{
    return m_session ? quotable(ssh_get_error(m_session)) : QString();
}

QString quotable(const QByteArray& text)
{
    QString result;
    for (const QString words = QString::fromUtf8(text.left(800)); const QChar c : words) {
        if (result.size() == 200)
            break;
        result += c.isPrint() ? c : QLatin1Char(' ');
    }
    return result.trimmed();
}

} // namespace hopscope
