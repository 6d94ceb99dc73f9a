// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/netaddress.h"
#include "core/parse/addresses.h"
#include "core/parse/df.h"
#include "core/parse/ps.h"
#include "core/parse/ss.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (const ListeningSocket& socket : parseSs(text)) {
        if (socket.port < 0 || socket.port > 65535 || socket.address.isEmpty())
            std::abort();
    }
    const QList<FileSystem> systems = parseFileSystems(text, text);
    (void)fileSystemOf(systems, QStringLiteral("/var/lib"));
    (void)parsePs(text);
    (void)parseGetentAhosts(text);
    (void)parseIpAddr(text);
    return 0;
}
