// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/frame.h"
#include "core/journal/reader.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>

namespace {

using namespace hopscope;
using fuzz::require;

/// The promises of JournalContents, whatever the bytes.
void check(QByteArrayView bytes)
{
    const Result<JournalContents> contents = readJournal(bytes);
    if (!contents) {
        require(contents.error().code.startsWith(QLatin1String("journal.")));
        return;
    }
    require(contents->damage || contents->closed);
    require(!contents->damage || (contents->damage->offset >= 0 && contents->damage->offset <= bytes.size()));
    require(!contents->entries.isEmpty() || !contents->afterBreak.isEmpty());
    for (const Entry& entry : contents->entries)
        require(entry.seq > 0 && !entry.kind.isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    check(bytes);
    // Chance does not find checksums: the same bytes once more as the payload of a frame that is right.
    QByteArray file = frame::fileHeader();
    QByteArray chain = frame::firstChain(file);
    file += frame::encode(frame::Type::Entry, bytes, chain);
    file += frame::encode(frame::Type::Seal, QByteArrayView(R"({"at":"","entries":1})"), chain);
    check(file);
    return 0;
}
