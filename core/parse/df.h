// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

/// One line of `df`. Counts are 1024-byte blocks, or inodes with `-i`.
struct DiskLine {
    QString source;
    QString type;   ///< empty without `-T`
    QString mount;
    qint64 size = 0, used = 0, available = 0;
    std::optional<int> usedPct; ///< nothing where df prints `-` (no inodes)
};

/// One file system, blocks and inodes together.
struct FileSystem {
    QString source, type, mount;
    qint64 sizeKb = 0, usedKb = 0, availableKb = 0;
    int usedPct = 0;
    std::optional<int> inodesUsedPct;
    [[nodiscard]] bool pseudo() const; ///< tmpfs, devtmpfs, squashfs and the like: nothing is stored there
};

/// Reads `df -P -k [-T]` and `df -P -i [-T]`; mount points may contain blanks. Any thread; at most 5,000 lines.
[[nodiscard]] QList<DiskLine> parseDf(const QByteArray& text);
/// Joins both outputs by mount point.
[[nodiscard]] QList<FileSystem> parseFileSystems(const QByteArray& blocks, const QByteArray& inodes);
/// The file system `path` is on: the longest mount point that leads to it. nullptr when none does.
[[nodiscard]] const FileSystem* fileSystemOf(const QList<FileSystem>& all, const QString& path);

} // namespace hopscope
