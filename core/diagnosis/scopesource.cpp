// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/world.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hopscope {
namespace {

QJsonValue pseudo(const World& world, const QString& subject, const QString& name)
{
    if (const Node* node = world.node(subject)) {
        if (name == QStringLiteral("node.kind"))
            return node->kind;
        if (name == QStringLiteral("node.host"))
            return node->host;
        if (name == QStringLiteral("node.on_path"))
            return QJsonValue(node->onPath);
    }
    if (const Hop* hop = world.hop(subject)) {
        if (name == QStringLiteral("hop.address"))
            return hop->address;
        if (name == QStringLiteral("hop.family"))
            return hop->family;
        if (name == QStringLiteral("hop.protocol"))
            return hop->protocol;
        if (name == QStringLiteral("hop.source") && !hop->source.isEmpty())
            return hop->source;
        if (name == QStringLiteral("hop.port") && hop->family != QStringLiteral("unix"))
            return hop->address.section(QLatin1Char(':'), -1).toInt();
    }
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace

QString ScopeSource::hostOf() const
{
    const Hop* hop = m_world.hop(m_subject);
    const Node* node = m_world.node(hop ? hop->to : m_subject);
    return node ? node->host : m_subject;
}

QStringList ScopeSource::related(const QString& relation) const
{
    const QString what = relation.section(QLatin1Char('/'), 0, 0);
    const QString kind = relation.section(QLatin1Char('/'), 1);
    QStringList result;
    const auto add = [&](const QString& subject, const QString& node) {
        const Node* end = m_world.node(node);
        if ((kind.isEmpty() || (end && end->kind == kind)) && !result.contains(subject))
            result.append(subject);
    };
    if (what == QStringLiteral("client"))
        return {QStringLiteral("desktop/client")};
    if (what == QStringLiteral("host"))
        return {hostOf()};
    if (what == QStringLiteral("any")) {
        for (const Node& node : m_world.topology.nodes)
            add(node.id, node.id);
    } else if (what == QStringLiteral("peer")) {
        for (const Node* node : m_world.nodesOn(hostOf())) {
            if (node->id != m_subject)
                add(node->id, node->id);
        }
    } else if (const Hop* hop = m_world.hop(m_subject)) {
        const QString end = what == QStringLiteral("from") ? hop->from : what == QStringLiteral("to") ? hop->to : QString();
        if (!end.isEmpty())
            add(end, end);
    } else if (what == QStringLiteral("in") || what == QStringLiteral("from")) {
        for (const Hop* into : m_world.into(m_subject))
            add(what == QStringLiteral("in") ? into->id : into->from, into->from);
    } else if (what == QStringLiteral("out") || what == QStringLiteral("to")) {
        for (const Hop* out : m_world.outOf(m_subject))
            add(what == QStringLiteral("out") ? out->id : out->to, out->to);
    }
    return result;
}

/// The fact itself, or a key inside an object further left in the name: `ds.redis.used` in `ds.redis`.
void ScopeSource::append(QList<Reading>& readings, const QString& subject, const QString& fact) const
{
    const QJsonValue made = pseudo(m_world, subject, fact);
    if (!made.isUndefined()) {
        readings.append({subject, fact, made, {}, {}, {}});
        return;
    }
    QString head = fact;
    QStringList tail;
    const Fact* found = m_world.facts.find(subject, head);
    while (!found && head.contains(QLatin1Char('.'))) {
        tail.prepend(head.section(QLatin1Char('.'), -1));
        head = head.section(QLatin1Char('.'), 0, -2);
        found = m_world.facts.find(subject, head);
    }
    if (!found || !found->measured()) {
        const QString why = found && !found->why.isEmpty() ? found->why : QStringLiteral("not-measured");
        readings.append({subject, fact, QJsonValue(QJsonValue::Undefined), {}, why, {}});
        return;
    }
    for (const QJsonValue& value : dig(found->value, tail))
        readings.append({subject, fact, value, found->evidence, {}, found->at});
}

QList<Reading> ScopeSource::read(const QString& name) const
{
    const qsizetype colon = name.indexOf(QLatin1Char(':'));
    QList<Reading> readings;
    if (colon < 0) {
        append(readings, m_subject, name);
        return readings;
    }
    const QString fact = name.mid(colon + 1);
    for (const QString& subject : related(name.left(colon)))
        append(readings, subject, fact);
    return readings;
}

} // namespace hopscope
