// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace hopscope {

/// The bytes behind a fact and how they were got. `bytes` are redacted; `sha256` is over exactly those bytes.
struct Evidence {
    QString id;       ///< `e12`, unique in an incident, in the order recorded
    QString host;     ///< environment name of the host, or `desktop`
    QString command;  ///< the command as a person could run it, or the probe (`GET https://… from gate`)
    int exit = 0;     ///< exit status; 0 for a probe that completed
    qint64 durationMs = 0;
    Timestamp at;     ///< when it started
    QByteArray bytes; ///< at most kMaxEvidenceBytes
    bool truncated = false;
    QString sha256;   ///< lower case hex

    static constexpr qsizetype kMaxEvidenceBytes = qsizetype{512} * 1024;

    /// Redacts, caps and hashes `raw` into bytes, truncated and sha256.
    void setBytes(const QByteArray& raw);
    /// The first `lines` lines as text, control bytes replaced, for display.
    [[nodiscard]] QString excerpt(int lines = 12, qsizetype maxChars = 2000) const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Evidence> fromJson(const QJsonObject& json);
};

} // namespace hopscope
