// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// What would be run, before anybody agreed to it.
struct Plan {
    QString id;       ///< `a1`
    QString verb;     ///< `start`, `stop`, `restart`, `reload`
    QString host;
    QString node;     ///< node id it acts on
    QString unit;
    QStringList argv; ///< the exact command, without sudo
    bool sudo = false;
    QList<QStringList> prechecks; ///< commands that must exit 0 first (`nginx -t` before a reload)
    QStringList undo;             ///< command that takes it back, empty when nothing does
    QString risk;     ///< `R0`..`R4`

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Plan> fromJson(const QJsonObject& json);
};

/// One step in the life of an action, as recorded in the incident.
struct ActionEvent {
    QString action; ///< Plan::id
    QString state;  ///< `planned confirmed refused snapshot precheck started finished verifying verified failed cancelled`
    Timestamp at;
    QString who;    ///< user name on the desktop
    QJsonObject args; ///< `exit`, `evidence`, `successes`, `code`; the whole plan under `plan` when planned

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<ActionEvent> fromJson(const QJsonObject& json);
};

} // namespace hopscope
