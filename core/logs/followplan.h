// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followwords.h"

#include <QList>
#include <QString>

namespace hopscope {

/// One file that is to be read, and how.
struct FollowSegment {
    enum class Kind {
        Once,       ///< from there to its end
        Compressed, ///< the same of a gzip file, counted in its content
        Behind,     ///< to its end, and watched: who writes may not have let go of it yet
        Current     ///< watched until the name stands for another file
    };
    Kind kind = Kind::Current;
    QString path{};
    int file = 0; ///< index into FollowPlan::files
};

/// What to read next, oldest first.
struct FollowPlan {
    QList<FollowSegment> segments{};
    QList<FollowedFile> files{}; ///< where each of them stands before that; also those only kept in mind
    QList<int> origins{};        ///< for each file the index of what it continues among the files before, or -1
    QList<LogMark> marks{};
};

/// Decides from how far the log was read (oldest file first, the current one last; empty: not yet) and from what lies on
/// the host now, what has to be read so that no line is lost or doubled. Bytes a file has beyond `maxCatchUp` are skipped
/// and marked. Pure.
[[nodiscard]] FollowPlan planFollow(const QList<FollowedFile>& files, const QString& path, const QList<ListedFile>& listed,
                                    qint64 maxCatchUp);

/// What the next listing must tell.
struct LookFor {
    QList<qint64> headLengths{}; ///< heads of these lengths
    qint64 since = 0;            ///< of siblings that were last written then or later, s since 1970
};
[[nodiscard]] LookFor lookFor(const QList<FollowedFile>& files);

} // namespace hopscope
