// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/model/fact.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// What commands::system() printed.
struct SystemReading {
    QString hostname;
    QString os;
    QString kernel;
    qint64 clockMs = 0; ///< the host's clock, ms since 1970; 0 when not read
    int zoneSeconds = 0; ///< east of UTC, the zone the host's logs are written in
    double uptimeSeconds = -1;
    double load1 = -1;
    int cores = 0;
    qint64 memoryTotalKb = -1;
    qint64 memoryAvailableKb = -1;
};

[[nodiscard]] SystemReading parseSystem(const QByteArray& output);
/// `middle` is the desktop's time in the middle of the round trip that read the clock.
[[nodiscard]] QList<Fact> systemFacts(const QString& host, const SystemReading& reading, Timestamp middle);

} // namespace hopscope
