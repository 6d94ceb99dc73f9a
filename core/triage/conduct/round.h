// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/steps.h"
#include "core/collect/hostcollection.h"
#include "core/diagnosis/catalogue.h"
#include "core/triage/conduct/checks.h"
#include "core/triage/conduct/vantages.h"
#include "core/triage/record/recorder.h"
#include "core/triage/session.h"

#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace hopscope {

/// One full round of measurement: the entry request and every host side by side, then each hop of what was discovered, from
/// its near end. Everything is recorded as it comes; the verdict is derived at the end. Deleting it ends what runs.
class Round : public QObject {
    Q_OBJECT
public:
    Round(SshPool& pool, Vantages& vantages, Recorder& recorder, const Environment& environment, const Catalogue& catalogue);
    ~Round() override;
    void start();
    /// What each check so far found, by node or hop id: whether it was good.
    [[nodiscard]] const std::map<QString, bool>& seen() const { return m_seen; }

signals:
    void progressed(const hopscope::Progress& progress);
    void recorded();
    void ended();

private:
    [[nodiscard]] Step entryStep();
    [[nodiscard]] Step hostStep(const HostSpec& spec);
    [[nodiscard]] Step hopsStep();
    [[nodiscard]] Step checkStep(const QString& subject, std::function<QObject*(CheckDone)> begin);
    void record(Observation observation);
    void onEvent(const StepEvent& event);

    SshPool& m_pool;
    Vantages& m_vantages;
    Recorder& m_recorder;
    const Environment& m_environment;
    const Catalogue& m_catalogue;
    SystemClock m_clock;
    Progress m_progress;
    std::map<QString, bool> m_seen;
    Topology m_discovered; ///< what the hops are tested by
    std::vector<std::unique_ptr<HostCollection>> m_hosts;
    QObject m_checks; ///< parent of running checks
    std::unique_ptr<StepRun> m_run;
};

} // namespace hopscope
