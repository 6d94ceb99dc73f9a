// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/tcpprobe.h"

#include "core/probe/desktopvantage.h"
#include "core/probe/sshvantage.h"
#include "fakes.h"

#include <netinet/in.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QString kLoopback = QStringLiteral("127.0.0.1");

TcpResult probe(Vantage& vantage, const QString& address, quint16 port, int timeoutMs = 2000)
{
    std::optional<TcpResult> result;
    int calls = 0;
    TcpProbe one(vantage, address, port, timeoutMs, [&](const TcpResult& r) {
        result = r;
        ++calls;
    });
    [&] { QTRY_VERIFY(result.has_value()); }();
    QTest::qWait(20);
    [&] { QCOMPARE(calls, 1); }();
    return result.value_or(TcpResult{});
}

} // namespace

class TestTcpProbe : public QObject {
    Q_OBJECT
private slots:
    void openAndSilent();
    void openWithGreeting();
    void openAndClosedAtOnce();
    void refused();
    void resetAfterAccept();
    void timedOut();
    void unreachable();
    void overIpv6();
    void overSsh();
    void ownTroubleHasNoVerdict();
    void deletingCancels();
    void deletingInsideTheCallback();
    void deadVantage();
    void sweepKeepsOrderAndLimit();
    void sweepDeletedInside();
};

void TestTcpProbe::openAndSilent()
{
    FakeServer server([](QTcpSocket&) {});
    DesktopVantage desktop;
    const TcpResult result = probe(desktop, kLoopback, server.serverPort());
    QCOMPARE(result.verdict, QStringLiteral("open"));
    QVERIFY(result.silent);
    QVERIFY(!result.error);
    QCOMPARE(result.family, QStringLiteral("ipv4"));
    QTRY_COMPARE(server.disconnections, 1); // the probe leaves nothing open behind
}

void TestTcpProbe::openWithGreeting()
{
    FakeServer server([](QTcpSocket& socket) { socket.write("SSH-2.0-x\r\n"); });
    DesktopVantage desktop;
    const TcpResult result = probe(desktop, kLoopback, server.serverPort());
    QCOMPARE(result.verdict, QStringLiteral("open"));
    QVERIFY(!result.silent);
    QCOMPARE(result.greeting, QByteArray("SSH-2.0-x\r\n"));
}

void TestTcpProbe::openAndClosedAtOnce()
{
    FakeServer server([](QTcpSocket& socket) { socket.disconnectFromHost(); });
    DesktopVantage desktop;
    const TcpResult result = probe(desktop, kLoopback, server.serverPort());
    QCOMPARE(result.verdict, QStringLiteral("open"));
    QVERIFY(result.closed);
    QVERIFY(!result.silent);
}

void TestTcpProbe::refused()
{
    DesktopVantage desktop;
    const TcpResult result = probe(desktop, kLoopback, closedPort());
    QCOMPARE(result.verdict, QStringLiteral("refused"));
    QCOMPARE(result.error->code, QStringLiteral("tcp.refused"));
}

void TestTcpProbe::resetAfterAccept()
{
    FakeServer server([](QTcpSocket& socket) { resetConnection(socket); });
    DesktopVantage desktop;
    QCOMPARE(probe(desktop, kLoopback, server.serverPort()).verdict, QStringLiteral("reset"));
}

void TestTcpProbe::timedOut()
{
    // A listener whose queue is full drops further handshakes, which is what a filtered port looks like.
    const OwnedFd listener(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    QCOMPARE(::listen(listener.get(), 0), 0);
    socklen_t length = sizeof address;
    QCOMPARE(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &length), 0);
    QTcpSocket first;
    first.connectToHost(QHostAddress::LocalHost, ntohs(address.sin_port));
    QVERIFY(first.waitForConnected(1000));

    DesktopVantage desktop;
    const TcpResult result = probe(desktop, kLoopback, ntohs(address.sin_port), 200);
    QCOMPARE(result.verdict, QStringLiteral("timed-out"));
    QVERIFY2(result.ms >= 190 && result.ms < 600, qPrintable(QString::number(result.ms)));
}

void TestTcpProbe::unreachable()
{
    DesktopVantage desktop;
    // Class E is routed nowhere by any kernel: connect(2) answers EINVAL or ENETUNREACH; a multicast target
    // ENETUNREACH.
    const TcpResult result = probe(desktop, QStringLiteral("::ffff:255.255.255.255"), 80, 300);
    QCOMPARE(result.verdict, QStringLiteral("unreachable"));
}

void TestTcpProbe::overIpv6()
{
    QTcpServer can;
    if (!can.listen(QHostAddress::LocalHostIPv6))
        QSKIP("no IPv6 loopback here");
    FakeServer server([](QTcpSocket&) {}, QHostAddress::LocalHostIPv6);
    DesktopVantage desktop;
    const TcpResult result = probe(desktop, QStringLiteral("::1"), server.serverPort());
    QCOMPARE(result.verdict, QStringLiteral("open"));
    QCOMPARE(result.family, QStringLiteral("ipv6"));
}

void TestTcpProbe::overSsh()
{
    FakeServer server([](QTcpSocket& socket) { socket.write("hello"); });
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("docs"));
    QCOMPARE(probe(vantage, kLoopback, server.serverPort()).greeting, QByteArray("hello"));
    QCOMPARE(probe(vantage, kLoopback, closedPort()).verdict, QStringLiteral("refused"));
}

void TestTcpProbe::ownTroubleHasNoVerdict()
{
    FakeSshHost host;
    host.forwardError = Error{QStringLiteral("ssh.lost"), QStringLiteral("docs"), QStringLiteral("channel"), {}};
    SshVantage vantage(host, QStringLiteral("docs"));
    const TcpResult result = probe(vantage, kLoopback, 80);
    QVERIFY(result.verdict.isEmpty());
    QCOMPARE(result.error->code, QStringLiteral("ssh.lost"));
}

void TestTcpProbe::deletingCancels()
{
    FakeServer server([](QTcpSocket&) {});
    DesktopVantage desktop;
    int calls = 0;
    auto* early = new TcpProbe(desktop, kLoopback, server.serverPort(), 1000, [&](const TcpResult&) { ++calls; });
    delete early;
    auto* late = new TcpProbe(desktop, kLoopback, server.serverPort(), 1000, [&](const TcpResult&) { ++calls; });
    QTRY_COMPARE(server.connections, 1);
    delete late;
    QTRY_COMPARE(server.disconnections, 1);
    QTest::qWait(100);
    QCOMPARE(calls, 0);
}

void TestTcpProbe::deletingInsideTheCallback()
{
    FakeServer server([](QTcpSocket& socket) { resetConnection(socket); });
    DesktopVantage desktop;
    int calls = 0;
    for (const quint16 port : {server.serverPort(), closedPort()}) {
        TcpProbe* probe = nullptr;
        probe = new TcpProbe(desktop, kLoopback, port, 1000, [&](const TcpResult&) {
            ++calls;
            delete std::exchange(probe, nullptr);
        });
        QTRY_VERIFY(!probe);
    }
    QCOMPARE(calls, 2);
}

void TestTcpProbe::deadVantage()
{
    auto desktop = std::make_unique<DesktopVantage>();
    std::optional<TcpResult> result;
    TcpProbe probe(*desktop, kLoopback, 1, 100, [&](const TcpResult& r) { result = r; });
    desktop.reset();
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error->code, QStringLiteral("tcp.failed"));
}

void TestTcpProbe::sweepKeepsOrderAndLimit()
{
    int open = 0;
    int most = 0;
    FakeServer server([&](QTcpSocket& socket) {
        most = qMax(most, ++open);
        QObject::connect(&socket, &QTcpSocket::disconnected, &server, [&] { --open; });
    });
    const quint16 closed = closedPort();
    QList<TcpSweep::Target> targets;
    for (int i = 0; i < 12; ++i)
        targets.append({kLoopback, i % 4 == 3 ? closed : server.serverPort()});
    DesktopVantage desktop;
    QList<TcpResult> all;
    int each = 0;
    TcpSweep sweep(
        desktop, targets, 1000, [&](const TcpResult&) { ++each; }, [&](const QList<TcpResult>& r) { all = r; }, nullptr,
        std::make_shared<ConnectBudget>(ProbeLimits{3, 1'000}));
    QTRY_COMPARE(all.size(), 12);
    QCOMPARE(each, 12);
    for (int i = 0; i < 12; ++i)
        QCOMPARE(all.at(i).verdict, i % 4 == 3 ? QStringLiteral("refused") : QStringLiteral("open"));
    QVERIFY2(most >= 2 && most <= 4,
             qPrintable(QString::number(most))); // one may still be closing on the server's side
}

void TestTcpProbe::sweepDeletedInside()
{
    DesktopVantage desktop;
    int each = 0;
    TcpSweep* sweep = nullptr;
    sweep = new TcpSweep(
        desktop, {{kLoopback, closedPort()}, {kLoopback, closedPort()}}, 1000,
        [&](const TcpResult&) {
            ++each;
            delete std::exchange(sweep, nullptr);
        },
        [&](const QList<TcpResult>&) { QFAIL("cancelled"); });
    QTRY_VERIFY(!sweep);
    QTest::qWait(50);
    QCOMPARE(each, 1);
}

QTEST_GUILESS_MAIN(TestTcpProbe)
#include "test_tcpprobe.moc"
