// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/sshprobe.h"

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

constexpr int kCommandMs = 10'000;
constexpr qsizetype kTcp = 1;
constexpr qsizetype kShell = 6;
constexpr qsizetype kSudo = 7;
constexpr QLatin1String kEcho("hopscope");

struct StepName {
    const char* step;
    const char* phase; ///< what core/ssh calls it
};
constexpr std::array<StepName, 8> kSteps{{{"dns", "resolve"},
                                          {"tcp", "connect"},
                                          {"banner", "banner"},
                                          {"key-exchange", "key-exchange"},
                                          {"host-key", "host-key"},
                                          {"authentication", "authentication"},
                                          {"shell", "command"},
                                          {"sudo", ""}}};

qsizetype stepOfPhase(const QString& phase)
{
    const auto* const found = std::find_if(kSteps.begin(), kSteps.end(), [&phase](const StepName& name) {
        return !phase.isEmpty() && phase == QLatin1String(name.phase);
    });
    return found == kSteps.end() ? -1 : found - kSteps.begin();
}

} // namespace

SshProbe::SshProbe(SshHost& host, SudoMode sudo, Done done, QObject* parent)
    : QObject(parent), m_host(&host), m_sudo(sudo), m_done(std::move(done))
{
    for (const StepName& name : kSteps)
        m_steps.append({QString::fromLatin1(name.step), {}, -1, {}});
    connect(&host, &SshHost::phaseEntered, this, &SshProbe::onPhase);
    m_clock.start();
    host.connectHost([self = QPointer<SshProbe>(this)](const Status& connected) {
        if (self)
            self->onConnected(connected);
    });
}

bool SshProbe::allWell(const QList<SshStep>& steps)
{
    const bool failed = std::any_of(steps.begin(), steps.end(), [](const SshStep& step) { return step.ok == false; });
    return !failed && steps.size() > kShell && steps.at(kShell).ok == true;
}

void SshProbe::enter(qsizetype step)
{
    m_current = step;
    m_clock.restart();
    if (onProgress)
        onProgress(m_steps, m_current);
}

/// Behind a jump host there is no lookup of ours: the name travels to the jump host, which looks it up.
void SshProbe::noteJump()
{
    SshStep& lookup = m_steps[0];
    if (lookup.ok || lookup.error || !m_host || m_host->jumpHost().isEmpty())
        return;
    lookup.error = Error{QStringLiteral("ssh.resolved-by-jump"), m_host->alias(), QStringLiteral("resolve"), m_host->jumpHost()};
}

void SshProbe::end(std::optional<bool> ok, std::optional<Error> error)
{
    if (m_current < 0)
        return;
    SshStep& step = m_steps[m_current];
    step.ok = ok;
    step.ms = m_clock.elapsed();
    step.error = std::move(error);
    m_current = -1;
}

void SshProbe::onPhase(const QString& phase)
{
    const qsizetype step = stepOfPhase(phase);
    // A later round of authentication is still the same step; a connect tried again is timed anew.
    if (step < 0 || step == m_current || step >= kShell)
        return;
    end(true);
    if (step == kTcp)
        noteJump();
    enter(step);
}

void SshProbe::onConnected(const Status& connected)
{
    if (connected) {
        end(true);
        return tryShell();
    }
    const Error& error = connected.error();
    // A jump host's own trouble lies on the way to this one.
    const bool onTheWay = m_host && !error.host.isEmpty() && error.host != m_host->alias();
    noteJump();
    const qsizetype step = onTheWay ? kTcp : stepOfPhase(error.phase);
    if (step >= 0 && step != m_current) {
        if (step > m_current)
            end(true);
        enter(step);
    }
    if (m_current < 0)
        enter(0);
    end(false, error);
    finish();
}

void SshProbe::tryShell()
{
    if (!m_host)
        return finish();
    enter(kShell);
    CommandSpec spec;
    spec.argv = {QStringLiteral("echo"), kEcho};
    spec.timeoutMs = kCommandMs;
    m_host->run(spec, [self = QPointer<SshProbe>(this)](const Result<CommandResult>& result) {
        if (!self)
            return;
        if (result && result->exit == 0 && result->out.trimmed() == kEcho.latin1()) {
            self->end(true);
            return self->trySudo();
        }
        const QString said = result ? QString::fromUtf8((result->out + result->err).left(200)).simplified() : QString();
        const Error odd{QStringLiteral("ssh.shell-refused"), self->m_host ? self->m_host->alias() : QString(),
                        QStringLiteral("command"), said};
        self->end(false, result ? odd : result.error());
        self->finish();
    });
}

void SshProbe::trySudo()
{
    if (!m_host || m_sudo == SudoMode::Never)
        return finish();
    enter(kSudo);
    CommandSpec spec;
    spec.argv = {QStringLiteral("true")};
    spec.timeoutMs = kCommandMs;
    spec.sudo = canAsk && m_sudo == SudoMode::Ask ? Sudo::AskPassword : Sudo::NonInteractive;
    m_host->run(spec, [self = QPointer<SshProbe>(this)](const Result<CommandResult>& result) {
        if (!self)
            return;
        if (result && result->exit == 0) {
            self->end(true);
        } else {
            const Error error = result ? Error{QStringLiteral("sudo.denied"),
                                               {},
                                               QStringLiteral("command"),
                                               QString::fromUtf8(result->err.left(200)).simplified()}
                                       : result.error();
            const bool asks = self->m_sudo == SudoMode::Ask && error.code == QStringLiteral("sudo.needs-password");
            self->end(asks ? std::nullopt : std::optional(false), error);
        }
        self->finish();
    });
}

void SshProbe::finish()
{
    const Done done = std::exchange(m_done, {});
    const QList<SshStep> steps = m_steps;
    if (done)
        done(steps);
}

} // namespace hopscope
