// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/connectbudget.h"
#include "core/probe/fdstream.h"
#include "core/probe/vantage.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>

namespace hopscope {

/// What one port answered. `verdict` is `open refused timed-out unreachable reset`, or empty when nothing can be said
/// about the target because the trouble is ours (`error` says which: `ssh.*`, `tcp.failed`, `tcp.resolve`).
struct TcpResult {
    QString address;
    quint16 port = 0;
    QString family; ///< `ipv4`, `ipv6`, empty for a name
    QString verdict;
    qint64 ms = 0;       ///< until connected or refused, without the grace
    bool silent = false; ///< open, and nothing was said or closed within the grace
    bool closed = false; ///< open, and the far end closed in an orderly way within the grace
    QByteArray greeting; ///< first bytes the far end said unasked, at most kMaxGreeting
    std::optional<Error> error;

    static constexpr qsizetype kMaxGreeting = 256;
};

/// Connects to one port and waits `graceMs` more, because a port forwarder accepts first and resets after. Sends
/// nothing. `done` is called once, later; deleting the probe cancels, also from inside `done`.
class TcpProbe : public QObject {
    Q_OBJECT
public:
    static constexpr int kGraceMs = 50;
    using Done = std::function<void(const TcpResult&)>;

    TcpProbe(Vantage& vantage, const QString& address, quint16 port, int timeoutMs, Done done,
             QObject* parent = nullptr, int graceMs = kGraceMs);

private:
    void onConnected(Result<OwnedFd> fd);
    void onActivity();
    void finish();
    void finishWith(const Error& error);

    TcpResult m_result;
    Done m_done;
    FdStream* m_stream = nullptr;
    QElapsedTimer m_clock;
    QTimer m_deadline;
    QTimer m_grace;
    int m_graceMs;
};

/// Probes many ports as fast as `budget` allows (a budget of its own with the default limits without one). `each` as
/// results come (may be empty), `done` once with all of them in the order asked. Deleting it cancels.
class TcpSweep : public QObject {
    Q_OBJECT
public:
    struct Target {
        QString address;
        quint16 port = 0;
    };
    using Each = std::function<void(const TcpResult&)>;
    using Done = std::function<void(const QList<TcpResult>&)>;

    TcpSweep(Vantage& vantage, QList<Target> targets, int timeoutMs, Each each, Done done, QObject* parent = nullptr,
             std::shared_ptr<ConnectBudget> budget = {});

private:
    void begin();
    void probe(qsizetype index, std::shared_ptr<ConnectBudget::Leave> leave);
    void onResult(qsizetype index, const TcpResult& result);
    void finish();

    QPointer<Vantage> m_vantage;
    QList<Target> m_targets;
    int m_timeoutMs;
    Each m_each;
    Done m_done;
    std::shared_ptr<ConnectBudget> m_budget;
    QList<TcpResult> m_results;
    qsizetype m_finished = 0;
};

} // namespace hopscope
