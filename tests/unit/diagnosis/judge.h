// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/diagnosis/diagnose.h"
#include "core/topology/build.h"
#include "core/topology/health.h"
#include "tests/unit/diagnosis/scenario.h"

#include <QJsonDocument>

#include <functional>

namespace hopscope::test {

using Breaker = std::function<void(Scenario&)>;

/// The shipped catalogue, read once; empty (and every test fails) when it cannot be.
inline const Catalogue& catalogue()
{
    static const Catalogue loaded = shippedCatalogue().value_or(Catalogue{});
    return loaded;
}

inline Verdict judge(const Scenario& scenario)
{
    const FactSet facts = scenario.facts();
    const Environment env = scenario.environment();
    return diagnose(facts, buildTopology(facts, env), catalogue(), env);
}

inline QString describe(const Verdict& verdict)
{
    QStringList lines{toCode(verdict.state)};
    for (const CauseMatch& cause : verdict.causes)
        lines.append(q("cause %1 %2 %3").arg(cause.id, cause.node).arg(cause.confidence));
    for (const CauseMatch& cause : verdict.undecidedBetween)
        lines.append(q("maybe %1 %2 %3").arg(cause.id, cause.node).arg(cause.confidence));
    for (const Finding& finding : verdict.findings)
        lines.append(q("%1 %2 %3 %4").arg(finding.id, toCode(finding.severity), finding.name, finding.subject));
    for (const Unmeasured& gap : verdict.unmeasured)
        lines.append(q("gap %1: %2").arg(gap.what, gap.why));
    return lines.join(QLatin1Char('\n'));
}

inline QByteArray everything(const Verdict& verdict, const Topology& topology)
{
    QString text = describe(verdict);
    for (const CauseMatch& cause : verdict.causes) {
        text += cause.evidenceFor.join(q(",")) + cause.evidenceAgainst.join(q(",")) + cause.explains.join(q(",")) +
                cause.unmeasured.join(q(",")) + cause.fixArgv.join(q(" ")) + cause.since.iso();
        text += QString::fromUtf8(QJsonDocument(cause.args).toJson());
    }
    for (const Finding& finding : verdict.findings)
        text += finding.evidence.join(q(",")) + finding.since.iso() + QString::fromUtf8(QJsonDocument(finding.args).toJson());
    if (verdict.symptom)
        text += verdict.symptom->divergesAt + verdict.symptom->firstDifference + verdict.symptom->answeredBy;
    for (const Node& node : topology.nodes)
        text += node.id + toCode(node.health) + node.reason;
    for (const Hop& hop : topology.hops)
        text += hop.id + toCode(hop.health) + hop.reason + hop.source;
    return text.toUtf8();
}

} // namespace hopscope::test

Q_DECLARE_METATYPE(hopscope::test::Breaker)
