// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/tcpprobe.h"

namespace hopscope {

/// Ports of one host, name or literal address, from one vantage. A name is looked up there, and each of its addresses is
/// probed by itself, at most kMaxAddresses, because IPv4 and IPv6 can differ and a lone `[::1]` refusal is a cause of
/// its own. Deleting it cancels.
class PortSweep : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype kMaxAddresses = 8;
    static constexpr int kTimeoutMs = 2'000; ///< of one connect, as the live probes have it

    struct Request {
        QString host;
        QList<quint16> ports; ///< at most kMaxPorts (portlist.h)
        int timeoutMs = kTimeoutMs;
    };
    /// Told once how many results will come, before the first.
    using Started = std::function<void(qsizetype)>;
    using Each = std::function<void(const TcpResult&)>;
    /// All results, address by address and port by port; or why the name gave no address: `tcp.resolve`, `ssh.*`.
    using Done = std::function<void(const Result<QList<TcpResult>>&)>;

    PortSweep(Vantage& vantage, Request request, Started started, Each each, Done done, QObject* parent = nullptr,
              std::shared_ptr<ConnectBudget> budget = {});

private:
    void resolve();
    void onResolved(const Result<QStringList>& addresses);
    void sweep(const QStringList& addresses);
    void finish(const Result<QList<TcpResult>>& result);

    QPointer<Vantage> m_vantage;
    Request m_request;
    Started m_started;
    Each m_each;
    Done m_done;
    std::shared_ptr<ConnectBudget> m_budget;
};

} // namespace hopscope
