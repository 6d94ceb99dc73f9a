// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/aliases.h"
#include "core/ssh/configlines.h"
#include "core/ssh/hostconfig.h"
#include "core/ssh/ownconfig.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

/// The file, and after a NUL byte what it includes. Whatever it says, what comes out can be read as `ssh -G`'s words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const qsizetype end = text.indexOf('\0');
    const QByteArray own = text.left(end);
    const QByteArray other = end < 0 ? QByteArray() : text.mid(end + 1);
    OwnConfig config({"docs", {}, 0, {}, "ops"},
                     [&other](const QByteArray&, bool) -> Result<QByteArrayList> { return QByteArrayList{other}; });
    if (config.read(own, QStringLiteral("f"), true)) {
        const auto parsed = parseSshConfigDump(config.dump(), QStringLiteral("docs"));
        if (parsed && (parsed->hostname.isEmpty() || parsed->port == 0))
            std::abort();
    }
    (void)parseSshConfigDump(text, QStringLiteral("docs"));
    (void)parseSshAliases(text);
    const auto destination = parseDestination(QString::fromUtf8(own.left(200)));
    if (destination && destination->host.contains(QLatin1Char(' ')))
        std::abort();
    return 0;
}
