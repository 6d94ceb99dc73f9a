// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QtGlobal>

namespace hopscope::bench {

/// Probes 127.0.0.1:port `count` times, `atOnce` at a time, through a SOCKS port of ours (`ssh -D`), with SOCKS4: one
/// round trip, no process. ssh says "granted" before it has asked sshd, so only what follows tells: a byte from the
/// target (open) or the end (refused). The seconds it took, negative when one had another outcome than `open`.
[[nodiscard]] double probeSocks(quint16 socks, quint16 port, int count, int atOnce, bool open);

} // namespace hopscope::bench
