// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/action.h"
#include "core/model/environment.h"
#include "core/model/evidence.h"
#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"
#include "core/timeline/timeline.h"

#include <map>

namespace hopscope::test {

/// The incident of the drawings: a package upgrade stopped RabbitMQ at 10:55:50 (UTC+8), docservice restarted at
/// 10:56:21 and never opened its port, the broker was started from Hopscope at 11:02:52, recovered at 11:03:33.
struct Incident {
    Environment environment;
    Topology topology;
    Verdict verdict;
    Timeline timeline;
    FactSet facts;
    std::map<QString, Evidence> evidence;
    std::map<QString, Plan> plans;
    QList<ActionEvent> audit;
    Timestamp at;
};

/// `recovered` false: the moment before anybody acted, 10:59:30.
[[nodiscard]] Incident mq01(bool recovered = true);
/// A moment of that morning in UTC+8, as the drawings say it.
[[nodiscard]] Timestamp clockTime(int hour, int minute, int second);

} // namespace hopscope::test
