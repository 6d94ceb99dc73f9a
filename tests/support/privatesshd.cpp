// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/privatesshd.h"

#include "core/base/fd.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QThread>

#include <arpa/inet.h>
#include <csignal>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hopscope::test {

namespace {

bool runQuietly(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(20'000) && process.exitCode() == 0;
}

bool accepts(quint16 port)
{
    const OwnedFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

} // namespace

quint16 freePort()
{
    const OwnedFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return 0;
    return ntohs(address.sin_port);
}

QList<qint64> descendants(qint64 pid)
{
    QList<qint64> found;
    QList<qint64> queue{pid};
    while (!queue.isEmpty()) {
        const QString number = QString::number(queue.takeFirst());
        QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(number));
        if (!children.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& child : children.readAll().simplified().split(' ')) {
            if (child.isEmpty())
                continue;
            found.append(child.toLongLong());
            queue.append(child.toLongLong());
        }
    }
    return found;
}

PrivateSshd::~PrivateSshd()
{
    stop();
}

QString PrivateSshd::missing()
{
    if (::geteuid() != 0)
        return QStringLiteral("sshd needs root here");
    if (!QFile::exists(QStringLiteral("/usr/sbin/sshd")) || !QFile::exists(QStringLiteral("/usr/bin/ssh-keygen")))
        return QStringLiteral("openssh-server is not installed");
    QDir().mkpath(QStringLiteral("/run/sshd"));
    return QFile::exists(QStringLiteral("/run/sshd")) ? QString() : QStringLiteral("/run/sshd cannot be made");
}

bool PrivateSshd::makeKey(const QString& name, const QByteArray& passphrase) const
{
    return runQuietly(QStringLiteral("ssh-keygen"),
                      {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                       QString::fromUtf8(passphrase), QStringLiteral("-C"), name, QStringLiteral("-f"), path(name)});
}

void PrivateSshd::writeFile(const QString& name, const QByteArray& content, bool executable) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.write(content);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (executable ? QFile::ExeOwner : QFile::Permissions()));
}

QByteArray PrivateSshd::hostKeyLine() const
{
    QFile file(path(QStringLiteral("host.pub")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArrayList fields = file.readAll().simplified().split(' ');
    return fields.value(0) + ' ' + fields.value(1);
}

bool PrivateSshd::start(const Setup& setup)
{
    m_port = freePort();
    QDir().mkpath(home());
    if (!makeKey(QStringLiteral("host")) || !makeKey(QStringLiteral("user"), setup.passphrase))
        return false;
    QFile::copy(path(QStringLiteral("user.pub")), path(QStringLiteral("authorized_keys")));
    writeFile(QStringLiteral("known_hosts"),
              setup.trusted ? "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + hostKeyLine() + '\n' : QByteArray());
    writeFile(QStringLiteral("sshd_config"), // the first value of a keyword wins
              setup.extraConfig + "\nSetEnv HOME=" + home().toUtf8() + ' ' + setup.environment +
                  "\nListenAddress 127.0.0.1:" + QByteArray::number(m_port) + "\nHostKey " +
                  path(QStringLiteral("host")).toUtf8() + "\nAuthorizedKeysFile " +
                  path(QStringLiteral("authorized_keys")).toUtf8() +
                  "\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
                  "KbdInteractiveAuthentication no\nPermitRootLogin yes\nLogLevel DEBUG1\n");
    writeFile(QStringLiteral("ssh_config"), {});
    addHost(QStringLiteral("here"));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStringLiteral("/usr/sbin/sshd"), {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"),
                                                       path(QStringLiteral("sshd_config"))});
    const QDeadlineTimer deadline(10'000);
    while (!deadline.hasExpired()) {
        if (accepts(m_port))
            return true;
        if (!m_process.waitForStarted(100) || m_process.waitForFinished(20))
            return false;
    }
    return false;
}

void PrivateSshd::addHost(const QString& name, const QByteArray& lines)
{
    QFile file(configFile());
    if (!file.open(QIODevice::Append))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    // ssh_config takes the first value it meets, so the caller's lines come first.
    file.write("Host " + name.toUtf8() + '\n' + lines + "\nHostName 127.0.0.1\nPort " + QByteArray::number(m_port) +
               "\nUser root\nIdentityFile " + path(QStringLiteral("user")).toUtf8() +
               "\nIdentitiesOnly yes\nIdentityAgent none\nUserKnownHostsFile " +
               path(QStringLiteral("known_hosts")).toUtf8() + "\nGlobalKnownHostsFile none\n\n");
}

QByteArray PrivateSshd::log()
{
    m_log += m_process.readAll();
    return m_log;
}

void PrivateSshd::killAll(int signal)
{
    const qint64 pid = m_process.processId();
    if (pid <= 0)
        return;
    const QList<qint64> sessions = descendants(pid);
    ::kill(static_cast<pid_t>(pid), signal);
    for (const qint64 session : sessions)
        ::kill(static_cast<pid_t>(session), signal);
}

void PrivateSshd::killSessions(int signal)
{
    const qint64 pid = m_process.processId();
    for (const qint64 session : pid > 0 ? descendants(pid) : QList<qint64>())
        ::kill(static_cast<pid_t>(session), signal);
}

void PrivateSshd::openToAccounts() const
{
    ::chmod(QFile::encodeName(m_folder.path()).constData(), 0711);
    ::chmod(QFile::encodeName(path(QStringLiteral("authorized_keys"))).constData(), 0644);
}

void PrivateSshd::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    killAll(SIGCONT);
    killAll(SIGKILL);
    m_process.waitForFinished(5'000);
}

} // namespace hopscope::test
