// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/environment.h"

#include <QJsonArray>

namespace hopscope {

QString toCode(Policy policy)
{
    return policy == Policy::ReadOnly ? QStringLiteral("read-only") : QStringLiteral("confirm");
}

QString toCode(SudoMode mode)
{
    switch (mode) {
    case SudoMode::Never:
        return QStringLiteral("never");
    case SudoMode::Ask:
        return QStringLiteral("ask");
    case SudoMode::Passwordless:
        return QStringLiteral("passwordless");
    }
    return {};
}

const HostSpec* Environment::host(const QString& hostName) const
{
    for (const HostSpec& spec : hosts) {
        if (spec.name == hostName)
            return &spec;
    }
    return nullptr;
}

QJsonObject Environment::toJson() const
{
    QJsonArray list;
    for (const HostSpec& spec : hosts)
        list.append(QJsonObject{{QStringLiteral("ssh"), spec.ssh},
                                {QStringLiteral("name"), spec.name},
                                {QStringLiteral("sudo"), toCode(spec.sudo)}});
    return {{QStringLiteral("name"), name},
            {QStringLiteral("url"), url},
            {QStringLiteral("policy"), toCode(policy)},
            {QStringLiteral("production"), production},
            {QStringLiteral("host"), list}};
}

std::optional<Environment> Environment::fromJson(const QJsonObject& json)
{
    Environment env;
    env.name = json.value(QStringLiteral("name")).toString();
    env.url = json.value(QStringLiteral("url")).toString();
    env.policy = json.value(QStringLiteral("policy")).toString() == QStringLiteral("confirm") ? Policy::Confirm : Policy::ReadOnly;
    env.production = json.value(QStringLiteral("production")).toBool();
    for (const QJsonArray items = json.value(QStringLiteral("host")).toArray(); const auto value : items) {
        const QJsonObject object = value.toObject();
        HostSpec spec;
        spec.ssh = object.value(QStringLiteral("ssh")).toString();
        spec.name = object.value(QStringLiteral("name")).toString();
        const QString sudo = object.value(QStringLiteral("sudo")).toString();
        for (const SudoMode mode : {SudoMode::Ask, SudoMode::Passwordless}) {
            if (sudo == toCode(mode))
                spec.sudo = mode;
        }
        env.hosts.append(spec);
    }
    if (env.url.isEmpty())
        return std::nullopt;
    return env;
}

} // namespace hopscope
