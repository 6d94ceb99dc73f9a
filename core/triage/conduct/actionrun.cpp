// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/actionrun.h"

#include "core/action/beforehand.h"
#include "core/collect/hostcommands.h"
#include "core/collect/sudo.h"

#include <QJsonArray>
#include <QPointer>
#include <QTimer>

namespace hopscope {
namespace {

constexpr int kCommandMs = 90'000; // a unit with TimeoutSec=600 may take long to stop; systemctl goes on without us
constexpr int kWantedSuccesses = 3;

Sudo sudoOf(const Plan& plan, const Environment& environment)
{
    const HostSpec* host = environment.host(plan.host);
    return plan.sudo && host ? sudoFor(host->sudo) : Sudo::No;
}

} // namespace

QString operatorName()
{
    const QString user = qEnvironmentVariable("SUDO_USER", qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME")));
    return user.isEmpty() ? QStringLiteral("operator") : user;
}

ActionRun::ActionRun(Plan plan, SshHost& host, Vantages& vantages, Recorder& recorder, const Environment& environment,
                     Verification verification)
    : m_plan(std::move(plan)), m_host(host), m_vantages(vantages), m_recorder(recorder), m_environment(environment),
      m_sudo(sudoOf(m_plan, environment)), m_verification(verification)
{
}

ActionRun::~ActionRun()
{
    m_run.reset();
}

void ActionRun::tell(const QString& state, const QJsonObject& args)
{
    m_recorder.action({m_plan.id, state, {}, operatorName(), args});
    emit recorded();
}

void ActionRun::phase(const char* code)
{
    m_progress.busy = true;
    m_progress.phase = QString::fromLatin1(code);
    m_progress.host = m_plan.host;
    m_progress.started = m_clock.now();
    emit progressed(m_progress);
}

void ActionRun::start()
{
    tell(QStringLiteral("planned"), {{QStringLiteral("plan"), m_plan.toJson()}});
    tell(QStringLiteral("confirmed"));
    std::vector<Step> steps;
    steps.push_back(snapshotStep());
    steps.push_back(prechecksStep());
    steps.push_back(commandStep());
    steps.push_back(verifyStep());
    m_run = std::make_unique<StepRun>(sequence(QStringLiteral("action"), std::move(steps)), m_clock);
    m_run->onFinished([this](const Status& status) {
        if (!status) {
            const bool stopped = status.error().code == QStringLiteral("step.cancelled");
            tell(stopped ? QStringLiteral("cancelled") : QStringLiteral("failed"),
                 {{QStringLiteral("code"), status.error().code}, {QStringLiteral("detail"), status.error().detail}});
        }
        emit ended(status ? QStringLiteral("verified") : status.error().code);
    });
    m_run->start();
}

void ActionRun::cancel()
{
    if (m_run)
        m_run->cancel();
}

void ActionRun::runRecorded(const QStringList& argv, Sudo sudo,
                            std::function<void(Result<CommandResult>, const QString&)> done)
{
    CommandSpec spec;
    spec.argv = argv;
    spec.sudo = sudo;
    spec.timeoutMs = kCommandMs;
    Observation observation;
    observation.evidence.host = m_plan.host;
    observation.evidence.command = (sudo == Sudo::No ? QString() : QStringLiteral("sudo ")) + commands::asTyped(argv);
    observation.evidence.at = m_clock.now();
    const QPointer<ActionRun> self(this);
    m_host.run(spec, [self, observation, done = std::move(done)](const Result<CommandResult>& result) mutable {
        if (!self)
            return;
        observation.evidence.exit = result ? result->exit : -1;
        observation.evidence.durationMs = self->m_clock.now().ms - observation.evidence.at.ms;
        observation.evidence.setBytes(result ? result->out + result->err : result.error().code.toUtf8());
        const QString id = self->m_recorder.observe(std::move(observation));
        emit self->recorded();
        done(result, id);
    });
}

Step ActionRun::snapshotStep()
{
    auto kept = std::make_shared<QJsonArray>();
    std::vector<Step> looks;
    for (const EvidenceCommand& look : evidenceCommands(m_plan, m_recorder.projection().facts())) {
        looks.push_back(step(QStringLiteral("keep"), [this, look, kept](const StepDone& done) {
            runRecorded(look.argv, look.sudo ? m_sudo : Sudo::No, [kept, done](const Result<CommandResult>&, const QString& id) {
                kept->append(id);
                done({});
            });
        }));
    }
    std::vector<Step> all;
    all.push_back(call(QStringLiteral("keep begins"), [this]() -> Status {
        phase("snapshot");
        return {};
    }));
    all.push_back(parallel(QStringLiteral("keep evidence"), std::move(looks), 4, OnError::Ignore).within(kEvidenceDeadlineMs));
    all.push_back(call(QStringLiteral("kept"), [this, kept]() -> Status {
        tell(QStringLiteral("snapshot"), {{QStringLiteral("evidence"), *kept}});
        return {};
    }));
    // What could not be kept in time must not hold up the recovery.
    return sequence(QStringLiteral("snapshot"), std::move(all), OnError::Ignore);
}

Step ActionRun::prechecksStep()
{
    std::vector<Step> checks;
    for (const QStringList& argv : m_plan.prechecks) {
        checks.push_back(step(QStringLiteral("precheck"), [this, argv](const StepDone& done) {
            phase("precheck");
            runRecorded(argv, m_sudo, [this, done](const Result<CommandResult>& result, const QString& id) {
                tell(QStringLiteral("precheck"),
                     {{QStringLiteral("evidence"), id}, {QStringLiteral("exit"), result ? result->exit : -1}});
                if (!result)
                    return done(fail(result.error()));
                done(result->exit == 0 ? Status()
                                       : fail(QStringLiteral("action.precheck-failed"), QString::fromUtf8(result->err.left(300)),
                                              m_plan.host));
            });
        }));
    }
    return sequence(QStringLiteral("prechecks"), std::move(checks));
}

Step ActionRun::commandStep()
{
    return step(QStringLiteral("command"), [this](const StepDone& done) {
        phase("acting");
        tell(QStringLiteral("started"));
        runRecorded(m_plan.argv, m_sudo, [this, done](const Result<CommandResult>& result, const QString& id) {
            tell(QStringLiteral("finished"),
                 {{QStringLiteral("evidence"), id}, {QStringLiteral("exit"), result ? result->exit : -1}});
            if (!result)
                return done(fail(result.error()));
            done(result->exit == 0 ? Status()
                                   : fail(QStringLiteral("action.command-failed"), QString::fromUtf8(result->err.left(300)),
                                          m_plan.host));
        });
    });
}

Step ActionRun::verifyStep()
{
    return step(QStringLiteral("verify"), [this](const StepDone& done) {
        phase("verifying");
        m_progress.total = kWantedSuccesses;
        m_verifyUntil = {m_clock.now().ms + m_verification.limitMs};
        tell(QStringLiteral("verifying"));
        verifyOnce(done);
    });
}

void ActionRun::verifyOnce(const StepDone& done)
{
    QObject* check = startEntryCheck(
        m_vantages, m_environment,
        [this, done](CheckResult result) {
            m_recorder.sample(result.good, result.ms);
            m_recorder.observe(std::move(result.observation));
            m_successes = result.good ? m_successes + 1 : 0;
            m_progress.done = m_successes;
            emit progressed(m_progress);
            emit recorded();
            if (m_successes >= kWantedSuccesses) {
                tell(QStringLiteral("verified"), {{QStringLiteral("successes"), m_successes}});
                return done({});
            }
            if (m_clock.now() >= m_verifyUntil)
                return done(fail(QStringLiteral("unverified"), {}, m_plan.host));
            QTimer::singleShot(m_verification.everyMs, &m_checks, [this, done] { verifyOnce(done); });
        },
        &m_checks);
    if (!check)
        done(fail(QStringLiteral("action.no-entry")));
}

} // namespace hopscope
