// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The readers of PostgreSQL, MySQL, Redis and AMQP answers: survive anything and always come to an end.
#include "core/probe/protoreply.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <cstdlib>

using namespace hopscope;
using fuzz::require;

namespace {

void converse(Proto proto, QByteArray bytes)
{
    for (int round = 0; round < 16; ++round) {
        const ProtoStep step = readReply(proto, bytes, round);
        require(step.reply.size() <= 2 * ProtoStep::kMaxText);
        require(step.version.size() <= 64);
        require(step.code.size() <= 32);
        if (step.state != ProtoStep::State::Say) {
            require(step.state == ProtoStep::State::Done || !step.ok);
            return;
        }
        require(step.consumed > 0 && step.consumed <= bytes.size());
        bytes.remove(0, step.consumed);
    }
    std::abort(); // a server must not be able to keep us talking
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto proto = static_cast<Proto>(data[0] % 4);
    converse(proto, QByteArray(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1)));
    return 0;
}
