// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/conductor.h"

#include "core/base/redact.h"
#include "core/triage/conduct/actionrun.h"
#include "core/triage/conduct/guiderun.h"
#include "core/triage/conduct/liveprobes.h"
#include "core/triage/conduct/proberun.h"
#include "core/triage/conduct/round.h"
#include "core/triage/conduct/vantages.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace hopscope {
namespace {

constexpr int kPublishMs = 250; // at most 4 snapshots a second reach the window

QString stateCode(SshHost::State state)
{
    switch (state) {
    case SshHost::State::Idle:
        return QStringLiteral("idle");
    case SshHost::State::Connecting:
        return QStringLiteral("connecting");
    case SshHost::State::Ready:
        return QStringLiteral("ready");
    case SshHost::State::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

void addFailure(QJsonObject& args, const std::optional<Error>& failure)
{
    if (!failure)
        return;
    args.insert(QStringLiteral("code"), failure->code);
    args.insert(QStringLiteral("phase"), failure->phase);
    args.insert(QStringLiteral("detail"), QString::fromUtf8(redact(failure->detail.left(300).toUtf8())));
}

QJsonArray jumpsOf(const SshHost& host)
{
    QJsonArray jumps;
    for (const SshHost::Hop& hop : host.hops()) {
        QJsonObject jump{{QStringLiteral("host"), hop.alias}, {QStringLiteral("state"), stateCode(hop.state)}};
        addFailure(jump, hop.failure);
        jumps.append(jump);
    }
    return jumps;
}

} // namespace

Conductor::Conductor(const LiveSettings& settings, LiveSession* session, Inbox::Address out)
    : m_settings(settings), m_session(session), m_out(std::move(out)), m_recorder(settings.catalogue, m_clock), m_publish(this)
{
    m_publish.setSingleShot(true);
    m_publish.setInterval(kPublishMs);
    connect(&m_publish, &QTimer::timeout, this, &Conductor::publish);
}

Conductor::~Conductor()
{
    // Order matters: what uses the hosts goes before the pool.
    m_followers.clear();
    m_probe.reset();
    m_action.reset();
    m_live.reset();
    m_round.reset();
    m_guide.reset();
    m_guideKit.reset();
    m_vantages.reset();
    m_pool.reset();
}

void Conductor::tell(std::function<void(LiveSession*)> call)
{
    m_out.post([session = m_session, call = std::move(call)] { call(session); });
}

void Conductor::begin()
{
    if (!m_settings.incidentFile.isEmpty()) {
        const Status opened = m_recorder.open(m_settings.incidentFile);
        if (!opened)
            tell([error = opened.error()](LiveSession* session) { emit session->recordingFailed(error); });
    }
    m_recorder.session(m_settings.environment, m_settings.version);
    m_questions = std::make_unique<Questions>(
        [this](const Question& question) { tell([question](LiveSession* session) { emit session->questionAsked(question); }); },
        m_settings.secrets);
    SshQuestionHandler handler;
    if (m_settings.canAsk)
        handler = [this](const SshQuestion& question, SshReply reply) { m_questions->put(question, std::move(reply)); };
    m_pool = std::make_unique<SshPool>(m_settings.environment.sshConfig, handler);
    m_vantages = std::make_unique<Vantages>(*m_pool, m_settings.environment);
    watchHosts();
    publish();
}

void Conductor::watchHosts()
{
    for (const HostSpec& spec : m_settings.environment.hosts)
        connect(m_pool->host(spec.ssh), &SshHost::stateChanged, this, [this, spec] { hostChanged(spec); });
}

void Conductor::hostChanged(const HostSpec& spec)
{
    const SshHost* host = m_pool->host(spec.ssh);
    QJsonObject args{{QStringLiteral("state"), stateCode(host->state())}, {QStringLiteral("ms"), host->roundTripMs()}};
    addFailure(args, host->failure());
    if (const QJsonArray jumps = jumpsOf(*host); !jumps.isEmpty())
        args.insert(QStringLiteral("jumps"), jumps);
    if (host->readByOurselves())
        m_questions->tell(QStringLiteral("own-config-reader"), spec.name);
    m_recorder.note(QStringLiteral("host"), spec.name, args);
    changed();
}

void Conductor::diagnoseAnew()
{
    m_questions->askAnew();
    diagnose();
}

void Conductor::diagnose()
{
    if (m_round || m_action || m_guide)
        return;
    m_live.reset();
    m_round = std::make_unique<Round>(*m_pool, *m_vantages, m_recorder, m_settings.environment, *m_settings.catalogue);
    connect(m_round.get(), &Round::progressed, this, &Conductor::setProgress);
    connect(m_round.get(), &Round::recorded, this, &Conductor::changed);
    // A queued call outlives its sender: the end of a round cancelled meanwhile is not that of the next one.
    connect(
        m_round.get(), &Round::ended, this,
        [this, number = ++m_roundNumber] {
            if (m_round && number == m_roundNumber)
                roundEnded();
        },
        Qt::QueuedConnection);
    m_round->start();
}

void Conductor::dropRound()
{
    for (const auto& [subject, good] : m_round->seen())
        m_shown[subject] = good;
    m_round.reset();
}

void Conductor::roundEnded()
{
    dropRound();
    setProgress({});
    publish();
    tell([](LiveSession* session) { emit session->diagnosed(); });
    if (!m_wantedStep.isEmpty())
        return runStep(std::exchange(m_wantedStep, {}));
    if (m_liveWanted)
        setLive(true);
}

void Conductor::setLive(bool on)
{
    m_liveWanted = on;
    if (!on) {
        m_live.reset();
        return changed();
    }
    if (m_live || m_round || m_action || m_guide)
        return;
    m_live = std::make_unique<LiveProbes>(*m_vantages, m_recorder, m_settings.environment, m_shown);
    connect(m_live.get(), &LiveProbes::recorded, this, &Conductor::changed);
    connect(m_live.get(), &LiveProbes::pictureChanged, this, &Conductor::diagnose, Qt::QueuedConnection);
    m_live->start();
    changed();
}

void Conductor::cancel()
{
    m_questions->refuseAll();
    if (m_action)
        m_action->cancel();
    if (m_guide)
        m_guide->cancel();
    if (!m_wantedStep.isEmpty())
        tell([step = std::exchange(m_wantedStep, {})](LiveSession* session) { emit session->stepFinished(step); });
    if (m_round) {
        dropRound();
        m_recorder.round(QStringLiteral("end"), QStringLiteral("cancelled"));
        tell([](LiveSession* session) { emit session->diagnosed(); });
    }
    setProgress({});
    publish();
}

void Conductor::refuse(const Plan& plan, const QString& code)
{
    m_recorder.action({plan.id, QStringLiteral("refused"), {}, operatorName(), {{QStringLiteral("code"), code}}});
    changed();
    tell([id = plan.id, code](LiveSession* session) { emit session->actionFinished(id, code); });
}

void Conductor::run(const Plan& plan)
{
    if (m_action)
        return refuse(plan, QStringLiteral("action.busy"));
    if (m_settings.environment.policy == Policy::ReadOnly)
        return refuse(plan, QStringLiteral("action.read-only"));
    const HostSpec* host = m_settings.environment.host(plan.host);
    if (!host)
        return refuse(plan, QStringLiteral("action.no-unit"));
    if (m_guide)
        m_guide->cancel();
    m_guide.reset();
    if (m_round)
        dropRound(); // what it measured stays; the action ends with a diagnosis of its own
    m_live.reset();
    m_action = std::make_unique<ActionRun>(plan, *m_pool->host(host->ssh), *m_vantages, m_recorder, m_settings.environment,
                                           ActionRun::Verification());
    connect(m_action.get(), &ActionRun::progressed, this, &Conductor::setProgress);
    connect(m_action.get(), &ActionRun::recorded, this, &Conductor::changed);
    connect(m_action.get(), &ActionRun::ended, this, [this, id = plan.id](const QString& code) { actionEnded(id, code); },
            Qt::QueuedConnection);
    m_action->start();
}

void Conductor::actionEnded(const QString& plan, const QString& code)
{
    m_action.reset();
    setProgress({});
    publish();
    tell([plan, code](LiveSession* session) { emit session->actionFinished(plan, code); });
    // What was believed before the action is old now.
    diagnose();
}

void Conductor::runStep(const QString& step)
{
    const auto& steps = m_settings.catalogue->steps;
    const auto rule = std::find_if(steps.cbegin(), steps.cend(), [&](const GuideStepRule& r) { return r.id == step; });
    if (m_action || m_guide || rule == steps.cend())
        return tell([step](LiveSession* session) { emit session->stepFinished(step); });
    if (m_round) { // half a round would leave old and new answers side by side
        m_wantedStep = step;
        return;
    }
    m_live.reset();
    // The first step begins a new pass: nothing of an earlier one counts as looked at.
    if (!m_guideKit || rule == steps.cbegin())
        m_guideKit = std::make_unique<GuideKit>();
    m_guide = std::make_unique<GuideRun>(*rule, *m_guideKit, *m_pool, *m_vantages, m_recorder, m_settings.environment,
                                         *m_settings.catalogue);
    connect(m_guide.get(), &GuideRun::progressed, this, &Conductor::setProgress);
    connect(m_guide.get(), &GuideRun::recorded, this, &Conductor::changed);
    connect(m_guide.get(), &GuideRun::ended, this, &Conductor::stepEnded, Qt::QueuedConnection);
    m_guide->start();
}

void Conductor::stepEnded(const QString& step)
{
    if (!m_guide || m_guide->step() != step || m_guide->running())
        return; // of a run that is gone
    for (const auto& [subject, good] : m_guide->seen())
        m_shown[subject] = good;
    m_guide.reset();
    setProgress({});
    publish();
    tell([step](LiveSession* session) { emit session->stepFinished(step); });
    if (m_liveWanted)
        setLive(true);
}

void Conductor::markStep(const QString& step, const QString& how)
{
    m_recorder.guide(step, how);
    publish();
}

void Conductor::follow(qint64 id, const LogTarget& target)
{
    const HostSpec* spec = m_settings.environment.host(target.host);
    if (!spec) {
        const Error error{QStringLiteral("logs.no-host"), target.host, {}, {}};
        return tell([id, error](LiveSession* session) { emit session->followEnded(id, error); });
    }
    auto lines = [this, id](const LogPiece& piece) {
        tell([chunk = LogChunk{id, piece.bytes, piece.marks}](LiveSession* session) { emit session->logArrived(chunk); });
    };
    auto ended = [this, id](const Error& error) {
        tell([id, error](LiveSession* session) { emit session->followEnded(id, error); });
    };
    m_followers[id] = std::make_unique<LogFollower>(*m_pool->host(spec->ssh), spec->sudo, target.file, target.unit, lines, ended);
    m_followers[id]->start();
}

void Conductor::unfollow(qint64 id)
{
    m_followers.erase(id);
}

void Conductor::probe(qint64 id, const ProbeRequest& request)
{
    cancelProbe(m_probeNumber);
    m_probeNumber = id;
    m_probe = std::make_unique<ProbeRun>(
        id, request, *m_vantages, m_settings.environment,
        [this](const ProbeNews& news) { tell([news](LiveSession* session) { emit session->probed(news); }); },
        [this](Observation observation) {
            m_recorder.observe(std::move(observation));
            changed();
        });
    m_probe->start();
}

void Conductor::cancelProbe(qint64 id)
{
    if (!m_probe || id != m_probeNumber)
        return;
    m_probe->finish();
    m_probe.reset();
}

void Conductor::answer(qint64 question, bool accepted, Secret secret, bool keep)
{
    m_questions->answer(question, accepted, std::move(secret), keep);
}

std::optional<Error> Conductor::close()
{
    m_followers.clear();
    cancelProbe(m_probeNumber);
    m_action.reset();
    m_live.reset();
    m_round.reset();
    m_guide.reset();
    m_recorder.seal();
    publish();
    return m_recorder.writeError();
}

void Conductor::setProgress(Progress progress)
{
    m_progress = std::move(progress);
    // Moved: copying a string over another counts references inside Qt's library, where ThreadSanitizer cannot see it.
    tell([p = m_progress](LiveSession* session) mutable {
        session->m_progress = std::move(p);
        emit session->progressChanged(session->m_progress);
    });
}

void Conductor::changed()
{
    if (!m_publish.isActive())
        m_publish.start();
}

void Conductor::publish()
{
    m_publish.stop();
    auto snapshot = std::make_shared<Snapshot>(m_recorder.snapshot());
    snapshot->live = m_live != nullptr;
    tell([shared = std::shared_ptr<const Snapshot>(std::move(snapshot))](LiveSession* session) { session->take(shared); });
}

} // namespace hopscope
