// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The program ends in the middle of everything.
#include "tests/support/localserver.h"
#include "tests/support/sanitized.h"
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>

#include <sys/socket.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

QString name(int i)
{
    return QStringLiteral("h%1").arg(i);
}

void addHosts(PrivateSshd& sshd, int count)
{
    for (int i = 0; i < count; ++i)
        sshd.addHost(name(i));
}

} // namespace

class TestEnding : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void endsInTheMiddleOf50Operations_data();
    void endsInTheMiddleOf50Operations();
};

void TestEnding::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
}

void TestEnding::endsInTheMiddleOf50Operations_data()
{
    QTest::addColumn<int>("afterMs");
    QTest::newRow("while connecting") << 100;
    QTest::newRow("in full swing") << 3'000;
}

/// Row 30: commands, streams, forwards with bytes under way, a question nobody answered, and the pool goes. Run under
/// AddressSanitizer and ThreadSanitizer too.
void TestEnding::endsInTheMiddleOf50Operations()
{
    QFETCH(const int, afterMs);
    PrivateSshd sshd;
    PrivateSshd stranger;
    PrivateSshd::Setup untrusted;
    untrusted.trusted = false;
    QVERIFY2(sshd.start(), sshd.log().constData());
    QVERIFY2(stranger.start(untrusted), stranger.log().constData());
    addHosts(sshd, 10);
    sshd.addHost(QStringLiteral("stranger"), "Port " + QByteArray::number(stranger.port()));
    sshd.addHost(QStringLiteral("behind"), "ProxyJump h0");
    LocalServer server(echo);
    QList<SshReply> open;
    auto pool = std::make_unique<SshPool>(sshd.configFile(),
                                          [&](const SshQuestion&, const SshReply& reply) { open.append(reply); });
    int ended = 0;
    qint64 bytes = 0;
    QList<CommandHandle> handles;
    std::vector<OwnedFd> forwards;
    const auto done = [&](const Result<CommandResult>&) { ++ended; };
    for (int i = 0; i < 10; ++i) {
        SshHost* host = pool->host(name(i));
        CommandSpec feed = shell("sleep 1; cat > /dev/null; sleep 60");
        feed.input = QByteArray(5'000'000, 'x');
        feed.timeoutMs = 60'000;
        CommandSpec patient = shell("sleep 60");
        patient.timeoutMs = 60'000;
        handles.append(host->run(feed, done));
        handles.append(host->run(patient, done));
        const auto chunk = [&](const QByteArray& piece) { bytes += piece.size(); };
        handles.append(host->stream(shell("while :; do echo tick; done"), chunk, done));
        handles.append(host->stream(shell("tail -f /dev/null"), chunk, done));
        host->forward(QStringLiteral("127.0.0.1"), server.port(), 10'000, [&](Result<OwnedFd> fd) {
            if (!fd)
                return;
            const QByteArray some(100'000, 'z');
            ::send(fd->get(), some.constData(), static_cast<size_t>(some.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
            forwards.push_back(std::move(*fd));
        });
    }
    pool->host(QStringLiteral("behind"))->run(shell("sleep 60"), done);
    pool->host(QStringLiteral("stranger"))->run(shell("sleep 60"), done);
    QTest::qWait(afterMs);
    if (afterMs > 1'000) {
        QTRY_COMPARE_WITH_TIMEOUT(forwards.size(), std::size_t(10), 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(bytes > 0 && open.size() == 1, 15'000);
        for (int i = 0; i < 5; ++i)
            handles.at(i).cancel(); // some are just being killed
    }
    QElapsedTimer timer;
    timer.start();
    pool.reset();
    qInfo("ended in the middle of 52 operations: %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 2'000 * kSlow);
    const int before = ended;
    for (const CommandHandle& handle : handles)
        handle.cancel();
    for (const SshReply& reply : open)
        reply({true, Secret("late")});
    QTest::qWait(200);
    QCOMPARE(ended, before);
}

QTEST_GUILESS_MAIN(TestEnding)
#include "test_ending.moc"
