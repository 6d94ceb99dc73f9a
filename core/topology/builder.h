// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/topology.h"
#include "core/topology/hostmap.h"
#include "core/topology/routes.h"

#include <QSet>

namespace hopscope {

/// Walks from the client along the facts and collects nodes and hops; used once.
class TopologyBuilder {
public:
    TopologyBuilder(const FactSet& facts, const Environment& environment);
    [[nodiscard]] Topology build();

private:
    struct Far {
        QString node;
        QString host; ///< environment name, empty where nobody owns it
    };
    struct Visit {
        QString node;
        QString host;
        Request request;
    };

    void entry();
    void proxy(const Visit& visit);
    void server(const Visit& visit, const Route& route, const Route::Server& server);
    void arrive(const Far& far, const QString& ip, int port, const Request& request, const QString& path);
    void documentServer(const QString& node, const QString& host);
    void dependency(const QString& node, const QString& host, const QString& fact, const QString& kind, bool required);
    void storage(const QString& node, const QString& host);
    void integrator(const QString& node, const QString& host);
    void converters();
    void others();
    void unreached();
    void settle();

    [[nodiscard]] QString entryHost(const QString& ip, int port, const QString& name) const;
    Far farEnd(const QString& ip, int port, const QString& fromHost, const QString& expected);
    Node& addNode(const QString& id, const QString& kind, const QString& host);
    bool addHop(const QString& from, const Far& far, const QString& address, const QString& protocol, const QString& source,
                bool onPath);
    [[nodiscard]] int tierOf(const Node& node) const;

    const FactSet& m_facts;
    const Environment& m_environment;
    HostMap m_map;
    Topology m_topology;
    QHash<QString, qsizetype> m_nodeAt;
    QSet<QString> m_hopIds;
    QSet<QString> m_visited;
    QList<Visit> m_queue;
    QString m_gateway; ///< first node behind the client
};

} // namespace hopscope
