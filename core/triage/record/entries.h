// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/action.h"
#include "core/model/entry.h"
#include "core/model/environment.h"
#include "core/model/evidence.h"
#include "core/model/fact.h"

namespace hopscope::entries {

/// The payloads of core/model/entry.h, one builder a kind. Sequence numbers are given by the Recorder.
[[nodiscard]] Entry session(const Environment& environment, const QString& version, Timestamp at);
[[nodiscard]] Entry evidence(const Evidence& evidence, Timestamp at);
[[nodiscard]] Entry fact(const Fact& fact, Timestamp at);
/// `phase` is `begin` or `end`, `kind` `diagnose` or `live`.
[[nodiscard]] Entry round(const QString& phase, const QString& kind, qint64 number, Timestamp at);
[[nodiscard]] Entry action(const ActionEvent& event, Timestamp at);
[[nodiscard]] Entry note(const QString& code, const QString& subject, const QJsonObject& args, Timestamp at);
/// One entry check: whether it was good and how long it took.
[[nodiscard]] Entry sample(bool good, double ms, Timestamp at);

/// A step of the guide: `phase` is `begin`, `end`, `cancelled`, `skipped`, `by-hand` or `done`.
[[nodiscard]] Entry guide(const QString& step, const QString& phase, Timestamp at);

} // namespace hopscope::entries
