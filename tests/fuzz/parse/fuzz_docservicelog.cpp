// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/docservicelog.h"
#include "core/parse/servicelogs.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    qint64 last = -1;
    for (const DocserviceRecord& record : parseDocserviceLog(text)) {
        if (record.offset <= last || record.offset >= text.size())
            std::abort();
        last = record.offset;
        (void)record.listening();
    }
    (void)parsePostgresLine(text);
    (void)parseRabbitLine(text);
    (void)parseRedisLine(text);
    (void)parseSupervisordLine(text);
    (void)parseSupervisorctl(text);
    (void)parseOomKills(text);
    return 0;
}
