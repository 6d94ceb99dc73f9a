// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/model/factset.h"

#include <QString>
#include <QStringList>

namespace hopscope {

/// Which host owns an address, what listens there, and how names read from a host.
class HostMap {
public:
    HostMap(const FactSet& facts, const Environment& environment);

    /// Name of the host that `ip` means when dialled from `fromHost`; empty when none of the environment's does.
    [[nodiscard]] QString owner(const QString& ip, const QString& fromHost) const;
    /// Kind at a port of an owned host: the node that says it has the port, a known listener, a node whose usual port it
    /// is, else `expected`.
    [[nodiscard]] QString kindAt(const QString& host, int port, const QString& expected) const;
    /// Addresses of a name or literal as `host` resolves it, in nginx's order; empty when it cannot be told.
    [[nodiscard]] QStringList resolve(const QString& host, const QString& name) const;
    [[nodiscard]] bool hasNode(const QString& host, const QString& kind) const;
    [[nodiscard]] const QStringList& hosts() const { return m_hosts; }

private:
    [[nodiscard]] QString listenerKind(const QString& host, int port) const;

    const FactSet& m_facts;
    QStringList m_hosts;
    QHash<QString, QString> m_owners; ///< canonical address → host
    QSet<QString> m_nodes;            ///< node ids with facts
};

} // namespace hopscope
