// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/model/action.h"
#include "core/model/environment.h"
#include "core/model/evidence.h"
#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"
#include "core/timeline/timeline.h"
#include "core/triage/guide/guidestate.h"

#include <QList>

#include <map>
#include <memory>
#include <optional>

namespace hopscope {

/// One jump host on the way to a host.
struct JumpState {
    QString name;  ///< as ssh_config names it
    QString state; ///< as HostState::state
    std::optional<Error> error{};
};

/// One SSH connection as the window shows it.
struct HostState {
    QString name;
    QString state; ///< `idle connecting ready failed`
    qint64 roundTripMs = -1;
    std::optional<Error> error;
    QList<JumpState> jumps{}; ///< the one next to the desktop first
};

/// The stack as it was in the last round that found a fault: after a recovery the report tells this, not the healthy end.
/// The evidence its verdict names stands in Snapshot::evidence, which only grows.
struct FaultPicture {
    Verdict verdict;
    Topology topology;
    FactSet facts;
    Timestamp at; ///< end of that round
};

/// Everything known at one moment, folded from the incident's entries. Immutable: handed over as
/// shared_ptr<const Snapshot>, safe in any thread.
struct Snapshot {
    Environment environment;
    Timestamp at;            ///< time of the last entry
    Timestamp measured;      ///< end of the last round; its age is shown
    qint64 entries = 0;
    bool live = false;       ///< probes are running
    bool replay = false;     ///< read from a file, nothing can be acted on
    QString incidentFile;
    std::shared_ptr<const FactSet> facts;
    Topology topology;
    Verdict verdict;
    std::shared_ptr<const FaultPicture> lastFault; ///< null until a fault was found
    std::shared_ptr<const std::map<QString, Evidence>> evidence; ///< by id
    Timeline timeline;
    std::map<QString, Plan> plans;  ///< by id
    QList<ActionEvent> audit;       ///< in order
    QList<HostState> hosts;
    std::shared_ptr<const GuideState> guide; ///< null before the first entry
    QString headHash;        ///< chain hash of the last record, hex
    QString damage;          ///< empty, or a `journal.*` code when the file was not intact
};

} // namespace hopscope
