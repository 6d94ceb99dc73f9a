// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Whoever waits for somebody else (resolver, agent, stalled peer) waits alone: no other host and no event loop does.
#include "tests/support/heartbeat.h"
#include "tests/support/ownmachine.h"
#include "tests/support/sanitized.h"

#include <QFile>

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <thread>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// A name server on 127.0.0.1:53 of our own network: `slow.test` is answered after two seconds, `never.test` never, and
/// nothing else exists.
class NameServer {
public:
    NameServer() : m_fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(53);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_works = ::bind(m_fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        m_thread = std::thread([this] { serve(); });
    }
    ~NameServer()
    {
        m_stop.store(true);
        m_thread.join();
    }
    NameServer(const NameServer&) = delete;
    NameServer& operator=(const NameServer&) = delete;
    [[nodiscard]] bool works() const { return m_works; }

private:
    void serve()
    {
        while (!m_stop.load()) {
            pollfd polled{m_fd.get(), POLLIN, 0};
            if (::poll(&polled, 1, 20) <= 0)
                continue;
            std::array<char, 512> bytes{};
            sockaddr_in from{};
            socklen_t size = sizeof from;
            const auto n =
                ::recvfrom(m_fd.get(), bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
            if (n > 16)
                answer(QByteArray(bytes.data(), n), from);
        }
    }
    void answer(QByteArray query, const sockaddr_in& to)
    {
        if (query.contains("never"))
            return;
        const bool known = query.contains("slow");
        const auto end = query.indexOf('\0', 12) + 5;
        const bool address = end < query.size() + 1 && query.at(end - 3) == 1;
        query = query.left(end);
        query[2] = char(0x81);
        query[3] = char(known ? 0x80 : 0x83); // no error, or no such name
        query[7] = char(known && address ? 1 : 0);
        query.replace(8, 4, QByteArray(4, '\0'));
        if (known && address)
            query += QByteArray("\xc0\x0c\0\1\0\1\0\0\0\1\0\4\x7f\0\0\1", 16);
        if (known)
            std::this_thread::sleep_for(std::chrono::seconds(address ? 2 : 0));
        ::sendto(m_fd.get(), query.constData(), static_cast<size_t>(query.size()), 0,
                 reinterpret_cast<const sockaddr*>(&to), sizeof to);
    }
    OwnedFd m_fd;
    bool m_works = false;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

/// The longest time for which this thread's event loop did not turn.
class LoopWatch : public QObject {
public:
    LoopWatch()
    {
        startTimer(10, Qt::PreciseTimer);
        m_clock.start();
    }
    [[nodiscard]] qint64 longestMs() const { return m_longest; }

protected:
    void timerEvent(QTimerEvent*) override { m_longest = qMax(m_longest, m_clock.restart()); }

private:
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

} // namespace

class TestWaits : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void saysThatANameDoesNotExist();
    void waitsForASlowResolver();
    void endsWhileTheResolverHangs();
    void keepsTheReactorFreeOfAStalledPeer();
    void letsOnlyTheHostWaitThatAwaitsATouch();

private:
    PrivateSshd m_sshd;
    std::unique_ptr<NameServer> m_names;
};

void TestWaits::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    if (!ownMachineMissing().isEmpty())
        QSKIP(qPrintable(ownMachineMissing()));
    QVERIFY(replaceFile("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:30 attempts:1\n"));
    QVERIFY(replaceFile("/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n"));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    m_names = std::make_unique<NameServer>();
    QVERIFY(m_names->works());
    const QByteArray key = "\nHostKeyAlias [127.0.0.1]:" + QByteArray::number(m_sshd.port());
    for (const char* name : {"slow", "never", "absent"})
        m_sshd.addHost(QString::fromLatin1(name), QByteArray("HostName ") + name + ".test" + key);
}

/// Row 11, the quick half.
void TestWaits::saysThatANameDoesNotExist()
{
    SshPool pool(m_sshd.configFile());
    const Status status = connectAndWait(pool.host(QStringLiteral("absent")));
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("ssh.resolve"));
    QCOMPARE(status.error().phase, QStringLiteral("resolve"));
    QVERIFY2(status.error().detail.contains(QLatin1String("absent.test")), qPrintable(status.error().detail));
}

/// Row 11: a resolver that would take 30 s is given up on, one that takes 2 s is waited for; meanwhile everybody works.
void TestWaits::waitsForASlowResolver()
{
    SshPool pool(m_sshd.configFile());
    QVERIFY(connectAndWait(pool.host(QStringLiteral("here"))));
    Heartbeat well(pool.host(QStringLiteral("here")));
    LoopWatch loop;
    std::optional<Status> never;
    std::optional<Status> slow;
    QElapsedTimer timer;
    timer.start();
    qint64 neverMs = 0;
    qint64 slowMs = 0;
    pool.host(QStringLiteral("never"))->connectHost([&](const Status& s) {
        never = s;
        neverMs = timer.elapsed();
    });
    pool.host(QStringLiteral("slow"))->connectHost([&](const Status& s) {
        slow = s;
        slowMs = timer.elapsed();
    });
    QTRY_VERIFY_WITH_TIMEOUT(never && slow, 15'000);
    well.stop();
    qInfo("unanswered lookup: %s after %.1f s; 2 s lookup: connected after %.1f s; event loop stood %lld ms at most, "
          "the well "
          "host's slowest of %d commands took %lld ms",
          qPrintable(never->error().code), double(neverMs) / 1000.0, double(slowMs) / 1000.0,
          static_cast<long long>(loop.longestMs()), well.beats(), static_cast<long long>(well.slowestMs()));
    QVERIFY_RESULT(*slow);
    QCOMPARE(never->error().code, QStringLiteral("ssh.resolve"));
    QVERIFY(neverMs < 8'000);
    QVERIFY(loop.longestMs() < 1'000);
    QCOMPARE(well.failures(), 0);
    QVERIFY(well.slowestMs() < 2'000);
}

void TestWaits::endsWhileTheResolverHangs()
{
    auto pool = std::make_unique<SshPool>(m_sshd.configFile());
    for (int i = 0; i < 20; ++i) // more than may connect at once
        m_sshd.addHost(QStringLiteral("never%1").arg(i), "HostName never" + QByteArray::number(i) + ".test");
    int called = 0;
    for (int i = 0; i < 20; ++i)
        pool->host(QStringLiteral("never%1").arg(i))->connectHost([&](const Status&) { ++called; });
    QTest::qWait(500);
    QElapsedTimer timer;
    timer.start();
    pool.reset();
    qInfo("ended with 20 lookups hanging: %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 2'000 * kSlow);
    QCOMPARE(called, 0);
}

/// Row 9, by the reactor's own watchdog: a command's input, a forward and a flood, all stuck.
void TestWaits::keepsTheReactorFreeOfAStalledPeer()
{
    PrivateSshd stalled;
    QVERIFY2(stalled.start(), stalled.log().constData());
    SshPool pool(stalled.configFile());
    SshHost* host = pool.host(QStringLiteral("here"));
    QVERIFY(connectAndWait(host));
    const StallLog stalls;
    CommandSpec spec = shell("cat > /dev/null; echo all");
    spec.input = QByteArray(10'000'000, 'x');
    spec.timeoutMs = 60'000;
    std::optional<Result<CommandResult>> end;
    host->run(spec, [&](const Result<CommandResult>& r) { end = r; });
    const auto fd = forwardAndWait(host, QStringLiteral("127.0.0.1"), stalled.port());
    QVERIFY_RESULT(fd);
    stalled.killAll(SIGSTOP);
    const QByteArray junk(1'000'000, 'y');
    for (int i = 0; i < 20; ++i) {
        ::send(fd->get(), junk.constData(), static_cast<size_t>(junk.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        QTest::qWait(150);
    }
    stalled.killAll(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 30'000);
    QVERIFY_RESULT(*end);
    QCOMPARE((*end)->out, QByteArray("all\n"));
    qInfo("reactor calls over 100 ms while 10 MB waited for a stopped sshd: %lld",
          static_cast<long long>(StallLog::stalls().size()));
    QVERIFY2(StallLog::stalls().isEmpty(), qPrintable(StallLog::stalls().join(QLatin1Char('\n'))));
}

/// Row 10: a real agent whose key wants to be confirmed, which takes a person three seconds.
void TestWaits::letsOnlyTheHostWaitThatAwaitsATouch()
{
    const QString socket = m_sshd.path(QStringLiteral("agent"));
    QVERIFY(m_sshd.makeKey(QStringLiteral("token")));
    QFile pub(m_sshd.path(QStringLiteral("token.pub")));
    QFile keys(m_sshd.path(QStringLiteral("authorized_keys")));
    QVERIFY(pub.open(QIODevice::ReadOnly) && keys.open(QIODevice::Append));
    keys.write(pub.readAll());
    keys.close();
    m_sshd.writeFile(QStringLiteral("finger"), "#!/bin/sh\nsleep 3\n", true);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SSH_AUTH_SOCK"), socket);
    environment.insert(QStringLiteral("SSH_ASKPASS"), m_sshd.path(QStringLiteral("finger")));
    environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("force"));
    environment.insert(QStringLiteral("DISPLAY"), QStringLiteral(":none"));
    QProcess agent;
    agent.setProcessEnvironment(environment);
    agent.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
    QTRY_VERIFY(QFile::exists(socket));
    QProcess add;
    add.setProcessEnvironment(environment);
    add.start(QStringLiteral("ssh-add"),
              {QStringLiteral("-q"), QStringLiteral("-c"), m_sshd.path(QStringLiteral("token"))});
    QVERIFY(add.waitForFinished() && add.exitCode() == 0);
    QVERIFY(QFile::remove(m_sshd.path(QStringLiteral("token")))); // only the agent has it now
    m_sshd.writeFile(QStringLiteral("touch_config"),
                     "Host *\nHostName 127.0.0.1\nUser root\nPort " + QByteArray::number(m_sshd.port()) +
                         "\nUserKnownHostsFile " + m_sshd.path(QStringLiteral("known_hosts")).toUtf8() +
                         "\nIdentityFile " + m_sshd.path(QStringLiteral("token")).toUtf8() + "\nIdentityAgent " +
                         socket.toUtf8() + "\n");
    m_sshd.addHost(QStringLiteral("second"));
    SshPool touched(m_sshd.path(QStringLiteral("touch_config")));
    SshPool pool(m_sshd.configFile());
    QVERIFY(connectAndWait(pool.host(QStringLiteral("here"))));
    Heartbeat well(pool.host(QStringLiteral("here")));
    LoopWatch loop;
    std::optional<Status> status;
    QElapsedTimer timer;
    timer.start();
    touched.host(QStringLiteral("waits"))->connectHost([&](const Status& s) { status = s; });
    QTest::qWait(500);
    QVERIFY_RESULT(connectAndWait(pool.host(QStringLiteral("second"))));
    const auto second = timer.elapsed();
    QVERIFY2(!status, "the agent did not wait");
    QTRY_VERIFY_WITH_TIMEOUT(status.has_value(), 15'000);
    well.stop();
    qInfo("the touched host connected after %lld ms, another beside it %lld ms after its own start; the well host's "
          "slowest of "
          "%d commands took %lld ms, event loop stood %lld ms at most",
          static_cast<long long>(timer.elapsed()), static_cast<long long>(second - 500), well.beats(),
          static_cast<long long>(well.slowestMs()), static_cast<long long>(loop.longestMs()));
    agent.kill();
    agent.waitForFinished();
    QVERIFY_RESULT(*status);
    QCOMPARE(well.failures(), 0);
    QVERIFY(well.slowestMs() < 2'000);
    QVERIFY(loop.longestMs() < 1'000);
}

HOPSCOPE_OWN_MACHINE_MAIN(TestWaits)
#include "test_waits.moc"
