// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

using SystemdProperties = QHash<QString, QString>;

/// The properties of one unit the diagnosis reads; nothing or empty where systemd did not print them or says `[not set]`.
struct SystemdUnit {
    QString id, loadState, activeState, subState, result, unitFileState, restart, execMainCode;
    std::optional<qint64> restarts, mainPid, execMainStatus, memoryBytes, memoryMax, tasks;
    Timestamp activeEnter, activeExit, inactiveEnter, stateChange;
    SystemdProperties all;
};

/// Reads `systemctl show [-p …] UNIT…`: `Key=value` lines, a blank line between units. At most 1,000 units of 1,000 keys,
/// values cut at 16 KB. Any thread.
[[nodiscard]] QList<SystemdProperties> parseSystemctlShow(const QByteArray& text);
/// The same, typed. Times without `UTC` are taken with `hostOffsetSeconds`; `--timestamp=unix` (`@1700000000`) works too,
/// and names other than UTC (`CET`) are read with the offset given.
[[nodiscard]] QList<SystemdUnit> parseSystemdUnits(const QByteArray& text, int hostOffsetSeconds = 0);

/// Seconds of a time span as systemd prints it: `30s`, `100ms`, `1min 30s`. Nothing for `infinity` and what is none.
[[nodiscard]] std::optional<double> parseTimeSpan(const QString& text);

/// One message of the journal.
struct JournalLine {
    Timestamp at;
    int priority = -1; ///< 0 emerg … 7 debug; -1 where the format does not tell
    QString unit, identifier, host;
    std::optional<qint64> pid;
    QString message;
    QString jobResult, jobType; ///< of a finished job (`stop`, `done`), from JSON only
};

/// Reads `journalctl -o json` (one object a line; MESSAGE may be an array of bytes) and `-o short-unix`, told apart by
/// the first byte of each line. Lines that are neither are left out. At most 200,000 lines of 64 KB. Any thread.
[[nodiscard]] QList<JournalLine> parseJournal(const QByteArray& text);

} // namespace hopscope
