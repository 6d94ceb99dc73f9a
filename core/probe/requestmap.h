// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/evidence.h"
#include "core/model/fact.h"
#include "core/probe/entrycheck.h"
#include "core/probe/httpprobe.h"
#include "core/probe/protoprobe.h"
#include "core/probe/tcpprobe.h"

namespace hopscope {

/// Where facts come from: when the probe was started and which evidence shows it.
struct FactOrigin {
    Timestamp at;
    QString evidence;
};

// Results as the facts of docs/FACTS.md. Every name of a probe is always given, so that a later round replaces an
// earlier one: where there is no value the fact is not measured and `why` holds the code; `*.error` and `proto.code`
// are empty texts when there is nothing to tell. Trouble of our own (`ssh.*`, `tcp.failed`) makes all of them not
// measured.

/// `tcp.verdict tcp.ms` of a hop.
[[nodiscard]] QList<Fact> tcpFacts(const TcpResult& result, const QString& hop, const FactOrigin& origin);
/// `tcp.*` and `http.status http.server http.body http.ms http.error` of a hop. A bad certificate that was read past
/// stands in `http.error` beside the status.
[[nodiscard]] QList<Fact> httpFacts(const HttpResult& result, const QString& hop, const FactOrigin& origin);
/// `tcp.*` and `proto.ok proto.reply proto.code` of a hop.
[[nodiscard]] QList<Fact> protoFacts(const ProtoResult& result, const QString& hop, const FactOrigin& origin);
/// `entry.url entry.status entry.server entry.body entry.ms entry.error entry.address` of `desktop/client`.
[[nodiscard]] QList<Fact> entryFacts(const EntryResult& result, const FactOrigin& origin);
/// `self.status self.body` of a node.
[[nodiscard]] QList<Fact> selfFacts(const HttpResult& result, const QString& node, const FactOrigin& origin);

} // namespace hopscope
