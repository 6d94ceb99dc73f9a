// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The writing half of KnownHosts.
#include "core/base/fd.h"
#include "core/ssh/knownhosts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace hopscope {
namespace {

constexpr int kTries = 20; ///< the file may be replaced under us as often as somebody runs `ssh-keygen -R`
constexpr qint64 kMaxFile = qint64{16} * 1024 * 1024;

Status refused(int error)
{
    return fail(QStringLiteral("ssh.known-hosts-write"), QString::fromLocal8Bit(std::strerror(error)));
}

/// As OpenSSH writes it with HashKnownHosts: HMAC-SHA1 of the name under a salt of its own.
QByteArray hashedName(const QByteArray& name)
{
    std::array<quint32, 5> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    const QByteArray salt(reinterpret_cast<const char*>(words.data()), sizeof words);
    return "|1|" + salt.toBase64() + '|' +
           QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1).toBase64();
}

bool endsInsideALine(int fd, off_t size)
{
    char last = '\n';
    return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

/// Whether the name still leads to the file we wrote to.
bool stillThere(const QByteArray& path, int fd)
{
    struct stat ours {};
    struct stat named {};
    return ::fstat(fd, &ours) == 0 && ::stat(path.constData(), &named) == 0 && ours.st_ino == named.st_ino &&
           ours.st_dev == named.st_dev;
}

/// Whether who replaced the file took our line along.
bool takenAlong(const QString& file, const QByteArray& line)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) && ('\n' + in.read(kMaxFile)).contains('\n' + line);
}

/// One write(2) at the end: others that append lose nothing, and no reader sees a line of theirs torn.
Status appendOnce(int fd, QByteArray line)
{
    struct stat before {};
    if (::fstat(fd, &before) != 0)
        return refused(errno);
    if (endsInsideALine(fd, before.st_size))
        line.prepend('\n');
    const auto written = ::write(fd, line.constData(), static_cast<size_t>(line.size()));
    if (written == line.size())
        return {};
    const int error = written >= 0 && written < line.size() ? ENOSPC : errno;
    struct stat after {};
    // Half a line is taken back, unless somebody has written behind it.
    if (written > 0 && ::fstat(fd, &after) == 0 && after.st_size == before.st_size + written)
        static_cast<void>(::ftruncate(fd, before.st_size) == 0);
    return refused(error);
}

} // namespace

Status KnownHosts::add(const QString& file, const QByteArray& name, const QByteArray& type, const QByteArray& blob,
                       bool hashed)
{
    const QByteArray line = (hashed ? hashedName(name) : name) + ' ' + type + ' ' + blob + '\n';
    if (line.count('\n') != 1)
        return refused(EINVAL);
    const QString folder = QFileInfo(file).absolutePath();
    if (!QFileInfo::exists(folder) && (!QDir().mkpath(folder) || ::chmod(QFile::encodeName(folder).constData(), 0700) != 0))
        return refused(errno);
    const QByteArray path = QFile::encodeName(file);
    for (int i = 0; i < kTries; ++i) {
        const OwnedFd fd(::open(path.constData(), O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0600));
        // The lock is for our own kind; it goes with the descriptor.
        if (!fd.valid() || ::flock(fd.get(), LOCK_EX) != 0)
            return refused(errno);
        if (!stillThere(path, fd.get()))
            continue;
        if (Status appended = appendOnce(fd.get(), line); !appended)
            return appended;
        if (stillThere(path, fd.get()) || takenAlong(file, line)) {
            ::fsync(fd.get());
            return {};
        }
    }
    return refused(EBUSY);
}

} // namespace hopscope
