// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/say.h"

#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hopscope {

namespace {

/// A code read aloud: `unit-not-active` → `unit not active`.
QString spoken(QString code)
{
    return visibleLine(code.replace(QLatin1Char('-'), QLatin1Char(' ')).replace(QLatin1Char('_'), QLatin1Char(' ')));
}

QString valueText(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 10);
    case QJsonValue::String:
        return visibleLine(value.toString());
    case QJsonValue::Array:
        return QStringLiteral("%1 ×").arg(value.toArray().size());
    case QJsonValue::Object:
        return visibleLine(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)), 120);
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("–");
}

} // namespace

QString sayHealth(Health health)
{
    return spoken(toCode(health));
}

QString sayCause(const CauseMatch& cause)
{
    return spoken(cause.name);
}

QString sayFinding(const Finding& finding)
{
    return spoken(finding.name);
}

QString sayNode(const Snapshot& snapshot, const QString& subject)
{
    const Node* node = snapshot.topology.node(subject);
    return node ? visibleLine(node->title) : visibleLine(subject);
}

QString saySubject(const Snapshot& snapshot, const QString& subject)
{
    if (const Hop* hop = snapshot.topology.hop(subject)) {
        return sayNode(snapshot, hop->from) + QStringLiteral(" → ") + sayNode(snapshot, hop->to) + QStringLiteral(" · ")
            + visibleLine(hop->address);
    }
    if (const Node* node = snapshot.topology.node(subject))
        return visibleLine(node->title) + QStringLiteral(" · ") + visibleLine(node->host);
    return visibleLine(subject);
}

QString sayNodeReason(const Snapshot& snapshot, const QString& subject)
{
    if (const Node* node = snapshot.topology.node(subject))
        return spoken(node->reason);
    if (const Hop* hop = snapshot.topology.hop(subject))
        return spoken(hop->reason);
    return {};
}

QString sayFactName(const QString& name)
{
    return spoken(name).replace(QLatin1Char('.'), QLatin1Char(' '));
}

QString sayFactValue(const Fact& fact)
{
    return fact.measured() ? valueText(fact.value) : sayReason(fact.why);
}

QString sayReason(const QString& code)
{
    return spoken(code);
}

QString sayError(const Error& error)
{
    return spoken(error.code) + (error.detail.isEmpty() ? QString() : QStringLiteral(" – ") + visibleLine(error.detail));
}

QString sayPhase(const QString& code)
{
    return spoken(code);
}

QString sayRisk(const QString& code)
{
    return spoken(code);
}

QString sayActionState(const QString& state)
{
    return spoken(state);
}

QString sayEvent(const TimelineEvent& event)
{
    return spoken(event.code);
}

QString sayMeasurement(const QString& code)
{
    return spoken(code);
}

QString sayFix(const CauseMatch& cause)
{
    return spoken(cause.fixCode);
}

} // namespace hopscope
