// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/liverun.h"

#include <QTimer>

namespace hopscope {

LiveRun::LiveRun(LiveSettings settings, int timeoutSeconds, Finished finished)
    : m_timeoutSeconds(timeoutSeconds), m_finished(std::move(finished))
{
    m_session = std::make_unique<LiveSession>(std::move(settings));
    connect(m_session.get(), &LiveSession::recordingFailed, this,
            [this](const Error& error) { m_outcome.recordingError = error; });
    connect(m_session.get(), &LiveSession::diagnosed, this, &LiveRun::end);
}

LiveRun::~LiveRun() = default;

void LiveRun::start()
{
    m_clock.start();
    m_outcome.started = SystemClock().now();
    QTimer::singleShot(m_timeoutSeconds * 1000, this, [this] {
        m_outcome.timedOut = !m_ended;
        m_session->cancel();
    });
    m_session->diagnose();
}

void LiveRun::interrupt()
{
    m_outcome.interrupted = true;
    m_session->cancel();
}

void LiveRun::end()
{
    if (m_ended)
        return;
    m_ended = true;
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
