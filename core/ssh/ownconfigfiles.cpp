// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Where OwnConfig's texts come from.
#include "core/base/fd.h"
#include "core/ssh/aliases.h"
#include "core/ssh/ownconfig.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <glob.h>
#include <optional>
#include <sys/stat.h>

namespace hopscope {
namespace {

constexpr qint64 kMaxBytes = qint64{1024} * 1024;
constexpr QLatin1String kSystemConfig("/etc/ssh/ssh_config");

/// As ssh has it, a file that others may write to is not believed. An empty text for what is not there.
Result<QByteArray> textOf(const QString& path, bool checked, bool required)
{
    const OwnedFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (!fd.valid() && !required)
        return QByteArray();
    if (!fd.valid() || ::fstat(fd.get(), &about) != 0)
        return fail(QStringLiteral("ssh.config"), path + QLatin1String(": ") + QString::fromLocal8Bit(std::strerror(errno)));
    const bool strange = (about.st_uid != 0 && about.st_uid != ::getuid()) || (about.st_mode & 022) != 0;
    if (checked && strange)
        return fail(QStringLiteral("ssh.config"), path + QStringLiteral(": bad owner or permissions"));
    QFile file;
    if (!file.open(fd.get(), QIODevice::ReadOnly))
        return fail(QStringLiteral("ssh.config"), path);
    return file.read(kMaxBytes);
}

Result<QByteArrayList> textsOf(const QByteArray& pattern, bool ofUser)
{
    QString path = QString::fromUtf8(pattern);
    if (path.startsWith(QLatin1String("~/")))
        path.replace(0, 1, userHome());
    else if (!path.startsWith(QLatin1Char('/')))
        path.prepend(ofUser ? userHome() + QStringLiteral("/.ssh/") : QStringLiteral("/etc/ssh/"));
    glob_t found{};
    QByteArrayList texts;
    std::optional<Error> error;
    if (::glob(QFile::encodeName(path).constData(), 0, nullptr, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc && !error; ++i) {
            const auto text = textOf(QFile::decodeName(found.gl_pathv[i]), true, false);
            if (text)
                texts.append(*text);
            else
                error = text.error();
        }
    }
    ::globfree(&found);
    if (error)
        return fail(*error);
    return texts;
}

} // namespace

Result<QByteArray> ownConfigDump(const OwnConfig::Wanted& wanted, const QString& configFile)
{
    OwnConfig config(wanted, textsOf);
    struct File {
        QString path;
        bool ofUser;
    };
    const QList<File> files = configFile.isEmpty() ? QList<File>{{userSshConfig(), true}, {kSystemConfig, false}}
                                                   : QList<File>{{configFile, true}};
    for (const File& file : files) {
        auto text = textOf(file.path, configFile.isEmpty() && file.ofUser, !configFile.isEmpty());
        if (!text)
            return text;
        if (const Status read = config.read(*text, file.path, file.ofUser); !read)
            return fail(read.error());
    }
    if (config.jumpsToItself())
        return fail(QStringLiteral("ssh.config"), QStringLiteral("ProxyJump"), QString::fromUtf8(wanted.host));
    return config.dump();
}

} // namespace hopscope
