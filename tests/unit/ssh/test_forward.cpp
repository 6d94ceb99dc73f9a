// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/localserver.h"
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// Sends all of `bytes` and reads until EOF, in the test's own event loop.
QByteArray exchange(const OwnedFd& fd, const QByteArray& bytes, int limitMs)
{
    QByteArray got;
    qsizetype sent = 0;
    bool ended = false;
    QElapsedTimer timer;
    timer.start();
    while (!ended && timer.elapsed() < limitMs) {
        const short wanted = sent < bytes.size() ? POLLIN | POLLOUT : POLLIN;
        pollfd polled{fd.get(), wanted, 0};
        ::poll(&polled, 1, 50);
        if (polled.revents & POLLOUT) {
            const auto n =
                ::send(fd.get(), bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            sent += n > 0 ? n : 0;
            if (sent == bytes.size())
                ::shutdown(fd.get(), SHUT_WR);
        }
        if (polled.revents & (POLLIN | POLLHUP)) {
            char buffer[65536];
            const auto n = ::recv(fd.get(), buffer, sizeof buffer, 0);
            ended = n == 0;
            if (n > 0)
                got.append(buffer, n);
        }
    }
    return got;
}

} // namespace

class TestForward : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void carriesTenMegabytesBothWays();
    void survivesRefusedPorts();
    void namesWhatSshdSays();
    void holdsManyAtOnceAndFreesThem();
    void timesOut();
    void filteredAddressesTakeNoSlots();
    void refusesWhereForwardingIsForbidden();

private:
    [[nodiscard]] SshHost* host() { return m_pool->host(QStringLiteral("here")); }
    PrivateSshd m_sshd;
    std::unique_ptr<SshPool> m_pool;
};

void TestForward::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    m_pool = std::make_unique<SshPool>(m_sshd.configFile());
}

void TestForward::carriesTenMegabytesBothWays()
{
    LocalServer server(echo);
    auto fd = forwardAndWait(host(), QStringLiteral("127.0.0.1"), server.port());
    QVERIFY_RESULT(fd);
    QByteArray bytes(10 * 1024 * 1024, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 251) & 0xff);
    const QByteArray got = exchange(*fd, bytes, 30'000);
    QCOMPARE(got.size(), bytes.size());
    QVERIFY(got == bytes);
}

void TestForward::survivesRefusedPorts()
{
    const quint16 port = freePort();
    int refused = 0;
    int answered = 0;
    for (int i = 0; i < 500; ++i)
        host()->forward(QStringLiteral("127.0.0.1"), port, 20'000, [&](const Result<OwnedFd>& fd) {
            ++answered;
            if (!fd && fd.error().code == QLatin1String("tcp.refused"))
                ++refused;
        });
    QTRY_COMPARE_WITH_TIMEOUT(answered, 500, 30'000);
    QCOMPARE(refused, 500);
    const auto after = runAndWait(host(), shell("echo alive"));
    QVERIFY_RESULT(after);
    QCOMPARE(m_sshd.log().count("Accepted publickey"), 1);
}

void TestForward::namesWhatSshdSays()
{
    const auto fd = forwardAndWait(host(), QStringLiteral("name.invalid"), 80);
    QVERIFY(!fd);
    QCOMPARE(fd.error().code, QStringLiteral("tcp.failed"));
    QCOMPARE(fd.error().host, QStringLiteral("here"));
    QVERIFY(!fd.error().detail.isEmpty());
}

void TestForward::holdsManyAtOnceAndFreesThem()
{
    LocalServer server(swallow); // silent: never answers an EOF by itself before the peer is gone
    for (int round = 0; round < 2; ++round) {
        std::vector<OwnedFd> open;
        for (int i = 0; i < 50; ++i)
            host()->forward(QStringLiteral("127.0.0.1"), server.port(), 10'000, [&](Result<OwnedFd> fd) {
                if (fd)
                    open.push_back(std::move(*fd));
            });
        QTRY_COMPARE_WITH_TIMEOUT(open.size(), std::size_t(50), 20'000);
    }
}

void TestForward::timesOut()
{
    // The 51st waits for a slot that nobody frees.
    LocalServer server(swallow);
    std::vector<OwnedFd> open;
    for (int i = 0; i < 50; ++i)
        host()->forward(QStringLiteral("127.0.0.1"), server.port(), 10'000, [&](Result<OwnedFd> fd) {
            if (fd)
                open.push_back(std::move(*fd));
        });
    QTRY_COMPARE_WITH_TIMEOUT(open.size(), std::size_t(50), 20'000);
    const auto late = forwardAndWait(host(), QStringLiteral("127.0.0.1"), server.port(), 300);
    QVERIFY(!late);
    QCOMPARE(late.error().code, QStringLiteral("ssh.channel-limit")); // nothing is said about the target
}

void TestForward::filteredAddressesTakeNoSlots()
{
    // A listener whose queue is full drops further handshakes: sshd goes on trying long after our own limit.
    const OwnedFd listener(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    QCOMPARE(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), length), 0);
    QCOMPARE(::listen(listener.get(), 0), 0);
    QCOMPARE(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &length), 0);
    const OwnedFd first(::socket(AF_INET, SOCK_STREAM, 0));
    QCOMPARE(::connect(first.get(), reinterpret_cast<sockaddr*>(&address), length), 0);

    QVERIFY(connectAndWait(host()));
    QStringList codes;
    for (int i = 0; i < 60; ++i)
        host()->forward(QStringLiteral("127.0.0.1"), ntohs(address.sin_port), 1'000,
                        [&](const Result<OwnedFd>& fd) { codes.append(fd ? QString() : fd.error().code); });
    QTRY_COMPARE_WITH_TIMEOUT(codes.size(), 60, 10'000);
    QVERIFY(codes.count(QStringLiteral("tcp.timed-out")) >= 50);
    QCOMPARE(codes.count(QStringLiteral("tcp.timed-out")) + codes.count(QStringLiteral("ssh.channel-limit")), 60);
    LocalServer server(echo);
    const auto fd = forwardAndWait(host(), QStringLiteral("127.0.0.1"), server.port(), 2'000);
    QVERIFY_RESULT(fd);
}

void TestForward::refusesWhereForwardingIsForbidden()
{
    PrivateSshd strict;
    PrivateSshd::Setup setup;
    setup.extraConfig = "AllowTcpForwarding no";
    QVERIFY2(strict.start(setup), strict.log().constData());
    SshPool pool(strict.configFile());
    const auto fd = forwardAndWait(pool.host(QStringLiteral("here")), QStringLiteral("127.0.0.1"), strict.port());
    QVERIFY(!fd);
    QCOMPARE(fd.error().code, QStringLiteral("tcp.failed"));
    QVERIFY2(fd.error().detail.contains(QLatin1String("error (1)")), qPrintable(fd.error().detail)); // prohibited
    QVERIFY(runAndWait(pool.host(QStringLiteral("here")), shell("true")).has_value());
}

QTEST_GUILESS_MAIN(TestForward)
#include "test_forward.moc"
