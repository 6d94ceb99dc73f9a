// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/follow.h"
#include "tests/support/fakesshhost.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;

namespace {

void append(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    file.write(bytes);
}

} // namespace

class TestFollow : public QObject {
    Q_OBJECT
private slots:
    void init();
    void wholeLinesOnly();
    void aLineWithoutEndIsCut();
    void everyByteArrivesOnce();
    void tailGoesOnOverRotation();
    void tailRefusesWhatItMayNotRead();
    void unitIsAnArgument();
    void sudoWhereThisUserMayNot();
    void noSudoNoLog();
    void lostConnectionIsTakenUpAgain();
    void otherErrorsEndIt();
    void destroyedFollowerCancels();
    void mayBeDestroyedFromItsOwnCallback();

private:
    std::unique_ptr<LogFollower> follow(SudoMode sudo)
    {
        auto follower = std::make_unique<LogFollower>(
            m_host, sudo, QStringLiteral("/var/log/x.log"), QString(),
            [this](const QByteArray& bytes, bool restarted) { m_pieces.append({bytes, restarted}); },
            [this](const Error& error) { m_ended.append(error.code); });
        follower->start();
        return follower;
    }
    FakeSshHost m_host;
    QList<std::pair<QByteArray, bool>> m_pieces;
    QStringList m_ended;
};

void TestFollow::init()
{
    m_host.streams.clear();
    m_host.commands.clear();
    m_host.cancels = 0;
    m_pieces.clear();
    m_ended.clear();
}

void TestFollow::wholeLinesOnly()
{
    LineAssembler lines;
    QCOMPARE(lines.take("one\ntw"), QByteArray("one\n"));
    QCOMPARE(lines.take("o"), QByteArray());
    QCOMPARE(lines.take("\nthree\n\nfour"), QByteArray("two\nthree\n\n"));
    QCOMPARE(lines.rest(), QByteArray("four"));
    QCOMPARE(lines.rest(), QByteArray());
    QCOMPARE(lines.take({}), QByteArray());
}

void TestFollow::aLineWithoutEndIsCut()
{
    LineAssembler lines;
    QByteArray got;
    for (int i = 0; i < 1000; ++i)
        got += lines.take(QByteArray(1024, '\0'));
    QVERIFY(got.size() >= 1000 * 1024 - LineAssembler::kMaxPending - 1024);
    QVERIFY(lines.rest().size() <= LineAssembler::kMaxPending);
}

void TestFollow::everyByteArrivesOnce()
{
    QByteArray text;
    for (int i = 0; i < 3000; ++i)
        text += QByteArray(i % 97, static_cast<char>('a' + i % 26)) + (i % 3 == 0 ? "\n" : "");
    for (const int step : {1, 7, 4096, 100'000}) {
        LineAssembler lines;
        QByteArray got;
        for (qsizetype at = 0; at < text.size(); at += step) {
            const QByteArray piece = lines.take(text.mid(at, step));
            QVERIFY(piece.isEmpty() || piece.endsWith('\n'));
            got += piece;
        }
        got += lines.rest();
        QCOMPARE(got, text);
    }
}

void TestFollow::tailGoesOnOverRotation()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a log $(touch owned).log"));
    QByteArray old;
    for (int i = 0; i < 300; ++i)
        old += "old " + QByteArray::number(i) + '\n';
    append(path, old);
    QStringList argv = followFileArgv(path);
    QProcess tail;
    tail.setWorkingDirectory(folder.path());
    tail.start(argv.takeFirst(), argv);
    QByteArray got;
    const auto arrives = [&](const char* text) {
        return QTest::qWaitFor([&] { return (got += tail.readAllStandardOutput()).contains(text); }, 10'000);
    };
    QVERIFY(arrives("old 299\n"));
    QVERIFY(got.startsWith("old 100\n")); // the last 200 lines
    append(path, "before\n");
    QVERIFY(arrives("before\n"));
    QVERIFY(QFile::rename(path, path + QStringLiteral(".1")));
    append(path, "after rotation\n");
    QVERIFY(arrives("after rotation\n"));
    append(path, "and on\n");
    QVERIFY(arrives("and on\n"));
    QCOMPARE(got.count("before\n"), 1);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("owned"))));
    tail.terminate();
    QVERIFY(tail.waitForFinished());
}

void TestFollow::tailRefusesWhatItMayNotRead()
{
    QStringList argv = followFileArgv(QStringLiteral("/nowhere/at/all.log"));
    QProcess tail;
    tail.start(argv.takeFirst(), argv);
    QVERIFY(tail.waitForFinished());
    QCOMPARE(tail.exitCode(), kNotReadable);
}

void TestFollow::unitIsAnArgument()
{
    const QStringList argv = followUnitArgv(QStringLiteral("ds-docservice.service"));
    QCOMPARE(argv.first(), QStringLiteral("journalctl"));
    QCOMPARE(argv.mid(argv.size() - 2), (QStringList{QStringLiteral("-u"), QStringLiteral("ds-docservice.service")}));
}

void TestFollow::sudoWhereThisUserMayNot()
{
    for (const auto& [mode, sudo] : {std::pair{SudoMode::Passwordless, Sudo::NonInteractive}, std::pair{SudoMode::Ask, Sudo::AskPassword}}) {
        init();
        const auto follower = follow(mode);
        QCOMPARE(m_host.streams.size(), 1);
        QCOMPARE(m_host.streams.at(0).spec.sudo, Sudo::No);
        m_host.streams.at(0).done(ran({}, kNotReadable));
        QCOMPARE(m_host.streams.size(), 2);
        QCOMPARE(m_host.streams.at(1).spec.sudo, sudo);
        m_host.streams.at(1).chunk("line\n");
        QCOMPARE(m_pieces.size(), 1);
        QVERIFY(!m_pieces.at(0).second);
        // Not even root may: it ends, rather than asking for ever.
        m_host.streams.at(1).done(ran({}, kNotReadable));
        QCOMPARE(m_host.streams.size(), 2);
        QCOMPARE(m_ended, QStringList{QStringLiteral("logs.not-readable")});
    }
}

void TestFollow::noSudoNoLog()
{
    const auto follower = follow(SudoMode::Never);
    m_host.streams.at(0).done(ran({}, kNotReadable));
    QCOMPARE(m_host.streams.size(), 1);
    QCOMPARE(m_ended, QStringList{QStringLiteral("logs.not-readable")});
}

void TestFollow::lostConnectionIsTakenUpAgain()
{
    const auto follower = follow(SudoMode::Never);
    m_host.streams.at(0).chunk("one\nhal");
    m_host.streams.at(0).done(fail(QStringLiteral("ssh.lost")));
    QCOMPARE(m_pieces.size(), 2);
    QCOMPARE(m_pieces.at(1).first, QByteArray("hal"));
    QVERIFY(m_ended.isEmpty());
    QVERIFY(QTest::qWaitFor([this] { return m_host.streams.size() == 2; }, 5'000));
    m_host.streams.at(1).done(fail(QStringLiteral("ssh.refused"))); // the host is still booting
    QVERIFY(QTest::qWaitFor([this] { return m_host.streams.size() == 3; }, 5'000));
    m_host.streams.at(2).chunk("two\n");
    m_host.streams.at(2).chunk("three\n");
    QCOMPARE(m_pieces.size(), 4);
    QCOMPARE(m_pieces.at(2), (std::pair<QByteArray, bool>{"two\n", true}));
    QCOMPARE(m_pieces.at(3), (std::pair<QByteArray, bool>{"three\n", false}));
    QVERIFY(m_ended.isEmpty());
}

void TestFollow::otherErrorsEndIt()
{
    const auto denied = follow(SudoMode::Never);
    m_host.streams.at(0).done(fail(QStringLiteral("ssh.auth-denied")));
    const auto ended = follow(SudoMode::Never);
    m_host.streams.at(1).done(ran({}, 1, "tail: out of memory"));
    QCOMPARE(m_ended, (QStringList{QStringLiteral("ssh.auth-denied"), QStringLiteral("logs.ended")}));
}

void TestFollow::destroyedFollowerCancels()
{
    auto follower = follow(SudoMode::Never);
    follower.reset();
    QCOMPARE(m_host.cancels, 1);
    m_host.streams.at(0).chunk("late\n");
    m_host.streams.at(0).done(ran({}));
    QVERIFY(m_pieces.isEmpty());
    QVERIFY(m_ended.isEmpty());
}

void TestFollow::mayBeDestroyedFromItsOwnCallback()
{
    std::unique_ptr<LogFollower> follower;
    follower = std::make_unique<LogFollower>(
        m_host, SudoMode::Never, QStringLiteral("/x"), QString(), [&](const QByteArray&, bool) { follower.reset(); },
        [](const Error&) {});
    follower->start();
    m_host.streams.at(0).chunk("line\n");
    QVERIFY(!follower);
    follower = std::make_unique<LogFollower>(
        m_host, SudoMode::Never, QStringLiteral("/x"), QString(), [&](const QByteArray&, bool) { follower.reset(); },
        [](const Error&) {});
    follower->start();
    m_host.streams.at(1).chunk("no end");
    m_host.streams.at(1).done(fail(QStringLiteral("ssh.lost"))); // the rest is handed over first
    QVERIFY(!follower);
}

QTEST_GUILESS_MAIN(TestFollow)
#include "test_follow.moc"
