// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/dsconfig.h"
#include "core/parse/systemdshow.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (parseSystemdUnits(text).size() != parseSystemctlShow(text).size())
        std::abort();
    (void)parseJournal(text);
    (void)parseDocumentServerConfig({{QStringLiteral("a.json"), text}});
    return 0;
}
