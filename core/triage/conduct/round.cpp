// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/round.h"

#include "core/topology/build.h"

namespace hopscope {
namespace {

constexpr QLatin1String kDiagnose("diagnose");

QString phaseOf(const QString& stepName)
{
    if (stepName.endsWith(QStringLiteral(" connect")))
        return QStringLiteral("connecting");
    if (stepName.startsWith(QStringLiteral("check ")))
        return QStringLiteral("probing");
    return QStringLiteral("collecting");
}

} // namespace

Round::Round(SshPool& pool, Vantages& vantages, Recorder& recorder, const Environment& environment, const Catalogue& catalogue)
    : m_pool(pool), m_vantages(vantages), m_recorder(recorder), m_environment(environment), m_catalogue(catalogue)
{
}

Round::~Round()
{
    // The run first: its steps point at the collections.
    m_run.reset();
}

void Round::start()
{
    std::vector<Step> look;
    look.push_back(entryStep());
    for (const HostSpec& spec : m_environment.hosts)
        look.push_back(hostStep(spec));
    std::vector<Step> all;
    all.push_back(parallel(QStringLiteral("look"), std::move(look), 0, OnError::Ignore));
    all.push_back(later(QStringLiteral("hops"), [this] { return hopsStep(); }));
    m_run = std::make_unique<StepRun>(sequence(QStringLiteral("round"), std::move(all), OnError::Ignore), m_clock);
    m_run->onEvent([this](const StepEvent& event) { onEvent(event); });
    m_run->onFinished([this](const Status&) {
        m_recorder.round(QStringLiteral("end"), kDiagnose);
        emit recorded();
        emit ended();
    });
    m_progress.busy = true;
    m_progress.started = m_clock.now();
    m_recorder.round(QStringLiteral("begin"), kDiagnose);
    m_run->start();
}

Step Round::checkStep(const QString& subject, std::function<QObject*(CheckDone)> begin)
{
    return step(QStringLiteral("check ") + subject, [this, subject, begin = std::move(begin)](const StepDone& done) {
        // A check may end before begin() returns; it is deleted from the event loop either way.
        QObject* check = begin([this, subject, done](CheckResult result) {
            m_seen[subject] = result.good;
            record(std::move(result.observation));
            done({});
        });
        if (!check)
            done({});
    });
}

Step Round::entryStep()
{
    return checkStep(QStringLiteral("desktop/client"), [this](const CheckDone& done) {
        return startEntryCheck(
            m_vantages, m_environment,
            [this, done](CheckResult result) {
                m_recorder.sample(result.good, result.ms);
                done(std::move(result));
            },
            &m_checks);
    });
}

Step Round::hostStep(const HostSpec& spec)
{
    m_hosts.push_back(std::make_unique<HostCollection>(*m_pool.host(spec.ssh), spec, m_catalogue.signatures, m_clock,
                                                       [this](Observation observation) { record(std::move(observation)); }));
    return m_hosts.back()->step();
}

Step Round::hopsStep()
{
    m_discovered = buildTopology(m_recorder.projection().facts(), m_environment);
    std::vector<Step> checks;
    for (const Hop& hop : m_discovered.hops) {
        checks.push_back(checkStep(hop.id, [this, hop](const CheckDone& done) {
            return startHopCheck(m_vantages, m_environment, m_discovered, hop, true, done, &m_checks);
        }));
    }
    for (const Node& node : m_discovered.nodes) {
        if (node.kind == QStringLiteral("nginx") && node.onPath)
            checks.push_back(checkStep(node.id, [this, node](const CheckDone& done) {
                return startSelfCheck(m_vantages, m_environment, m_discovered, node, done, &m_checks);
            }));
    }
    constexpr int kAtOnce = 16;
    return parallel(QStringLiteral("hops"), std::move(checks), kAtOnce, OnError::Ignore);
}

void Round::record(Observation observation)
{
    m_recorder.observe(std::move(observation));
    emit recorded();
}

void Round::onEvent(const StepEvent& event)
{
    if (event.code == QStringLiteral("started"))
        ++m_progress.total;
    else
        ++m_progress.done;
    m_progress.phase = phaseOf(event.name);
    m_progress.host = event.name.section(QLatin1Char(' '), 0, 0);
    emit progressed(m_progress);
}

} // namespace hopscope
