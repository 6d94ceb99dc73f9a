// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/sshhost.h"

#include <QByteArray>

#include <libssh/libssh.h>

namespace hopscope {

constexpr qsizetype channelWindow = 1'280'000; ///< WINDOWBASE in libssh's channels.c

/// Takes all that waits in the channel, at most a window's worth, in one read; empty with `*end` set at the end of the
/// stream. libssh refills the far end's window to 1.28 MB with every single read, however much is still unread: reading
/// in small pieces lets a fast sender pile up 256 MB, where libssh frees its buffer and crashes over the next read. So
/// whoever holds a sender back must take all or nothing.
[[nodiscard]] QByteArray readAll(ssh_channel channel, bool standardError, bool* end);

/// One channel of a Link, driven by step() after every event of its session.
class Channel {
public:
    /// A service channel is our own (kill) and takes no slot of the callers'.
    enum class Kind { Exec, Forward, Service };
    Channel() = default;
    virtual ~Channel() = default;
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    [[nodiscard]] virtual Kind kind() const = 0;
    [[nodiscard]] virtual quint64 op() const = 0;
    virtual void step() = 0;
    /// Nothing is left to do: the Link may destroy it.
    [[nodiscard]] virtual bool over() const = 0;
    /// The session is about to go and takes its channels with it: forget the libssh channel, do not free it.
    virtual void orphan() = 0;
    /// Its caller has an answer, but the far end still owes one: it takes no slot that somebody waits for.
    [[nodiscard]] virtual bool abandoned() const { return false; }
    virtual void cancel() = 0;
    virtual void taken() {}
    virtual void answerSudo(const SshAnswer& answer) { Q_UNUSED(answer) }
};

} // namespace hopscope
