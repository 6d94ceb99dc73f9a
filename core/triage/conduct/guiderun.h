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
#include <QSet>

#include <map>
#include <memory>
#include <set>

namespace hopscope {

/// What the steps of one pass of the guide share: a look at a log needs the configuration that an earlier step read.
struct GuideKit {
    SystemClock clock;
    std::map<QString, std::unique_ptr<HostCollection>> hosts; ///< by environment name
    std::map<QString, std::set<QString>> looked;              ///< looks done, by environment name
};

/// Runs what one step of the guide measures, for that step's scope only, and records it between `begin` and `end`. What a
/// look cannot do without is looked at first, once a pass. Deleting it ends what runs. Conductor's thread.
class GuideRun : public QObject {
    Q_OBJECT
public:
    /// How `verify` repeats the entry check.
    struct Verification {
        int everyMs = 1'000;
        int limitMs = 60'000;
        int wanted = 3;
    };
    GuideRun(GuideStepRule rule, GuideKit& kit, SshPool& pool, Vantages& vantages, Recorder& recorder,
             const Environment& environment, const Catalogue& catalogue);
    ~GuideRun() override;
    void setVerification(Verification verification) { m_verification = verification; }
    void start();
    void cancel();
    [[nodiscard]] bool running() const { return m_run && m_run->running(); }
    [[nodiscard]] const QString& step() const { return m_rule.id; }
    /// What each check found, by node or hop id: whether it was good.
    [[nodiscard]] const std::map<QString, bool>& seen() const { return m_seen; }

signals:
    void progressed(const hopscope::Progress& progress);
    void recorded();
    void ended(const QString& step);

private:
    [[nodiscard]] Step partStep(const QString& part);
    [[nodiscard]] Step entryStep();
    [[nodiscard]] Step verifyStep();
    [[nodiscard]] Step hopsStep(const QString& which);
    [[nodiscard]] Step selfStep();
    [[nodiscard]] Step hostsStep(const QSet<QString>& looks, bool onlyNew);
    [[nodiscard]] Step checkStep(const QString& subject, std::function<QObject*(CheckDone)> begin);
    [[nodiscard]] HostCollection& collection(const HostSpec& spec);
    [[nodiscard]] bool pathKnown() const;
    void verifyOnce(const StepDone& done);
    void sampled(CheckResult result);
    void record(Observation observation);
    void onEvent(const StepEvent& event);

    const GuideStepRule m_rule;
    GuideKit& m_kit;
    SshPool& m_pool;
    Vantages& m_vantages;
    Recorder& m_recorder;
    const Environment& m_environment;
    const Catalogue& m_catalogue;
    Verification m_verification;
    SystemClock m_clock;
    Progress m_progress;
    Topology m_topology; ///< what hops and proxies are tested by
    std::map<QString, bool> m_seen;
    int m_successes = 0;
    Timestamp m_verifyUntil;
    QObject m_checks; ///< parent of running checks
    std::unique_ptr<StepRun> m_run;
};

/// The looks of a host's collection whose names (without the host) are in `wanted`, with what they cannot do without and is
/// not in `done`; connecting stays. Empty `wanted` means all.
[[nodiscard]] Step onlyLooks(Step whole, const QString& host, const QSet<QString>& wanted, const std::set<QString>& done);
/// Names of all looks in a collection's step.
[[nodiscard]] QSet<QString> lookNames(const Step& whole, const QString& host);

} // namespace hopscope
