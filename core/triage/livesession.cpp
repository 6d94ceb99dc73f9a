// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/livesession.h"

#include "core/action/plans.h"
#include "core/triage/conduct/conductor.h"
#include "core/triage/conduct/conductorthread.h"
#include "core/triage/logtargets.h"

namespace hopscope {

LiveSession::LiveSession(LiveSettings settings, QObject* parent) : Session(parent), m_settings(std::move(settings))
{
    Snapshot first;
    first.environment = m_settings.environment;
    first.facts = std::make_shared<const FactSet>();
    first.evidence = std::make_shared<const std::map<QString, Evidence>>();
    m_snapshot = std::make_shared<const Snapshot>(std::move(first));

    m_conductorInbox = std::make_unique<Inbox>();
    m_conductor = new Conductor(m_settings, this, m_inbox.address());
    m_thread = std::make_unique<ConductorThread>();
    m_conductorInbox->moveToThread(m_thread.get());
    m_conductor->moveToThread(m_thread.get());
    m_thread->setObjectName(QStringLiteral("conductor"));
    m_thread->start();
    m_conductorInbox->post([conductor = m_conductor] { conductor->begin(); });
}

LiveSession::~LiveSession()
{
    // The conductor dies in its own thread, where its sockets and timers live.
    m_conductorInbox->post([conductor = m_conductor, thread = m_thread.get()] {
        static_cast<void>(conductor->close());
        delete conductor;
        thread->quit();
    });
    m_thread->join();
}

void LiveSession::take(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    emit snapshotChanged(m_snapshot);
}

void LiveSession::diagnose()
{
    m_conductorInbox->post([conductor = m_conductor] { conductor->diagnoseAnew(); });
}

void LiveSession::setLive(bool on)
{
    m_conductorInbox->post([conductor = m_conductor, on] { conductor->setLive(on); });
}

void LiveSession::cancel()
{
    m_conductorInbox->post([conductor = m_conductor] { conductor->cancel(); });
}

Result<Plan> LiveSession::plan(const QString& verb, const QString& node) const
{
    const QString id = QStringLiteral("a%1").arg(m_snapshot->plans.size() + 1);
    return makePlan(id, verb, node, *m_snapshot->facts, m_snapshot->topology, m_settings.environment);
}

void LiveSession::run(const Plan& plan)
{
    m_conductorInbox->post([conductor = m_conductor, plan] { conductor->run(plan); });
}

void LiveSession::runStep(const QString& step)
{
    m_conductorInbox->post([conductor = m_conductor, step] { conductor->runStep(step); });
}

void LiveSession::markStep(const QString& step, const QString& how)
{
    m_conductorInbox->post([conductor = m_conductor, step, how] { conductor->markStep(step, how); });
}

QList<LogTarget> LiveSession::logTargets() const
{
    return logTargetsOf(*m_snapshot);
}

qint64 LiveSession::follow(const LogTarget& target)
{
    const qint64 id = m_nextFollow++;
    m_conductorInbox->post([conductor = m_conductor, id, target] { conductor->follow(id, target); });
    return id;
}

void LiveSession::unfollow(qint64 follow)
{
    m_conductorInbox->post([conductor = m_conductor, follow] { conductor->unfollow(follow); });
}

qint64 LiveSession::probe(const ProbeRequest& request)
{
    const qint64 id = m_nextProbe++;
    m_conductorInbox->post([conductor = m_conductor, id, request] { conductor->probe(id, request); });
    return id;
}

void LiveSession::cancelProbe(qint64 probe)
{
    m_conductorInbox->post([conductor = m_conductor, probe] { conductor->cancelProbe(probe); });
}

void LiveSession::answer(qint64 question, bool accepted, const QString& secret, bool keep)
{
    // std::function wants copyable captures; the secret itself is never copied.
    auto shared = std::make_shared<Secret>(secret.toUtf8());
    m_conductorInbox->post([conductor = m_conductor, question, accepted, keep, shared] {
        conductor->answer(question, accepted, std::move(*shared), keep);
    });
}

void LiveSession::seek(Timestamp at)
{
    Q_UNUSED(at) // a live triage always shows the present
}

Status LiveSession::saveAs(const QString& path)
{
    Q_UNUSED(path)
    return fail(QStringLiteral("journal.recorded-elsewhere"), m_settings.incidentFile);
}

void LiveSession::close(std::function<void(std::optional<Error>)> done)
{
    m_conductorInbox->post([conductor = m_conductor, out = m_inbox.address(), done = std::move(done)] {
        out.post([done, error = conductor->close()] { done(error); });
    });
}

} // namespace hopscope
