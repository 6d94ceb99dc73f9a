// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace hopscope {

/// A time as a log writes it: the wall clock, and the zone where the log names one.
struct LogTime {
    qint64 wallMs = 0;                ///< the digits read as if they were UTC
    std::optional<int> offsetSeconds; ///< east of UTC; nothing when the log does not say
    qsizetype length = 0;             ///< bytes of the text it was read from

    /// `hostOffsetSeconds` stands in where the log names no zone.
    [[nodiscard]] Timestamp at(int hostOffsetSeconds) const
    {
        return {wallMs - 1000LL * offsetSeconds.value_or(hostOffsetSeconds)};
    }
    /// `2026-03-02T09:14:07` or with milliseconds where there are any; no zone.
    [[nodiscard]] QString wallIso() const;
};

/// Reads a date and time at the start of `text`. Shapes: `2026/03/02 09:14:07` (nginx), `2026-03-02T09:14:05.120`
/// (log4js), `2026-03-02 09:14:01,285` (supervisor), `2026-03-02 09:14:02.204 UTC` (PostgreSQL), `2026-11-22
/// 11:01:18.056905+00:00` (RabbitMQ), `Sun 2026-11-22 10:55:50 UTC` (systemd), `22 Nov 2026 10:59:53.177` (Redis),
/// `02/Mar/2026:09:14:07 +0000` (access log), `Mon Nov 22 10:59:53 2026` (dmesg -T), `@1700000000` and
/// `1700000000.123456` (seconds since 1970). Zones: `Z`, `UTC`, `GMT`, `±hh`, `±hh:mm`, `±hhmm`; other zone names are left
/// unread. Nothing when there is no valid date.
[[nodiscard]] std::optional<LogTime> readLogTime(const QByteArray& text);

/// `+08:00`, `-0330`, `utc` or `Z` → seconds east of UTC; nothing for anything else (`local` included).
[[nodiscard]] std::optional<int> readOffset(const QString& text);

} // namespace hopscope
