// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// Something a request passes through or depends on. Kinds: client nginx apache haproxy cdn docservice converter postgresql
/// mysql redis rabbitmq storage integrator container pod, and `unknown` for a far end no given host owns.
struct Node {
    QString id;      ///< `host/kind[:instance]`; the client is `desktop/client`
    QString kind;
    QString host;    ///< environment name of the host; `desktop` for the client, the address where no host owns it
    QString title;   ///< what the software calls itself (`nginx`, `docservice`, `PostgreSQL`), not translated
    int tier = 0;    ///< 0 client, 1 gateway, 2 Document Server, 3 storage and integrator
    bool onPath = false;    ///< carries the failing request
    bool required = true;   ///< false for what the stack does not use (Redis with the community edition)
    Health health = Health::Unknown;
    QString reason;  ///< code of why it has that health (a finding or cause name, or an unmeasured reason)
};

/// One directed connection. `address` is what is dialled: `10.0.0.2:8000`, `[::1]:8000` or `unix:/path`.
struct Hop {
    QString id;      ///< `from>to@address`
    QString from;    ///< node id
    QString to;      ///< node id
    QString address;
    QString family;  ///< `ipv4`, `ipv6` or `unix`
    QString source;  ///< `file:line` that says so, empty for the entry hop
    QString protocol; ///< `http`, `https`, `postgresql`, `mysql`, `redis`, `amqp`, `file`
    bool onPath = false;
    Health health = Health::Unknown;
    QString reason;
};

struct Topology {
    QList<Node> nodes;
    QList<Hop> hops;

    [[nodiscard]] const Node* node(const QString& id) const;
    [[nodiscard]] const Hop* hop(const QString& id) const;
    /// Changes exactly when the set of nodes and hops does; layouts are cached by it.
    [[nodiscard]] QString shapeId() const;
};

[[nodiscard]] QString nodeId(const QString& host, const QString& kind, const QString& instance = {});
[[nodiscard]] QString hopId(const QString& from, const QString& to, const QString& address);
/// `ipv4`, `ipv6` or `unix` of an address as in Hop::address.
[[nodiscard]] QString familyOf(const QString& address);

} // namespace hopscope
