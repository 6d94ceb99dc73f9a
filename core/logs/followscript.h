// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followplan.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hopscope {

/// Exit status of the follow script: the file may not be read by this user, or is none; a tool is missing on the host.
constexpr int kNotReadable = 77;
constexpr int kNoTool = 78;

/// The command that reads what the plan says, goes on with the current file until something else has taken its name or
/// place, then lists the file with its siblings and ends. Without segments it only lists. It needs POSIX sh, stat (-L -c),
/// ls, head, tail, cksum, wc and sleep, gzip for compressed siblings, and /proc; it writes nothing. At rest it costs a
/// stat and a sleep every `restSeconds`, and each fifth time it says so, which ends it when nobody listens any more. Its output is
/// what FollowReader reads:
///
///     NONCE O SEGMENT OFFSET SIZE MODIFIED          opened, and where it stands
///     NONCE D SEGMENT OFFSET COUNT                  COUNT bytes follow, and a line feed
///     NONCE E SEGMENT SIZE MODIFIED SUM LENGTH      they are good: the file still begins as it did; its head now
///     NONCE X SEGMENT                               they are not, it was truncated or replaced
///     NONCE Z SEGMENT                               its end was reached
///     NONCE I SEGMENT                               a compressed file that is not whole (yet)
///     NONCE B                                       still here
///     NONCE L                                       a listing begins, one that was begun before is void
///     NONCE F COMPRESSED READABLE ID SIZE MODIFIED SUM:LENGTH[,…] PATH
///     NONCE Q                                       the listing is complete
///     NONCE T TOOL                                  is missing
[[nodiscard]] QStringList followArgv(const QByteArray& nonce, const QString& file, const FollowPlan& plan,
                                     const LookFor& lookFor, const QString& restSeconds);

} // namespace hopscope
