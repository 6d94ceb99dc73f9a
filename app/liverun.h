// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/options.h"
#include "core/triage/livesession.h"
#include "ui/words/words.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace hopscope {

/// One round without a window, for `diagnose` and `topology`: opens the environment, measures once, hands over what was
/// found. Questions are refused: nobody is there to answer.
class LiveRun : public QObject {
    Q_OBJECT
public:
    struct Outcome {
        std::shared_ptr<const Snapshot> snapshot;
        Timestamp started;
        qint64 durationMs = 0;
        bool interrupted = false;
        bool timedOut = false;
        std::optional<Error> recordingError;
    };
    using Finished = std::function<void(const Outcome&)>;

    LiveRun(LiveSettings settings, int timeoutSeconds, Finished finished);
    ~LiveRun() override;
    void start();
    void interrupt();

private:
    void end();

    std::unique_ptr<LiveSession> m_session;
    const int m_timeoutSeconds;
    Finished m_finished;
    Outcome m_outcome;
    QElapsedTimer m_clock;
    bool m_ended = false;
};

} // namespace hopscope
