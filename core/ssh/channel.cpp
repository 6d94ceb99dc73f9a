// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/channel.h"

#include <memory>

namespace hopscope {

QByteArray readAll(ssh_channel channel, bool standardError, bool* end)
{
    static thread_local const auto bytes = std::make_unique<char[]>(channelWindow); // NOLINT(modernize-avoid-c-arrays)
    const int n = ssh_channel_read_nonblocking(channel, bytes.get(), channelWindow, standardError ? 1 : 0);
    *end = n == SSH_EOF;
    return n > 0 ? QByteArray(bytes.get(), n) : QByteArray();
}

} // namespace hopscope
