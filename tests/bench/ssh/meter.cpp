// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/bench/ssh/meter.h"

#include <QDir>
#include <QFile>

namespace hopscope::bench {

namespace {

QByteArray contentOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

double processorSeconds(const QList<qint64>& pids)
{
    double nanoseconds = 0;
    for (const qint64 pid : pids) {
        const QDir tasks(QStringLiteral("/proc/%1/task").arg(pid));
        const QStringList threads = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        if (threads.isEmpty())
            return -1;
        for (const QString& thread : threads) {
            const QByteArray line = contentOf(tasks.filePath(thread) + QStringLiteral("/schedstat"));
            if (line.isEmpty())
                return -1;
            nanoseconds += line.split(' ').constFirst().toDouble();
        }
    }
    return nanoseconds / 1e9;
}

double pssKb(const QList<qint64>& pids)
{
    double sum = 0;
    for (const qint64 pid : pids) {
        const QByteArray rollup = contentOf(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
        const auto at = rollup.indexOf("\nPss:");
        if (at < 0)
            return -1;
        sum += rollup.mid(at + 5, 40).simplified().split(' ').constFirst().toDouble();
    }
    return sum;
}

} // namespace hopscope::bench
