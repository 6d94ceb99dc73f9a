// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/liverun.h"

namespace hopscope {

LiveRun::LiveRun(LiveSettings settings, int timeoutSeconds, Finished finished)
    : m_leftMs(timeoutSeconds * 1000), m_finished(std::move(finished))
{
    m_terminal = TerminalAnswers::atTerminal(
        [this](qint64 id, bool accepted, const QString& secret) { answer(id, accepted, secret); });
    settings.canAsk = m_terminal != nullptr;
    m_session = std::make_unique<LiveSession>(std::move(settings));
    connect(m_session.get(), &LiveSession::recordingFailed, this,
            [this](const Error& error) { m_outcome.recordingError = error; });
    connect(m_session.get(), &LiveSession::diagnosed, this, &LiveRun::end);
    connect(m_session.get(), &LiveSession::questionAsked, this, &LiveRun::ask);
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_outcome.timedOut = !m_ended;
        m_session->cancel();
    });
}

LiveRun::~LiveRun() = default;

void LiveRun::start()
{
    begin();
    m_session->diagnose();
}

void LiveRun::begin()
{
    m_clock.start();
    m_outcome.started = SystemClock().now();
    m_timeout.start(m_leftMs);
}

void LiveRun::ask(const Question& question)
{
    if (!m_terminal)
        return;
    m_terminal->put(question);
    if (m_terminal->asking() && m_timeout.isActive()) {
        m_leftMs = qMax(m_timeout.remainingTime(), 1);
        m_timeout.stop();
    }
}

void LiveRun::answer(qint64 question, bool accepted, const QString& secret)
{
    m_session->answer(question, accepted, secret, false);
    if (!m_terminal->asking() && !m_ended)
        m_timeout.start(m_leftMs);
}

void LiveRun::startSteps(std::function<void(const Snapshot&, const GuideStep&)> stepped)
{
    m_stepped = std::move(stepped);
    disconnect(m_session.get(), &LiveSession::diagnosed, this, nullptr);
    connect(m_session.get(), &LiveSession::stepFinished, this, &LiveRun::stepEnded);
    begin();
    // The steps are known with the first snapshot.
    connect(
        m_session.get(), &LiveSession::snapshotChanged, this, [this] { runNextStep({}); }, Qt::SingleShotConnection);
}

void LiveRun::stepEnded(const QString& step)
{
    const auto snapshot = m_session->snapshot();
    const GuideStep* done = snapshot->guide ? snapshot->guide->step(step) : nullptr;
    if (done && !m_ended)
        m_stepped(*snapshot, *done);
    if (m_outcome.interrupted || m_outcome.timedOut)
        return end();
    runNextStep(step);
}

/// Up to the verdict: what acts, verifies or reports needs somebody who wants it.
void LiveRun::runNextStep(const QString& after)
{
    bool passed = after.isEmpty();
    for (const GuideStep& step : m_session->snapshot()->guide->steps) {
        if (passed && step.kind == QStringLiteral("measure"))
            return m_session->runStep(step.id);
        passed = passed || step.id == after;
    }
    end();
}

void LiveRun::interrupt()
{
    m_outcome.interrupted = true;
    if (m_terminal)
        m_terminal->stop();
    m_session->cancel();
}

void LiveRun::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_timeout.stop();
    if (m_terminal)
        m_terminal->stop();
    m_outcome.snapshot = m_session->snapshot();
    m_outcome.durationMs = m_clock.elapsed();
    // Only when the file is sealed is the run over.
    m_session->close([this](const std::optional<Error>& error) {
        if (error)
            m_outcome.recordingError = error;
        m_finished(m_outcome);
    });
}

} // namespace hopscope
