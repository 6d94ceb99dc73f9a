// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/packages.h"
#include "core/parse/servicelogs.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (const PackageChange& change : parsePackageLog(text, 3600)) {
        if (change.action.isEmpty() || change.package.isEmpty())
            std::abort();
    }
    for (const OomKill& kill : parseOomKills(text)) {
        if (kill.pid <= 0)
            std::abort();
    }
    return 0;
}
