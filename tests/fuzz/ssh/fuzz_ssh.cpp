// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/framefilter.h"
#include "core/ssh/knownhosts.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const qsizetype end = text.indexOf('\n');
    (void)hostFieldMatches(text.left(end), text.mid(end + 1));
    FrameFilter filter("MARK");
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); at += 5)
        out += filter.feed(text.mid(at, 5));
    if (out.size() > text.size())
        std::abort();
    return 0;
}
