// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/health.h"

#include <QHash>

namespace hopscope {
namespace {

bool worse(Health a, Health b)
{
    return static_cast<int>(a) > static_cast<int>(b);
}

/// What the verdict says about one subject.
struct Opinion {
    Health health = Health::Unknown;
    QString reason;
    void take(Health newHealth, const QString& newReason)
    {
        if (worse(newHealth, health)) {
            health = newHealth;
            reason = newReason;
        }
    }
};

class Painter {
public:
    Painter(Topology& topology, const FactSet& facts, const Verdict& verdict)
        : m_topology(topology), m_facts(facts), m_verdict(verdict)
    {
    }

    void run()
    {
        collect();
        spread();
        for (Node& node : m_topology.nodes)
            settle(node, measureNode(m_facts, m_topology, node));
        for (Hop& hop : m_topology.hops)
            settleHop(hop);
    }

private:
    void collect()
    {
        QHash<QString, QString> explainedBy;
        for (const CauseMatch& cause : m_verdict.causes) {
            m_opinions[cause.node].take(Health::Failed, cause.name);
            for (const QString& finding : cause.explains)
                explainedBy.insert(finding, cause.name);
        }
        for (const Finding& finding : m_verdict.findings) {
            Opinion& opinion = m_opinions[finding.subject];
            if (finding.severity == Severity::Info)
                continue;
            const QString cause = explainedBy.value(finding.id);
            if (finding.severity == Severity::Warning)
                opinion.take(Health::Degraded, finding.name);
            else if (cause.isEmpty())
                opinion.take(Health::Failed, finding.name);
            else
                opinion.take(Health::Affected, cause);
        }
    }
    /// A node that hands on a bad answer is affected even where its own process is well.
    void spread()
    {
        for (const Hop& hop : m_topology.hops) {
            const Opinion opinion = m_opinions.value(hop.id);
            if (hop.onPath && opinion.health == Health::Affected) {
                m_opinions[hop.to].take(Health::Affected, opinion.reason);
                m_opinions[hop.from].take(Health::Affected, opinion.reason);
            }
        }
    }
    template <class T> void settle(T& item, const Measured& measured) const
    {
        const Opinion opinion = m_opinions.value(item.id);
        if (opinion.health != Health::Unknown) {
            item.health = opinion.health;
            item.reason = opinion.reason;
            return;
        }
        if (measured.health == Health::Unknown) {
            item.health = Health::Unknown;
            if (item.reason.isEmpty())
                item.reason = measured.reason;
            return;
        }
        // Bad without a finding: something the stack does not need, such as a Redis that is not used.
        item.health = measured.health == Health::Ok ? Health::Ok : Health::Degraded;
        if (measured.health != Health::Ok)
            item.reason = measured.reason;
        else if (item.reason != QStringLiteral("topology.not-used"))
            item.reason.clear();
    }
    void settleHop(Hop& hop) const { settle(hop, measureHop(m_facts, hop)); }

    Topology& m_topology;
    const FactSet& m_facts;
    const Verdict& m_verdict;
    QHash<QString, Opinion> m_opinions;
};

} // namespace

void applyHealth(Topology& topology, const FactSet& facts, const Verdict& verdict)
{
    Painter(topology, facts, verdict).run();
}

} // namespace hopscope
