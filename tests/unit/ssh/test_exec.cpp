// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>
#include <QFile>

using namespace hopscope;
using namespace hopscope::test;

class TestExec : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void givesExitStatusAndBothStreams();
    void passesArgumentsUnchanged_data();
    void passesArgumentsUnchanged();
    void feedsInputAndClosesIt();
    void reportsTheSignal();
    void queuesMoreCommandsThanChannels();
    void limitsTheOutput();
    void limitsTheTime();
    void cancelEndsTheRemoteProcess();
    void cancelInTheQueue();
    void waitsForChildrenOnlySoLong();
    void dropsWhatTheShellPrintsFirst();
    void runsUnderOtherLoginShells_data();
    void runsUnderOtherLoginShells();
    void refusesAnEmptyCommand();
    void streamsWithBackPressure();

private:
    [[nodiscard]] SshHost* host() { return m_pool->host(QStringLiteral("here")); }
    PrivateSshd m_sshd;
    std::unique_ptr<SshPool> m_pool;
};

void TestExec::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    m_pool = std::make_unique<SshPool>(m_sshd.configFile());
}

void TestExec::givesExitStatusAndBothStreams()
{
    const auto result = runAndWait(host(), shell("echo out; echo err >&2; exit 7"));
    QVERIFY_RESULT(result);
    QCOMPARE(result->exit, 7);
    QCOMPARE(result->out, QByteArray("out\n"));
    QCOMPARE(result->err, QByteArray("err\n"));
    QVERIFY(result->signal.isEmpty());
    QVERIFY(host()->roundTripMs() >= 0);
    QVERIFY(host()->bytesReceived() > 0);
    QCOMPARE(host()->state(), SshHost::State::Ready);
    QCOMPARE(runAndWait(host(), shell("echo $LC_ALL"))->out, QByteArray("C\n"));
}

void TestExec::passesArgumentsUnchanged_data()
{
    QTest::addColumn<QString>("argument");
    QTest::newRow("space") << QStringLiteral("a  b");
    QTest::newRow("quote") << QStringLiteral("it's \"so\"");
    QTest::newRow("dollar") << QStringLiteral("$HOME `id` $(id)");
    QTest::newRow("backslash") << QStringLiteral("a\\b\\\\c\\n\\'");
    QTest::newRow("bang") << QStringLiteral("no! !! !$");
    QTest::newRow("newline") << QStringLiteral("\nline one\n  line 'two'\n");
    QTest::newRow("glob") << QStringLiteral("* ? [a] {b,c} ~");
    QTest::newRow("empty") << QString();
    QTest::newRow("chinese") << QStringLiteral("文档");
}

void TestExec::passesArgumentsUnchanged()
{
    QFETCH(QString, argument);
    CommandSpec spec;
    spec.argv = QStringList{QStringLiteral("printf"), QStringLiteral("<%s>"), argument};
    const auto result = runAndWait(host(), spec);
    QVERIFY_RESULT(result);
    QCOMPARE(QString::fromUtf8(result->out), QLatin1Char('<') + argument + QLatin1Char('>'));
}

void TestExec::feedsInputAndClosesIt()
{
    CommandSpec spec = shell("wc -c");
    spec.input = QByteArray(3'000'000, 'x');
    const auto result = runAndWait(host(), spec);
    QVERIFY_RESULT(result);
    QCOMPARE(result->out.trimmed(), QByteArray("3000000"));
    CommandSpec none = shell("wc -c");
    QCOMPARE(runAndWait(host(), none)->out.trimmed(), QByteArray("0"));
}

void TestExec::reportsTheSignal()
{
    const auto result = runAndWait(host(), shell("kill -KILL $$"));
    QVERIFY_RESULT(result);
    QCOMPARE(result->exit, -1);
    QCOMPARE(result->signal, QByteArray("KILL"));
}

void TestExec::queuesMoreCommandsThanChannels()
{
    int well = 0;
    int answered = 0;
    std::function<void()> another;
    int started = 0;
    another = [&] {
        if (started >= 120)
            return;
        const QByteArray word = QByteArray::number(started++);
        host()->run(shell(("echo " + word).constData()), [&, word](const Result<CommandResult>& result) {
            ++answered;
            if (result && result->exit == 0 && result->out == word + '\n')
                ++well;
            another();
        });
    };
    for (int i = 0; i < 8; ++i)
        another();
    QTRY_COMPARE_WITH_TIMEOUT(answered, 120, 60'000);
    QCOMPARE(well, 120);
}

void TestExec::limitsTheOutput()
{
    CommandSpec spec = shell("cat /dev/zero");
    spec.maxOutput = 100'000;
    const auto result = runAndWait(host(), spec);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("ssh.output-limit"));
    QCOMPARE(result.error().host, QStringLiteral("here"));
}

void TestExec::limitsTheTime()
{
    CommandSpec spec = shell("sleep 30");
    spec.timeoutMs = 300;
    QElapsedTimer timer;
    timer.start();
    const auto result = runAndWait(host(), spec);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("ssh.command-timeout"));
    QCOMPARE(result.error().phase, QStringLiteral("command"));
    QVERIFY(timer.elapsed() < 3000);
}

void TestExec::cancelEndsTheRemoteProcess()
{
    // A silent command outlives a mere close of its channel.
    const QString pidFile = m_sshd.path(QStringLiteral("pid"));
    std::optional<Result<CommandResult>> result;
    CommandSpec spec = shell("echo $$ > \"$0\"; exec sleep 300");
    spec.argv.append(pidFile);
    const CommandHandle handle = host()->run(spec, [&](const Result<CommandResult>& r) { result = r; });
    const auto pid = [&pidFile] {
        QFile file(pidFile);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    };
    QTRY_VERIFY(!pid().isEmpty());
    const QString process = QStringLiteral("/proc/") + QString::fromLatin1(pid());
    QVERIFY(QFile::exists(process));
    handle.cancel();
    handle.cancel();
    QTRY_VERIFY(result.has_value());
    QCOMPARE(result->error().code, QStringLiteral("ssh.cancelled"));
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(process), 6'000);
}

void TestExec::cancelInTheQueue()
{
    QList<CommandHandle> handles;
    int cancelled = 0;
    int well = 0;
    for (int i = 0; i < 12; ++i)
        handles.append(host()->run(shell("sleep 0.2"), [&](const Result<CommandResult>& r) {
            if (r)
                ++well;
            else if (r.error().code == QLatin1String("ssh.cancelled"))
                ++cancelled;
        }));
    for (int i = 6; i < 12; ++i)
        handles.at(i).cancel();
    QTRY_COMPARE_WITH_TIMEOUT(well + cancelled, 12, 15'000);
    QCOMPARE(cancelled, 6);
}

void TestExec::waitsForChildrenOnlySoLong()
{
    QElapsedTimer timer;
    timer.start();
    const auto result = runAndWait(host(), shell("sleep 20 & echo started"));
    QVERIFY_RESULT(result);
    QCOMPARE(result->exit, 0);
    QCOMPARE(result->out, QByteArray("started\n"));
    QVERIFY(timer.elapsed() < 5000);
}

void TestExec::dropsWhatTheShellPrintsFirst()
{
    PrivateSshd noisy;
    QVERIFY2(noisy.start(), noisy.log().constData());
    noisy.writeFile(QStringLiteral("home/.bashrc"), "echo Welcome; echo 'have a nice day' >&2; set -x\n");
    SshPool pool(noisy.configFile());
    const auto result = runAndWait(pool.host(QStringLiteral("here")), shell("echo clean; echo tidy >&2"));
    QVERIFY_RESULT(result);
    QCOMPARE(result->out, QByteArray("clean\n"));
    QCOMPARE(result->err, QByteArray("tidy\n"));
}

void TestExec::runsUnderOtherLoginShells_data()
{
    QTest::addColumn<QString>("program");
    for (const char* name : {"/bin/dash", "/bin/bash", "/usr/bin/fish", "/bin/tcsh", "/bin/csh"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestExec::runsUnderOtherLoginShells()
{
    QFETCH(QString, program);
    if (!QFile::exists(program))
        QSKIP("not installed");
    // The account's shell is not ours to change; a forced command hands the line to the other shell just as sshd would.
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = "ForceCommand exec " + program.toUtf8() + " -c \"$SSH_ORIGINAL_COMMAND\"";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    SshPool pool(sshd.configFile());
    CommandSpec spec = shell("for w in \"$@\"; do printf '[%s]' \"$w\"; done; echo done 2>/dev/null; exit 3");
    spec.argv << QStringLiteral("zero") << QStringLiteral("it's") << QStringLiteral("wow! \\ \\! \\\\")
              << QStringLiteral("two\nlines");
    const auto result = runAndWait(pool.host(QStringLiteral("here")), spec);
    QVERIFY_RESULT(result);
    QCOMPARE(result->out, QByteArray("[it's][wow! \\ \\! \\\\][two\nlines]done\n"));
    QCOMPARE(result->err, QByteArray());
    QCOMPARE(result->exit, 3);
}

void TestExec::refusesAnEmptyCommand()
{
    const auto result = runAndWait(host(), {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("ssh.bad-command"));
}

void TestExec::streamsWithBackPressure()
{
    qint64 got = 0;
    int pieces = 0;
    std::optional<Result<CommandResult>> end;
    host()->stream(
        shell("head -c 20000000 /dev/zero; echo err >&2; exit 5"),
        [&](const QByteArray& piece) {
            got += piece.size();
            ++pieces;
        },
        [&](const Result<CommandResult>& r) { end = r; });
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 30'000);
    QVERIFY_RESULT(*end);
    QCOMPARE(got, 20'000'000);
    QVERIFY(pieces > 1);
    QCOMPARE((*end)->exit, 5);
    QCOMPARE((*end)->err, QByteArray("err\n"));
    QVERIFY((*end)->out.isEmpty());

    // An endless stream ends with its cancel, and others are served meanwhile.
    end.reset();
    const CommandHandle handle = host()->stream(
        shell("while :; do echo tick; done"), [](const QByteArray&) {},
        [&](const Result<CommandResult>& r) { end = r; });
    QVERIFY(runAndWait(host(), shell("true")).has_value());
    handle.cancel();
    QTRY_VERIFY(end.has_value());
    QCOMPARE(end->error().code, QStringLiteral("ssh.cancelled"));
}

QTEST_GUILESS_MAIN(TestExec)
#include "test_exec.moc"
