// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/fact.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// What a service says of itself when it is asked on its own host, as facts (docs/FACTS.md). `host` is the environment's
/// name of it. What cannot be read becomes "not measured" with the reason. Facts without a time get that of their recording.

/// Alarms and queues, from the output of commands::broker().
[[nodiscard]] QList<Fact> brokerFacts(const QString& host, const QByteArray& output);
/// The facts brokerFacts() may give, for a broker that cannot be asked; a verdict rests on the first two.
[[nodiscard]] QStringList brokerFactNames();

/// Connection slots and who holds them, from the output of commands::databaseActivity().
[[nodiscard]] QList<Fact> databaseFacts(const QString& host, const QByteArray& output);
/// The facts databaseFacts() may give; a verdict rests on the first.
[[nodiscard]] QStringList databaseFactNames();

/// What the host's firewall turns away, from the output of commands::firewall(). Facts about the host.
[[nodiscard]] QList<Fact> firewallFacts(const QString& host, const QByteArray& output);

} // namespace hopscope
