// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/logtime.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto time = readLogTime(text);
    if (time && (time->length <= 0 || time->length > text.size() || time->wallIso().isEmpty()))
        std::abort();
    (void)readOffset(QString::fromUtf8(text));
    return 0;
}
