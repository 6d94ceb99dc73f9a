// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The HTTP response reader: survives anything, keeps its caps, and does not care where the bytes were cut.
#include "core/probe/httpmessage.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace hopscope;
using fuzz::require;

namespace {

HttpParser read(const QByteArray& bytes, qsizetype piece, bool head)
{
    HttpParser parser(head);
    for (qsizetype i = 0; i < bytes.size() && !parser.done(); i += piece)
        parser.feed(bytes.mid(i, piece));
    parser.finish();
    return parser;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    // The first byte chooses how the rest is cut.
    const qsizetype piece = 1 + data[0] % 64;
    const bool head = (data[0] & 0x80) != 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const HttpParser whole = read(bytes, bytes.size(), head);
    const HttpParser cut = read(bytes, piece, head);
    require(whole.done() && cut.done());
    require(whole.error() == cut.error() && whole.message() == cut.message());
    require(whole.message().body.size() <= HttpParser::kMaxBody);
    require(whole.message().headers.size() <= HttpParser::kMaxHeaders);
    require(whole.error().isEmpty() == (whole.message().status != 0));
    require(whole.message().status == 0 || (whole.message().status >= 100 && whole.message().status <= 999));
    require(!head || whole.message().body.isEmpty());
    return 0;
}
