// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/ssh/sshhost.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace hopscope {

/// What a Link tells its host. Called in the pool's thread only.
class LinkOwner {
public:
    virtual ~LinkOwner() = default;
    virtual void commandDone(quint64 op, const Result<CommandResult>& result) = 0;
    virtual void chunk(quint64 op, const QByteArray& bytes) = 0;
    virtual void forwardDone(quint64 op, Result<OwnedFd> result) = 0;
    virtual void sudoAsks(quint64 op, int attempt) = 0;
    virtual void linkLost(quint64 link, const Error& error) = 0;
};

/// Numbers the reactor writes and anybody may read.
struct LinkCounters {
    std::atomic<qint64> bytesReceived{0};
    std::atomic<qint64> roundTripMs{-1};
    std::atomic<qint64> heardAtMs{0}; ///< monotonicMs() of the last byte
};

/// A clock that never jumps, the same in every thread.
[[nodiscard]] inline qint64 monotonicMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// The way back from the reactor: posts to the pool's thread. The owner outlives the Inbox behind `home`.
struct LinkEvents {
    Inbox::Address home;
    LinkOwner* owner = nullptr;
    quint64 link = 0;
    QString host;
    std::shared_ptr<LinkCounters> counters;

    template <class Call> void post(Call call) const
    {
        home.post([o = owner, call = std::move(call)] { call(*o); });
    }
};

} // namespace hopscope
