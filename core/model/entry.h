// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace hopscope {

/// One record of an incident: everything seen or done. Kinds and payloads:
///  `session`  the environment and program version, first record of a file
///  `evidence` an Evidence (bytes base64)
///  `fact`     a Fact
///  `round`    {phase: begin|end, number, kind: diagnose|live} a diagnosis is derived at every end
///  `action`   an ActionEvent (planned, confirmed, refused, started, finished, verified, cancelled)
///  `sample`   {good, ms} one entry check; `guide` {step, phase} a step of the guide (core/triage/guide/guidefold.h)
///  `note`     {code, args} something worth telling on the timeline (connected, lost, log mark)
struct Entry {
    qint64 seq = 0; ///< 1, 2, 3 …
    Timestamp at;
    QString kind;
    QJsonObject payload;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Entry> fromJson(const QJsonObject& json);
    bool operator==(const Entry&) const = default;
};

} // namespace hopscope
