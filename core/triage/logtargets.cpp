// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/logtargets.h"

#include <QJsonArray>

namespace hopscope {

QList<LogTarget> logTargetsOf(const Snapshot& snapshot)
{
    QList<LogTarget> targets;
    if (!snapshot.facts)
        return targets;
    for (const Node& node : snapshot.topology.nodes) {
        const QString unit = snapshot.facts->value(node.id, QStringLiteral("unit.name")).toString();
        if (!unit.isEmpty())
            targets.append({node.host, {}, unit});
        for (const QJsonArray items = snapshot.facts->value(node.id, QStringLiteral("log.files")).toArray(); const auto path : items)
            targets.append({node.host, path.toString(), {}});
    }
    return targets;
}

} // namespace hopscope
