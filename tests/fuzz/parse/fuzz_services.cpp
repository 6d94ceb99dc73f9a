// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/firewall.h"
#include "core/parse/pgactivity.h"
#include "core/parse/rabbitmq.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const auto status = parseBrokerStatus(text)) {
        if (status->alarms.contains(QString()))
            std::abort();
    }
    if (const auto queues = parseBrokerQueues(text)) {
        for (const BrokerQueue& queue : *queues) {
            if (queue.messages < 0 || queue.consumers < 0)
                std::abort();
        }
    }
    if (const auto activity = parsePgActivity(text)) {
        if (activity->free() < 0 || activity->used < 0)
            std::abort();
    }
    for (const FirewallRule& rule : parseFirewall(text)) {
        for (const PortRange& range : rule.ports) {
            if (range.first < 0 || range.last > 65535 || range.last < range.first)
                std::abort();
        }
    }
    return 0;
}
