// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// One typed thing that was observed, or that could not be. Names and values are listed in docs/FACTS.md.
struct Fact {
    QString subject; ///< host name, node id `host/kind[:instance]` or hop id `from>to@address`
    QString name;    ///< dotted, `unit.active_state`
    QJsonValue value; ///< Undefined when it was not measured
    Timestamp at;     ///< when it was observed, on the desktop's clock
    QString evidence; ///< id of the Evidence it was read from
    QString why;      ///< reason code when it was not measured (`ssh.refused`, `sudo.needed`), else empty

    [[nodiscard]] bool measured() const { return !value.isUndefined(); }
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Fact> fromJson(const QJsonObject& json);
    bool operator==(const Fact&) const = default;
};

/// There is nothing to say any more: a FactSet forgets what it knew.
[[nodiscard]] inline Fact nothingToSay(QString subject, QString name, Timestamp at)
{
    return {std::move(subject), std::move(name), QJsonValue(QJsonValue::Undefined), at, {}, {}};
}
[[nodiscard]] Fact notMeasured(QString subject, QString name, QString why, Timestamp at);

} // namespace hopscope
