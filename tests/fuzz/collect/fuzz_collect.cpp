// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/remotefiles.h"
#include "core/collect/systemfacts.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    (void)systemFacts(QStringLiteral("docs"), parseSystem(text), {1});
    const qsizetype end = text.indexOf('\n');
    for (const RemoteFile& file : parseRemoteFiles(text.left(end), text)) {
        if (file.bytes.size() > text.size())
            std::abort();
    }
    return 0;
}
