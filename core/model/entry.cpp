// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/entry.h"

namespace hopscope {

QJsonObject Entry::toJson() const
{
    return {{QStringLiteral("seq"), seq},
            {QStringLiteral("at"), at.iso()},
            {QStringLiteral("kind"), kind},
            {QStringLiteral("payload"), payload}};
}

std::optional<Entry> Entry::fromJson(const QJsonObject& json)
{
    Entry entry;
    entry.seq = json.value(QStringLiteral("seq")).toInteger();
    entry.at = Timestamp::fromIso(json.value(QStringLiteral("at")).toString());
    entry.kind = json.value(QStringLiteral("kind")).toString();
    entry.payload = json.value(QStringLiteral("payload")).toObject();
    if (entry.seq <= 0 || entry.kind.isEmpty())
        return std::nullopt;
    return entry;
}

} // namespace hopscope
