// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/model/health.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace hopscope {

/// A stretch of one health. `to` is not known while it lasts.
struct Interval {
    Timestamp from;
    Timestamp to;
    Health health = Health::Unknown;
    bool operator==(const Interval&) const = default;
};

struct Lane {
    QString subject; ///< node id, or `ssh` for the connections
    QList<Interval> intervals;
};

/// Something that happened at one moment. Codes: `first-red cause-known action-started action-finished first-success
/// recovered unit-stopped unit-started package-changed connected lost`.
struct TimelineEvent {
    Timestamp at;
    QString code;
    QString subject;
    QString evidence;
    QJsonObject args;
};

/// Each is not known until it happened. Times count from firstRed.
struct RecoveryFigures {
    Timestamp firstRed;     ///< earliest evidence of the outage
    Timestamp firstFailedSample; ///< first failed sample of ours; time to detect runs from here to `detected`
    Timestamp detected;     ///< when it was judged red
    Timestamp causeKnown;
    Timestamp acted;        ///< first action started
    Timestamp firstSuccess; ///< first good entry check after the action or by itself
    Timestamp recovered;    ///< entry check good 3 times in a row
    qint64 targetMs = qint64{15} * 60 * 1000;
};

struct SeriesPoint {
    Timestamp at;
    double value = 0;
};

/// What the timeline shows: a pure fold over the incident. `response` is the entry check's duration in ms.
struct Timeline {
    Timestamp from;
    Timestamp to;
    QList<Lane> lanes;
    QList<TimelineEvent> events;
    RecoveryFigures figures;
    QList<SeriesPoint> response;
};

} // namespace hopscope
