// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/liveprobes.h"

namespace hopscope {
namespace {

constexpr int kTickMs = 1'000;
constexpr qint64 kEntryEveryMs = 10'000;
constexpr qint64 kHopEveryMs = 5'000;
constexpr qint64 kSoonMs = 1'000;
constexpr qint64 kTellEveryMs = 5'000;
constexpr QLatin1String kEntry("desktop/client");

} // namespace

LiveProbes::LiveProbes(Vantages& vantages, Recorder& recorder, const Environment& environment, std::map<QString, bool> shown)
    : m_vantages(vantages), m_recorder(recorder), m_environment(environment), m_topology(recorder.projection().topology()),
      m_watch(std::move(shown))
{
    m_timer.setInterval(kTickMs);
    connect(&m_timer, &QTimer::timeout, this, &LiveProbes::tick);
}

void LiveProbes::start()
{
    m_timer.start();
    tick();
}

void LiveProbes::tick()
{
    const Timestamp now = m_clock.now();
    if (m_news && now.ms - m_told.ms >= kTellEveryMs) {
        m_news = false;
        m_told = now;
        m_recorder.round(QStringLiteral("end"), QStringLiteral("live"));
        emit recorded();
    }
    const auto due = [&](const QString& subject) { return !m_running[subject] && m_due[subject] <= now; };
    if (due(kEntry))
        checkEntry();
    for (const Hop& hop : m_topology.hops) {
        if (hop.from != kEntry && due(hop.id))
            checkHop(hop);
    }
}

void LiveProbes::checkEntry()
{
    m_running[kEntry] = true;
    QObject* check = startEntryCheck(
        m_vantages, m_environment,
        [this](CheckResult result) {
            m_recorder.sample(result.good, result.ms);
            took(kEntry, std::move(result));
        },
        &m_checks);
    m_running[kEntry] = m_running[kEntry] && check;
}

void LiveProbes::checkHop(const Hop& hop)
{
    m_running[hop.id] = true;
    const QObject* check = startHopCheck(
        m_vantages, m_environment, m_topology, hop, false,
        [this, id = hop.id](CheckResult result) { took(id, std::move(result)); }, &m_checks);
    if (!check) {
        m_running[hop.id] = false;
        m_due[hop.id] = {m_clock.now().ms + 3'600'000}; // nothing to probe here
    }
}

void LiveProbes::took(const QString& subject, CheckResult result)
{
    m_running[subject] = false;
    const Timestamp now = m_clock.now();
    const LiveWatch::Reading reading = m_watch.take(subject, result.good);
    const qint64 every = subject == kEntry ? kEntryEveryMs : kHopEveryMs;
    m_due[subject] = {now.ms + (reading.contradicts ? kSoonMs : every)};
    if (reading.contradicts)
        m_recorder.observe(std::move(result.observation));
    m_news = true;
    if (reading.agreed) {
        m_timer.stop();
        emit pictureChanged();
    }
}

} // namespace hopscope
