// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/action/beforehand.h"

#include <QJsonArray>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kSmall = qsizetype{64} * 1024;
constexpr qsizetype kLog = qsizetype{256} * 1024;
constexpr int kMaxLogs = 2;

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

/// The path came from a host's configuration; only what is plainly a file path goes into a command.
bool isPlainPath(const QString& path)
{
    return path.startsWith(QLatin1Char('/')) && path.size() < 4096 &&
           std::none_of(path.begin(), path.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }) &&
           !path.startsWith(QLatin1String("/dev/")) && !path.startsWith(QLatin1String("/proc/")) &&
           !path.contains(QLatin1String("/../"));
}

} // namespace

QList<EvidenceCommand> evidenceCommands(const Plan& plan, const FactSet& facts)
{
    QList<EvidenceCommand> commands{
        {words("systemctl status --no-pager --full --lines=50") << plan.unit, plan.sudo, kSmall},
        {words("systemctl show --no-pager") << plan.unit, false, kSmall},
        {words("journalctl --no-pager -o short-iso -n 200 -u") << plan.unit, plan.sudo, kLog},
        {words("ss -ltnp"), plan.sudo, kSmall},
        // Names, not arguments: those of other programs are none of our business and may hold secrets.
        {words("ps -eo pid,ppid,user,stat,lstart,rss,comm"), false, kLog},
        // Local ones only: a dead NFS server would eat the whole time.
        {words("df -P -k -l"), false, kSmall},
    };
    int logs = 0;
    const QJsonArray paths = facts.value(plan.node, QStringLiteral("nginx.error_logs")).toArray();
    for (const auto path : paths) {
        if (!isPlainPath(path.toString()) || ++logs > kMaxLogs)
            continue;
        commands.append({words("tail -n 200 --") << path.toString(), plan.sudo, kLog});
    }
    return commands;
}

} // namespace hopscope
