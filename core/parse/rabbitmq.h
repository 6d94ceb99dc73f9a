// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// What a RabbitMQ node says of itself.
struct BrokerStatus {
    QString version;    ///< `3.10.8`
    QStringList alarms; ///< resources in alarm, sorted, each once: `memory`, `disk`, `file_descriptor_limit`
    qint64 memoryBytes = -1, memoryLimitBytes = -1;     ///< -1 where it does not say
    qint64 diskFreeBytes = -1, diskFreeLimitBytes = -1;
};

struct BrokerQueue {
    QString name;
    qint64 messages = 0;  ///< ready and unacknowledged
    qint64 consumers = 0;
};

// Pure functions over what RabbitMQ 3.8 and later print; any bytes are welcome. Any thread.

/// `rabbitmqctl --formatter json status`; nothing where that is no status (the node is down, a refusal).
[[nodiscard]] std::optional<BrokerStatus> parseBrokerStatus(const QByteArray& json);
/// `rabbitmqctl --formatter json list_queues name messages consumers`; of a list that was cut off the whole lines. Nothing
/// where that is no list. At most 20,000 queues.
[[nodiscard]] std::optional<QList<BrokerQueue>> parseBrokerQueues(const QByteArray& json);

} // namespace hopscope
