// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/frame.h"
#include "core/journal/reader.h"
#include "tests/unit/journal/sample.h"

#include <QCryptographicHash>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hopscope;
using namespace hopscope::journaltest;

class TestJournal : public QObject {
    Q_OBJECT
private slots:
    void readsBackWhatWasWritten();
    void sameEntriesGiveTheSameBytes();
    void matchesTheDocumentedBytes();
    void createsOnlyNewFilesForTheOwnerAlone();
    void goesOnAfterACrash();
    void losesNothingWhenKilled();
    void refusesToGoOnWithOtherFiles();
    void refusesASecondWriter();
    void leavesNothingTornOnAFullDisk();
    void refusesWhatItCouldNotReadBack();
    void syncsOnceASecond();
    void namesWhatIsNotAnIncident_data();
    void namesWhatIsNotAnIncident();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("%1.hopscope").arg(m_files)); }
    void newFile() { ++m_files; }
    QTemporaryDir m_folder;
    int m_files = 0;
};

void TestJournal::readsBackWhatWasWritten()
{
    newFile();
    auto writer = JournalWriter::create(path());
    QVERIFY_RESULT(writer);
    for (int n = 1; n <= 20; ++n)
        QVERIFY(writer->write(sampleEntry(n)));
    const auto open = readJournal(path());
    QVERIFY_RESULT(open);
    QCOMPARE(open->damage, JournalDamage({QStringLiteral("journal.not-closed"), writer->size()}));
    QCOMPARE(open->headHash, writer->headHash());

    QVERIFY(writer->seal(at(21)));
    QVERIFY(writer->closed());
    QCOMPARE(writer->write(sampleEntry(21)).error().code, QStringLiteral("journal.closed"));
    const auto sealed = readJournal(path());
    QVERIFY_RESULT(sealed);
    QVERIFY(!sealed->damage);
    QVERIFY(sealed->closed);
    QVERIFY(sealed->afterBreak.isEmpty());
    QCOMPARE(sealed->headHash, writer->headHash());
    QCOMPARE(sealed->entries.size(), 20);
    for (int n = 1; n <= 20; ++n)
        QCOMPARE(sealed->entries.at(n - 1), sampleEntry(n));
}

void TestJournal::sameEntriesGiveTheSameBytes()
{
    QCOMPARE(sampleFile(30), sampleFile(30));
}

void TestJournal::matchesTheDocumentedBytes()
{
    // Written out by hand from docs/INCIDENT-FORMAT.md, so that the page and the code cannot part unseen.
    newFile();
    auto writer = JournalWriter::create(path());
    QVERIFY_RESULT(writer);
    QVERIFY(writer->write(
        {1, {1'700'000'000'000}, QStringLiteral("note"), {{QStringLiteral("code"), QStringLiteral("x")}}}));
    const QByteArray bytes = readAll(path());
    const QByteArray header = QByteArray::fromHex("89484f500d0a1a0a010000004962e798");
    const QByteArray payload = R"({"at":"2023-11-14T22:13:20.000Z","kind":"note","payload":{"code":"x"},"seq":1})";
    QCOMPARE(bytes.first(16).toHex(), header.toHex());
    QCOMPARE(bytes.mid(16, 12).toHex(),
             QByteArray("ff4852fe") + QByteArray::number(payload.size(), 16) + "000000" + "01000000");
    QCOMPARE(bytes.mid(28, payload.size()), payload);
    const QByteArray before = QCryptographicHash::hash(header, QCryptographicHash::Sha256);
    const QByteArray chain =
        QCryptographicHash::hash(before + bytes.mid(16, 12 + payload.size() + 4), QCryptographicHash::Sha256);
    QCOMPARE(bytes.last(32).toHex(), chain.toHex());
    QCOMPARE(bytes.size(), 16 + 12 + payload.size() + 4 + 32);
}

void TestJournal::createsOnlyNewFilesForTheOwnerAlone()
{
    newFile();
    {
        const auto writer = JournalWriter::create(path());
        QVERIFY_RESULT(writer);
        struct stat info {};
        QCOMPARE(::stat(QFile::encodeName(path()).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600u);
    }
    QCOMPARE(JournalWriter::create(path()).error().code, QStringLiteral("journal.exists"));
    QCOMPARE(JournalWriter::create(QStringLiteral("/nonexistent/folder/x")).error().code,
             QStringLiteral("journal.write"));
}

void TestJournal::goesOnAfterACrash()
{
    newFile();
    QList<qint64> ends;
    const QByteArray good = sampleFile(12, false, &ends);
    for (const qint64 cut : {ends.at(9), ends.at(9) + 1, ends.at(9) + 13, ends.at(10) - 1}) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(good.first(cut));
        file.close();
        {
            auto writer = JournalWriter::append(path());
            QVERIFY_RESULT(writer);
            QCOMPARE(writer->entries(), 10);
            QVERIFY(writer->write(sampleEntry(11)));
            QVERIFY(writer->write(sampleEntry(12)));
        }
        QCOMPARE(readAll(path()), good);
    }
}

void TestJournal::losesNothingWhenKilled()
{
    newFile();
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) { // tells after each record that write() has promised it, until it is killed
        auto writer = JournalWriter::create(path());
        for (int n = 1; writer && writer->write(sampleEntry(n)); ++n) {
            if (::write(pipe[1], &n, sizeof n) != sizeof n)
                break;
        }
        ::_exit(1);
    }
    QVERIFY(child > 0);
    int promised = 0;
    while (promised < 500 && ::read(pipe[0], &promised, sizeof promised) == sizeof promised)
        continue;
    ::kill(child, SIGKILL);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    ::close(pipe[0]);
    ::close(pipe[1]);

    auto writer = JournalWriter::append(path());
    QVERIFY_RESULT(writer);
    QVERIFY2(writer->entries() >= promised, qPrintable(QString::number(writer->entries())));
    QVERIFY(writer->seal(at(1)));
    const auto contents = readJournal(path());
    QVERIFY_RESULT(contents);
    QVERIFY(!contents->damage);
    QCOMPARE(contents->entries.size(), writer->entries());
    QCOMPARE(contents->entries.last(), sampleEntry(static_cast<int>(writer->entries())));
}

void TestJournal::refusesToGoOnWithOtherFiles()
{
    newFile();
    QList<qint64> ends;
    const QByteArray sealed = sampleFile(5, true, &ends);
    const auto codeFor = [this](const QByteArray& bytes) {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            return QString();
        file.close();
        const auto writer = JournalWriter::append(path());
        return readAll(path()) == bytes && !writer ? writer.error().code : QStringLiteral("changed");
    };
    QCOMPARE(codeFor(sealed), QStringLiteral("journal.closed"));
    QByteArray flipped = sealed.first(ends.at(4));
    flipped[ends.at(3) + 30] = static_cast<char>(flipped.at(ends.at(3) + 30) ^ 1);
    QCOMPARE(codeFor(flipped), QStringLiteral("journal.damaged"));
    QByteArray middle = sealed.first(ends.at(4));
    middle[ends.at(0) + 30] = static_cast<char>(middle.at(ends.at(0) + 30) ^ 1);
    QCOMPARE(codeFor(middle), QStringLiteral("journal.damaged"));
    QCOMPARE(codeFor(sealed + "x"), QStringLiteral("journal.damaged"));
    QCOMPARE(codeFor("#!/bin/sh\n"), QStringLiteral("journal.not-incident"));
    QCOMPARE(JournalWriter::append(m_folder.filePath(QStringLiteral("none"))).error().code,
             QStringLiteral("journal.missing"));
}

void TestJournal::refusesASecondWriter()
{
    newFile();
    auto first = JournalWriter::create(path());
    QVERIFY_RESULT(first);
    QVERIFY(first->write(sampleEntry(1)));
    QCOMPARE(JournalWriter::append(path()).error().code, QStringLiteral("journal.locked"));
}

void TestJournal::leavesNothingTornOnAFullDisk()
{
    newFile();
    auto writer = JournalWriter::create(path());
    QVERIFY_RESULT(writer);
    QVERIFY(writer->write(sampleEntry(1)));
    const qint64 before = writer->size();
    // A limit on the file's size cuts a write short and then refuses it, as a full disk does.
    ::signal(SIGXFSZ, SIG_IGN);
    struct rlimit old {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const struct rlimit tight {
        static_cast<rlim_t>(before + 50), old.rlim_max
    };
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const Status written = writer->write(sampleEntry(2));
    const qint64 onDisk = QFileInfo(path()).size();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("journal.write"));
    QVERIFY(!written.error().detail.isEmpty());
    QCOMPARE(onDisk, before);
    QCOMPARE(writer->size(), before);
    QCOMPARE(writer->entries(), 1);

    QVERIFY(writer->write(sampleEntry(2))); // space again: it simply goes on
    QVERIFY(writer->seal(at(3)));
    const auto contents = readJournal(path());
    QVERIFY_RESULT(contents);
    QVERIFY(!contents->damage);
    QCOMPARE(contents->entries.size(), 2);
}

void TestJournal::refusesWhatItCouldNotReadBack()
{
    newFile();
    auto writer = JournalWriter::create(path());
    QVERIFY_RESULT(writer);
    const qint64 before = writer->size();
    Entry huge = sampleEntry(2);
    huge.payload.insert(QStringLiteral("x"), QString(frame::kMaxPayload, QLatin1Char('x')));
    for (const Entry& bad : {Entry{0, at(1), QStringLiteral("note"), {}}, Entry{1, at(1), {}, {}}, huge})
        QCOMPARE(writer->write(bad).error().code, QStringLiteral("journal.bad-entry"));
    QCOMPARE(writer->size(), before);
}

void TestJournal::syncsOnceASecond()
{
    newFile();
    auto writer = JournalWriter::create(path());
    QVERIFY_RESULT(writer);
    QVERIFY(writer->write(sampleEntry(1)));
    QVERIFY(writer->syncIfDue(at(0)));
    QVERIFY(writer->write(sampleEntry(2)));
    QVERIFY(writer->syncIfDue({at(0).ms + 999}));
    QVERIFY(writer->syncIfDue({at(0).ms + 1000}));
    QVERIFY(writer->sync());
}

void TestJournal::namesWhatIsNotAnIncident_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QByteArray chain = frame::firstChain(frame::fileHeader());
    const QByteArray seal = frame::encode(frame::Type::Seal, R"({"at":"","entries":0})", chain);
    QTest::newRow("empty") << QByteArray() << QStringLiteral("journal.not-incident");
    QTest::newRow("text") << QByteArray("name = \"docs\"\n") << QStringLiteral("journal.not-incident");
    QTest::newRow("zeros") << QByteArray(100'000, '\0') << QStringLiteral("journal.not-incident");
    QTest::newRow("magic only") << frame::fileHeader().first(8) << QStringLiteral("journal.no-record");
    QTest::newRow("header only") << frame::fileHeader() << QStringLiteral("journal.no-record");
    QTest::newRow("sealed without a record") << frame::fileHeader() + seal << QStringLiteral("journal.no-record");
    QTest::newRow("header and garbage") << frame::fileHeader() + QByteArray(500, 'x')
                                        << QStringLiteral("journal.no-record");
    QTest::newRow("version 2") << QByteArray::fromHex("89484f500d0a1a0a02000000a7cd528a")
                               << QStringLiteral("journal.newer");
}

void TestJournal::namesWhatIsNotAnIncident()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, code);
    const auto contents = readJournal(QByteArrayView(bytes));
    QVERIFY(!contents);
    QCOMPARE(contents.error().code, code);
    QCOMPARE(readJournal(m_folder.filePath(QStringLiteral("none"))).error().code, QStringLiteral("journal.missing"));
    QCOMPARE(readJournal(m_folder.path()).error().code, QStringLiteral("journal.unreadable"));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "test_journal.moc"
