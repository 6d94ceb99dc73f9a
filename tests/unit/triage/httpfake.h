// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "tests/support/localserver.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <atomic>
#include <sys/socket.h>

namespace hopscope::test {

/// A site on a loopback port that answers 502 so many times, then 200; below zero for ever.
class FlakySite {
public:
    explicit FlakySite(int failures) : m_failures(failures), m_server([this](int fd) { answer(fd); }) {}
    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1/welcome").arg(m_server.port()); }
    [[nodiscard]] int asked() const { return m_asked.load(); }
    void setFailures(int failures) { m_failures.store(failures); }

private:
    void answer(int fd)
    {
        QByteArray request;
        std::array<char, 4096> bytes{};
        while (!request.contains("\r\n\r\n")) {
            const auto n = ::recv(fd, bytes.data(), bytes.size(), 0);
            if (n <= 0)
                return;
            request.append(bytes.data(), n);
        }
        ++m_asked;
        const int left = m_failures.load();
        if (left > 0)
            m_failures.store(left - 1);
        const QByteArray reply = left == 0 ? "HTTP/1.1 200 OK\r\nServer: fake\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                                           : "HTTP/1.1 502 Bad Gateway\r\nServer: fake\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbad";
        if (::send(fd, reply.constData(), static_cast<size_t>(reply.size()), MSG_NOSIGNAL) < 0)
            return;
        ::shutdown(fd, SHUT_WR);
    }
    std::atomic<int> m_failures;
    std::atomic<int> m_asked{0};
    LocalServer m_server;
};

} // namespace hopscope::test
