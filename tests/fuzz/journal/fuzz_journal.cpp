// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Any bytes: never a crash, and the promises of JournalContents hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hopscope;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const Result<JournalContents> contents = readJournal(bytes);
    if (!contents)
        return contents.error().code.startsWith(QLatin1String("journal.")) ? 0 : (std::abort(), 0);
    const bool sound = contents->closed && !contents->damage;
    if (!sound && !contents->damage)
        std::abort();
    if (contents->damage && (contents->damage->offset < 0 || contents->damage->offset > bytes.size()))
        std::abort();
    if (contents->entries.isEmpty() && contents->afterBreak.isEmpty())
        std::abort();
    return 0;
}
