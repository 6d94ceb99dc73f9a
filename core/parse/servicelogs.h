// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/logtime.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

/// One line of a service's own log. `level` in the service's word (`FATAL`, `error`, `warning`, `WARN`).
struct ServiceLogLine {
    LogTime time;
    QString level;
    QString text;
    qint64 pid = 0;  ///< PostgreSQL and Redis, 0 elsewhere
    QString source;  ///< RabbitMQ: Erlang process; Redis: role letter; PostgreSQL: `user@database` where logged
};

// Each reads one line and gives nothing for a line of another shape (a continuation, a stack). At most 32 KB are read. Any thread.

/// `2026-03-02 09:14:02.204 UTC [24390] FATAL:  sorry, too many clients already` (log_line_prefix `%m [%p] ` and `%m [%p] %q%u@%d `).
[[nodiscard]] std::optional<ServiceLogLine> parsePostgresLine(const QByteArray& line);
/// `2026-11-22 11:01:18.056905+00:00 [info] <0.289.0> text` (RabbitMQ 3.9 and later).
[[nodiscard]] std::optional<ServiceLogLine> parseRabbitLine(const QByteArray& line);
/// `22885:M 22 Nov 2026 10:59:53.177 * text`; marks `.` debug, `-` verbose, `*` notice, `#` warning.
[[nodiscard]] std::optional<ServiceLogLine> parseRedisLine(const QByteArray& line);
/// `2026-03-02 09:14:01,285 WARN exited: docservice (exit status 1; not expected)`.
[[nodiscard]] std::optional<ServiceLogLine> parseSupervisordLine(const QByteArray& line);

/// One program of `supervisorctl status`.
struct SupervisorProgram {
    QString name;  ///< `ds:docservice`
    QString state; ///< `RUNNING STARTING BACKOFF FATAL EXITED STOPPED STOPPING UNKNOWN`
    qint64 pid = 0;
    std::optional<qint64> uptimeS;
    QString text;  ///< what stands behind the state
};
/// Lines of another shape (`unix:///… no such file`) are left out. At most 1,000 programs.
[[nodiscard]] QList<SupervisorProgram> parseSupervisorctl(const QByteArray& text);

/// A process the kernel killed for memory.
struct OomKill {
    std::optional<LogTime> time;      ///< nothing where the line only has seconds since boot
    std::optional<double> bootSeconds; ///< `[12345.678901]`
    qint64 pid = 0;
    QString process;
    bool cgroup = false;   ///< a memory limit of a group was reached, not the machine's memory
    qint64 totalVmKb = 0, anonRssKb = 0;
};
/// Finds `Out of memory: Killed process PID (NAME)` and `Memory cgroup out of memory: Killed process …` (also the older `Kill
/// process`) in `dmesg`, `dmesg -T`, `journalctl -k -o short-iso` or `-o short-unix` output. At most 10,000 kills.
[[nodiscard]] QList<OomKill> parseOomKills(const QByteArray& text);

} // namespace hopscope
