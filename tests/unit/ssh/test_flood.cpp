// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// More than anybody asked for: endless output, a reader that is too slow, new keys in the middle.
#include "tests/support/heartbeat.h"
#include "tests/support/localserver.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QFile>

#include <sys/socket.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

qint64 residentKb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

/// Checks that numbered lines come whole, in order and once, in whatever pieces.
class Numbers {
public:
    void feed(const QByteArray& bytes)
    {
        m_rest += bytes;
        qsizetype from = 0;
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', from)) {
            m_wrong += m_rest.mid(from, end - from).toLongLong() == m_next ? 0 : 1;
            ++m_next;
            from = end + 1;
        }
        m_rest.remove(0, from);
    }
    [[nodiscard]] qint64 count() const { return m_next - 1; }
    [[nodiscard]] qint64 wrong() const { return m_wrong; }

private:
    QByteArray m_rest;
    qint64 m_next = 1;
    qint64 m_wrong = 0;
};

} // namespace

class TestFlood : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void boundsTheMemoryOfAFlood();
    void holdsBackAHostThatNobodyReads();
    void holdsBackAForwardThatNobodyReads();
    void losesNothingOverNewKeys();

private:
    [[nodiscard]] SshHost* host() { return m_pool->host(QStringLiteral("here")); }
    PrivateSshd m_sshd;
    std::unique_ptr<SshPool> m_pool;
};

void TestFlood::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    PrivateSshd::Setup setup;
    setup.extraConfig = "RekeyLimit 16M";
    QVERIFY2(m_sshd.start(setup), m_sshd.log().constData());
    m_pool = std::make_unique<SshPool>(m_sshd.configFile());
    QVERIFY(connectAndWait(host()));
}

/// Row 22: the flood is read and thrown away as fast as it comes; the cancel is answered and the sender ends.
void TestFlood::boundsTheMemoryOfAFlood()
{
    const qint64 flood = kSanitized ? 100'000'000 : 1'000'000'000;
    qint64 got = 0;
    qint64 most = 0;
    std::optional<Result<CommandResult>> end;
    const qint64 before = residentKb();
    QElapsedTimer timer;
    timer.start();
    const CommandHandle handle = host()->stream(
        shell("exec cat /dev/zero"),
        [&](const QByteArray& piece) {
            got += piece.size();
            most = qMax(most, residentKb());
        },
        [&](const Result<CommandResult>& r) { end = r; });
    QTRY_VERIFY_WITH_TIMEOUT(got > flood, 60'000);
    qInfo("%lld MB in %lld ms, resident memory grew by %lld KB", static_cast<long long>(got / 1'000'000),
          static_cast<long long>(timer.elapsed()), static_cast<long long>(most - before));
    QVERIFY(kSanitized || most - before < 20'000);
    timer.restart();
    handle.cancel();
    QTRY_VERIFY(end.has_value());
    qInfo("cancel answered after %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 1'000 * kSlow);
    QCOMPARE(end->error().code, QStringLiteral("ssh.cancelled"));
    QTRY_VERIFY_WITH_TIMEOUT(runAndWait(host(), shell("pgrep -fx 'cat /dev/zero' || echo gone"))->out == "gone\n",
                             5'000);
}

/// The same flood into a consumer that does not return: the host has to wait, other commands need not.
void TestFlood::holdsBackAHostThatNobodyReads()
{
    bool ended = false;
    qint64 got = 0;
    const qint64 before = residentKb();
    const CommandHandle handle = host()->stream(
        shell("exec cat /dev/zero"),
        [&](const QByteArray& piece) {
            if (got == 0) // from within the first piece, the whole program goes on for a while
                QTest::qWait(1'500);
            got += piece.size();
        },
        [&](const Result<CommandResult>&) { ended = true; });
    QTest::qWait(200);
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(runAndWait(host(), shell("true")));
    const qint64 grown = residentKb() - before;
    handle.cancel();
    QTRY_VERIFY(ended); // pieces may still come until then
    qInfo("unread flood: %lld KB kept, another command on the same connection took %lld ms",
          static_cast<long long>(grown), static_cast<long long>(timer.elapsed()));
    QVERIFY(kSanitized || grown < 20'000);
}

/// And into a forward whose reader takes little by little: what libssh would pile up once crashed it at 256 MB.
void TestFlood::holdsBackAForwardThatNobodyReads()
{
    LocalServer server([](int fd) {
        const QByteArray zeros(1'000'000, '\0');
        while (::send(fd, zeros.constData(), static_cast<size_t>(zeros.size()), MSG_NOSIGNAL) > 0) {
        }
    });
    const auto fd = forwardAndWait(host(), QStringLiteral("127.0.0.1"), server.port());
    QVERIFY_RESULT(fd);
    const qint64 before = residentKb();
    QByteArray some(16'384, '\0');
    qint64 got = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 2'000) {
        const auto n = ::recv(fd->get(), some.data(), static_cast<size_t>(some.size()), MSG_DONTWAIT);
        got += qMax<qint64>(n, 0);
        QTest::qWait(1);
    }
    const qint64 grown = residentKb() - before;
    qInfo("slow reader of a forward took %lld KB, resident memory grew by %lld KB", static_cast<long long>(got / 1024),
          static_cast<long long>(grown));
    QVERIFY(got > 0);
    QVERIFY(kSanitized || grown < 20'000);
    QVERIFY_RESULT(runAndWait(host(), shell("true")));
}

/// Row 28: sshd asks for new keys every 16 MB, here while two streams and commands run.
void TestFlood::losesNothingOverNewKeys()
{
    const int last = kSanitized ? 3'000'000 : 6'000'000; // twice what brings new keys, at the least
    const QByteArray script = "exec seq 1 " + QByteArray::number(last);
    const auto before = m_sshd.log().count("rekeying in progress") + m_sshd.log().count("SSH2_MSG_NEWKEYS received");
    Numbers one;
    Numbers two;
    int ended = 0;
    for (Numbers* numbers : {&one, &two})
        host()->stream(
            shell(script.constData()), [numbers](const QByteArray& piece) { numbers->feed(piece); },
            [&](const Result<CommandResult>& r) { ended += r && r->exit == 0 ? 1 : 100; });
    Heartbeat beat(host());
    QTRY_VERIFY_WITH_TIMEOUT(ended > 1, 60'000);
    beat.stop();
    QCOMPARE(ended, 2);
    for (const Numbers* numbers : {&one, &two}) {
        QCOMPARE(numbers->count(), last);
        QCOMPARE(numbers->wrong(), 0);
    }
    QCOMPARE(beat.failures(), 0);
    const auto rekeys =
        m_sshd.log().count("SSH2_MSG_NEWKEYS received") + m_sshd.log().count("rekeying in progress") - before;
    qInfo("%lld lines twice over %lld key exchanges, %d commands meanwhile", static_cast<long long>(last),
          static_cast<long long>(rekeys), beat.beats());
    QVERIFY(rekeys >= (kSanitized ? 1 : 2));
    QVERIFY_RESULT(runAndWait(host(), shell("true")));
}

QTEST_GUILESS_MAIN(TestFlood)
#include "test_flood.moc"
