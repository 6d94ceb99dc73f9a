// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/logtime.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace hopscope {

/// One line of an nginx error log. Texts are null where the line does not carry the field, empty where it is empty
/// (`server: ,`). `recognised` is false for anything else, which then has only `message`.
struct NginxErrorLine {
    bool recognised = false;
    LogTime time;          ///< length 0 for the console form `nginx: [emerg] …`
    QString level;         ///< `debug` … `emerg`
    std::optional<qint64> pid, tid, connection;
    QString message;       ///< ends before ` (errno: text)`, ` while ` or `, client:`
    std::optional<int> errnoNumber; ///< the number nginx logged; its text is not stable and is not kept
    QString action;        ///< `connecting to upstream`
    QString client, server, request, subrequest, upstream, host, referrer;
    QString family;        ///< of the upstream address: `ipv4`, `ipv6`, `unix`; null for a group name
    QString catalogue;     ///< `NX12`, row of the catalogue of nginx error messages; null when none fits

    /// `time level pid tid connection message errno action client server request upstream family host catalogue`, each present
    /// for a recognised line and null where it does not apply; only `message` for another.
    [[nodiscard]] QJsonObject toJson() const;
};

/// Reads one line, without or with its newline; at most the first 32 KB of it. Order of fields as in nginx's
/// ngx_http_log_error() and ngx_http_log_error_handler(). Any thread.
[[nodiscard]] NginxErrorLine parseNginxErrorLine(const QByteArray& line);

} // namespace hopscope
