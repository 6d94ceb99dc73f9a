// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// LogFollower: sudo, lost connections and endings, with a host that is none.
#include "core/logs/follow.h"
#include "core/logs/followscript.h"
#include "core/logs/lineassembler.h"
#include "tests/support/fakesshhost.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;

class TestFollow : public QObject {
    Q_OBJECT
private slots:
    void init();
    void wholeLinesOnly();
    void aLineWithoutEndIsCut();
    void everyByteArrivesOnce();
    void looksThenReads();
    void sudoWhereThisUserMayNot();
    void noSudoNoLog();
    void missingToolEndsIt();
    void lostConnectionIsTakenUpAgain();
    void otherErrorsEndIt();
    void destroyedFollowerCancels();
    void mayBeDestroyedFromItsOwnCallback();

private:
    std::unique_ptr<LogFollower> follow(SudoMode sudo)
    {
        auto follower = std::make_unique<LogFollower>(
            m_host, sudo, kLog, QString(), [this](const LogPiece& piece) { m_pieces.append(piece); },
            [this](const Error& error) { m_ended.append(error.code + QLatin1Char(' ') + error.detail); });
        follower->start();
        return follower;
    }
    [[nodiscard]] bool streams(qsizetype count, int limitMs = 5'000)
    {
        return QTest::qWaitFor([this, count] { return m_host.streams.size() == count; }, limitMs);
    }
    /// The words of the script under the nonce of its latest run.
    void says(const QByteArray& words)
    {
        const QByteArray nonce = m_host.streams.last().spec.argv.at(4).toUtf8();
        QByteArray text;
        for (const QByteArray& line : words.split('\n'))
            text += line.isEmpty() ? QByteArray() : nonce + ' ' + line + '\n';
        m_host.streams.last().chunk(text);
    }
    void saysPiece(const QByteArray& bytes, int from)
    {
        const QByteArray nonce = m_host.streams.last().spec.argv.at(4).toUtf8();
        const QByteArray size = QByteArray::number(from + bytes.size());
        m_host.streams.last().chunk(nonce + " D 0 " + QByteArray::number(from) + ' ' + QByteArray::number(bytes.size()) + '\n' +
                                    bytes + '\n' + nonce + " E 0 " + size + " 100 77 " + size + '\n');
    }
    [[nodiscard]] static QByteArray listing(int size) 
    {
        return "F 0 1 8:1 " + QByteArray::number(size) + " 100 77:" + QByteArray::number(size) + " /var/log/x.log\nQ\n";
    }
    void begin(int size)
    {
        says(listing(size));
        m_host.streams.last().done(ran({}));
    }
    const QString kLog = QStringLiteral("/var/log/x.log");
    FakeSshHost m_host;
    QList<LogPiece> m_pieces;
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

void TestFollow::looksThenReads()
{
    const auto follower = follow(SudoMode::Never);
    QCOMPARE(m_host.streams.size(), 1);
    QCOMPARE(m_host.streams.at(0).spec.argv.size(), 10); // no segment
    begin(40);
    QVERIFY(streams(2));
    const QStringList argv = m_host.streams.at(1).spec.argv;
    QCOMPARE(argv.mid(10), (QStringList{QStringLiteral("c"), kLog, QStringLiteral("8:1"), QStringLiteral("-200"),
                                       QStringLiteral("77"), QStringLiteral("40")}));
    says("O 0 30 40 100\n");
    saysPiece("one\nhal", 30);
    QCOMPARE(m_pieces.size(), 1);
    QCOMPARE(m_pieces.at(0).bytes, QByteArray("one\n"));
    saysPiece("f\n", 37);
    QCOMPARE(m_pieces.at(1).bytes, QByteArray("half\n"));
    QVERIFY(m_ended.isEmpty());
}

void TestFollow::sudoWhereThisUserMayNot()
{
    for (const auto& [mode, sudo] : {std::pair{SudoMode::Passwordless, Sudo::NonInteractive}, std::pair{SudoMode::Ask, Sudo::AskPassword}}) {
        init();
        const auto follower = follow(mode);
        QCOMPARE(m_host.streams.at(0).spec.sudo, Sudo::No);
        m_host.streams.at(0).done(ran({}, kNotReadable));
        QVERIFY(streams(2));
        QCOMPARE(m_host.streams.at(1).spec.sudo, sudo);
        begin(40);
        QVERIFY(streams(3));
        QCOMPARE(m_host.streams.at(2).spec.sudo, sudo); // it is not tried without again
        // Not even root may: it ends, rather than asking for ever.
        m_host.streams.at(2).done(ran({}, kNotReadable));
        QCOMPARE(m_host.streams.size(), 3);
        QVERIFY(m_ended.value(0).startsWith(QStringLiteral("logs.not-readable")));
    }
}

void TestFollow::noSudoNoLog()
{
    const auto follower = follow(SudoMode::Never);
    m_host.streams.at(0).done(ran({}, kNotReadable));
    QCOMPARE(m_host.streams.size(), 1);
    QVERIFY(m_ended.value(0).startsWith(QStringLiteral("logs.not-readable")));
}

void TestFollow::missingToolEndsIt()
{
    const auto follower = follow(SudoMode::Never);
    says("T cksum\n");
    m_host.streams.at(0).done(ran({}, kNoTool));
    QCOMPARE(m_ended, QStringList{QStringLiteral("logs.no-tool cksum")});
}

void TestFollow::lostConnectionIsTakenUpAgain()
{
    const auto follower = follow(SudoMode::Never);
    begin(0);
    QVERIFY(streams(2));
    says("O 0 0 0 100\n");
    saysPiece("one\nhal", 0);
    m_host.streams.at(1).done(fail(QStringLiteral("ssh.lost")));
    QCOMPARE(m_pieces.size(), 1); // half a line waits for its other half
    QVERIFY(streams(3));
    m_host.streams.at(2).done(fail(QStringLiteral("ssh.refused"))); // the host is still booting
    QVERIFY(streams(4));
    m_host.streams.at(3).done(fail(QStringLiteral("ssh.resolve"))); // and its name server too
    QVERIFY(streams(5, 8'000));
    QCOMPARE(m_host.streams.at(4).spec.argv.value(6), QStringLiteral("1024 7"));
    says("F 0 1 8:1 20 100 88:20,77:7 /var/log/x.log\nQ\n");
    m_host.streams.last().done(ran({}));
    QCOMPARE(m_pieces.size(), 2);
    QCOMPARE(m_pieces.at(1).marks.size(), 1);
    const LogMark mark = m_pieces.at(1).marks.at(0);
    QCOMPARE(mark.code, QStringLiteral("log.continued"));
    QVERIFY(mark.fromMs > 0 && mark.toMs - mark.fromMs >= 500);
    QVERIFY(streams(6));
    QCOMPARE(m_host.streams.at(5).spec.argv.value(13), QStringLiteral("7"));
    saysPiece("f\n", 7);
    QCOMPARE(m_pieces.value(2).bytes, QByteArray("half\n"));
    QVERIFY(m_ended.isEmpty());
}

void TestFollow::otherErrorsEndIt()
{
    const auto follower = follow(SudoMode::Never);
    m_host.streams.at(0).done(fail(QStringLiteral("ssh.resolve"))); // never heard of
    QTest::qWait(50);
    QCOMPARE(m_host.streams.size(), 1);
    QVERIFY(m_ended.value(0).startsWith(QStringLiteral("ssh.resolve")));
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
    for (const bool atTheEnd : {false, true}) {
        init();
        std::unique_ptr<LogFollower> follower;
        follower = std::make_unique<LogFollower>(
            m_host, SudoMode::Never, kLog, QString(), [&](const LogPiece&) { follower.reset(); },
            [&](const Error&) { follower.reset(); });
        follower->start();
        begin(0);
        QVERIFY(streams(2));
        says("O 0 0 0 100\n");
        if (atTheEnd)
            m_host.streams.at(1).done(fail(QStringLiteral("ssh.auth-denied")));
        else
            saysPiece("line\nline\n", 0);
        QVERIFY(!follower);
    }
}

QTEST_GUILESS_MAIN(TestFollow)
#include "test_follow.moc"
