// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// FileFollowJob with the real script on this machine, without SSH: every way in which a log is rotated.
#include "core/logs/followfile.h"
#include "core/logs/followscript.h"
#include "tests/support/logwriter.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// Runs a job as LogFollower does, with a shell here.
class Runner {
public:
    explicit Runner(const QString& file, qint64 maxCatchUp = FileFollowJob::kMaxCatchUp, const char* rest = "0.1")
        : job(file, maxCatchUp, QString::fromLatin1(rest))
    {
    }
    ~Runner() { cut(); }

    FileFollowJob job;
    LineTally tally;
    QList<LogMark> marks;
    QStringList shell{QStringLiteral("sh")};
    int runs = 0;

    /// Works until `done`; false after the limit.
    bool until(const std::function<bool()>& done, int limitMs = 15'000)
    {
        QElapsedTimer clock;
        clock.start();
        while (!done()) {
            if (clock.elapsed() > limitMs)
                return false;
            step();
        }
        return true;
    }
    void step()
    {
        if (m_process.state() == QProcess::NotRunning)
            start();
        m_process.waitForReadyRead(20);
        take(job.take(m_process.readAllStandardOutput()));
        if (m_process.state() == QProcess::NotRunning) {
            take(job.take(m_process.readAllStandardOutput()));
            take(job.ended(m_process.exitCode(), m_process.readAllStandardError()));
            QTest::qWait(job.next() == FollowJob::Next::Soon ? 10 : 0);
        }
    }
    /// What was on its way is lost.
    void cut()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.closeReadChannel(QProcess::StandardOutput);
        m_process.kill();
        m_process.waitForFinished();
        take(job.ended(std::nullopt, {}));
    }
    [[nodiscard]] QStringList codes() const
    {
        QStringList codes;
        for (const LogMark& mark : marks)
            codes.append(mark.code);
        return codes;
    }

    /// What the shell and its children took of the processor, in hundredths of a second.
    [[nodiscard]] qint64 ticks() const
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(m_process.processId()));
        if (!stat.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = stat.readAll();
        const QByteArrayList fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        return fields.value(11).toLongLong() + fields.value(12).toLongLong() + fields.value(13).toLongLong() + fields.value(14).toLongLong();
    }

private:
    void start()
    {
        ++runs;
        QStringList argv = job.argv();
        argv.removeFirst();
        m_process.setProcessEnvironment(cLocale());
        m_process.start(shell.first(), shell.mid(1) + argv);
        m_process.waitForStarted();
    }
    static QProcessEnvironment cLocale()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        return environment;
    }
    void take(const QList<LogPiece>& pieces)
    {
        for (const LogPiece& piece : pieces) {
            marks += piece.marks;
            tally.take(piece.bytes);
        }
    }
    QProcess m_process;
};

} // namespace

class TestFollowFile : public QObject {
    Q_OBJECT
private slots:
    void init();
    void startsWithTheLastLines();
    void growsInPieces();
    void aLineIsHandedOverWhenItIsWhole();
    void afterACutItGoesOn();
    void byRename_data();
    void byRename();
    void whoWritesLetsGoLate();
    void copyTruncate_data();
    void copyTruncate();
    void truncatedWithoutCopy();
    void removedAndMadeAnew();
    void twoRotationsWhileCut();
    void datedSiblings();
    void compressedInTheMaking();
    void damagedCopyIsPassedOver();
    void oddNames();
    void tooMuchIsSkipped();
    void notReadable();
    void missingTool();
    void endsWhenNobodyListens();
    void idleCostsLittle();
    void realLogrotate();

private:
    [[nodiscard]] bool same(Runner& runner, const LogWriter& writer, int limitMs = 15'000)
    {
        const bool came = runner.until([&] { return runner.tally.count >= writer.written(); }, limitMs);
        runner.step();
        const QString fault = runner.tally.fault(writer.written());
        if (!fault.isEmpty())
            qWarning() << fault << runner.codes() << runner.tally.torn.mid(0, 3);
        return came && fault.isEmpty();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString log() const { return m_folder->filePath(QStringLiteral("access.log")); }
};

void TestFollowFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFollowFile::startsWithTheLastLines()
{
    LogWriter writer(log());
    writer.write(5000);
    Runner runner(log());
    QVERIFY(runner.until([&] { return runner.tally.count == 200; }));
    writer.write(10);
    QVERIFY(runner.until([&] { return runner.tally.count == 210; }));
    QVERIFY(runner.marks.isEmpty());
    QCOMPARE(runner.tally.backwards, 0);
    QVERIFY(runner.tally.torn.isEmpty());
}

void TestFollowFile::growsInPieces()
{
    LogWriter writer(log());
    Runner runner(log());
    runner.until([] { return false; }, 300);
    for (int i = 0; i < 8; ++i) {
        writer.write(i % 2 == 0 ? 3 : 30'000); // far more than one piece
        runner.until([] { return false; }, 150);
    }
    QVERIFY(same(runner, writer));
    QCOMPARE(runner.tally.backwards, 0);
    QVERIFY(runner.marks.isEmpty());
}

void TestFollowFile::aLineIsHandedOverWhenItIsWhole()
{
    QFile file(log());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    Runner runner(log());
    file.write("0000000");
    file.flush();
    QVERIFY(!runner.until([&] { return runner.tally.count + runner.tally.torn.size() > 0; }, 1500));
    runner.cut(); // half a line does not come twice
    file.write("00 \n");
    file.flush();
    QVERIFY(runner.until([&] { return runner.tally.count == 1; }));
    QVERIFY(runner.tally.torn.isEmpty());
}

void TestFollowFile::afterACutItGoesOn()
{
    LogWriter writer(log());
    writer.write(100);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    for (int i = 0; i < 6; ++i) {
        runner.until([] { return false; }, 50 + 60 * i);
        writer.write(7000);
        if (i % 2 == 0)
            runner.until([&] { return runner.tally.count > 100; }, 200);
        runner.cut();
        writer.write(100);
    }
    QVERIFY(same(runner, writer));
    QVERIFY(runner.codes().contains(QStringLiteral("log.continued")));
    QCOMPARE(runner.codes().count(QStringLiteral("log.continued")), runner.marks.size());
}

void TestFollowFile::byRename_data()
{
    QTest::addColumn<bool>("cut");
    QTest::addColumn<bool>("create");
    QTest::newRow("while it is followed") << false << true;
    QTest::newRow("while cut") << true << true;
    QTest::newRow("nothing made in its place") << false << false;
    QTest::newRow("nothing made in its place, cut") << true << false;
}

void TestFollowFile::byRename()
{
    QFETCH(const bool, cut);
    QFETCH(const bool, create);
    LogWriter writer(log());
    writer.write(100);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    for (int i = 0; i < 4; ++i) {
        writer.write(500);
        if (cut)
            runner.cut();
        writer.rename(create);
        writer.write(500); // still to the old file
        if (i % 2 == 0)
            runner.until([] { return false; }, 400);
        writer.reopen();
        writer.write(500);
        QVERIFY(same(runner, writer));
    }
    QCOMPARE(runner.tally.backwards, 0);
    QVERIFY2(runner.codes().count(QStringLiteral("log.continued")) == runner.marks.size(), qPrintable(runner.codes().join(u' ')));
}

void TestFollowFile::whoWritesLetsGoLate()
{
    LogWriter writer(log());
    LogWriter* late = &writer;
    writer.write(100);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    writer.rename();
    for (int i = 0; i < 3; ++i) {
        late->write(50); // to .1, though the new file is there
        QVERIFY(same(runner, writer));
    }
    runner.cut();
    late->write(50);
    QVERIFY(same(runner, writer));
    writer.reopen();
    writer.write(20);
    QVERIFY(same(runner, writer));
    runner.cut();
    writer.write(20);
    QVERIFY(same(runner, writer));
}

void TestFollowFile::copyTruncate_data()
{
    QTest::addColumn<bool>("cut");
    QTest::addColumn<bool>("compress");
    QTest::addColumn<int>("after");
    QTest::newRow("stays small") << false << false << 3;
    QTest::newRow("grows past the old offset") << false << false << 4000;
    QTest::newRow("stays small, cut") << true << false << 3;
    QTest::newRow("grows past the old offset, cut") << true << false << 4000;
    QTest::newRow("the copy is compressed at once") << false << true << 4000;
    QTest::newRow("the copy is compressed at once, cut") << true << true << 10;
    QTest::newRow("stays empty, cut") << true << false << 0;
}

void TestFollowFile::copyTruncate()
{
    QFETCH(const bool, cut);
    QFETCH(const bool, compress);
    QFETCH(const int, after);
    LogWriter writer(log());
    writer.write(100);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    for (int i = 0; i < 4; ++i) {
        writer.write(700);
        if (i % 2 == 0)
            QVERIFY(same(runner, writer));
        if (cut)
            runner.cut();
        writer.write(33); // perhaps never seen in its first place
        writer.copyTruncate(compress);
        writer.write(after);
        QVERIFY(same(runner, writer));
    }
    if (after > 0)
        QVERIFY(runner.codes().count(QStringLiteral("log.truncated")) >= 3);
    QVERIFY(!runner.codes().contains(QStringLiteral("log.gone")));
}

void TestFollowFile::truncatedWithoutCopy()
{
    LogWriter writer(log());
    writer.write(100);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    QFile::resize(log(), 0);
    writer.write(300);
    QVERIFY(same(runner, writer)); // everything had been read
    QCOMPARE(runner.codes(), QStringList{QStringLiteral("log.truncated-uncopied")}); // but that cannot be known
}

void TestFollowFile::removedAndMadeAnew()
{
    LogWriter writer(log());
    writer.write(100);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    QVERIFY(QFile::remove(log()));
    writer.write(40); // the file has no name any more, but it is held open
    QVERIFY(runner.until([&] { return runner.tally.count == 140; }));
    writer.reopen();
    writer.write(40);
    QVERIFY(same(runner, writer));
    QCOMPARE(runner.codes(), QStringList{QStringLiteral("log.gone")});
}

void TestFollowFile::twoRotationsWhileCut()
{
    LogWriter writer(log());
    writer.write(150);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    runner.cut();
    for (int i = 0; i < 3; ++i) {
        writer.write(1000);
        writer.rename();
        writer.write(11);
        writer.reopen();
        writer.write(22);
        writer.copyTruncate();
        writer.write(33);
    }
    QVERIFY(same(runner, writer));
    QCOMPARE(runner.tally.backwards, 0);
}

void TestFollowFile::datedSiblings()
{
    LogWriter writer(log());
    writer.write(150);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    int day = 20261122;
    for (const bool cut : {false, true, true, false}) {
        writer.write(200);
        if (cut)
            runner.cut();
        const QString older = log() + QLatin1Char('-') + QString::number(day);
        QVERIFY(QFile::rename(log(), log() + QLatin1Char('-') + QString::number(++day)));
        if (QFile::exists(older))
            QCOMPARE(QProcess::execute(QStringLiteral("gzip"), {older}), 0);
        writer.write(50);
        writer.reopen();
        writer.write(50);
        QVERIFY(same(runner, writer));
    }
    runner.cut();
    writer.write(10);
    QVERIFY(QFile::rename(log(), log() + QStringLiteral("-20270101")));
    writer.reopen();
    QCOMPARE(QProcess::execute(QStringLiteral("gzip"), {log() + QStringLiteral("-20270101")}), 0); // at once
    writer.write(10);
    QVERIFY(same(runner, writer));
    QVERIFY(!runner.codes().contains(QStringLiteral("log.gone")));
}

void TestFollowFile::compressedInTheMaking()
{
    LogWriter writer(log());
    writer.write(150);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    runner.cut();
    writer.write(20'000);
    // As one who compresses through a pipe and removes the file before the end was written.
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-c"), log()});
    QVERIFY(gzip.waitForFinished());
    const QByteArray whole = gzip.readAllStandardOutput();
    QFile half(log() + QStringLiteral(".1.gz"));
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.write(whole.left(whole.size() / 2));
    half.flush();
    QVERIFY(QFile::remove(log()));
    writer.reopen();
    writer.write(10);
    runner.until([] { return false; }, 700);
    QCOMPARE(runner.tally.count, 150);
    half.write(whole.mid(whole.size() / 2));
    half.close();
    QVERIFY(same(runner, writer));
}

void TestFollowFile::damagedCopyIsPassedOver()
{
    LogWriter writer(log());
    writer.write(150);
    Runner runner(log());
    QVERIFY(same(runner, writer));
    runner.cut();
    writer.write(3000);
    writer.copyTruncate(true);
    const QString gz = log() + QStringLiteral(".1.gz");
    QVERIFY(QFile::resize(gz, QFile(gz).size() - 20));
    writer.write(10);
    QVERIFY(runner.until([&] { return runner.tally.count >= 160; }, 60'000));
    QCOMPARE(runner.tally.count, 160);
    QVERIFY(runner.codes().contains(QStringLiteral("log.unreadable")));
    QVERIFY(runner.codes().contains(QStringLiteral("log.interrupted")));
}

void TestFollowFile::oddNames()
{
    for (const char* name : {"a log $(touch owned) 'x'.log", "-n", "no*glob?[a].log", "back\\slash.log", "日志.log"}) {
        const QString path = m_folder->filePath(QString::fromUtf8(name));
        LogWriter writer(path);
        writer.write(50);
        Runner runner(path);
        QVERIFY2(same(runner, writer), name);
        runner.cut();
        writer.write(5);
        writer.rename();
        writer.reopen();
        writer.write(5);
        QVERIFY2(same(runner, writer), name);
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("owned"))));
    }
}

void TestFollowFile::tooMuchIsSkipped()
{
    LogWriter writer(log());
    writer.write(150);
    Runner runner(log(), 100'000);
    QVERIFY(same(runner, writer));
    runner.cut();
    writer.write(30'000);
    QVERIFY(runner.until([&] { return runner.tally.count > 1000; }));
    QVERIFY(runner.tally.count < 4000);
    QCOMPARE(runner.codes(), (QStringList{QStringLiteral("log.interrupted"), QStringLiteral("log.skipped")}));
    QVERIFY(runner.marks.last().bytes > 1'000'000);
}

void TestFollowFile::notReadable()
{
    for (const QString& path : {QStringLiteral("/nowhere/at/all.log"), m_folder->path(), QStringLiteral("/dev/null")}) {
        Runner runner(path);
        runner.until([&] { return runner.job.next() == FollowJob::Next::NotReadable; }, 3000);
        QCOMPARE(runner.job.next(), FollowJob::Next::NotReadable);
    }
}

void TestFollowFile::missingTool()
{
    const QString bin = m_folder->filePath(QStringLiteral("bin"));
    QDir().mkpath(bin);
    for (const char* tool : {"stat", "ls", "head", "tail", "wc", "sleep"})
        QFile::link(QStringLiteral("/usr/bin/") + QLatin1String(tool), bin + QLatin1Char('/') + QLatin1String(tool));
    LogWriter writer(log());
    Runner runner(log());
    runner.shell = QStringList{QStringLiteral("/usr/bin/env"), QStringLiteral("PATH=") + bin, QStringLiteral("/bin/sh")};
    QVERIFY(runner.until([&] { return runner.job.next() == FollowJob::Next::NoTool; }));
    QCOMPARE(runner.job.missingTool(), QStringLiteral("cksum"));
}

void TestFollowFile::endsWhenNobodyListens()
{
    LogWriter writer(log());
    writer.write(10);
    FileFollowJob job(log());
    QProcess look;
    QStringList argv = job.argv();
    look.start(argv.takeFirst(), argv);
    QVERIFY(look.waitForFinished());
    (void)job.take(look.readAllStandardOutput());
    (void)job.ended(look.exitCode(), {});
    argv = job.argv();
    // The reader of its output goes away after a second, as sshd does.
    QProcess shell;
    shell.start(QStringLiteral("sh"), QStringList{QStringLiteral("-c"), QStringLiteral("\"$@\" | sleep 1"), QStringLiteral("sh")} + argv);
    QVERIFY(shell.waitForStarted());
    QTest::qWait(500);
    QVERIFY(processesWith(log().toUtf8()) > 0);
    QVERIFY(QTest::qWaitFor([&] { return processesWith(log().toUtf8()) == 0; }, 9'000));
    shell.waitForFinished();
}

void TestFollowFile::idleCostsLittle()
{
    LogWriter writer(log());
    writer.write(10);
    Runner runner(log(), FileFollowJob::kMaxCatchUp, "1");
    QVERIFY(same(runner, writer));
    const int runs = runner.runs;
    const qint64 before = runner.ticks();
    runner.until([] { return false; }, 4000);
    QCOMPARE(runner.runs, runs); // nothing is started anew for an idle log
    QVERIFY2(runner.ticks() - before <= 8, qPrintable(QString::number(runner.ticks() - before))); // 2 % of a core
}

void TestFollowFile::realLogrotate()
{
    if (!QFile::exists(QStringLiteral("/usr/sbin/logrotate")))
        QSKIP("logrotate is not installed");
    for (const char* how : {"copytruncate\ncompress\n", "create\ncompress\ndelaycompress\n", "create\ncompress\n",
                            "create\ndateext\ndateformat -%Y%m%d-%s\ncompress\n", "copytruncate\nextension .log\ncompress\ndelaycompress\n"}) {
        init();
        LogWriter writer(log());
        writer.write(100);
        QFile conf(m_folder->filePath(QStringLiteral("conf")));
        QVERIFY(conf.open(QIODevice::WriteOnly));
        conf.write('"' + log().toUtf8() + "\" {\nsu root root\nrotate 9\nmissingok\n" + how + "}\n");
        conf.close();
        Runner runner(log());
        QVERIFY(same(runner, writer));
        for (int i = 0; i < 4; ++i) {
            writer.write(300);
            if (i % 2 == 1)
                runner.cut();
            QProcess logrotate;
            logrotate.start(QStringLiteral("/usr/sbin/logrotate"), {QStringLiteral("-f"), QStringLiteral("-s"), m_folder->filePath(QStringLiteral("state")), conf.fileName()});
            QVERIFY(logrotate.waitForFinished());
            QVERIFY2(logrotate.exitCode() == 0, logrotate.readAllStandardError().constData());
            if (!QByteArray(how).startsWith("copy"))
                writer.reopen();
            writer.write(i * 400);
            QVERIFY2(same(runner, writer), how);
            QTest::qWait(QByteArray(how).contains("%s") ? 1100 : 0); // its names have seconds
        }
        QVERIFY2(!runner.codes().contains(QStringLiteral("log.gone")), how);
    }
}

QTEST_GUILESS_MAIN(TestFollowFile)
#include "test_followfile.moc"
