// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/nginxaccess.h"
#include "core/parse/nginxerror.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <deque>
#include <optional>

namespace hopscope {

/// What became of a request that nginx wrote error lines about.
enum class NginxOutcome {
    Failed,   ///< the client got an error, or a body that was cut
    Rejected, ///< nginx or the client ended it on purpose: 4xx
    Noise,    ///< one try failed and another one answered: the access log says so
    Unknown,  ///< one try of perhaps several failed and nothing says what came of it
    Note,     ///< nothing failed: warnings, and lines about no request
};

/// All error lines of one request as one statement.
struct NginxRequest {
    std::optional<qint64> pid, connection;
    QString client, server, request, host; ///< null where no line carries it
    LogTime first, last;
    QString level;            ///< the gravest of its lines
    QString catalogue;        ///< row of the line that decided: the last failure, but no consequence or companion; may be null
    QString message, action;  ///< of that line
    std::optional<int> errnoNumber; ///< of that line
    QStringList upstreams;    ///< addresses tried, in order, as logged
    QList<qint64> lines;      ///< the numbers given to add()
    int status = 0;           ///< 0 where neither the access log nor the rules say
    bool statusLogged = false; ///< from an access line; else what nginx answers after such a failure
    NginxOutcome outcome = NginxOutcome::Note;
};

/// Joins lines to requests as they come. nginx tells requests apart by process, connection and request line; a second
/// failure at the same address starts another request of a kept-alive connection. An access line belongs to the request
/// with its client and request line whose last error line is at most 5 s older. Keeps the last `most` requests. Any one
/// thread.
class NginxRequestJoin {
public:
    static constexpr std::size_t kMaxRequests = 5000;
    static constexpr qint64 kAccessWindowMs = 5000;

    explicit NginxRequestJoin(std::size_t most = kMaxRequests) : m_most(most) {}
    /// Number of the request the line was joined to, counted from 0; `line` is any number that means something to the caller.
    qint64 add(const NginxErrorLine& error, qint64 line);
    void addAccess(const NginxAccessLine& access);
    /// Gives requests their access lines; the numbers of those that got one. Lines too old to find a partner are forgotten.
    QList<qint64> settle();
    /// Null when it is forgotten or never was.
    [[nodiscard]] const NginxRequest* request(qint64 number) const;
    [[nodiscard]] qint64 end() const { return m_dropped + static_cast<qint64>(m_requests.size()); }
    [[nodiscard]] qint64 begin() const { return m_dropped; }

private:
    struct Access {
        qint64 wallMs;
        int status;
    };
    [[nodiscard]] NginxRequest& at(qint64 number) { return m_requests[static_cast<std::size_t>(number - m_dropped)]; }
    qint64 open(const NginxErrorLine& error);
    bool claim(NginxRequest& request, QList<Access>& accesses) const;
    void forget();
    void drop();

    const std::size_t m_most;
    std::deque<NginxRequest> m_requests;
    qint64 m_dropped = 0;
    qint64 m_newestMs = 0;                      ///< latest wall time seen
    QHash<QByteArray, qint64> m_open;           ///< by process, connection and request
    QHash<QByteArray, QList<qint64>> m_waiting; ///< by client and request, without a status yet
    QHash<QByteArray, QList<Access>> m_unclaimed;
};

/// The same over whole logs of one host. Requests in the order of their first line; `lines` are indexes into `errors`.
[[nodiscard]] QList<NginxRequest> joinNginxRequests(const QList<NginxErrorLine>& errors,
                                                    const QList<NginxAccessLine>& accesses = {});

/// The status nginx answers after a failure of this row when no other try helps; 0 where it answers nothing or keeps what
/// it has already sent.
[[nodiscard]] int nginxStatusAfter(const QString& catalogue);

} // namespace hopscope
