// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/netaddress.h"
#include "core/probe/address.h"
#include "core/probe/targetconnector.h"
#include "core/probe/desktopvantage.h"
#include "core/probe/namelookup.h"
#include "core/probe/sshvantage.h"
#include "fakes.h"

#include <atomic>
#include <thread>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// Resolves every name to the addresses given; connects from this machine.
class FixedNames final : public Vantage {
public:
    explicit FixedNames(QStringList addresses) : m_addresses(std::move(addresses)) {}
    [[nodiscard]] QString name() const override { return QStringLiteral("fixed"); }
    void connectTo(const QString& address, quint16 port, int timeoutMs, Connected done) override
    {
        if (address == QStringLiteral("192.0.2.1")) // never answers
            return;
        m_desktop.connectTo(address, port, timeoutMs, std::move(done));
    }
    void resolve(const QString& /*name*/, int /*timeoutMs*/, Resolved done) override { done(m_addresses); }

private:
    QStringList m_addresses;
    DesktopVantage m_desktop;
};

Result<QStringList> resolved(Vantage& vantage, const QString& name)
{
    std::optional<Result<QStringList>> result;
    vantage.resolve(name, 3000, [&](Result<QStringList> r) { result = std::move(r); });
    [&] { QTRY_VERIFY(result.has_value()); }();
    return result.value_or(fail(QStringLiteral("test.none")));
}

} // namespace

class TestVantage : public QObject {
    Q_OBJECT
private slots:
    void addresses();
    void getentOutput();
    void hostNames();
    void desktopResolves();
    void desktopConnectsByName();
    void lookupsAreBounded();
    void lookupDeadline();
    void sshResolves();
    void sshRefusesOptions();
    void sshHostGone();
    void silenceIsBelievedFromALiveHostOnly();
    void connectorTriesTheNext();
    void connectorDoesNotWaitForTheSilent();
    void connectorNamesTheTellingError();
    void streamBackPressure();
    void streamHalfClose();
};

void TestVantage::addresses()
{
    for (const char* good : {"127.0.0.1", "::1", "fe80::1%eth0", "2001:db8::1"})
        QVERIFY2(isLiteralAddress(QString::fromLatin1(good)), good);
    for (const char* bad : {"", "1", "127.1", "localhost", "[::1]", "1.2.3.4.5", "256.1.1.1", "::g"})
        QVERIFY2(!isLiteralAddress(QString::fromLatin1(bad)), bad);
    QCOMPARE(literalFamily(QStringLiteral("::1")), QStringLiteral("ipv6"));
    QCOMPARE(addressWithPort(QStringLiteral("::1"), 80), QStringLiteral("[::1]:80"));
}

void TestVantage::getentOutput()
{
    const QByteArray output = "::1             STREAM localhost\n::1             DGRAM  \n127.0.0.1       STREAM "
                              "localhost\nnoise\n\xff\xfe\n";
    QCOMPARE(parseGetentAhosts(output), QStringList({QStringLiteral("::1"), QStringLiteral("127.0.0.1")}));
    QVERIFY(parseGetentAhosts({}).isEmpty());
}

void TestVantage::hostNames()
{
    QVERIFY(isHostName(QStringLiteral("docs-1.example_x.com")));
    for (const char* bad : {"", "-x", "a b", "a;b", "a\nb", "$(x)", "a/b"})
        QVERIFY2(!isHostName(QString::fromLatin1(bad)), bad);
    QVERIFY(!isHostName(QString(300, QLatin1Char('a'))));
}

void TestVantage::desktopResolves()
{
    DesktopVantage desktop;
    const Result<QStringList> found = resolved(desktop, QStringLiteral("localhost"));
    QVERIFY(found.has_value());
    QVERIFY(found->contains(QStringLiteral("127.0.0.1")) || found->contains(QStringLiteral("::1")));
    const Result<QStringList> missing = resolved(desktop, QStringLiteral("no-such-name.invalid"));
    QCOMPARE(missing.error().code, QStringLiteral("tcp.resolve"));
    QVERIFY(!missing.error().detail.isEmpty());
}

void TestVantage::desktopConnectsByName()
{
    FakeServer server([](QTcpSocket&) {});
    DesktopVantage desktop;
    std::optional<Result<OwnedFd>> result;
    desktop.connectTo(QStringLiteral("localhost"), server.serverPort(), 2000,
                      [&](Result<OwnedFd> r) { result = std::move(r); });
    QVERIFY(!result.has_value()); // never from inside the call
    QTRY_VERIFY(result.has_value());
    QVERIFY(result->has_value() && (*result)->valid());
}

void TestVantage::lookupsAreBounded()
{
    std::atomic<bool> release{false};
    std::atomic<int> most{0};
    std::atomic<int> now{0};
    const NameLookup::Resolver slow = [&](const QString& name) -> Result<QStringList> {
        most = qMax(most.load(), ++now);
        while (!release)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        --now;
        return QStringList{name};
    };
    int done = 0;
    QObject owner;
    for (int i = 0; i < 24; ++i)
        new NameLookup(
            QString::number(i), 10'000, [&](const Result<QStringList>& r) { done += r.has_value() ? 1 : 0; }, &owner,
            slow);
    QTRY_COMPARE(now.load(), NameLookup::kMaxThreads);
    QTest::qWait(60);
    QCOMPARE(NameLookup::running(), NameLookup::kMaxThreads);
    release = true;
    QTRY_COMPARE(done, 24);
    QVERIFY(most.load() <= NameLookup::kMaxThreads);
    QTRY_COMPARE(NameLookup::running(), 0);
}

void TestVantage::lookupDeadline()
{
    auto release = std::make_shared<std::atomic<bool>>(false);
    const NameLookup::Resolver stuck = [release](const QString&) -> Result<QStringList> {
        while (!*release)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return QStringList{};
    };
    int calls = 0;
    QString code;
    QObject owner;
    new NameLookup(
        QStringLiteral("x"), 50,
        [&](const Result<QStringList>& r) {
            ++calls;
            code = r.error().code;
        },
        &owner, stuck);
    QTRY_COMPARE(calls, 1);
    QCOMPARE(code, QStringLiteral("tcp.resolve"));
    auto* cancelled = new NameLookup(
        QStringLiteral("y"), 5000, [&](const Result<QStringList>&) { ++calls; }, nullptr, stuck);
    QTRY_COMPARE(NameLookup::running(), 2);
    delete cancelled;
    *release = true;
    QTRY_COMPARE(NameLookup::running(), 0);
    QTest::qWait(20);
    QCOMPARE(calls, 1);
}

void TestVantage::sshResolves()
{
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("docs"));
    CommandResult found;
    found.exit = 0;
    found.out = "10.0.0.5        STREAM db\n10.0.0.5        DGRAM\n";
    host.answer = found;
    QCOMPARE(*resolved(vantage, QStringLiteral("db")), QStringList{QStringLiteral("10.0.0.5")});
    QCOMPARE(host.commands.first().argv,
             QStringList({QStringLiteral("getent"), QStringLiteral("ahosts"), QStringLiteral("db")}));
    found.exit = 2;
    found.out.clear();
    host.answer = found;
    QCOMPARE(resolved(vantage, QStringLiteral("db")).error().code, QStringLiteral("tcp.resolve"));
    host.answer = fail(QStringLiteral("ssh.lost"));
    const Error lost = resolved(vantage, QStringLiteral("db")).error();
    QCOMPARE(lost.code, QStringLiteral("ssh.lost"));
    QCOMPARE(lost.host, QStringLiteral("docs"));
}

void TestVantage::sshRefusesOptions()
{
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("docs"));
    for (const char* bad : {"--version", "a b", "x;id"})
        QCOMPARE(resolved(vantage, QString::fromLatin1(bad)).error().code, QStringLiteral("tcp.resolve"));
    QVERIFY(host.commands.isEmpty());
}

void TestVantage::sshHostGone()
{
    auto host = std::make_unique<FakeSshHost>();
    SshVantage vantage(*host, QStringLiteral("docs"));
    host.reset();
    QCOMPARE(resolved(vantage, QStringLiteral("db")).error().code, QStringLiteral("ssh.lost"));
    QString code;
    vantage.connectTo(QStringLiteral("127.0.0.1"), 1, 100, [&](const Result<OwnedFd>& r) { code = r.error().code; });
    QTRY_COMPARE(code, QStringLiteral("ssh.lost"));
}

void TestVantage::silenceIsBelievedFromALiveHostOnly()
{
    FakeSshHost host;
    host.answer = CommandResult{0, {}, {}, {}, 1};
    SshVantage vantage(host, QStringLiteral("docs"));
    std::optional<Status> said;
    vantage.confirm([&](const Status& status) { said = status; });
    QTRY_VERIFY(said);
    QVERIFY(said->has_value());
    QCOMPARE(host.commands.last().argv, QStringList{QStringLiteral("true")});
    host.answer = fail(QStringLiteral("ssh.command-timeout"));
    said.reset();
    vantage.confirm([&](const Status& status) { said = status; });
    QTRY_VERIFY(said);
    QVERIFY(!*said);
    QCOMPARE(said->error().code, QStringLiteral("ssh.peer-frozen"));
    QCOMPARE(said->error().host, QStringLiteral("docs"));
}

void TestVantage::connectorTriesTheNext()
{
    FakeServer server([](QTcpSocket&) {});
    FixedNames names({QStringLiteral("127.0.0.2"), QStringLiteral("127.0.0.1")}); // the first refuses
    std::optional<Result<Connection>> result;
    TargetConnector connector(names, QStringLiteral("x"), server.serverPort(), 2000);
    connector.start([&](Result<Connection> r) { result = std::move(r); });
    QTRY_VERIFY(result.has_value());
    QVERIFY(result->has_value());
    QCOMPARE((*result)->address, QStringLiteral("127.0.0.1"));
    QCOMPARE((*result)->tries.first().code, QStringLiteral("tcp.refused"));
}

void TestVantage::connectorDoesNotWaitForTheSilent()
{
    FakeServer server([](QTcpSocket&) {});
    FixedNames names({QStringLiteral("192.0.2.1"), QStringLiteral("127.0.0.1")});
    std::optional<Result<Connection>> result;
    QElapsedTimer clock;
    clock.start();
    TargetConnector connector(names, QStringLiteral("x"), server.serverPort(), 5000);
    connector.start([&](Result<Connection> r) { result = std::move(r); });
    QTRY_VERIFY(result.has_value());
    QVERIFY(result->has_value());
    QVERIFY2(clock.elapsed() >= 200 && clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
}

void TestVantage::connectorNamesTheTellingError()
{
    FixedNames names({QStringLiteral("::ffff:255.255.255.255"), QStringLiteral("127.0.0.1")}); // unreachable, refused
    std::optional<Result<Connection>> result;
    TargetConnector connector(names, QStringLiteral("x"), closedPort(), 2000);
    connector.start([&](Result<Connection> r) { result = std::move(r); });
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error().code, QStringLiteral("tcp.refused"));
    QVERIFY(result->error().detail.contains(QStringLiteral("255.255.255.255")));
}

void TestVantage::streamBackPressure()
{
    auto [near, far] = socketPair();
    FdStream reader(std::move(near));
    FdStream writer(std::move(far));
    qsizetype accepted = 0;
    const QByteArray piece(16 * 1024, 'x');
    for (int i = 0; i < 200; ++i) {
        if (writer.write(piece))
            accepted += piece.size();
        QTest::qWait(1);
    }
    // Neither side keeps more than its share while nobody takes anything; the kernel's buffer is between them.
    QVERIFY(accepted < 200 * piece.size());
    qsizetype taken = 0;
    QTRY_VERIFY((taken += reader.take().size()) == accepted);
    QVERIFY(writer.write("more"));
    QByteArray last;
    QTRY_VERIFY((last += reader.take()) == "more");
}

void TestVantage::streamHalfClose()
{
    auto [near, far] = socketPair();
    FdStream a(std::move(near));
    FdStream b(std::move(far));
    a.write("question");
    a.finishWriting();
    QVERIFY(!a.write("too late"));
    QTRY_VERIFY(b.ended());
    QCOMPARE(b.take(), QByteArray("question"));
    QVERIFY(!b.error());
    QVERIFY(b.write("answer")); // the other direction is still open
    QByteArray answer;
    QTRY_VERIFY((answer += a.take()) == "answer");
}

QTEST_GUILESS_MAIN(TestVantage)
#include "test_vantage.moc"
