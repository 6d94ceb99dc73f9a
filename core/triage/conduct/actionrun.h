// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/steps.h"
#include "core/model/action.h"
#include "core/triage/conduct/checks.h"
#include "core/triage/conduct/vantages.h"
#include "core/triage/record/recorder.h"
#include "core/triage/session.h"

#include <QObject>

#include <memory>

namespace hopscope {

/// Carries out a plan that a person has confirmed: keeps the evidence the action would destroy, runs the pre-checks and the
/// command, then repeats the entry check until it was good 3 times in a row or 60 s have passed. All of it is recorded.
class ActionRun : public QObject {
    Q_OBJECT
public:
    /// How the outcome is verified: an entry check every so often, at most this long.
    struct Verification {
        int everyMs = 1'000;
        int limitMs = 60'000;
    };
    ActionRun(Plan plan, SshHost& host, Vantages& vantages, Recorder& recorder, const Environment& environment,
              Verification verification);
    ~ActionRun() override;
    void start();
    void cancel();

signals:
    void progressed(const hopscope::Progress& progress);
    void recorded();
    /// `verified`, `unverified` or an error code.
    void ended(const QString& code);

private:
    [[nodiscard]] Step snapshotStep();
    [[nodiscard]] Step prechecksStep();
    [[nodiscard]] Step commandStep();
    [[nodiscard]] Step verifyStep();
    void runRecorded(const QStringList& argv, Sudo sudo, std::function<void(Result<CommandResult>, const QString&)> done);
    void verifyOnce(const StepDone& done);
    void tell(const QString& state, const QJsonObject& args = {});
    void phase(const char* code);

    const Plan m_plan;
    SshHost& m_host;
    Vantages& m_vantages;
    Recorder& m_recorder;
    const Environment& m_environment;
    const Sudo m_sudo;
    const Verification m_verification;
    SystemClock m_clock;
    Progress m_progress;
    int m_successes = 0;
    Timestamp m_verifyUntil;
    QObject m_checks;
    std::unique_ptr<StepRun> m_run;
};

/// Who sits in front, for the audit.
[[nodiscard]] QString operatorName();

} // namespace hopscope
