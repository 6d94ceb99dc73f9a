// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/hostcommands.h"
#include "core/collect/servicefacts.h"
#include "core/model/topology.h"
#include "core/parse/rabbitmq.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kListed = 50;

/// Conversion tasks are what must not lie about. `ds.delayed` holds messages without a consumer by design, answers and dead
/// letters wait whenever docservice is away, and queues of other programs have rules of their own.
bool holdsTasks(const BrokerQueue& queue)
{
    return queue.name.startsWith(QStringLiteral("ds.convert")) && !queue.name.startsWith(QStringLiteral("ds.convertresponse")) &&
           !queue.name.startsWith(QStringLiteral("ds.convertdead"));
}

class BrokerFacts {
public:
    explicit BrokerFacts(const QString& host) : m_node(nodeId(host, QStringLiteral("rabbitmq"))) {}

    void takeStatus(const QByteArray& output)
    {
        const auto status = parseBrokerStatus(output);
        if (!status)
            return lack("broker.alarms");
        add("broker.alarms", QJsonArray::fromStringList(status->alarms));
        if (!status->version.isEmpty())
            add("broker.version", status->version);
        addBytes("broker.memory_bytes", status->memoryBytes);
        addBytes("broker.memory_limit_bytes", status->memoryLimitBytes);
        addBytes("broker.disk_free_bytes", status->diskFreeBytes);
        addBytes("broker.disk_free_limit_bytes", status->diskFreeLimitBytes);
    }
    void takeQueues(const QByteArray& output)
    {
        auto queues = parseBrokerQueues(output);
        if (!queues)
            return lack("broker.queues_stuck");
        int stuck = 0;
        qint64 waiting = 0;
        for (const BrokerQueue& queue : *queues) {
            if (!holdsTasks(queue) || queue.messages == 0 || queue.consumers > 0)
                continue;
            ++stuck;
            waiting += queue.messages;
        }
        add("broker.queues_stuck", stuck);
        add("broker.tasks_waiting", waiting);
        add("broker.queues", listed(std::move(*queues)));
    }
    [[nodiscard]] QList<Fact> facts() const { return m_facts; }

private:
    /// The fullest first; of equals by name, so that two readings compare.
    static QJsonArray listed(QList<BrokerQueue> queues)
    {
        std::sort(queues.begin(), queues.end(), [](const BrokerQueue& a, const BrokerQueue& b) {
            return a.messages != b.messages ? a.messages > b.messages : a.name < b.name;
        });
        QJsonArray list;
        for (const BrokerQueue& queue : queues.mid(0, kListed))
            list.append(QJsonObject{{QStringLiteral("name"), queue.name},
                                    {QStringLiteral("messages"), queue.messages},
                                    {QStringLiteral("consumers"), queue.consumers}});
        return list;
    }
    void lack(const char* name)
    {
        m_facts.append(notMeasured(m_node, QString::fromLatin1(name), QStringLiteral("command.failed"), {}));
    }
    void addBytes(const char* name, qint64 bytes)
    {
        if (bytes >= 0)
            add(name, bytes);
    }
    void add(const char* name, const QJsonValue& value)
    {
        m_facts.append({m_node, QString::fromLatin1(name), value, {}, {}, {}});
    }

    const QString m_node;
    QList<Fact> m_facts;
};

} // namespace

QList<Fact> brokerFacts(const QString& host, const QByteArray& output)
{
    const qsizetype middle = output.indexOf(commands::kQueuesHeading);
    BrokerFacts facts(host);
    facts.takeStatus(middle < 0 ? output : output.left(middle));
    facts.takeQueues(middle < 0 ? output : output.mid(middle + commands::kQueuesHeading.size()));
    return facts.facts();
}

QStringList brokerFactNames()
{
    return {QStringLiteral("broker.alarms"),          QStringLiteral("broker.queues_stuck"),
            QStringLiteral("broker.tasks_waiting"),   QStringLiteral("broker.queues"),
            QStringLiteral("broker.version"),         QStringLiteral("broker.memory_bytes"),
            QStringLiteral("broker.memory_limit_bytes"), QStringLiteral("broker.disk_free_bytes"),
            QStringLiteral("broker.disk_free_limit_bytes")};
}

} // namespace hopscope
