// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followwords.h"

#include <QStringList>

#include <optional>

namespace hopscope {

/// What to run to follow a log, and what its output says. Knows no host: LogFollower runs it, tests run it as they like.
/// Each time: argv(), take() for what it prints, ended() when it is over.
class FollowJob {
public:
    enum class Next {
        Now,         ///< run argv() again
        Soon,        ///< the same after a pause: nothing was gained
        NotReadable, ///< not by this user
        NoTool,      ///< the host lacks a tool, missingTool() names it
        Over         ///< nothing more will come
    };

    FollowJob() = default;
    FollowJob(const FollowJob&) = delete;
    FollowJob& operator=(const FollowJob&) = delete;
    virtual ~FollowJob() = default;

    [[nodiscard]] virtual QStringList argv() = 0;
    [[nodiscard]] virtual QList<LogPiece> take(const QByteArray& bytes) = 0;
    /// The command ended; `exit` is its status, nothing when the connection was lost. What it had not finished is asked for
    /// again the next time.
    [[nodiscard]] virtual QList<LogPiece> ended(std::optional<int> exit, const QByteArray& err) = 0;
    [[nodiscard]] virtual Next next() const = 0;
    [[nodiscard]] virtual QString missingTool() const { return {}; }
};

} // namespace hopscope
