// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/commands.h"

#include "app/output.h"
#include "core/parse/docservicelog.h"
#include "core/parse/nginxaccess.h"
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

void printLine(const QJsonObject& object)
{
    printOut(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

template <class Parse> int parseLines(QFile& file, const Parse& parse)
{
    bool all = true;
    constexpr qint64 kMaxLine = qint64{1024} * 1024;
    while (!file.atEnd()) {
        QByteArray line = file.readLine(kMaxLine);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        const auto parsed = parse(line);
        all = all && parsed.recognised;
        printLine(parsed.toJson());
    }
    return all ? 0 : 1;
}

// A record can span lines, so the last one of a piece waits for what follows it.
int parseDocservice(QFile& file)
{
    bool all = true;
    constexpr qint64 kPiece = qint64{8} * 1024 * 1024;
    QByteArray text;
    while (!file.atEnd()) {
        text += file.read(kPiece);
        const bool last = file.atEnd();
        const qsizetype whole = last ? text.size() : text.lastIndexOf('\n') + 1;
        const QList<DocserviceRecord> records = parseDocserviceLog(text.left(whole));
        const bool hold = !last && !records.isEmpty() && records.last().offset > 0;
        for (qsizetype i = 0; i < records.size() - (hold ? 1 : 0); ++i) {
            all = all && records.at(i).recognised;
            printLine(records.at(i).toJson());
        }
        text.remove(0, hold ? records.last().offset : whole);
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
    if (options.parser == QStringLiteral("nginx-config"))
        return parseConfig(options.target);
    if (options.parser == QStringLiteral("nginx-access"))
        return parseLines(file, parseNginxAccessLine);
    if (options.parser == QStringLiteral("docservice-log"))
        return parseDocservice(file);
    return parseLines(file, parseNginxErrorLine);
}

} // namespace hopscope
