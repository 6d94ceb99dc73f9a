// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/lineassembler.h"
#include "core/logs/logquery.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    constexpr LogFlavour flavours[] = {LogFlavour::Plain,      LogFlavour::NginxError, LogFlavour::NginxAccess,
                                       LogFlavour::Docservice, LogFlavour::Postgres,   LogFlavour::RabbitMq,
                                       LogFlavour::Redis,      LogFlavour::Supervisor, LogFlavour::Journal};
    // The first line is the filter, the others are the log; what the assembler hands over is what it was given.
    const qsizetype end = text.indexOf('\n');
    const LogQuery query(QString::fromUtf8(text.left(end)));
    LineAssembler assembler;
    QByteArray whole;
    for (qsizetype at = 0; at < text.size(); at += 7)
        whole += assembler.take(text.mid(at, 7));
    if (whole + assembler.rest() != text)
        std::abort();
    HostLogReader reader(3600);
    for (const QByteArray& line : text.mid(end + 1).split('\n')) {
        for (const LogFlavour flavour : flavours) {
            const LogLine read = reader.read(line, flavour);
            if (read.request >= 0 && !reader.request(read.request))
                std::abort();
            (void)query.matches({line, flavour, QStringLiteral("docs"), QStringLiteral("/x"), read.level});
        }
    }
    (void)reader.settle();
    return 0;
}
