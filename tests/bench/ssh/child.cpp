// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/bench/ssh/child.h"

#include <QElapsedTimer>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <vector>

namespace hopscope::bench {

Child::Child(const QByteArrayList& command)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return;
    m_output = OwnedFd(ends[0]);
    const OwnedFd theirs(ends[1]);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, theirs.get(), 1);
    QByteArrayList words = command;
    std::vector<char*> arguments;
    for (QByteArray& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    if (::posix_spawnp(&m_pid, arguments.front(), &actions, nullptr, arguments.data(), environ) != 0)
        m_pid = -1;
    ::posix_spawn_file_actions_destroy(&actions);
}

Child::Child(Child&& other) noexcept : m_pid(std::exchange(other.m_pid, -1)), m_output(std::move(other.m_output)) {}

Child& Child::operator=(Child&& other) noexcept
{
    std::swap(m_pid, other.m_pid);
    std::swap(m_output, other.m_output);
    return *this;
}

Child::~Child()
{
    terminate();
    wait();
}

void Child::terminate() const
{
    if (m_pid > 0)
        ::kill(m_pid, SIGTERM);
}

int Child::wait()
{
    if (m_pid <= 0)
        return -1;
    int status = 0;
    const bool ended = ::waitpid(std::exchange(m_pid, -1), &status, 0) > 0;
    return ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

double driveChildren(int count, int atOnce, int expected, const std::function<QByteArrayList()>& command)
{
    std::vector<Child> running;
    std::vector<pollfd> polled;
    int started = 0;
    bool well = true;
    QElapsedTimer timer;
    timer.start();
    while (started < count || !running.empty()) {
        while (started < count && running.size() < static_cast<std::size_t>(atOnce)) {
            running.emplace_back(command());
            ++started;
        }
        polled.clear();
        for (const Child& child : running)
            polled.push_back({child.output(), POLLIN, 0});
        if (::poll(polled.data(), polled.size(), 30'000) <= 0)
            return -1;
        for (std::size_t i = polled.size(); i-- > 0;) {
            std::array<char, 4096> bytes{};
            if (polled[i].revents == 0 || ::read(polled[i].fd, bytes.data(), bytes.size()) > 0)
                continue;
            well = running[i].wait() == expected && well;
            running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    return well ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : -1;
}

} // namespace hopscope::bench
