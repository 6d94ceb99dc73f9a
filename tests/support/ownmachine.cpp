// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/ownmachine.h"

#include "core/base/fd.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hopscope::test {

namespace {

const char* s_missing = "enterOwnMachine() was not called"; // set before any thread exists
QByteArray s_covered;                                       // by coverFolder()
constexpr char kScratch[] = "/run/hopscope-test";

/// The loopback device of a new namespace is down.
bool bringUpLoopback()
{
    const OwnedFd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq request{};
    std::strcpy(request.ifr_name, "lo"); // NOLINT(clang-analyzer-security.insecureAPI.strcpy)
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    return fd.valid() && ::ioctl(fd.get(), SIOCSIFFLAGS, &request) == 0;
}

QByteArray content(const QByteArray& path)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void enterOwnMachine()
{
    if (::geteuid() != 0)
        s_missing = "a network namespace needs root";
    else if (::unshare(CLONE_NEWNET | CLONE_NEWNS) != 0 ||
             ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        s_missing = "namespaces are not allowed here";
    else if ((::mkdir(kScratch, 0755) != 0 && errno != EEXIST) ||
             ::mount("none", kScratch, "tmpfs", 0, "mode=0755,size=16m") != 0)
        s_missing = "no file system may be mounted here";
    else
        s_missing = bringUpLoopback() ? nullptr : "the loopback device does not come up";
}

QString ownMachineMissing()
{
    return QString::fromLatin1(s_missing);
}

bool replaceFile(const QByteArray& path, const QByteArray& bytes)
{
    QFile covered(QFile::decodeName(path));
    if (!s_covered.isEmpty() && path.startsWith(s_covered + '/'))
        return covered.open(QIODevice::WriteOnly) && covered.write(bytes) == bytes.size();
    QByteArray name = path;
    const QByteArray copy = kScratch + QByteArray("/") + name.replace('/', '_');
    QFile file(QFile::decodeName(copy));
    const bool again = file.exists();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return false;
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return again || ::mount(copy.constData(), path.constData(), nullptr, MS_BIND, nullptr) == 0;
}

bool coverFolder(const QByteArray& folder)
{
    QByteArray name = folder;
    const QString base = QFile::decodeName(kScratch + QByteArray("/over") + name.replace('/', '_'));
    if (!QDir().mkpath(base + QStringLiteral("/upper")) || !QDir().mkpath(base + QStringLiteral("/work")))
        return false;
    const QByteArray at = QFile::encodeName(base);
    const QByteArray options = "lowerdir=" + folder + ",upperdir=" + at + "/upper,workdir=" + at + "/work";
    s_covered = folder;
    return ::mount("none", folder.constData(), "overlay", 0, options.constData()) == 0;
}

bool addAccount(const QByteArray& name, const QByteArray& shell, const QString& homes, int uid)
{
    const QByteArray number = QByteArray::number(uid);
    const QString home = homes + QLatin1Char('/') + QString::fromLatin1(name);
    QProcess crypt;
    crypt.start(QStringLiteral("openssl"), {QStringLiteral("passwd"), QStringLiteral("-6"), QStringLiteral("secret")});
    if (!crypt.waitForFinished() || crypt.exitCode() != 0 || !QDir().mkpath(home))
        return false;
    const QByteArray hash = crypt.readAll().trimmed();
    return ::chown(QFile::encodeName(home).constData(), static_cast<uid_t>(uid), static_cast<gid_t>(uid)) == 0 &&
           replaceFile("/etc/passwd", content("/etc/passwd") + name + ":x:" + number + ':' + number +
                                          "::" + QFile::encodeName(home) + ':' + shell + '\n') &&
           replaceFile("/etc/group", content("/etc/group") + name + ":x:" + number + ":\n") &&
           replaceFile("/etc/shadow", content("/etc/shadow") + name + ':' + hash + ":19000:0:99999:7:::\n");
}

bool mountSmallDisk(const QString& folder, int bytes)
{
    return ::mount("none", QFile::encodeName(folder).constData(), "tmpfs", 0,
                   ("size=" + QByteArray::number(bytes)).constData()) == 0;
}

bool unmount(const QString& folder)
{
    return ::umount2(QFile::encodeName(folder).constData(), MNT_DETACH) == 0;
}

bool runTool(const QString& program, const QByteArrayList& arguments)
{
    QStringList list;
    for (const QByteArray& argument : arguments)
        list.append(QString::fromUtf8(argument));
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, list);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

DroppedPort::DroppedPort(quint16 port) : m_port(port), m_works(change("-I")) {}

DroppedPort::~DroppedPort()
{
    change("-D");
}

bool DroppedPort::change(const char* action) const
{
    const QByteArray port = QByteArray::number(m_port);
    const QString program = QStringLiteral("/usr/sbin/iptables");
    const bool to = runTool(program, {action, "INPUT", "-p", "tcp", "--dport", port, "-j", "DROP"});
    return runTool(program, {action, "INPUT", "-p", "tcp", "--sport", port, "-j", "DROP"}) && to;
}

} // namespace hopscope::test
