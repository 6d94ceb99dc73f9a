// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/conduct/checks.h"
#include "core/triage/conduct/livewatch.h"
#include "core/triage/conduct/vantages.h"
#include "core/triage/record/recorder.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace hopscope {

/// Keeps an eye on the way of a request between two diagnoses: the entry check every 10 s, every hop every 5 s. A check that
/// contradicts what is shown is repeated each second until rise (2) or fall (3) agree; then a new diagnosis is asked for.
class LiveProbes : public QObject {
    Q_OBJECT
public:
    /// `shown`: what the last diagnosis saw, by node or hop id.
    LiveProbes(Vantages& vantages, Recorder& recorder, const Environment& environment, std::map<QString, bool> shown);
    void start();

signals:
    void recorded();
    /// What is shown is no longer what is measured.
    void pictureChanged();

private:
    void tick();
    void checkEntry();
    void checkHop(const Hop& hop);
    void took(const QString& subject, CheckResult result);

    Vantages& m_vantages;
    Recorder& m_recorder;
    const Environment& m_environment;
    const Topology m_topology;
    LiveWatch m_watch;
    std::map<QString, Timestamp> m_due;
    std::map<QString, bool> m_running;
    SystemClock m_clock;
    Timestamp m_told;
    bool m_news = false;
    QTimer m_timer;
    QObject m_checks;
};

} // namespace hopscope
