// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/models/rows.h"

namespace hopscope {

// What each list shows of a snapshot: pure functions, so that a test needs no window.

/// Name, then state or round trip.
[[nodiscard]] QList<Row> hostRows(const Snapshot& snapshot);
/// Cause, then consequences, then degraded, well, not measured.
[[nodiscard]] QList<Row> checkRows(const Snapshot& snapshot);
/// What changed on the hosts before the first red sign, latest first: text, time.
[[nodiscard]] QList<Row> changeRows(const Snapshot& snapshot);
/// Label, value, age: what is known about one node, hop or host.
[[nodiscard]] QList<Row> factRows(const Snapshot& snapshot, const QString& subject, Timestamp now);
/// Id, host, command, exit, took, at, size.
[[nodiscard]] QList<Row> evidenceRows(const Snapshot& snapshot);
/// At, who, what, host, command, result.
[[nodiscard]] QList<Row> auditRows(const Snapshot& snapshot);
/// Unit, host, state, since, restarts, crashes, memory, main process, how it last ended, restart policy, at boot.
[[nodiscard]] QList<Row> serviceRows(const Snapshot& snapshot);
constexpr int kServiceColumns = 11;
/// What the table cannot say of a unit in a word: that its crashes look like success to systemd. Empty where there is none.
[[nodiscard]] QString serviceNote(const Snapshot& snapshot, const QString& node);

/// The evidence behind everything known about a subject, latest first, each once.
[[nodiscard]] QList<Evidence> evidenceBehind(const Snapshot& snapshot, const QString& subject);
/// Ids of everything that is not well and can be selected, in the order of the checks.
[[nodiscard]] QStringList unhealthySubjects(const Snapshot& snapshot);
/// Health of a node, hop or host.
[[nodiscard]] Health healthOf(const Snapshot& snapshot, const QString& subject);

} // namespace hopscope
