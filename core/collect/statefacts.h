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
/// is the environment's name of it. Facts without a time get that of their recording.
[[nodiscard]] QList<Fact> addressFacts(const QString& host, const QByteArray& ipAddr);
[[nodiscard]] QList<Fact> unitFacts(const QString& host, const QByteArray& systemctlShow);
/// Units that exist, by kind of node.
[[nodiscard]] QMap<QString, QString> loadedUnits(const QByteArray& systemctlShow);
/// Kinds of which a process runs.
[[nodiscard]] QStringList runningKinds(const QByteArray& ps);
/// `kinds` are those the host is known to have: of them it is also said that nothing runs or listens. `now` is the desktop's
/// time when `ps` ran; start times are counted back from it.
[[nodiscard]] QList<Fact> processFacts(const QString& host, const QByteArray& ps, const QStringList& kinds, Timestamp now);
[[nodiscard]] QList<Fact> listenerFacts(const QString& host, const QByteArray& ss, const QStringList& kinds);
/// `df` as commands::filesystems() prints it: blocks, a heading, inodes.
[[nodiscard]] QList<Fact> filesystemFacts(const QString& host, const QByteArray& df);
/// `host.names` from the output of commands::resolve().
[[nodiscard]] QList<Fact> nameFacts(const QString& host, const QByteArray& getent);
/// `unit.stopped_by_job` from systemd's own journal lines.
[[nodiscard]] QList<Fact> unitJournalFacts(const QString& host, const QByteArray& journalJson);

} // namespace hopscope
