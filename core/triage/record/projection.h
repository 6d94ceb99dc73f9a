// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/model/entry.h"
#include "core/timeline/builder.h"
#include "core/triage/guide/guidefold.h"
#include "core/triage/record/snapshot.h"

#include <functional>
#include <memory>

namespace hopscope {

/// The fold that everything on screen and in a report comes from. Live it is fed as things happen, in a replay from the
/// file; the same entries give the same snapshot. A copyable value; one thread.
class Projection {
public:
    explicit Projection(std::shared_ptr<const Catalogue> catalogue);

    void apply(const Entry& entry);
    /// The state after the last entry applied.
    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] const FactSet& facts() const { return m_facts; }
    [[nodiscard]] const Environment& environment() const { return m_environment; }
    [[nodiscard]] const Topology& topology() const { return m_topology; }
    [[nodiscard]] const Verdict& verdict() const { return m_verdict; }
    [[nodiscard]] qint64 entries() const { return m_entries; }

private:
    void applySession(const Entry& entry);
    void applyEvidence(const Entry& entry);
    void applyFact(const Entry& entry);
    void applyRound(const Entry& entry);
    void applyAction(const Entry& entry);
    void applyNote(const Entry& entry);
    void applySample(const Entry& entry);
    void applyGuide(const Entry& entry);
    void derive(Timestamp at, bool whole);
    void tellTimeline(Timestamp at);
    void judgeGuide(const std::function<void(const GuideInput&)>& judge) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    Environment m_environment;
    FactSet m_facts;
    std::map<QString, Evidence> m_evidence;
    Topology m_topology;
    Verdict m_verdict;
    std::shared_ptr<const FaultPicture> m_lastFault; ///< never changed once made, so that copies of the fold share it
    TimelineBuilder m_timeline;
    std::map<QString, Plan> m_plans;
    QList<ActionEvent> m_audit;
    std::map<QString, HostState> m_hosts;
    GuideFold m_guide;
    Timestamp m_at;
    Timestamp m_measured;
    Timestamp m_lastGood; ///< latest entry check that was good
    qint64 m_entries = 0;
};

/// The entry check is good: HTTP status 200 to 399, and `true` where the path is /healthcheck (it answers 200 whatever its
/// verdict; ONLYOFFICE/server, DocService).
[[nodiscard]] bool entryIsGood(const FactSet& facts, const Environment& environment);

} // namespace hopscope
