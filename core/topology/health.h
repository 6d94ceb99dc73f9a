// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/model/verdict.h"

namespace hopscope {

/// A health and why, as a reason code.
struct Measured {
    Health health = Health::Unknown;
    QString reason;
    QString missing; ///< where unknown: the fact that would tell
};

/// What was measured about a node itself: Ok when its process runs and its port listens (a far end without facts of its own:
/// when it answers), Failed when one does not, Unknown (reason `not-measured` or the fact's own) otherwise. Failed here means
/// "measured as bad"; whether it is a cause or a consequence is the verdict's to say.
[[nodiscard]] Measured measureNode(const FactSet& facts, const Topology& topology, const Node& node);
/// The same for one hop: its TCP verdict, then the answer its protocol gave. A hop that only opened is Unknown, reason
/// `answer-not-measured`.
[[nodiscard]] Measured measureHop(const FactSet& facts, const Hop& hop);
/// Hops between the same two nodes are tried one after another, so one good address carries them all: true when another
/// address of the same pair is Ok.
[[nodiscard]] bool hasGoodSibling(const FactSet& facts, const Topology& topology, const Hop& hop);
/// True when an answer to `url` is what a healthy stack says: below 400 and, for /healthcheck, the body `true`.
[[nodiscard]] bool goodAnswer(const QString& url, int status, const QString& body);

/// Puts health and reason on every node and hop: a cause Failed, what it explains and everything that answers through it
/// Affected, measured well Ok, warnings Degraded, an unexplained critical finding Failed, anything else Unknown with a reason.
void applyHealth(Topology& topology, const FactSet& facts, const Verdict& verdict);

} // namespace hopscope
