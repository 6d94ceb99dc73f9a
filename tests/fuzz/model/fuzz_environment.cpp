// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/environment.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto environment = parseEnvironment(text);
    if (!environment)
        return 0;
    const auto again = Environment::fromJson(environment->toJson());
    if (!again || again->toJson() != environment->toJson())
        std::abort();
    return 0;
}
