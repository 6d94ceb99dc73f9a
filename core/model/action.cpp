// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/action.h"

#include <QJsonArray>

namespace hopscope {
namespace {

QStringList strings(const QJsonValue& value)
{
    QStringList result;
    for (const QJsonArray items = value.toArray(); const auto item : items)
        result.append(item.toString());
    return result;
}

} // namespace

QJsonObject Plan::toJson() const
{
    QJsonArray checks;
    for (const QStringList& check : prechecks)
        checks.append(QJsonArray::fromStringList(check));
    return {{QStringLiteral("id"), id},
            {QStringLiteral("verb"), verb},
            {QStringLiteral("host"), host},
            {QStringLiteral("node"), node},
            {QStringLiteral("unit"), unit},
            {QStringLiteral("argv"), QJsonArray::fromStringList(argv)},
            {QStringLiteral("sudo"), sudo},
            {QStringLiteral("prechecks"), checks},
            {QStringLiteral("undo"), QJsonArray::fromStringList(undo)},
            {QStringLiteral("risk"), risk}};
}

std::optional<Plan> Plan::fromJson(const QJsonObject& json)
{
    Plan plan;
    plan.id = json.value(QStringLiteral("id")).toString();
    plan.verb = json.value(QStringLiteral("verb")).toString();
    plan.host = json.value(QStringLiteral("host")).toString();
    plan.node = json.value(QStringLiteral("node")).toString();
    plan.unit = json.value(QStringLiteral("unit")).toString();
    plan.argv = strings(json.value(QStringLiteral("argv")));
    plan.sudo = json.value(QStringLiteral("sudo")).toBool();
    for (const QJsonArray items = json.value(QStringLiteral("prechecks")).toArray(); const auto check : items)
        plan.prechecks.append(strings(check));
    plan.undo = strings(json.value(QStringLiteral("undo")));
    plan.risk = json.value(QStringLiteral("risk")).toString();
    if (plan.id.isEmpty() || plan.argv.isEmpty())
        return std::nullopt;
    return plan;
}

QJsonObject ActionEvent::toJson() const
{
    return {{QStringLiteral("action"), action},
            {QStringLiteral("state"), state},
            {QStringLiteral("at"), at.iso()},
            {QStringLiteral("who"), who},
            {QStringLiteral("args"), args}};
}

std::optional<ActionEvent> ActionEvent::fromJson(const QJsonObject& json)
{
    ActionEvent event;
    event.action = json.value(QStringLiteral("action")).toString();
    event.state = json.value(QStringLiteral("state")).toString();
    event.at = Timestamp::fromIso(json.value(QStringLiteral("at")).toString());
    event.who = json.value(QStringLiteral("who")).toString();
    event.args = json.value(QStringLiteral("args")).toObject();
    if (event.action.isEmpty() || event.state.isEmpty())
        return std::nullopt;
    return event;
}

} // namespace hopscope
