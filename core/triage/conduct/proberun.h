// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/model/observation.h"
#include "core/probe/connectbudget.h"
#include "core/probe/httpprobe.h"
#include "core/probe/portsweep.h"
#include "core/triage/probes.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace hopscope {

class Vantages;

/// Runs one ProbeRequest within one budget for its target, from all its vantages side by side: every port by TCP, then
/// TLS and WebSocket where it is open. `news` at most ten times a second, the last one `ended`; `observed` for what is to
/// be recorded. Conductor's thread. Deleting it cancels without a word; finish() keeps what there is.
class ProbeRun : public QObject {
    Q_OBJECT
public:
    using News = std::function<void(const ProbeNews&)>;
    using Observed = std::function<void(Observation)>;

    ProbeRun(qint64 id, ProbeRequest request, Vantages& vantages, const Environment& environment, News news,
             Observed observed);
    void start();
    /// Ends now: what was measured is recorded, `ended` is told.
    void finish();

private:
    struct Place {
        QList<ProbeAnswer> tcp;
        Timestamp begun;
        bool over = false;
    };
    void sweep(const QString& vantage);
    void onTcp(const QString& vantage, const TcpResult& result);
    void onSwept(const QString& vantage, const Result<QList<TcpResult>>& results);
    void follow(const ProbeAnswer& open, const QString& kind);
    void askTls(const ProbeAnswer& open, std::shared_ptr<ConnectBudget::Leave> leave);
    void askWebSocket(const ProbeAnswer& open, std::shared_ptr<ConnectBudget::Leave> leave);
    void onFollowed(const ProbeAnswer& answer, Evidence evidence);
    void record(const QString& vantage, Place& place);
    void take(const ProbeAnswer& answer);
    void tell(bool ended);
    [[nodiscard]] QString nameFor() const;
    [[nodiscard]] HttpRequest upgradeRequest(const ProbeAnswer& open) const;

    const ProbeRequest m_request;
    Vantages& m_vantages;
    const Environment& m_environment;
    News m_tell;
    Observed m_observed;
    SystemClock m_clock;
    std::shared_ptr<ConnectBudget> m_budget = std::make_shared<ConnectBudget>();
    std::map<QString, Place> m_places;
    int m_following = 0;
    bool m_ended = false;
    ProbeNews m_news;
    QTimer m_batch;
    std::unique_ptr<QObject> m_probes = std::make_unique<QObject>(); ///< parent of what runs
};

} // namespace hopscope
