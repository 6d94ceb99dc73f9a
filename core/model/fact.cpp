// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/fact.h"

namespace hopscope {

QJsonObject Fact::toJson() const
{
    QJsonObject json{{QStringLiteral("subject"), subject}, {QStringLiteral("name"), name}, {QStringLiteral("at"), at.iso()}};
    if (measured())
        json.insert(QStringLiteral("value"), value);
    if (!evidence.isEmpty())
        json.insert(QStringLiteral("evidence"), evidence);
    if (!why.isEmpty())
        json.insert(QStringLiteral("why"), why);
    return json;
}

std::optional<Fact> Fact::fromJson(const QJsonObject& json)
{
    Fact fact;
    fact.subject = json.value(QStringLiteral("subject")).toString();
    fact.name = json.value(QStringLiteral("name")).toString();
    fact.value = json.value(QStringLiteral("value"));
    fact.at = Timestamp::fromIso(json.value(QStringLiteral("at")).toString());
    fact.evidence = json.value(QStringLiteral("evidence")).toString();
    fact.why = json.value(QStringLiteral("why")).toString();
    if (fact.subject.isEmpty() || fact.name.isEmpty())
        return std::nullopt;
    return fact;
}

Fact notMeasured(QString subject, QString name, QString why, Timestamp at)
{
    return {std::move(subject), std::move(name), QJsonValue(QJsonValue::Undefined), at, {}, std::move(why)};
}

} // namespace hopscope
