// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/localserver.h"
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>

#include <csignal>
#include <ctime>
#include <sys/socket.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

qint64 cpuMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
}

void say(int fd, const QByteArray& words)
{
    ::send(fd, words.constData(), static_cast<size_t>(words.size()), MSG_NOSIGNAL);
}

} // namespace

class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void endsEverythingWhenSshdDies();
    void noticesAFrozenPeer();
    void writesToAStalledPeerWithoutBlocking();
    void connectsAgainAfterALoss();
    void tellsOtherServersApart_data();
    void tellsOtherServersApart();
    void saysRefusedAndUnresolved();
    void triesAgainAfterADroppedStart();
    void triesEveryAddress();
    void capsConnectsInFlight();
    void endsWithOperationsRunning();
    void endsWhileConnecting();

private:
    PrivateSshd m_sshd;
};

void TestFaults::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
}

void TestFaults::endsEverythingWhenSshdDies()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    SshPool pool(sshd.configFile());
    SshHost* host = pool.host(QStringLiteral("here"));
    QVERIFY(connectAndWait(host));
    int lost = 0;
    for (int i = 0; i < 6; ++i) // two of them still in the queue
        host->run(shell("sleep 60"),
                  [&](const Result<CommandResult>& r) { lost += !r && r.error().code == QLatin1String("ssh.lost"); });
    QTest::qWait(300);
    sshd.killAll(SIGKILL);
    QTRY_COMPARE(lost, 6);
    QCOMPARE(host->state(), SshHost::State::Failed);
    const qint64 before = cpuMs();
    QTest::qWait(1000);
    QVERIFY(cpuMs() - before < 200);
}

void TestFaults::noticesAFrozenPeer()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    SshOptions options;
    options.keepaliveMs = 200;
    options.frozenMs = 1000;
    SshPool pool(sshd.configFile(), {}, options);
    SshHost* frozen = pool.host(QStringLiteral("here"));
    // An idle but healthy peer answers keepalives and lives on.
    QVERIFY(connectAndWait(frozen));
    QTest::qWait(2000);
    QCOMPARE(frozen->state(), SshHost::State::Ready);
    std::optional<Result<CommandResult>> end;
    frozen->run(shell("sleep 60"), [&](const Result<CommandResult>& r) { end = r; });
    QTest::qWait(300);
    sshd.killAll(SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 5000);
    QCOMPARE(end->error().code, QStringLiteral("ssh.peer-frozen"));
}

void TestFaults::writesToAStalledPeerWithoutBlocking()
{
    PrivateSshd stalled;
    QVERIFY2(stalled.start(), stalled.log().constData());
    m_sshd.addHost(QStringLiteral("stalled"), "Port " + QByteArray::number(stalled.port()) + "\nIdentityFile " +
                                                  stalled.path(QStringLiteral("user")).toUtf8() +
                                                  "\nUserKnownHostsFile " +
                                                  stalled.path(QStringLiteral("known_hosts")).toUtf8());
    SshPool pool(m_sshd.configFile());
    SshHost* well = pool.host(QStringLiteral("here"));
    SshHost* host = pool.host(QStringLiteral("stalled"));
    QVERIFY(connectAndWait(host));
    QVERIFY(connectAndWait(well));
    CommandSpec spec = shell("cat > /dev/null; echo all");
    spec.input = QByteArray(10'000'000, 'x');
    std::optional<Result<CommandResult>> end;
    host->run(spec, [&](const Result<CommandResult>& r) { end = r; });
    stalled.killAll(SIGSTOP);
    qint64 slowest = 0;
    for (int i = 0; i < 10; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(runAndWait(well, shell("true")).has_value());
        slowest = qMax(slowest, timer.elapsed());
    }
    QVERIFY2(slowest < 2000, qPrintable(QString::number(slowest)));
    stalled.killAll(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 20'000);
    QVERIFY_RESULT(*end);
    QCOMPARE((*end)->out, QByteArray("all\n"));
}

void TestFaults::connectsAgainAfterALoss()
{
    SshPool pool(m_sshd.configFile());
    SshHost* host = pool.host(QStringLiteral("here"));
    QVERIFY(!runAndWait(host, shell("kill -KILL $PPID; sleep 5")).has_value());
    const auto again = runAndWait(host, shell("echo back"));
    QVERIFY_RESULT(again);
    QCOMPARE(again->out, QByteArray("back\n"));
}

void TestFaults::tellsOtherServersApart_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("code");
    const QString notSsh = QStringLiteral("ssh.not-ssh");
    QTest::newRow("http") << QByteArray() << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n<html>") << notSsh;
    QTest::newRow("smtp") << QByteArray("220 mail ESMTP\r\n") << QByteArray("500 what\r\n") << notSsh;
    QTest::newRow("junk") << QByteArray(100'000, '\xfe') << QByteArray() << notSsh;
    QTest::newRow("ssh1") << QByteArray("SSH-1.5-old\r\n") << QByteArray() << notSsh;
    QTest::newRow("junk after banner") << QByteArray("SSH-2.0-x\r\n") + QByteArray(50'000, 'z') << QByteArray()
                                       << notSsh;
    QTest::newRow("silent") << QByteArray() << QByteArray() << QStringLiteral("ssh.connect-timeout");
}

void TestFaults::tellsOtherServersApart()
{
    QFETCH(QByteArray, greeting);
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    LocalServer server([greeting, answer](int fd) {
        char buffer[4096];
        if (!greeting.isEmpty())
            say(fd, greeting);
        if (::recv(fd, buffer, sizeof buffer, 0) > 0 && !answer.isEmpty())
            say(fd, answer);
        else
            swallow(fd);
    });
    m_sshd.writeFile(QStringLiteral("odd_config"),
                     "Host odd\nHostName 127.0.0.1\nPort " + QByteArray::number(server.port()) + '\n');
    SshOptions options;
    options.bannerMs = 800;
    options.keyExchangeMs = 3000;
    SshPool pool(m_sshd.path(QStringLiteral("odd_config")), {}, options);
    const Status status = connectAndWait(pool.host(QStringLiteral("odd")));
    QVERIFY(!status);
    QVERIFY2(status.error().code == code, qPrintable(status.error().code + QLatin1Char(' ') + status.error().detail));
    QCOMPARE(status.error().host, QStringLiteral("odd"));
}

void TestFaults::saysRefusedAndUnresolved()
{
    m_sshd.addHost(QStringLiteral("closed"), "Port " + QByteArray::number(freePort()));
    m_sshd.addHost(QStringLiteral("nameless"), "HostName no-such-name.invalid");
    SshPool pool(m_sshd.configFile());
    const Status closed = connectAndWait(pool.host(QStringLiteral("closed")));
    QVERIFY(!closed);
    QCOMPARE(closed.error().code, QStringLiteral("ssh.refused"));
    QCOMPARE(closed.error().phase, QStringLiteral("connect"));
    const Status nameless = connectAndWait(pool.host(QStringLiteral("nameless")));
    QVERIFY(!nameless);
    QCOMPARE(nameless.error().code, QStringLiteral("ssh.resolve"));
    QCOMPARE(nameless.error().phase, QStringLiteral("resolve"));
}

void TestFaults::triesAgainAfterADroppedStart()
{
    LocalServer server([](int) {}); // closes at once, as sshd does beyond MaxStartups
    m_sshd.writeFile(QStringLiteral("drop_config"),
                     "Host drop\nHostName 127.0.0.1\nPort " + QByteArray::number(server.port()) + '\n');
    SshOptions options;
    options.startupRetries = 2;
    SshPool pool(m_sshd.path(QStringLiteral("drop_config")), {}, options);
    const Status status = connectAndWait(pool.host(QStringLiteral("drop")));
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("ssh.lost"));
    QCOMPARE(status.error().phase, QStringLiteral("banner"));
    QCOMPARE(server.connections(), 3);
}

void TestFaults::triesEveryAddress()
{
    // `localhost` has ::1 first where IPv6 exists; sshd listens on 127.0.0.1 only.
    m_sshd.addHost(QStringLiteral("both"),
                   "HostName localhost\nHostKeyAlias [127.0.0.1]:" + QByteArray::number(m_sshd.port()));
    SshPool pool(m_sshd.configFile());
    const Status status = connectAndWait(pool.host(QStringLiteral("both")));
    QVERIFY_RESULT(status);
}

void TestFaults::capsConnectsInFlight()
{
    std::atomic<int> now{0};
    std::atomic<int> most{0};
    LocalServer server([&](int fd) {
        const int count = ++now;
        for (int seen = most.load(); count > seen && !most.compare_exchange_weak(seen, count);) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        --now; // before the client can know
        say(fd, "220 not ssh\r\n");
        swallow(fd);
    });
    QByteArray config;
    for (int i = 0; i < 24; ++i)
        config +=
            "Host h" + QByteArray::number(i) + "\nHostName 127.0.0.1\nPort " + QByteArray::number(server.port()) + '\n';
    m_sshd.writeFile(QStringLiteral("many_config"), config);
    int answered = 0;
    {
        SshPool pool(m_sshd.path(QStringLiteral("many_config")));
        for (int i = 0; i < 24; ++i)
            pool.host(QLatin1Char('h') + QString::number(i))->connectHost([&](const Status& s) {
                answered += s ? 0 : 1;
            });
        QTRY_COMPARE_WITH_TIMEOUT(answered, 24, 20'000);
    }
    QVERIFY2(most.load() <= 16 && most.load() > 4, qPrintable(QString::number(most.load())));
}

void TestFaults::endsWithOperationsRunning()
{
    LocalServer server(swallow);
    auto pool = std::make_unique<SshPool>(m_sshd.configFile());
    SshHost* host = pool->host(QStringLiteral("here"));
    int called = 0;
    auto fd = forwardAndWait(host, QStringLiteral("127.0.0.1"), server.port());
    QVERIFY_RESULT(fd);
    CommandHandle handle;
    for (int i = 0; i < 8; ++i)
        handle = host->run(shell("sleep 60"), [&](const Result<CommandResult>&) { ++called; });
    host->stream(
        shell("while :; do echo tick; done"), [](const QByteArray&) {},
        [&](const Result<CommandResult>&) { ++called; });
    QTest::qWait(300);
    QElapsedTimer timer;
    timer.start();
    pool.reset();
    QVERIFY(timer.elapsed() < 2000);
    handle.cancel(); // of a host that is gone
    QTest::qWait(100);
    QCOMPARE(called, 0);
    char byte = 0;
    QCOMPARE(::recv(fd->get(), &byte, 1, 0), ssize_t(0)); // our end sees the end
}

void TestFaults::endsWhileConnecting()
{
    LocalServer server(swallow);
    m_sshd.writeFile(QStringLiteral("silent_config"),
                     "Host silent\nHostName 127.0.0.1\nPort " + QByteArray::number(server.port()) + '\n');
    for (const int ms : {0, 5, 60, 400}) {
        auto pool = std::make_unique<SshPool>(m_sshd.path(QStringLiteral("silent_config")));
        int called = 0;
        pool->host(QStringLiteral("silent"))->connectHost([&](const Status&) { ++called; });
        QTest::qWait(ms);
        QElapsedTimer timer;
        timer.start();
        pool.reset();
        QVERIFY(timer.elapsed() < 2000);
        QCOMPARE(called, 0);
    }
}

QTEST_GUILESS_MAIN(TestFaults)
#include "test_faults.moc"
