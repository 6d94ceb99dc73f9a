// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/directconnect.h"
#include "core/probe/fdstream.h"
#include "core/probe/vantage.h"
#include "core/ssh/sshhost.h"

#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <sys/socket.h>

namespace hopscope::test {

/// Closes with a reset instead of an orderly end.
inline void resetConnection(QTcpSocket& socket)
{
    const linger hard{1, 0};
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    socket.abort();
}

/// A loopback server that does to each connection what the test says.
class FakeServer : public QTcpServer {
public:
    using OnConnect = std::function<void(QTcpSocket&)>;

    explicit FakeServer(OnConnect onConnect, const QHostAddress& address = QHostAddress::LocalHost)
        : m_onConnect(std::move(onConnect))
    {
        if (!listen(address))
            qFatal("no loopback port");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection()) {
                ++connections;
                QObject::connect(socket, &QTcpSocket::disconnected, this, [this] { ++disconnections; });
                m_onConnect(*socket);
            }
        });
    }
    int connections = 0;
    int disconnections = 0;

private:
    OnConnect m_onConnect;
};

/// Collects a request up to its empty line and then answers.
inline FakeServer::OnConnect answerWith(const QByteArray& response, QByteArray* request = nullptr, bool close = true)
{
    return [response, request, close](QTcpSocket& socket) {
        auto got = std::make_shared<QByteArray>();
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket, got, response, request, close] {
            *got += socket.readAll();
            if (!got->contains("\r\n\r\n"))
                return;
            if (request)
                *request = *got;
            socket.write(response);
            if (close)
                socket.disconnectFromHost();
        });
    };
}

/// A port of this machine on which nobody listens.
inline quint16 closedPort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no loopback port");
    return server.serverPort();
}

/// Both ends of a non-blocking socketpair.
inline std::pair<OwnedFd, OwnedFd> socketPair()
{
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("no socketpair");
    return {OwnedFd(ends[0]), OwnedFd(ends[1])};
}

/// An SshHost on this machine: forward() pumps a socketpair to a loopback connection as the real one pumps a channel.
class FakeSshHost : public SshHost {
public:
    using SshHost::SshHost;

    QList<CommandSpec> commands;
    Result<CommandResult> answer = CommandResult{};
    std::optional<Error> forwardError;

    [[nodiscard]] QString alias() const override { return QStringLiteral("fake"); }
    [[nodiscard]] State state() const override { return State::Ready; }
    void connectHost(Done done) override { done({}); }
    CommandHandle run(const CommandSpec& spec, CommandDone done) override
    {
        commands.append(spec);
        QTimer::singleShot(0, this, [this, done] { done(answer); });
        return {};
    }
    CommandHandle stream(const CommandSpec& /*spec*/, Chunk /*chunk*/, CommandDone done) override
    {
        done(fail(QStringLiteral("ssh.lost")));
        return {};
    }
    void forward(const QString& address, quint16 port, int timeoutMs, ForwardDone done) override
    {
        if (forwardError) {
            QTimer::singleShot(0, this, [done, error = *forwardError] { done(fail(error)); });
            return;
        }
        new DirectConnect(
            address, port, timeoutMs,
            [this, done](Result<OwnedFd> fd) {
                if (!fd)
                    return done(fail(fd.error()));
                auto [near, far] = socketPair();
                pump(new FdStream(std::move(*fd), this), new FdStream(std::move(far), this));
                done(std::move(near));
            },
            this);
    }
    [[nodiscard]] qint64 roundTripMs() const override { return 1; }
    [[nodiscard]] qint64 bytesReceived() const override { return 0; }

private:
    static void pump(FdStream* a, FdStream* b)
    {
        const auto pass = [](FdStream* from, FdStream* to) {
            QObject::connect(from, &FdStream::activity, to, [from, to] {
                to->write(from->take());
                if (from->ended()) {
                    to->finishWriting();
                    from->deleteLater();
                    to->deleteLater();
                }
            });
        };
        pass(a, b);
        pass(b, a);
    }
};

} // namespace hopscope::test
