// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/guiderun.h"

#include "core/topology/build.h"

#include <QSet>
#include <QTimer>

#include <algorithm>

namespace hopscope {
namespace {

constexpr int kAtOnce = 16;

QSet<QString> looksOf(const QString& part)
{
    QSet<QString> looks;
    for (const QString& look : part.section(QLatin1Char(':'), 1).split(QLatin1Char(','), Qt::SkipEmptyParts))
        looks.insert(look.trimmed());
    return looks;
}

QString phaseOf(const QString& stepName)
{
    if (stepName.endsWith(QStringLiteral(" connect")))
        return QStringLiteral("connecting");
    if (stepName.startsWith(QStringLiteral("verify")))
        return QStringLiteral("verifying");
    return stepName.startsWith(QStringLiteral("check ")) ? QStringLiteral("probing") : QStringLiteral("collecting");
}

} // namespace

GuideRun::GuideRun(GuideStepRule rule, GuideKit& kit, SshPool& pool, Vantages& vantages, Recorder& recorder,
                   const Environment& environment, const Catalogue& catalogue)
    : m_rule(std::move(rule)), m_kit(kit), m_pool(pool), m_vantages(vantages), m_recorder(recorder),
      m_environment(environment), m_catalogue(catalogue)
{
}

GuideRun::~GuideRun()
{
    m_run.reset(); // its steps point at everything else
}

void GuideRun::start()
{
    std::vector<Step> parts;
    for (const QString& part : m_rule.measure)
        parts.push_back(partStep(part));
    m_run = std::make_unique<StepRun>(sequence(m_rule.id, std::move(parts), OnError::Ignore), m_clock);
    m_run->onEvent([this](const StepEvent& event) { onEvent(event); });
    m_run->onFinished([this](const Status& status) {
        m_recorder.guide(m_rule.id, status ? QStringLiteral("end") : QStringLiteral("cancelled"));
        emit recorded();
        emit ended(m_rule.id);
    });
    m_progress.busy = true;
    m_progress.started = m_clock.now();
    m_recorder.guide(m_rule.id, QStringLiteral("begin"));
    m_run->start();
}

void GuideRun::cancel()
{
    if (m_run)
        m_run->cancel();
}

Step GuideRun::partStep(const QString& part)
{
    if (part == QStringLiteral("entry"))
        return entryStep();
    if (part == QStringLiteral("verify"))
        return verifyStep();
    if (part == QStringLiteral("self"))
        return selfStep();
    if (part.startsWith(QStringLiteral("hops")))
        return hopsStep(part.section(QLatin1Char(':'), 1));
    return hostsStep(looksOf(part), false);
}

Step GuideRun::checkStep(const QString& subject, std::function<QObject*(CheckDone)> begin)
{
    return hopscope::step(QStringLiteral("check ") + subject, [this, subject, begin = std::move(begin)](const StepDone& done) {
        QObject* check = begin([this, subject, done](CheckResult result) {
            m_seen[subject] = result.good;
            record(std::move(result.observation));
            done({});
        });
        if (!check)
            done({});
    });
}

void GuideRun::sampled(CheckResult result)
{
    m_seen[QStringLiteral("desktop/client")] = result.good;
    m_recorder.sample(result.good, result.ms);
    record(std::move(result.observation));
}

Step GuideRun::entryStep()
{
    return hopscope::step(QStringLiteral("check desktop/client"), [this](const StepDone& done) {
        QObject* check = startEntryCheck(
            m_vantages, m_environment,
            [this, done](CheckResult result) {
                sampled(std::move(result));
                done({});
            },
            &m_checks);
        if (!check)
            done({});
    });
}

Step GuideRun::verifyStep()
{
    return hopscope::step(QStringLiteral("verify"), [this](const StepDone& done) {
        m_successes = 0;
        m_verifyUntil = {m_clock.now().ms + m_verification.limitMs};
        verifyOnce(done);
    });
}

void GuideRun::verifyOnce(const StepDone& done)
{
    QObject* check = startEntryCheck(
        m_vantages, m_environment,
        [this, done](CheckResult result) {
            m_successes = result.good ? m_successes + 1 : 0;
            sampled(std::move(result));
            if (m_successes >= m_verification.wanted || m_clock.now() >= m_verifyUntil)
                return done({});
            QTimer::singleShot(m_verification.everyMs, &m_checks, [this, done] {
                if (running()) // not after a cancel
                    verifyOnce(done);
            });
        },
        &m_checks);
    if (!check)
        done({});
}

bool GuideRun::pathKnown() const
{
    const auto all = m_recorder.projection().facts().all();
    return std::any_of(all.cbegin(), all.cend(), [](const Fact& f) { return f.name == QStringLiteral("nginx.routes"); });
}

/// Without the configurations nobody knows what hops there are.
Step GuideRun::hopsStep(const QString& which)
{
    const bool path = which == QStringLiteral("path");
    const auto wanted = [which, path](const Hop& hop) { return which.isEmpty() || hop.onPath == path; };
    std::vector<Step> both;
    both.push_back(later(QStringLiteral("routes"), [this] {
        if (pathKnown())
            return call(QStringLiteral("routes known"), [] { return Status(); });
        return hostsStep({QStringLiteral("units"), QStringLiteral("processes"), QStringLiteral("addresses"),
                          QStringLiteral("nginx configuration"), QStringLiteral("Document Server configuration"),
                          QStringLiteral("names")},
                         true);
    }));
    both.push_back(later(QStringLiteral("hops"), [this, wanted] {
        m_topology = buildTopology(m_recorder.projection().facts(), m_environment);
        std::vector<Step> checks;
        for (const Hop& hop : m_topology.hops) {
            if (!wanted(hop))
                continue;
            checks.push_back(checkStep(hop.id, [this, hop](const CheckDone& done) {
                return startHopCheck(m_vantages, m_environment, m_topology, hop, true, done, &m_checks);
            }));
        }
        return parallel(QStringLiteral("hop checks"), std::move(checks), kAtOnce, OnError::Ignore);
    }));
    return sequence(QStringLiteral("hops of the step"), std::move(both), OnError::Ignore);
}

Step GuideRun::selfStep()
{
    return later(QStringLiteral("self"), [this] {
        m_topology = buildTopology(m_recorder.projection().facts(), m_environment);
        std::vector<Step> checks;
        for (const Node& node : m_topology.nodes) {
            if (node.kind == QStringLiteral("nginx") && node.onPath)
                checks.push_back(checkStep(node.id, [this, node](const CheckDone& done) {
                    return startSelfCheck(m_vantages, m_environment, m_topology, node, done, &m_checks);
                }));
        }
        return parallel(QStringLiteral("self checks"), std::move(checks), kAtOnce, OnError::Ignore);
    });
}

HostCollection& GuideRun::collection(const HostSpec& spec)
{
    auto& kept = m_kit.hosts[spec.name];
    // It outlives this step, so it hands over to the recorder, not to us.
    if (!kept)
        kept = std::make_unique<HostCollection>(*m_pool.host(spec.ssh), spec, m_catalogue.signatures, m_kit.clock,
                                                [&recorder = m_recorder](Observation o) { recorder.observe(std::move(o)); });
    return *kept;
}

Step GuideRun::hostsStep(const QSet<QString>& looks, bool onlyNew)
{
    return later(QStringLiteral("hosts"), [this, looks, onlyNew] {
        std::vector<Step> hosts;
        for (const HostSpec& spec : m_environment.hosts) {
            Step whole = collection(spec).step();
            std::set<QString>& done = m_kit.looked[spec.name];
            QSet<QString> wanted = looks.isEmpty() ? lookNames(whole, spec.name) : looks;
            if (onlyNew) {
                for (const QString& look : std::as_const(done))
                    wanted.remove(look);
                if (wanted.isEmpty())
                    continue;
            }
            Step some = onlyLooks(std::move(whole), spec.name, wanted, done);
            const QSet<QString> taken = lookNames(some, spec.name);
            done.insert(taken.cbegin(), taken.cend());
            hosts.push_back(std::move(some));
        }
        return parallel(QStringLiteral("all hosts"), std::move(hosts), 0, OnError::Ignore);
    });
}

void GuideRun::record(Observation observation)
{
    m_recorder.observe(std::move(observation));
    emit recorded();
}

void GuideRun::onEvent(const StepEvent& event)
{
    if (event.code == QStringLiteral("started"))
        ++m_progress.total;
    else
        ++m_progress.done;
    m_progress.phase = phaseOf(event.name);
    m_progress.host = event.name.section(QLatin1Char(' '), 0, 0);
    if (m_progress.phase != QStringLiteral("collecting") && m_progress.phase != QStringLiteral("connecting"))
        m_progress.host.clear();
    emit progressed(m_progress);
    emit recorded(); // what the collections hand over goes straight to the recorder
}

} // namespace hopscope
