// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/topology.h"

#include <QCryptographicHash>

#include <algorithm>

namespace hopscope {
namespace {

template <class T> const T* findById(const QList<T>& items, const QString& id)
{
    const auto it = std::find_if(items.cbegin(), items.cend(), [&](const T& item) { return item.id == id; });
    return it == items.cend() ? nullptr : &*it;
}

} // namespace

const Node* Topology::node(const QString& id) const
{
    return findById(nodes, id);
}

const Hop* Topology::hop(const QString& id) const
{
    return findById(hops, id);
}

QString Topology::shapeId() const
{
    QStringList ids;
    for (const Node& node : nodes)
        ids.append(node.id);
    for (const Hop& hop : hops)
        ids.append(hop.id);
    ids.sort();
    const QByteArray all = ids.join(QLatin1Char('\n')).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex().left(16));
}

QString nodeId(const QString& host, const QString& kind, const QString& instance)
{
    const QString id = host + QLatin1Char('/') + kind;
    return instance.isEmpty() ? id : id + QLatin1Char(':') + instance;
}

QString hopId(const QString& from, const QString& to, const QString& address)
{
    return from + QLatin1Char('>') + to + QLatin1Char('@') + address;
}

QString familyOf(const QString& address)
{
    if (address.startsWith(QStringLiteral("unix:")))
        return QStringLiteral("unix");
    return address.startsWith(QLatin1Char('[')) ? QStringLiteral("ipv6") : QStringLiteral("ipv4");
}

} // namespace hopscope
