// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/logtime.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace hopscope {

/// One line of an access log in nginx's `combined` format, or in the `common` one without the last two fields. Text
/// behind them (fields somebody appended) is kept in `rest`.
struct NginxAccessLine {
    bool recognised = false;
    QString client, user;    ///< `user` null for `-`
    LogTime time;
    QString request;         ///< whole request line, escapes as logged
    QString method, uri, protocol; ///< null when the request line has no such shape
    int status = 0;          ///< nginx writes 009 for an answer without a status line, 000 when there was none
    qint64 bytes = 0;
    QString referrer, agent; ///< null for `-` and for the common format
    QString rest;
    QString message;         ///< the whole line where it is not recognised

    /// `time offset_s client user request method uri protocol status bytes referrer agent rest`, null where absent; only
    /// `message` for a line that is not recognised.
    [[nodiscard]] QJsonObject toJson() const;
};

/// At most the first 32 KB of a line. Any thread.
[[nodiscard]] NginxAccessLine parseNginxAccessLine(const QByteArray& line);

} // namespace hopscope
