// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/logs/follow.h"
#include "core/ssh/sshpool.h"
#include "core/triage/conduct/questions.h"
#include "core/triage/livesession.h"
#include "core/triage/record/recorder.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace hopscope {

class ActionRun;
class GuideRun;
struct GuideKit;
class LiveProbes;
class ProbeRun;
class Round;
class Vantages;

/// Runs a triage in its own thread: rounds of measurement, live probes, actions, followed logs. It is the only one that
/// records. Made in the session's thread, moved, then used through its Inbox only.
class Conductor : public QObject {
    Q_OBJECT
public:
    Conductor(const LiveSettings& settings, LiveSession* session, Inbox::Address out);
    ~Conductor() override;

    /// First call in the conductor's thread: opens the incident and the SSH pool.
    void begin();
    void diagnose();
    /// The same, asked for by a person: what was refused before is asked again.
    void diagnoseAnew();
    void setLive(bool on);
    void cancel();
    void run(const Plan& plan);
    void runStep(const QString& step);
    void markStep(const QString& step, const QString& how);
    void follow(qint64 id, const LogTarget& target);
    void unfollow(qint64 id);
    void probe(qint64 id, const ProbeRequest& request);
    void cancelProbe(qint64 id);
    void answer(qint64 question, bool accepted, Secret secret, bool keep);
    /// Stops everything and seals; the first write error, if any.
    [[nodiscard]] std::optional<Error> close();

private:
    void roundEnded();
    void refuse(const Plan& plan, const QString& code);
    void actionEnded(const QString& plan, const QString& code);
    void dropRound();
    void stepEnded(const QString& step);
    void watchHosts();
    void hostChanged(const HostSpec& spec);
    void setProgress(Progress progress);
    void changed();
    void publish();
    void tell(std::function<void(LiveSession*)> call);

    const LiveSettings m_settings;
    LiveSession* const m_session; ///< only passed back through m_out, never touched here
    const Inbox::Address m_out;
    SystemClock m_clock;
    Recorder m_recorder;
    QTimer m_publish;
    Progress m_progress;
    std::unique_ptr<Questions> m_questions;
    std::unique_ptr<SshPool> m_pool;
    std::unique_ptr<Vantages> m_vantages;
    std::unique_ptr<Round> m_round;
    qint64 m_roundNumber = 0;
    std::unique_ptr<LiveProbes> m_live;
    std::unique_ptr<ActionRun> m_action;
    std::unique_ptr<GuideKit> m_guideKit; ///< what the guide has looked at so far
    std::unique_ptr<GuideRun> m_guide;
    QString m_wantedStep; ///< waits for the end of the round that runs
    std::map<qint64, std::unique_ptr<LogFollower>> m_followers;
    std::unique_ptr<ProbeRun> m_probe; ///< one at a time
    qint64 m_probeNumber = 0;
    std::map<QString, bool> m_shown; ///< what the last diagnosis saw, for the live probes
    bool m_liveWanted = false;
};

} // namespace hopscope
