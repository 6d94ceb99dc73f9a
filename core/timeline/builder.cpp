// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/timeline/builder.h"

#include "core/timeline/series.h"

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kMaxResponse = 65'536;

TimelineEvent derived(Timestamp at, const QString& code)
{
    return {at, code, {}, {}, {}};
}

void appendDerived(const RecoveryFigures& figures, QList<TimelineEvent>& events)
{
    if (figures.firstRed.known())
        events.append(derived(figures.firstRed, QStringLiteral("first-red")));
    if (figures.causeKnown.known())
        events.append(derived(figures.causeKnown, QStringLiteral("cause-known")));
    if (figures.firstSuccess.known())
        events.append(derived(figures.firstSuccess, QStringLiteral("first-success")));
    if (figures.recovered.known())
        events.append(derived(figures.recovered, QStringLiteral("recovered")));
}

} // namespace

bool TimelineBuilder::Outage::real() const
{
    return figures.detected.known() || figures.causeKnown.known() || figures.acted.known();
}

TimelineBuilder::Outage* TimelineBuilder::current()
{
    return !m_outages.isEmpty() && m_outages.last().open() ? &m_outages.last() : nullptr;
}

TimelineBuilder::Outage& TimelineBuilder::openOutage(Timestamp at)
{
    Outage outage;
    outage.figures.firstRed = m_evidence.known() ? std::min(m_evidence, at) : at;
    m_evidence = {};
    m_outages.append(outage);
    return m_outages.last();
}

void TimelineBuilder::seen(Timestamp at)
{
    m_first = m_first.known() ? std::min(m_first, at) : at;
    m_last = std::max(m_last, at);
}

void TimelineBuilder::setHealth(const QString& subject, Health health, Timestamp at)
{
    if (!at.known())
        return;
    seen(at);
    const auto [place, isNew] = m_laneOf.try_emplace(subject, m_lanes.size());
    if (isNew)
        m_lanes.append({subject, {}});
    QList<Interval>& intervals = m_lanes[place->second].intervals;
    if (intervals.isEmpty()) {
        intervals.append({at, {}, health});
        return;
    }
    if (intervals.last().health == health)
        return;
    if (at < intervals.last().from)
        at.ms = intervals.last().from.ms + 1;
    if (at > intervals.last().from) {
        intervals.last().to = at;
        intervals.append({at, {}, health});
        return;
    }
    // Judged twice in the same moment: the later word counts, and may equal what was there before.
    intervals.last().health = health;
    if (intervals.size() > 1 && intervals.at(intervals.size() - 2).health == health) {
        intervals.removeLast();
        intervals.last().to = {};
    }
}

void TimelineBuilder::addEvent(const TimelineEvent& event)
{
    if (!event.at.known())
        return;
    seen(event.at);
    m_events.append(event);
}

void TimelineBuilder::addResponse(const SeriesPoint& sample)
{
    if (!sample.at.known())
        return;
    seen(sample.at);
    m_response.append({m_response.isEmpty() ? sample.at : std::max(sample.at, m_response.last().at), sample.value});
    if (m_response.size() > kMaxResponse)
        m_response = decimateMinMax(m_response, kMaxResponse / 4);
}

void TimelineBuilder::entryCheck(Timestamp at, bool ok)
{
    if (!at.known())
        return;
    seen(at);
    m_checked = true;
    Outage* outage = current();
    if (!ok) {
        if (!outage)
            outage = &openOutage(at);
        if (!outage->figures.firstFailedSample.known())
            outage->figures.firstFailedSample = at;
        outage->successes = 0;
        outage->figures.firstSuccess = {};
        return;
    }
    if (!outage)
        return;
    if (!outage->real()) {
        m_outages.removeLast();
        return;
    }
    if (++outage->successes == 1)
        outage->figures.firstSuccess = at;
    if (outage->successes == kSuccessesToRecover)
        outage->figures.recovered = at;
}

void TimelineBuilder::detected(Timestamp at)
{
    if (!at.known())
        return;
    Outage* outage = current();
    if (!outage && !m_checked)
        outage = &openOutage(at);
    if (outage && !outage->figures.detected.known()) {
        outage->figures.detected = at;
        seen(at);
    }
}

void TimelineBuilder::causeKnown(Timestamp at)
{
    Outage* outage = current();
    if (outage && at.known() && !outage->figures.causeKnown.known()) {
        outage->figures.causeKnown = at;
        seen(at);
    }
}

void TimelineBuilder::acted(Timestamp at)
{
    Outage* outage = current();
    if (!outage || !at.known())
        return;
    if (!outage->figures.acted.known()) {
        outage->figures.acted = at;
        seen(at);
    }
    // What was good before the action says nothing about the action.
    outage->successes = 0;
    outage->figures.firstSuccess = {};
}

void TimelineBuilder::earliestEvidence(Timestamp at)
{
    if (!at.known())
        return;
    Outage* outage = current();
    const qsizetype before = m_outages.size() - (outage ? 1 : 0);
    if (before > 0 && at <= m_outages.at(before - 1).figures.recovered)
        return;
    Timestamp& earliest = outage ? outage->figures.firstRed : m_evidence;
    earliest = earliest.known() ? std::min(earliest, at) : at;
    if (outage)
        seen(at);
}

Timeline TimelineBuilder::build(Timestamp now) const
{
    Timeline timeline;
    timeline.lanes = m_lanes;
    timeline.events = m_events;
    timeline.response = m_response;
    timeline.from = m_first.known() ? m_first : now;
    for (const Outage& outage : m_outages) {
        // One that has only begun stays out of sight when it would hide the figures of one that was real.
        if (!outage.real() && m_outages.size() > 1)
            continue;
        timeline.figures = outage.figures;
        if (outage.real())
            appendDerived(outage.figures, timeline.events);
        timeline.from = std::min(timeline.from, outage.figures.firstRed);
    }
    std::stable_sort(timeline.events.begin(), timeline.events.end(),
                     [](const TimelineEvent& a, const TimelineEvent& b) { return a.at < b.at; });
    timeline.to = std::max(now, m_last);
    return timeline;
}

} // namespace hopscope
