// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/bench/ssh/greeter.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <vector>

namespace hopscope::bench {

Greeter::Greeter() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
        ::listen(m_listener.get(), 1024) == 0 &&
        ::getsockname(m_listener.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0)
        m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

Greeter::~Greeter()
{
    m_stop = true;
    ::shutdown(m_listener.get(), SHUT_RDWR); // wakes its poll
    m_thread.join();
}

void Greeter::serve()
{
    std::vector<OwnedFd> guests;
    std::vector<pollfd> polled;
    while (!m_stop) {
        polled.assign(1, {m_listener.get(), POLLIN, 0});
        for (const OwnedFd& guest : guests)
            polled.push_back({guest.get(), POLLIN, 0});
        if (::poll(polled.data(), polled.size(), -1) <= 0)
            continue;
        for (std::size_t i = polled.size(); i-- > 1;) {
            char byte = 0;
            if (polled[i].revents != 0 && ::recv(polled[i].fd, &byte, 1, 0) <= 0)
                guests.erase(guests.begin() + static_cast<std::ptrdiff_t>(i - 1));
        }
        if (polled.front().revents == 0)
            continue;
        OwnedFd guest(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (guest.valid() && ::send(guest.get(), "+", 1, MSG_NOSIGNAL) == 1)
            guests.push_back(std::move(guest));
    }
}

} // namespace hopscope::bench
