// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/world.h"

namespace hopscope {

World::World(const FactSet& factSet, const Topology& graph) : facts(factSet), topology(graph)
{
    for (const Node& node : topology.nodes) {
        m_nodes.insert(node.id, &node);
        m_onHost[node.host].append(&node);
    }
    for (const Hop& hop : topology.hops) {
        m_hops.insert(hop.id, &hop);
        m_into[hop.to].append(&hop);
        m_outOf[hop.from].append(&hop);
    }
    walk();
}

void World::walk()
{
    QStringList queue{QStringLiteral("desktop/client")};
    m_depth.insert(queue.constFirst(), 0);
    while (!queue.isEmpty()) {
        const QString at = queue.takeFirst();
        for (const Hop* hop : outOf(at)) {
            if (m_depth.contains(hop->to))
                continue;
            m_depth.insert(hop->to, m_depth.value(at) + 1);
            queue.append(hop->to);
        }
    }
}

QStringList World::hosts() const
{
    QSet<QString> names;
    for (const Node& node : topology.nodes)
        names.insert(node.host);
    for (const QString& subject : facts.subjects()) {
        if (!subject.contains(QLatin1Char('/')))
            names.insert(subject);
    }
    names.remove(QStringLiteral("desktop"));
    QStringList result(names.cbegin(), names.cend());
    result.sort();
    return result;
}

const QSet<QString>& World::upstreamOf(const QString& node) const
{
    const auto known = m_upstream.constFind(node);
    if (known != m_upstream.constEnd())
        return *known;
    QSet<QString> seen;
    QStringList queue{node};
    while (!queue.isEmpty()) {
        for (const Hop* hop : into(queue.takeFirst())) {
            if (hop->from == node || seen.contains(hop->from))
                continue;
            seen.insert(hop->from);
            queue.append(hop->from);
        }
    }
    return *m_upstream.insert(node, seen);
}

bool World::matters(const QString& subject) const
{
    const Hop* theHop = hop(subject);
    const Node* theNode = node(theHop ? theHop->to : subject);
    if (theHop && theHop->onPath)
        return true;
    return !theNode || theNode->onPath || theNode->required;
}

} // namespace hopscope
