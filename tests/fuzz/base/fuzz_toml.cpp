// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/redact.h"
#include "core/base/toml.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto document = parseToml(text);
    if (!document && !document.error().code.startsWith(QLatin1String("toml.")))
        std::abort();
    // What is redacted once holds nothing more to redact.
    const QByteArray once = redact(text);
    if (redact(once) != once)
        std::abort();
    return 0;
}
