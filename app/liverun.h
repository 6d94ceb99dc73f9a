// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/options.h"
#include "app/terminalanswers.h"
#include "core/triage/livesession.h"
#include "ui/words/words.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace hopscope {

/// One round without a window, for `diagnose` and `topology`: opens the environment, measures once, hands over what was
/// found. Questions are put to the terminal, and the time a person takes does not count; without a terminal they are refused.
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
    /// The same, step by step of the guide instead of in one round; each step is handed over as it ends.
    void startSteps(std::function<void(const Snapshot&, const GuideStep&)> stepped);
    void interrupt();

private:
    void begin();
    void ask(const Question& question);
    void answer(qint64 question, bool accepted, const QString& secret);
    void stepEnded(const QString& step);
    void runNextStep(const QString& after);
    void end();

    std::unique_ptr<TerminalAnswers> m_terminal; ///< null where nobody answers
    std::unique_ptr<LiveSession> m_session;
    QTimer m_timeout;
    int m_leftMs; ///< of the time limit, while a question stands
    Finished m_finished;
    std::function<void(const Snapshot&, const GuideStep&)> m_stepped;
    Outcome m_outcome;
    QElapsedTimer m_clock;
    bool m_ended = false;
};

} // namespace hopscope
