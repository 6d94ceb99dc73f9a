// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/catalogue.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto catalogue = loadCatalogue({{QStringLiteral("own.toml"), text}});
    if (!catalogue && catalogue.error().code.isEmpty())
        std::abort();
    return 0;
}
