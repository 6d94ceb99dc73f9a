// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/collect/systemfacts.h"
#include "core/model/fact.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

// What happened to a host lately. `systemAt` is the desktop's time when `system` was read. Any thread.

/// `host.packages` of the last 30 days, and `package.*`: the latest change of a package that brings a node of `kinds`, from
/// the output of commands::packages(). Empty where the host keeps no such log.
[[nodiscard]] QList<Fact> packageFacts(const QString& host, const QByteArray& log, const QStringList& kinds,
                                       const SystemReading& system, Timestamp systemAt);
/// `host.oom_kills` since the boot, and `oom.last oom.age_s` of each node one of whose processes the kernel killed for memory.
[[nodiscard]] QList<Fact> oomFacts(const QString& host, const QByteArray& kernelLog, const SystemReading& system,
                                   Timestamp systemAt);

} // namespace hopscope
