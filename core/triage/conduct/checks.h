// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/model/observation.h"
#include "core/model/topology.h"
#include "core/probe/vantage.h"

#include <QObject>

#include <functional>

namespace hopscope {

class Vantages;

/// One test of the way a request takes. `good` is what the tested end answers as a working one does.
struct CheckResult {
    Observation observation;
    bool good = false;
    double ms = 0;
};
using CheckDone = std::function<void(CheckResult)>;

/// The entry check: the environment's URL asked from this desktop. The returned object runs it; deleting it ends it.
[[nodiscard]] QObject* startEntryCheck(Vantages& vantages, const Environment& environment, CheckDone done, QObject* parent);

/// A hop tested from its near end with its own protocol: the entry request for HTTP, a handshake for a dependency, a TCP
/// connection otherwise. A failure other than silence is tried once more after 300 ms when `retry` is set. nullptr for a hop
/// that no network carries (`file`).
[[nodiscard]] QObject* startHopCheck(Vantages& vantages, const Environment& environment, const Topology& topology,
                                     const Hop& hop, bool retry, CheckDone done, QObject* parent);

/// The entry request asked by a node's host of itself (`self.*` facts); nullptr where the node's port is not known.
[[nodiscard]] QObject* startSelfCheck(Vantages& vantages, const Environment& environment, const Topology& topology,
                                      const Node& node, CheckDone done, QObject* parent);

} // namespace hopscope
