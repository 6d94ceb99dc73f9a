// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

/// Sessions that look alike.
struct PgSessions {
    QString application; ///< `application_name`, empty where the client gave none
    QString client;      ///< address, empty for a local socket
    QString user;
    QString state;       ///< `active`, `idle`, `idle in transaction` …
    qint64 count = 0;
};

/// How a PostgreSQL server's connection slots are used.
struct PgActivity {
    bool turnedAway = false;  ///< not even a superuser was let in: every slot is taken and the rest is not known
    qint64 maxConnections = 0;
    qint64 reserved = 0;      ///< slots that ordinary users do not get
    qint64 used = 0;          ///< client sessions without the one that asked
    QList<PgSessions> sessions; ///< most first, at most 20 kinds

    /// What is left for ordinary users.
    [[nodiscard]] qint64 free() const { return turnedAway || used > maxConnections - reserved ? 0 : maxConnections - reserved - used; }
};

/// Reads what psql prints for commands::databaseActivity(): one JSON object, or the server's refusal (PostgreSQL 10 and
/// later, SQLSTATE 53300). Nothing for anything else. Any thread.
[[nodiscard]] std::optional<PgActivity> parsePgActivity(const QByteArray& text);

} // namespace hopscope
