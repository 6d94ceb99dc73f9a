// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/commands.h"

#include "app/output.h"
#include "core/parse/nginxconfig.h"
#include "core/parse/nginxerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <glob.h>

namespace hopscope {
namespace {

constexpr qint64 kMaxFileBytes = 64LL * 1024 * 1024;

Result<QByteArray> readLocal(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return fail(QStringLiteral("file.missing"), path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("file.unreadable"), path);
    return file.read(kMaxFileBytes);
}

// glob(3), as nginx itself does (src/os/unix/ngx_files.c).
QStringList globLocal(const QString& pattern)
{
    glob_t found = {};
    QStringList paths;
    if (::glob(QFile::encodeName(pattern).constData(), 0, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc; ++i)
            paths.append(QFile::decodeName(found.gl_pathv[i]));
    }
    ::globfree(&found);
    return paths;
}

int parseConfig(const QString& path)
{
    const QString main = QFileInfo(path).absoluteFilePath();
    const NginxConfig config = parseNginxConfig(main, readLocal, globLocal);
    printOut(QJsonDocument(config.toJson()).toJson(QJsonDocument::Compact) + '\n');
    for (const NginxConfigError& error : config.errors)
        printError(error.error);
    return config.clean() ? 0 : 1;
}

int parseErrors(QFile& file)
{
    bool all = true;
    constexpr qint64 kMaxLine = 1024 * 1024;
    while (!file.atEnd()) {
        QByteArray line = file.readLine(kMaxLine);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        const NginxErrorLine parsed = parseNginxErrorLine(line);
        all = all && parsed.recognised;
        printOut(QJsonDocument(parsed.toJson()).toJson(QJsonDocument::Compact) + '\n');
    }
    return all ? 0 : 1;
}

} // namespace

int runParse(const Options& options)
{
    QFile file(options.target);
    if (!QFileInfo(options.target).isFile() || !file.open(QIODevice::ReadOnly)) {
        printError(QStringLiteral("%1 cannot be read; give the path of a file that you may read").arg(options.target));
        return 2;
    }
    return options.parser == QStringLiteral("nginx-config") ? parseConfig(options.target) : parseErrors(file);
}

} // namespace hopscope
