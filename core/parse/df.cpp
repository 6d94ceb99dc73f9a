// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/df.h"

#include "core/parse/lines.h"

namespace hopscope {

namespace {

bool toNumber(const QByteArray& text, qint64& value)
{
    bool ok = false;
    value = text == "-" ? 0 : text.toLongLong(&ok);
    return text == "-" || (ok && value >= 0);
}

bool toPercent(const QByteArray& text, std::optional<int>& value)
{
    if (text == "-")
        return true;
    bool ok = false;
    const int number = text.chopped(text.endsWith('%') ? 1 : 0).toInt(&ok);
    if (!ok || !text.endsWith('%') || number < 0 || number > 100)
        return false;
    value = number;
    return true;
}

// Counts from the `NN%` word: sources and mount points may contain blanks, the numbers before it never do.
bool readLine(const QByteArray& line, DiskLine& out)
{
    const QByteArrayList all = words(line, 40);
    for (qsizetype pct = 4; pct + 1 < all.size(); ++pct) {
        DiskLine read;
        if (!toPercent(all.at(pct), read.usedPct) || !toNumber(all.at(pct - 3), read.size) ||
            !toNumber(all.at(pct - 2), read.used) || !toNumber(all.at(pct - 1), read.available))
            continue;
        QByteArray mount;
        (void)words(line, pct + 1, &mount);
        if (!mount.startsWith('/'))
            continue;
        read.mount = QString::fromUtf8(mount);
        read.source = QString::fromUtf8(all.first());
        if (pct >= 5)
            read.type = QString::fromUtf8(all.at(pct - 4));
        out = read;
        return true;
    }
    return false;
}

} // namespace

QList<DiskLine> parseDf(const QByteArray& text)
{
    QList<DiskLine> lines;
    eachLine(text, 5000, qsizetype{16} * 1024, [&](const QByteArray& line) {
        DiskLine read;
        if (readLine(line, read))
            lines.append(read);
    });
    return lines;
}

QList<FileSystem> parseFileSystems(const QByteArray& blocks, const QByteArray& inodes)
{
    QList<FileSystem> all;
    const QList<DiskLine> inodeLines = parseDf(inodes);
    for (const DiskLine& line : parseDf(blocks)) {
        FileSystem system{line.source, line.type, line.mount, line.size, line.used, line.available, line.usedPct.value_or(0), {}};
        for (const DiskLine& other : inodeLines) {
            if (other.mount == line.mount)
                system.inodesUsedPct = other.usedPct;
        }
        all.append(system);
    }
    return all;
}

bool FileSystem::pseudo() const
{
    for (const char* name : {"devtmpfs", "tmpfs", "squashfs", "efivarfs", "proc", "sysfs", "cgroup", "cgroup2", "ramfs",
                             "securityfs", "debugfs", "tracefs", "fusectl", "iso9660", "udev", "devpts", "mqueue"}) {
        if (type == QLatin1String(name) || (type.isEmpty() && source == QLatin1String(name)))
            return true;
    }
    return sizeKb == 0;
}

const FileSystem* fileSystemOf(const QList<FileSystem>& all, const QString& path)
{
    const FileSystem* best = nullptr;
    for (const FileSystem& system : all) {
        const bool leads = system.mount == QLatin1String("/") || path == system.mount ||
                           path.startsWith(system.mount + QLatin1Char('/'));
        if (leads && (!best || system.mount.size() >= best->mount.size()))
            best = &system;
    }
    return best;
}

} // namespace hopscope
