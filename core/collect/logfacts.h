// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/collect/remotefiles.h"
#include "core/collect/systemfacts.h"
#include "core/model/fact.h"
#include "core/model/logsignature.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// What the end of a node's logs says: signatures of the catalogue, rows of the nginx error catalogue (`log.NX1.*`), the last
/// error, and for the Document Server its version and the integrator it speaks to.
struct LogReading {
    QString command;       ///< as a person would look
    QByteArray transcript; ///< the last lines of each file, path as heading
    QList<Fact> facts;
};

/// Only lines of the last 15 minutes of the host's clock count, of signatures that are said once a run those since the
/// process `started` (desktop's clock; unknown: nothing runs). A line without a time belongs to the one before it, at the end
/// of a file to the moment that was written: what a program says when it cannot even start has no time.
/// `system` gives the host's clock and zone, `systemAt` the desktop's time when they were read.
[[nodiscard]] LogReading logFacts(const QString& host, const QString& kind, const QList<RemoteFile>& files,
                                  const QList<LogSignature>& signatures, const SystemReading& system, Timestamp systemAt,
                                  Timestamp started = {});

} // namespace hopscope
