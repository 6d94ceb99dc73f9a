// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/vantage.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope {

/// One try at one address.
struct ConnectTry {
    QString address;
    QString code; ///< empty when it connected or was still under way when another won
    QString detail;
    qint64 ms = -1; ///< -1 while under way
};

struct Connection {
    OwnedFd fd;
    QString address;       ///< the literal that answered
    qint64 resolveMs = -1; ///< -1 when no name had to be looked up
    qint64 connectMs = 0;  ///< of the try that won
    QList<ConnectTry> tries;
};

/// Name or literal to a connected descriptor, from any Vantage: the name is looked up there, its addresses are tried in
/// order, the next one starting when one fails or after kStaggerMs of silence (RFC 8305 in its simplest form), and the
/// first to answer wins. Where all fail, the error is the first that is not `tcp.unreachable` (a machine without IPv6
/// must not hide a refusal over IPv4) and its detail lists every try. Deleting it cancels.
class TargetConnector : public QObject {
    Q_OBJECT
public:
    static constexpr int kStaggerMs = 250;
    static constexpr qsizetype kMaxTries = 8;
    using Done = std::function<void(Result<Connection>)>;

    TargetConnector(Vantage& vantage, QString host, quint16 port, int timeoutMs, QObject* parent = nullptr);
    /// Once. `done` is called once, later.
    void start(Done done);
    [[nodiscard]] const QList<ConnectTry>& tries() const { return m_tries; }

private:
    void resolve();
    void onResolved(const Result<QStringList>& addresses);
    void tryNext();
    void onTried(qsizetype index, Result<OwnedFd> fd);
    void onDeadline();
    [[nodiscard]] int remainingMs() const;
    [[nodiscard]] Error combinedError() const;
    void finish(Result<Connection> result);

    QPointer<Vantage> m_vantage;
    QString m_host;
    quint16 m_port;
    int m_timeoutMs;
    Done m_done;
    QStringList m_addresses;
    QList<ConnectTry> m_tries;
    qsizetype m_failed = 0;
    qint64 m_resolveMs = -1;
    QElapsedTimer m_clock;
    QTimer m_deadline;
    QTimer m_stagger;
};

} // namespace hopscope
