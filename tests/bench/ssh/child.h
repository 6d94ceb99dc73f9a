// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <QByteArrayList>

#include <functional>

namespace hopscope::bench {

/// A process started in the cheapest way there is (posix_spawn), stdin from /dev/null, stdout into a pipe of ours: less
/// than QProcess costs, so that the comparison flatters nobody but OpenSSH.
class Child {
public:
    Child() = default;
    /// Not running when the program could not be started.
    explicit Child(const QByteArrayList& command);
    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    [[nodiscard]] qint64 pid() const { return m_pid; }
    [[nodiscard]] int output() const { return m_output.get(); }
    /// Waits for its end; the exit status, -1 for any other end.
    int wait();
    void terminate() const;

private:
    pid_t m_pid = -1;
    OwnedFd m_output;
};

/// Runs `count` processes, `atOnce` at a time, each read to its end; the seconds it took, negative when one of them
/// ended with another status than `expected`.
[[nodiscard]] double driveChildren(int count, int atOnce, int expected, const std::function<QByteArrayList()>& command);

} // namespace hopscope::bench
