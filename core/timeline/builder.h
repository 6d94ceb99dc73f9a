// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/timeline/timeline.h"

#include <map>

namespace hopscope {

/// Folds what the conductor tells, in the order of the incident's entries, into a Timeline. Pure: knows no clock; the
/// same calls give the same Timeline. Times that are not known are ignored. Health and response never run backwards: a
/// time before its predecessor (the desktop's clock was set back) is moved up to it. Not thread-safe, copyable.
///
/// **Outages.** The first failed entry check opens one. It counts as real once it was detected, its cause is known or
/// somebody acted; a failure that is followed by a success before that was a blip and is forgotten. Three successes in
/// a row end it, counted anew after a failure and after an action. A later failure opens the next one. The figures are
/// those of the latest real outage, or of one that is just beginning when there was none before; the derived events
/// (`first-red cause-known first-success recovered`) are those of all real ones.
class TimelineBuilder {
public:
    static constexpr int kSuccessesToRecover = 3;

    void setHealth(const QString& subject, Health health, Timestamp at);
    void addEvent(const TimelineEvent& event);
    /// Time and duration in ms of one entry check. Beyond 65,536 the older ones are thinned to their extremes.
    void addResponse(const SeriesPoint& sample);

    /// `ok` false for any symptom (DESIGN: HTTP status, body, queue, alarm, slots, disk), not for "not measured".
    void entryCheck(Timestamp at, bool ok);
    /// The entry was judged red. Opens an outage only when no entry check was ever made.
    void detected(Timestamp at);
    void causeKnown(Timestamp at);
    /// The first action of the outage started.
    void acted(Timestamp at);
    /// When the trouble shows earliest in logs or unit states; may be told before or after the failed check. Times
    /// before the previous outage's recovery belong to that one and are ignored.
    void earliestEvidence(Timestamp at);

    /// Everything so far; intervals that last stay open. `to` is `now` or the last thing told, whichever is later.
    [[nodiscard]] Timeline build(Timestamp now) const;

private:
    struct Outage {
        RecoveryFigures figures;
        int successes = 0;
        [[nodiscard]] bool real() const;
        [[nodiscard]] bool open() const { return !figures.recovered.known(); }
    };
    [[nodiscard]] Outage* current();
    Outage& openOutage(Timestamp at);
    void seen(Timestamp at);

    QList<Lane> m_lanes;
    std::map<QString, qsizetype> m_laneOf;
    QList<TimelineEvent> m_events;
    QList<SeriesPoint> m_response;
    QList<Outage> m_outages;
    Timestamp m_evidence; ///< told before the outage it belongs to
    Timestamp m_first;
    Timestamp m_last;
    bool m_checked = false;
};

} // namespace hopscope
