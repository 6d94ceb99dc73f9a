// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Dead and frozen peers with the program's own deadlines, not shortened ones.
#include "tests/support/heartbeat.h"
#include "tests/support/ownmachine.h"

#include <csignal>

using namespace hopscope;
using namespace hopscope::test;

class TestLiveness : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void noticesDroppedAndFrozenPeersWithin15s();
    void staysWithAQuietPeer();
};

namespace {

/// One way to be connected when trouble comes, and when and how the end was told.
struct Watch {
    const char* name;
    const char* code;
    PrivateSshd sshd;
    SshHost* host = nullptr;
    qint64 endedMs = -1;
    qint64 bytes = 0;
    QString error;

    /// Through the pool's own ssh_config, in which `base` keeps all.
    [[nodiscard]] bool start(PrivateSshd& base, SshPool& pool)
    {
        if (!sshd.start())
            return false;
        const auto file = [this](const char* what) { return sshd.path(QString::fromLatin1(what)).toUtf8(); };
        base.addHost(QString::fromLatin1(name), "Port " + QByteArray::number(sshd.port()) + "\nIdentityFile " +
                                                    file("user") + "\nUserKnownHostsFile " + file("known_hosts"));
        host = pool.host(QString::fromLatin1(name));
        return connectAndWait(host).has_value();
    }
    void listen(const QElapsedTimer& clock)
    {
        QObject::connect(host, &SshHost::stateChanged, host, [this, &clock] {
            if (endedMs >= 0 || host->state() != SshHost::State::Failed)
                return;
            endedMs = clock.elapsed();
            error = host->failure()->code;
        });
    }
};

} // namespace

void TestLiveness::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    if (!ownMachineMissing().isEmpty())
        QSKIP(qPrintable(ownMachineMissing()));
}

/// Rows 7 and 8 at once, because each takes its 13 s: the link under a followed log, under an idle connection and under
/// an upload is dropped, a fourth sshd is stopped, and a fifth host works on.
void TestLiveness::noticesDroppedAndFrozenPeersWithin15s()
{
    PrivateSshd base;
    QVERIFY2(base.start(), base.log().constData());
    SshPool pool(base.configFile());
    Watch tail{"tail", "ssh.lost", {}, {}, -1, 0, {}};
    Watch idle{"idle", "ssh.lost", {}, {}, -1, 0, {}};
    Watch upload{"upload", "ssh.lost", {}, {}, -1, 0, {}};
    Watch frozen{"frozen", "ssh.peer-frozen", {}, {}, -1, 0, {}};
    for (Watch* watch : {&tail, &idle, &upload, &frozen})
        QVERIFY2(watch->start(base, pool), watch->name);
    QVERIFY(connectAndWait(pool.host(QStringLiteral("here"))));

    int answered = 0;
    tail.host->stream(
        shell("while :; do echo line; sleep 0.05; done"), [&](const QByteArray& bytes) { tail.bytes += bytes.size(); },
        [&](const Result<CommandResult>& r) { answered += r ? 0 : 1; });
    CommandSpec send = shell("sleep 1; cat >/dev/null");
    send.input = QByteArray(50'000'000, 'x');
    send.timeoutMs = 60'000;
    upload.host->run(send, [&](const Result<CommandResult>& r) { answered += r ? 0 : 1; });
    frozen.host->run(shell("sleep 60"), [&](const Result<CommandResult>& r) { answered += r ? 0 : 1; });
    QTRY_VERIFY(tail.bytes > 50);

    StallLog stalls;
    Heartbeat well(pool.host(QStringLiteral("here")));
    const DroppedPort first(tail.sshd.port());
    const DroppedPort second(idle.sshd.port());
    const DroppedPort third(upload.sshd.port());
    QVERIFY(first.works() && second.works() && third.works());
    frozen.sshd.killAll(SIGSTOP);
    QElapsedTimer clock;
    clock.start();
    for (Watch* watch : {&tail, &idle, &upload, &frozen})
        watch->listen(clock);
    QTRY_VERIFY_WITH_TIMEOUT(
        tail.endedMs >= 0 && idle.endedMs >= 0 && upload.endedMs >= 0 && frozen.endedMs >= 0 && answered == 3, 20'000);
    for (const Watch* watch : {&tail, &idle, &upload, &frozen}) {
        qInfo("%s: %s after %.1f s", watch->name, qPrintable(watch->error), double(watch->endedMs) / 1000.0);
        QVERIFY2(watch->endedMs < 15'000, watch->name);
        QCOMPARE(watch->error, QString::fromLatin1(watch->code));
    }
    qInfo("the well host meanwhile: %d commands, slowest %lld ms; reactor calls over 100 ms: %lld", well.beats(),
          static_cast<long long>(well.slowestMs()), static_cast<long long>(StallLog::stalls().size()));
    QCOMPARE(well.failures(), 0);
    QVERIFY(well.beats() > 50);
    QVERIFY2(well.slowestMs() < 2'000, "the well host waited for the sick ones");
    QVERIFY2(StallLog::stalls().isEmpty(), qPrintable(StallLog::stalls().join(QLatin1Char('\n'))));
    well.stop();
}

/// The other side of the same deadline: silence alone is no death where keepalives are answered.
void TestLiveness::staysWithAQuietPeer()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    SshOptions options;
    options.keepaliveMs = 300;
    options.frozenMs = 900;
    SshPool pool(sshd.configFile(), {}, options);
    SshHost* host = pool.host(QStringLiteral("here"));
    QVERIFY(connectAndWait(host));
    QTest::qWait(3'000);
    QCOMPARE(host->state(), SshHost::State::Ready);
    // A pause shorter than the deadline is none.
    sshd.killAll(SIGSTOP);
    QTest::qWait(400);
    sshd.killAll(SIGCONT);
    QTest::qWait(1'500);
    QCOMPARE(host->state(), SshHost::State::Ready);
    QVERIFY(runAndWait(host, shell("true")).has_value());
}

HOPSCOPE_OWN_MACHINE_MAIN(TestLiveness)
#include "test_liveness.moc"
