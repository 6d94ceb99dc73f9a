// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/model/fact.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// The state of a host's software as facts (docs/FACTS.md), each from the output of one command of hostcommands.h. `host`
/// is the environment's name of it. Facts without a time get that of their recording.
[[nodiscard]] QList<Fact> addressFacts(const QString& host, const QByteArray& ipAddr);
[[nodiscard]] QList<Fact> unitFacts(const QString& host, const QByteArray& systemctlShow);
/// Names of the units that exist, for the journal.
[[nodiscard]] QStringList loadedUnits(const QByteArray& systemctlShow);
/// `now` is the desktop's time when `ps` ran; start times are counted back from it.
[[nodiscard]] QList<Fact> processFacts(const QString& host, const QByteArray& ps, Timestamp now);
[[nodiscard]] QList<Fact> listenerFacts(const QString& host, const QByteArray& ss);
/// `df` as commands::filesystems() prints it: blocks, a heading, inodes.
[[nodiscard]] QList<Fact> filesystemFacts(const QString& host, const QByteArray& df);
/// `host.names` from the output of commands::resolve().
[[nodiscard]] QList<Fact> nameFacts(const QString& host, const QByteArray& getent);
/// `unit.stopped_by_job` from systemd's own journal lines.
[[nodiscard]] QList<Fact> unitJournalFacts(const QString& host, const QByteArray& journalJson);

} // namespace hopscope
