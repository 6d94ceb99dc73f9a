// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/localserver.h"

#include <arpa/inet.h>
#include <array>
#include <poll.h>
#include <sys/socket.h>

namespace hopscope::test {

LocalServer::LocalServer(std::function<void(int)> serve)
    : m_serve(std::move(serve)), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(m_listener.get(), 128) != 0 ||
        ::getsockname(m_listener.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        qFatal("no loopback port");
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

LocalServer::~LocalServer()
{
    m_stop.store(true);
    m_acceptor.join();
    for (std::thread& thread : m_threads)
        thread.join();
}

void LocalServer::acceptAll()
{
    while (!m_stop.load()) {
        pollfd polled{m_listener.get(), POLLIN, 0};
        if (::poll(&polled, 1, 20) <= 0)
            continue;
        const int fd = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
        ++m_connections;
        m_threads.emplace_back([this, fd] {
            const OwnedFd owned(fd);
            m_serve(fd);
        });
    }
}

void echo(int fd)
{
    std::array<char, 65536> bytes{};
    for (;;) {
        const auto n = ::recv(fd, bytes.data(), bytes.size(), 0);
        if (n <= 0)
            return;
        for (ssize_t sent = 0; sent < n;) {
            const auto m = ::send(fd, bytes.data() + sent, static_cast<size_t>(n - sent), MSG_NOSIGNAL);
            if (m <= 0)
                return;
            sent += m;
        }
    }
}

void swallow(int fd)
{
    std::array<char, 65536> bytes{};
    while (::recv(fd, bytes.data(), bytes.size(), 0) > 0) {
    }
}

} // namespace hopscope::test
