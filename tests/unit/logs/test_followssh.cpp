// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// A log of numbered lines is followed over a real sshd while the connection is cut and the file is rotated. How much, say
// HOPSCOPE_FOLLOW_LINES, _CUTS and _ROTATIONS; tests/acceptance/follow runs it at full length.
#include "core/logs/follow.h"
#include "tests/support/logwriter.h"
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <csignal>

using namespace hopscope;
using namespace hopscope::test;

namespace {

int setting(const char* name, int otherwise)
{
    bool ok = false;
    const int value = qEnvironmentVariableIntValue(name, &ok);
    return ok ? value : otherwise;
}

bool isSession(qint64 pid)
{
    QFile comm(QStringLiteral("/proc/%1/comm").arg(pid));
    return comm.open(QIODevice::ReadOnly) && comm.readAll().startsWith("sshd");
}

/// Kills the sessions of sshd where they stand: no goodbye, and what runs on the host is left to itself.
int cutSessions(qint64 sshd)
{
    int count = 0;
    for (const qint64 pid : descendants(sshd)) {
        if (isSession(pid)) {
            ::kill(static_cast<pid_t>(pid), SIGKILL);
            ++count;
        }
    }
    return count;
}

} // namespace

class TestFollowSsh : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cutsAndRotations();
    void cancelledLeavesNothing();
    void journalByCursor();
    void manyLogsLeaveRoomForCommands();

private:
    std::unique_ptr<PrivateSshd> m_sshd;
};

void TestFollowSsh::initTestCase()
{
    if (const QString missing = PrivateSshd::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestFollowSsh::init()
{
    m_sshd = std::make_unique<PrivateSshd>();
    QVERIFY2(m_sshd->start(), m_sshd->log().constData());
}

void TestFollowSsh::cutsAndRotations()
{
    const int lines = setting("HOPSCOPE_FOLLOW_LINES", 50'000);
    const int cuts = setting("HOPSCOPE_FOLLOW_CUTS", 5);
    const int rotations = setting("HOPSCOPE_FOLLOW_ROTATIONS", 4);
    const int perSecond = setting("HOPSCOPE_FOLLOW_RATE", 8'000);
    const QTemporaryDir folder;
    LogWriter writer(folder.filePath(QStringLiteral("numbered.log")));
    SshPool pool(m_sshd->configFile(), {});
    LineTally tally;
    QStringList codes;
    QStringList ended;
    LogFollower follower(
        *pool.host(QStringLiteral("here")), SudoMode::Never, writer.path(), {},
        [&](const LogPiece& piece) {
            tally.take(piece.bytes);
            for (const LogMark& mark : piece.marks)
                codes.append(mark.code);
        },
        [&](const Error& error) { ended.append(error.code); });
    writer.write(1);
    follower.start();
    QVERIFY(QTest::qWaitFor([&] { return tally.count == 1; }, 15'000));

    QElapsedTimer clock;
    clock.start();
    int cut = 0;
    int killed = 0;
    int rotated = 0;
    int reopenAt = -1;
    int heard = 0;
    qint64 cutAt = 0;
    qint64 stoodStill = 0;
    while (writer.written() < lines) {
        // A connection is cut only once it has brought something; until it is, the next but one cannot come.
        const bool up = tally.count > heard;
        const int reached = cut < cuts && !up ? std::min(lines - 1, int(qint64(lines) * (cut + 2) / (cuts + 1))) : lines;
        const int due = std::min<int>(lines, 1 + int((clock.elapsed() - stoodStill) * perSecond / 1000));
        if (due >= reached && reached < lines)
            stoodStill += clock.elapsed() - stoodStill - writer.written() * 1000LL / perSecond;
        writer.write(std::clamp(std::min(due, reached) - writer.written(), 0, 2'000));
        if (reopenAt >= 0 && writer.written() >= reopenAt) {
            writer.reopen();
            reopenAt = -1;
        }
        // Cuts and rotations come at their own paces, so that they meet in all orders.
        if (cut < cuts && up && writer.written() > qint64(lines) * (cut + 1) / (cuts + 1)) {
            killed += cutSessions(m_sshd->pid()) > 0 ? 1 : 0;
            ++cut;
            cutAt = clock.elapsed();
        }
        if (cut > 0 && clock.elapsed() < cutAt + 400) // what was on its way still comes
            heard = tally.count;
        if (rotated < rotations && reopenAt < 0 && writer.written() > qint64(lines) * (2 * rotated + 1) / (2 * rotations)) {
            if (rotated % 2 == 0) {
                writer.rename();
                reopenAt = writer.written() + perSecond / 4;
            } else {
                writer.copyTruncate();
            }
            ++rotated;
        }
        QTest::qWait(5);
    }
    QCOMPARE(killed, cuts);
    QCOMPARE(rotated, rotations);
    const qint64 writtenMs = clock.elapsed();
    const bool all = QTest::qWaitFor([&] { return tally.count >= lines; }, 60'000);
    const qint64 behindMs = clock.elapsed() - writtenMs;
    QTest::qWait(1500); // what would come twice
    const QString fault = tally.fault(lines);
    qInfo().noquote() << QStringLiteral("%1 lines, %2 cuts, %3 rotations in %4 s; all there %5 ms after the last was written; %6 out of "
                                        "order; marks: %7 continued, %8 truncated, %9 interrupted")
                             .arg(lines).arg(killed).arg(rotated).arg(double(writtenMs) / 1000, 0, 'f', 1).arg(behindMs).arg(tally.backwards)
                             .arg(codes.count(QStringLiteral("log.continued"))).arg(codes.count(QStringLiteral("log.truncated"))).arg(codes.count(QStringLiteral("log.interrupted")));
    QVERIFY2(all && fault.isEmpty(), qPrintable(fault + codes.join(QLatin1Char(' ')) + ended.join(QLatin1Char(' '))));
    QVERIFY(ended.isEmpty());
    // A connection may be cut again before it could tell, and two truncations may fall into one cut.
    const auto told = codes.count(QStringLiteral("log.continued")) + codes.count(QStringLiteral("log.interrupted"));
    QVERIFY(told >= 1 && told <= cuts);
    QVERIFY(codes.count(QStringLiteral("log.truncated")) <= rotations / 2);
    QCOMPARE(codes.count(QStringLiteral("log.gone")), 0);
    // Of the readers that were cut off none is left: one of them still reads for us.
    QVERIFY(QTest::qWaitFor([&] { return processesWith(writer.path().toUtf8()) <= 2; }, 10'000));
}

void TestFollowSsh::cancelledLeavesNothing()
{
    const QTemporaryDir folder;
    LogWriter writer(folder.filePath(QStringLiteral("idle.log")));
    writer.write(3);
    SshPool pool(m_sshd->configFile(), {});
    LineTally tally;
    auto follower = std::make_unique<LogFollower>(
        *pool.host(QStringLiteral("here")), SudoMode::Never, writer.path(), QString(),
        [&](const LogPiece& piece) { tally.take(piece.bytes); }, [](const Error&) {});
    follower->start();
    QVERIFY(QTest::qWaitFor([&] { return tally.count == 3; }, 15'000));
    QVERIFY(processesWith(writer.path().toUtf8()) > 0);
    follower.reset();
    QVERIFY(QTest::qWaitFor([&] { return processesWith(writer.path().toUtf8()) == 0; }, 4'000));
}

/// A journalctl that knows --cursor and nothing else of a journal: one entry every 20 ms, numbered.
constexpr auto kJournalctl = R"sh(#!/bin/sh
from=0
for a do case $a in --cursor=*) from=${a#--cursor=i=};; esac; done
n=$from
while [ $n -lt 400 ]; do
printf '{"__CURSOR":"i=%s","__REALTIME_TIMESTAMP":"17638090%08d","_HOSTNAME":"h","SYSLOG_IDENTIFIER":"x","MESSAGE":"%09d %s"}\n' $n $n $n "$(printf '%*s' $((n%61)) '' | tr ' ' x)" || exit 1
n=$((n+1))
sleep 0.02
done
sleep 60
)sh";

void TestFollowSsh::journalByCursor()
{
    m_sshd = std::make_unique<PrivateSshd>();
    const QString bin = m_sshd->path(QStringLiteral("bin"));
    QVERIFY(QDir().mkpath(bin));
    m_sshd->writeFile(QStringLiteral("bin/journalctl"), kJournalctl, true);
    PrivateSshd::Setup setup;
    setup.environment = "PATH=" + bin.toUtf8() + ":/usr/bin:/bin";
    QVERIFY2(m_sshd->start(setup), m_sshd->log().constData());
    SshPool pool(m_sshd->configFile(), {});
    LineTally tally;
    QStringList codes;
    LogFollower follower(
        *pool.host(QStringLiteral("here")), SudoMode::Never, {}, QStringLiteral("x.service"),
        [&](const LogPiece& piece) {
            for (const QByteArray& line : piece.bytes.split('\n')) {
                if (const qsizetype at = line.indexOf(": "); at > 0)
                    tally.take(line.mid(at + 2));
            }
            for (const LogMark& mark : piece.marks)
                codes.append(mark.code);
        },
        [](const Error&) {});
    follower.start();
    for (const int from : {50, 150, 250}) {
        QVERIFY(QTest::qWaitFor([&] { return tally.count >= from; }, 15'000));
        QVERIFY(cutSessions(m_sshd->pid()) > 0);
    }
    QVERIFY(QTest::qWaitFor([&] { return tally.count >= 400; }, 20'000));
    QTest::qWait(200);
    QVERIFY2(tally.fault(400).isEmpty(), qPrintable(tally.fault(400)));
    QCOMPARE(codes, QStringList(3, QStringLiteral("log.continued")));
}

void TestFollowSsh::manyLogsLeaveRoomForCommands()
{
    const QTemporaryDir folder;
    SshOptions options;
    options.channelDeniedMs = 2'000;
    SshPool pool(m_sshd->configFile(), {}, options);
    SshHost* host = pool.host(QStringLiteral("here"));
    std::vector<std::unique_ptr<LogFollower>> followers;
    int came = 0;
    QStringList ended;
    const auto follow = [&](int i) {
        LogWriter writer(folder.filePath(QStringLiteral("%1.log").arg(i)));
        writer.write(1);
        followers.push_back(std::make_unique<LogFollower>(
            *host, SudoMode::Never, writer.path(), QString(), [&](const LogPiece&) { ++came; },
            [&](const Error& error) { ended.append(error.code); }));
        followers.back()->start();
    };
    for (int i = 0; i < 5; ++i)
        follow(i);
    QVERIFY(QTest::qWaitFor([&] { return came == 5; }, 20'000));
    const auto result = runAndWait(host, shell("echo here"));
    QVERIFY(result && result->out == "here\n");
    follow(5); // one too many says so
    QVERIFY(QTest::qWaitFor([&] { return !ended.isEmpty(); }, 10'000));
    QCOMPARE(ended, QStringList{QStringLiteral("ssh.channel-limit")});
    followers.erase(followers.begin());
    QVERIFY(QTest::qWaitFor([&] { return processesWith(folder.filePath(QStringLiteral("0.log")).toUtf8()) == 0; }, 6'000));
    follow(6);
    QVERIFY(QTest::qWaitFor([&] { return came == 6; }, 15'000));
}

QTEST_GUILESS_MAIN(TestFollowSsh)
#include "test_followssh.moc"
