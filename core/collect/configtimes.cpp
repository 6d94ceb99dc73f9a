// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/configtimes.h"

#include "core/collect/hostcommands.h"

#include <QStringList>

#include <algorithm>

namespace hopscope {
namespace {

/// `ps` tells the start to the second, `stat` the change, and a program needs a moment to read its files.
constexpr qint64 kSlackMs = 3'000;

QByteArray lineOf(const ConfigFile& file)
{
    return file.modified.iso().toUtf8() + ' ' + file.owner.toUtf8() + ' ' + file.mode.toUtf8() + ' ' + file.path.toUtf8() + '\n';
}

} // namespace

QList<ConfigFile> configFilesOf(const QList<RemoteFile>& files)
{
    QList<ConfigFile> found;
    for (const RemoteFile& file : files) {
        if (file.state != QStringLiteral("missing") && file.modified.known())
            found.append({file.path, file.modified, file.owner, file.mode});
    }
    return found;
}

ConfigTimes configTimes(const QString& node, const QList<ConfigFile>& files, qint64 aheadMs, const ProcessSpan& running,
                        Timestamp now)
{
    if (files.isEmpty())
        return {};
    QList<ConfigFile> sorted = files;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const ConfigFile& a, const ConfigFile& b) { return a.modified > b.modified; });
    ConfigTimes result;
    QStringList paths;
    for (const ConfigFile& file : sorted) {
        result.transcript += lineOf(file);
        paths.append(file.path);
    }
    result.command = commands::asTyped(
        QStringList{QStringLiteral("stat"), QStringLiteral("-L"), QStringLiteral("-c"), QStringLiteral("%y %U %a %n")} + paths);
    const auto add = [&](const char* name, const QJsonValue& value) {
        result.facts.append({node, QString::fromLatin1(name), value, {}, {}, {}});
    };
    const Timestamp changed{sorted.first().modified.ms - aheadMs};
    add("config.file", sorted.first().path);
    add("config.changed", changed.iso());
    add("config.age_s", std::max<qint64>(0, (now.ms - changed.ms) / 1000));
    // nginx reads anew without a new master: its youngest worker tells.
    if (running.youngest.known())
        add("config.loaded", changed.ms <= running.youngest.ms + kSlackMs);
    else
        result.facts.append(nothingToSay(node, QStringLiteral("config.loaded"), {}));
    return result;
}

} // namespace hopscope
