// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/nodelines.h"

#include <QUrl>

namespace hopscope {
namespace {

QString portIn(const Hop& hop)
{
    const bool has = hop.family != QStringLiteral("unix") && hop.address.contains(QLatin1Char(':'));
    return has ? hop.address.section(QLatin1Char(':'), -1) : QString();
}

/// The port by which the request comes in, before any other the node listens on.
QString portOf(const Node& node, const GraphInput& input)
{
    for (const Hop& hop : input.topology.hops) {
        if (hop.to == node.id && hop.onPath && !portIn(hop).isEmpty())
            return portIn(hop);
    }
    if (input.facts) {
        const QJsonValue port = input.facts->value(node.id, QStringLiteral("port.number"));
        if (port.isDouble())
            return QString::number(port.toInt());
    }
    for (const Hop& hop : input.topology.hops) {
        if (hop.to == node.id && !portIn(hop).isEmpty())
            return portIn(hop);
    }
    return {};
}

QString where(const Node& node, const GraphInput& input)
{
    if (node.kind == QStringLiteral("client"))
        return input.verdict.symptom ? QUrl(input.verdict.symptom->url).host()
               : input.facts         ? QUrl(input.facts->value(node.id, QStringLiteral("entry.url")).toString()).host()
                                     : QString();
    const QString port = portOf(node, input);
    return port.isEmpty() ? node.host : QStringLiteral("%1 · %2").arg(node.host, port);
}

const CauseMatch* causeAt(const Node& node, const Verdict& verdict)
{
    for (const CauseMatch& cause : verdict.causes) {
        if (cause.node == node.id || cause.node == node.host)
            return &cause;
    }
    return nullptr;
}

/// What a failed node shows: how connecting to it went and what its unit says, else the cause's name.
QString failure(const Node& node, const GraphInput& input, const Words& words)
{
    QStringList parts;
    if (input.facts) {
        for (const Hop& hop : input.topology.hops) {
            const QString verdict = input.facts->value(hop.id, QStringLiteral("tcp.verdict")).toString();
            if (hop.to == node.id && !verdict.isEmpty() && verdict != QStringLiteral("open")) {
                parts << words.factValue(QStringLiteral("tcp.verdict"), verdict);
                break;
            }
        }
        const QJsonValue unit = input.facts->value(node.id, QStringLiteral("unit.active_state"));
        if (unit.isString() && unit.toString() != QStringLiteral("active"))
            parts << words.factValue(QStringLiteral("unit.active_state"), unit);
    }
    if (!parts.isEmpty())
        return parts.join(words.chinese() ? QStringLiteral("，") : QStringLiteral(", "));
    return words.nodeReason(node.reason, node.health);
}

QString consequence(const Node& node, const GraphInput& input, const Words& words)
{
    const auto& symptom = input.verdict.symptom;
    if (node.kind == QStringLiteral("client") && symptom && symptom->status)
        return words.text(QStringLiteral("graph.status"), {{QStringLiteral("status"), *symptom->status}});
    if (!input.verdict.causes.isEmpty())
        return words.text(QStringLiteral("graph.because"),
                          {{QStringLiteral("cause"), words.subjectTitle(input.verdict.causes.first().node)}});
    return words.nodeReason(node.reason, node.health);
}

QString well(const Node& node, const GraphInput& input, const Words& words)
{
    if (!node.required)
        return words.text(QStringLiteral("graph.not-required"));
    if (!input.facts)
        return {};
    for (const char* name : {"storage.used_pct", "nginx.version", "ds.version"}) {
        const QJsonValue value = input.facts->value(node.id, QLatin1String(name));
        if (!value.isUndefined())
            return words.factLabel(QLatin1String(name)) + QLatin1Char(' ') +
                   words.factValue(QLatin1String(name), value);
    }
    return {};
}

} // namespace

NodeLines nodeLines(const Node& node, const GraphInput& input, const Words& words)
{
    NodeLines lines;
    // Core's own title may be no more than the kind's code.
    const bool bare = node.title.isEmpty() || node.title == node.kind;
    lines.title = bare || node.kind == QStringLiteral("client") ? words.kind(node.kind) : node.title;
    lines.where = where(node, input);
    const CauseMatch* cause = causeAt(node, input.verdict);
    lines.reason = cause ? words.causeTitle(*cause) : words.nodeReason(node.reason, node.health);
    switch (node.health) {
    case Health::Failed:
        lines.how = failure(node, input, words);
        break;
    case Health::Affected:
        lines.how = consequence(node, input, words);
        break;
    case Health::Ok:
        lines.how = well(node, input, words);
        break;
    case Health::Degraded:
    case Health::Unknown:
        lines.how = words.nodeReason(node.reason, node.health);
        break;
    }
    return lines;
}

} // namespace hopscope
