// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/bench/ssh/socks.h"

#include "core/base/fd.h"

#include <QElapsedTimer>

#include <arpa/inet.h>
#include <array>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <vector>

namespace hopscope::bench {

namespace {

constexpr int replySize = 8;

struct Probe {
    OwnedFd fd;
    int received = 0;
};

/// The whole request at once: version 4, CONNECT, port, address, empty user name.
OwnedFd ask(quint16 socks, quint16 port)
{
    OwnedFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(socks);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const std::array<unsigned char, 9> request{
        4, 1, static_cast<unsigned char>(port >> 8), static_cast<unsigned char>(port & 0xff), 127, 0, 0, 1, 0};
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::send(fd.get(), request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
        return {};
    return fd;
}

} // namespace

double probeSocks(quint16 socks, quint16 port, int count, int atOnce, bool open)
{
    std::vector<Probe> running;
    std::vector<pollfd> polled;
    int started = 0;
    bool well = true;
    QElapsedTimer timer;
    timer.start();
    while (started < count || !running.empty()) {
        for (; started < count && running.size() < static_cast<std::size_t>(atOnce); ++started)
            running.push_back({ask(socks, port), 0});
        polled.clear();
        for (const Probe& probe : running)
            polled.push_back({probe.fd.get(), POLLIN, 0});
        if (::poll(polled.data(), polled.size(), 30'000) <= 0)
            return -1;
        for (std::size_t i = polled.size(); i-- > 0;) {
            if (polled[i].revents == 0)
                continue;
            std::array<char, 64> bytes{};
            const auto n = ::recv(polled[i].fd, bytes.data(), bytes.size(), 0);
            running[i].received += n > 0 ? static_cast<int>(n) : 0;
            const bool greeted = running[i].received > replySize;
            if (n > 0 && !greeted)
                continue;
            well = well && greeted == open;
            running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    return well ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : -1;
}

} // namespace hopscope::bench
