// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/world.h"
#include "core/model/verdict.h"

#include <set>
#include <vector>

namespace hopscope {

/// One cause bound to one node or host.
struct Candidate {
    const CauseRule* rule = nullptr;
    QString subject;
    bool supported = false; ///< everything it requires was measured and holds; else something is not measured
    double score = 0;
    int depth = 0;          ///< hops from the client; further is deeper
    Timestamp since;
    std::set<int> covers;   ///< indexes into the critical findings
    QList<Reading> forIt;
    QList<Reading> againstIt;
    QList<Reading> missing; ///< what its open conditions would need
    QList<Reading> missingNeeded; ///< of these, what it requires
};

/// All bindings that nothing measured speaks against outright and that explain at least one of `critical`; sorted by
/// id, then subject.
[[nodiscard]] std::vector<Candidate> findCandidates(const World& world, const Catalogue& catalogue,
                                                    const QList<Finding>& critical);
/// True when `rule` at `subject` explains a finding.
[[nodiscard]] bool explains(const World& world, const CauseRule& rule, const QString& subject, const Finding& finding);

} // namespace hopscope
