// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/nginxrequests.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace hopscope {

/// Who writes a log, and so how its lines are read.
enum class LogFlavour { Plain, NginxError, NginxAccess, Docservice, Postgres, RabbitMq, Redis, Supervisor, Journal };

/// Told from the path of the file, or Journal for a unit.
[[nodiscard]] LogFlavour logFlavourOf(const QString& file, const QString& unit);

/// What one line says about itself.
struct LogLine {
    std::optional<qint64> ms; ///< on the host's clock, ms since 1970; nothing for a continuation
    QString level;            ///< lower case, of the log's own words (`error`, `warn`, `fatal`, …); null where it has none
    qint64 request = -1;      ///< nginx error lines: number of the request it belongs to, for HostLogReader::request()
    bool joined = false;      ///< not the first line of that request
};

/// In which zone a host's logs are written where they name none, seconds east of UTC: as the environment says (`log_clock`
/// of a host), else as the host itself.
[[nodiscard]] int logZoneSeconds(const QString& logClock, int hostOffsetSeconds);

/// `hostOffsetSeconds`, east of UTC, stands in where the log names no zone. At most 32 KB of the line are read. Any thread.
[[nodiscard]] LogLine readLogLine(const QByteArray& line, LogFlavour flavour, int hostOffsetSeconds);

/// The parts of a line by name, as `hopscope parse` prints them; empty for a line that is not recognised.
[[nodiscard]] QJsonObject logFields(const QByteArray& line, LogFlavour flavour);

/// Reads the lines of all logs of one host as they come, and joins nginx's error lines to requests. Any one thread.
class HostLogReader {
public:
    explicit HostLogReader(int hostOffsetSeconds = 0) : m_offset(hostOffsetSeconds) {}
    [[nodiscard]] LogLine read(const QByteArray& line, LogFlavour flavour);
    /// After a piece of lines: the requests whose outcome became known by it.
    QList<qint64> settle() { return m_join.settle(); }
    /// Null when it is forgotten.
    [[nodiscard]] const NginxRequest* request(qint64 number) const { return m_join.request(number); }

private:
    const int m_offset;
    NginxRequestJoin m_join;
    qint64 m_lines = 0;
};

} // namespace hopscope
