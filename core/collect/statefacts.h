// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/model/fact.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace hopscope {

/// The state of a host's software as facts (docs/FACTS.md), each from the output of one command of hostcommands.h. `host`
/// is the environment's name of it. Facts without a time get that of their recording; times within are the desktop's, where the
/// host's clock is `aheadMs` before it.
[[nodiscard]] QList<Fact> addressFacts(const QString& host, const QByteArray& ipAddr);
[[nodiscard]] QList<Fact> unitFacts(const QString& host, const QByteArray& systemctlShow, qint64 aheadMs = 0);
/// Units that exist, by kind of node.
[[nodiscard]] QMap<QString, QString> loadedUnits(const QByteArray& systemctlShow);
/// Kinds of which a process runs.
[[nodiscard]] QStringList runningKinds(const QByteArray& ps);
/// When the oldest and the youngest process of a kind started, on the desktop's clock; `now` as below.
struct ProcessSpan {
    Timestamp oldest;
    Timestamp youngest;
};
[[nodiscard]] QMap<QString, ProcessSpan> processSpans(const QByteArray& ps, Timestamp now);
/// `kinds` are those the host is known to have: of them it is also said that nothing runs or listens. `now` is the desktop's
/// time when `ps` ran; start times are counted back from it.
[[nodiscard]] QList<Fact> processFacts(const QString& host, const QByteArray& ps, const QStringList& kinds, Timestamp now);
/// `configured` ports by kind stand before the usual ones.
[[nodiscard]] QList<Fact> listenerFacts(const QString& host, const QByteArray& ss, const QStringList& kinds,
                                        const QMap<QString, int>& configured = {});
/// `df` as commands::filesystems() prints it: blocks, a heading, inodes.
[[nodiscard]] QList<Fact> filesystemFacts(const QString& host, const QByteArray& df);
/// `host.names` from the output of commands::resolve().
[[nodiscard]] QList<Fact> nameFacts(const QString& host, const QByteArray& getent);
/// `unit.stopped_by_job` and `unit.crashing_since` from systemd's own journal lines; the host's clock is `aheadMs` before the
/// desktop's.
[[nodiscard]] QList<Fact> unitJournalFacts(const QString& host, const QByteArray& journalJson, qint64 aheadMs = 0);

/// What the journal knows of a unit's deaths that nobody asked for, in the 24 hours before `now`: `unit.crash_count`,
/// `unit.crash_last`, `unit.crashes`. Also those behind `sh -c 'program | tee'`, which systemd takes for success because tee
/// ends well (DOMAIN 0.6). Only of units of which the journal says anything. Lines as commands::journal() prints them; the
/// host's clock is `aheadMs` before the desktop's.
[[nodiscard]] QList<Fact> unitCrashFacts(const QString& host, const QByteArray& journalJson, Timestamp now, qint64 aheadMs = 0);

} // namespace hopscope
