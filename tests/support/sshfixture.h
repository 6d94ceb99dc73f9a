// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/sshpool.h"
#include "tests/support/privatesshd.h"
#include "tests/support/result.h"

#include <QTest>

#include <optional>

#if defined(__SANITIZE_THREAD__)
/// QProcess forks by vfork, whose child leaves its "forked" mark in our memory; ThreadSanitizer then refuses new
/// threads. Each test program includes this header once.
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}
#endif

namespace hopscope::test {

/// Spins the event loop until the value is there; empty after the limit.
template <class T>
std::optional<T> awaitValue(const std::function<void(std::function<void(T)>)>& start, int limitMs = 15'000)
{
    const auto slot = std::make_shared<std::optional<T>>();
    start([slot](T value) { slot->emplace(std::move(value)); });
    const auto arrived = [&slot] { return slot->has_value(); };
    if (!QTest::qWaitFor(arrived, limitMs))
        return {};
    return std::move(*slot);
}

/// Runs a command and waits; an answer that never comes is the error `test.no-answer`.
inline Result<CommandResult> runAndWait(SshHost* host, const CommandSpec& spec, int limitMs = 15'000)
{
    auto result = awaitValue<Result<CommandResult>>(
        [&](const auto& done) { host->run(spec, [done](const Result<CommandResult>& r) { done(r); }); }, limitMs);
    return result ? *result : fail(QStringLiteral("test.no-answer"));
}

inline Status connectAndWait(SshHost* host, int limitMs = 15'000)
{
    auto result =
        awaitValue<Status>([&](const auto& done) { host->connectHost([done](const Status& s) { done(s); }); }, limitMs);
    return result ? *result : Status(fail(QStringLiteral("test.no-answer")));
}

inline Result<OwnedFd> forwardAndWait(SshHost* host, const QString& address, quint16 port, int timeoutMs = 10'000)
{
    const auto slot = std::make_shared<std::optional<Result<OwnedFd>>>();
    host->forward(address, port, timeoutMs, [slot](Result<OwnedFd> r) { slot->emplace(std::move(r)); });
    if (!QTest::qWaitFor([&slot] { return slot->has_value(); }, timeoutMs + 10'000))
        return fail(QStringLiteral("test.no-answer"));
    return std::move(**slot);
}

inline CommandSpec shell(const char* script)
{
    CommandSpec spec;
    spec.argv = QStringList{QStringLiteral("sh"), QStringLiteral("-c"), QString::fromUtf8(script)};
    return spec;
}

} // namespace hopscope::test
