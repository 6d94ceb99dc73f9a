// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/framefilter.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

namespace {

struct Fed {
    QByteArray out;
    bool opened;
    qint64 pid;
};

/// In pieces of `first`, then of `rest` bytes.
Fed feed(const QByteArray& text, qsizetype first, qsizetype rest)
{
    FrameFilter filter("MARK");
    Fed fed{filter.feed(text.left(first)), false, 0};
    for (qsizetype at = qMin(first, text.size()); at < text.size(); at += rest)
        fed.out += filter.feed(text.mid(at, rest));
    if (filter.noise().size() > 200)
        std::abort();
    fed.opened = filter.opened();
    fed.pid = filter.pid();
    return fed;
}

} // namespace

/// The first byte says where the stream is cut; wherever that is, the command's own bytes are the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray text(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const Fed whole = feed(text, text.size(), 1);
    const Fed pieces = feed(text, data[0] % 64, 1 + data[0] / 16);
    if (whole.out.size() > text.size() || !text.endsWith(whole.out))
        std::abort();
    if (whole.opened != pieces.opened || whole.pid != pieces.pid || whole.out != pieces.out)
        std::abort();
    return 0;
}
