// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/factset.h"
#include "core/model/topology.h"
#include "core/query/evaluate.h"

#include <QHash>
#include <QSet>

namespace hopscope {

/// Facts and topology together, with the ways through the graph looked up once. Borrows both.
class World {
public:
    World(const FactSet& factSet, const Topology& graph);

    const FactSet& facts;
    const Topology& topology;

    [[nodiscard]] const Node* node(const QString& id) const { return m_nodes.value(id); }
    [[nodiscard]] const Hop* hop(const QString& id) const { return m_hops.value(id); }
    [[nodiscard]] QList<const Hop*> into(const QString& node) const { return m_into.value(node); }
    [[nodiscard]] QList<const Hop*> outOf(const QString& node) const { return m_outOf.value(node); }
    [[nodiscard]] QList<const Node*> nodesOn(const QString& host) const { return m_onHost.value(host); }
    /// Hosts that have facts or nodes, without the desktop, sorted.
    [[nodiscard]] QStringList hosts() const;
    /// Every node from which `node` is reached, itself not included. Kept once asked for; one thread only.
    [[nodiscard]] const QSet<QString>& upstreamOf(const QString& node) const;
    /// Hops from the client, -1 where it is not reached from there.
    [[nodiscard]] int depth(const QString& node) const { return m_depth.value(node, -1); }
    /// Worth a verdict: on the path or needed, as are hops to such a node.
    [[nodiscard]] bool matters(const QString& subject) const;

private:
    void walk();

    QHash<QString, const Node*> m_nodes;
    QHash<QString, const Hop*> m_hops;
    QHash<QString, QList<const Hop*>> m_into;
    QHash<QString, QList<const Hop*>> m_outOf;
    QHash<QString, QList<const Node*>> m_onHost;
    QHash<QString, int> m_depth;
    mutable QHash<QString, QSet<QString>> m_upstream;
};

/// Facts as seen from one node, hop or host. A name may begin with a relation:
///  none  the subject itself           `host:`   its host
///  `in:` `out:`  hops into and out of the node; `in/KIND:` from that kind of node, `out/KIND:` to it
///  `from:` `to:`  the nodes at the far end of those hops, also with /KIND; for a hop its two ends
///  `peer:`  other nodes on the same host, `any:` all nodes, both also with /KIND; for a host `peer:` are its nodes
///  `client:`  desktop/client
/// Beside the facts there are `node.kind node.host node.on_path`, `hop.address hop.port hop.family hop.protocol`.
class ScopeSource final : public FactSource {
public:
    ScopeSource(const World& world, QString subject) : m_world(world), m_subject(std::move(subject)) {}
    [[nodiscard]] QList<Reading> read(const QString& name) const override;
    /// The subjects a relation leads to.
    [[nodiscard]] QStringList related(const QString& relation) const;

private:
    [[nodiscard]] QString hostOf() const;
    void append(QList<Reading>& readings, const QString& subject, const QString& fact) const;

    const World& m_world;
    QString m_subject;
};

} // namespace hopscope
