// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "tests/unit/diagnosis/judge.h"

#include <QJsonDocument>

namespace hopscope::test {

/// Everything a snapshot holds, as text, so that two can be compared and a difference be read. Where it came from (file,
/// hash, live or replay) is left out: that differs on purpose.
inline QByteArray viewOf(const Snapshot& snapshot)
{
    QByteArray text = QJsonDocument(snapshot.environment.toJson()).toJson();
    const auto line = [&text](const QString& word) { text += word.toUtf8() + '\n'; };
    line(snapshot.at.iso() + q(" ") + snapshot.measured.iso() + q(" ") + QString::number(snapshot.entries));
    if (snapshot.facts) {
        for (const Fact& fact : snapshot.facts->all())
            text += QJsonDocument(fact.toJson()).toJson(QJsonDocument::Compact) + '\n';
    }
    text += everything(snapshot.verdict, snapshot.topology) + '\n' + snapshot.topology.shapeId().toUtf8() + '\n';
    if (snapshot.evidence) {
        for (const auto& [id, evidence] : *snapshot.evidence)
            text += id.toUtf8() + QJsonDocument(evidence.toJson()).toJson(QJsonDocument::Compact) + '\n';
    }
    for (const auto& [id, plan] : snapshot.plans)
        text += id.toUtf8() + QJsonDocument(plan.toJson()).toJson(QJsonDocument::Compact) + '\n';
    for (const ActionEvent& event : snapshot.audit)
        text += QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact) + '\n';
    for (const HostState& host : snapshot.hosts) {
        for (const JumpState& jump : host.jumps)
            line(jump.name + q(" ") + jump.state + (jump.error ? jump.error->code : QString()));
        line(host.name + q(" ") + host.state + QString::number(host.roundTripMs) + (host.error ? host.error->code : QString()));
    }
    const Timeline& timeline = snapshot.timeline;
    line(timeline.from.iso() + timeline.to.iso());
    for (const Lane& lane : timeline.lanes) {
        for (const Interval& interval : lane.intervals)
            line(lane.subject + q(" ") + interval.from.iso() + interval.to.iso() + toCode(interval.health));
    }
    for (const TimelineEvent& event : timeline.events)
        line(event.at.iso() + event.code + event.subject + event.evidence + QString::fromUtf8(QJsonDocument(event.args).toJson()));
    const RecoveryFigures& f = timeline.figures;
    for (const Timestamp at : {f.firstRed, f.firstFailedSample, f.detected, f.causeKnown, f.acted, f.firstSuccess, f.recovered})
        line(at.iso());
    for (const SeriesPoint& point : timeline.response)
        line(point.at.iso() + QString::number(point.value));
    return text;
}

} // namespace hopscope::test
