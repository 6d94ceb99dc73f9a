// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What is to be read next, decided without any host: some cases by hand, and thousands of random histories of a log in a
// file system that is only imagined.
#include "core/logs/followplan.h"
#include "core/logs/siblings.h"
#include "tests/support/logwriter.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QString kLog = QStringLiteral("/l/access.log");

/// A log, who writes it and who rotates it. Inodes are used again at once, and time has whole seconds, as in life.
class Imagined {
public:
    explicit Imagined(quint32 seed) : random(seed) { create(); }

    struct Inode {
        QByteArray id;
        QByteArray content;
        qint64 modified = 0;
        bool compressed = false;
    };
    using File = std::shared_ptr<Inode>;

    QRandomGenerator random;
    QMap<QString, File> files;
    int written = 0;

    void write(int lines)
    {
        for (int i = 0; i < lines; ++i, ++written)
            m_writer->content += QByteArray::number(written).rightJustified(9, '0') + ' ' + QByteArray(written % 61, 'x') + '\n';
        m_writer->modified = m_now;
    }
    void reopen() { m_writer = files.value(kLog) ? files.value(kLog) : create(); }
    void rename(bool dated, bool compressNow)
    {
        reopen();
        const QString to = place(dated);
        files.insert(to, files.take(kLog));
        if (compressNow) {
            create();
            reopen();
            compress(to);
        } else if (random.bounded(2) == 0) {
            create(); // and the writer goes on in the old file until reopen()
        }
    }
    void copyTruncate(bool dated, bool compressNow)
    {
        reopen();
        const QString to = place(dated);
        const File source = files.value(kLog);
        files.insert(to, std::make_shared<Inode>(Inode{free(), source->content, m_now, false}));
        source->content.clear();
        source->modified = m_now;
        if (compressNow)
            compress(to);
    }
    void wait() { m_now += random.bounded(3); }

    [[nodiscard]] static FileHead headOf(const Inode& file, qint64 length)
    {
        const QByteArray head = file.content.left(length);
        return {head.size(), QByteArray::number(qHash(head, 7) % 4'000'000'000U)};
    }
    [[nodiscard]] QList<ListedFile> list(const LookFor& wanted) const
    {
        QList<ListedFile> listed;
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (it.key() != kLog && it.value()->modified < wanted.since)
                continue;
            const qint64 size = it.value()->compressed ? it.value()->content.size() / 9 : it.value()->content.size();
            ListedFile one{it.key(), it.value()->id, size, it.value()->modified, it.value()->compressed, true, {}};
            for (const qint64 length : wanted.headLengths)
                one.heads.append(headOf(*it.value(), length));
            listed.append(one);
        }
        return listed;
    }

private:
    File create()
    {
        const File file = std::make_shared<Inode>(Inode{free(), {}, m_now, false});
        files.insert(kLog, file);
        if (!m_writer)
            m_writer = file;
        return file;
    }
    [[nodiscard]] QByteArray free() const
    {
        for (int i = 1;; ++i) {
            const QByteArray id = "8:" + QByteArray::number(i);
            const bool used = std::any_of(files.cbegin(), files.cend(), [&](const File& f) { return f->id == id; });
            if (!used && (!m_writer || m_writer->id != id))
                return id;
        }
    }
    /// Where a rotated file goes; those that are there make room, and what is older than the newest is compressed.
    QString place(bool dated)
    {
        if (dated) {
            const QString name = kLog + QLatin1Char('-') + QString::number(20260000 + m_rotations++);
            compressAll();
            return name;
        }
        for (int i = 60; i >= 1; --i) {
            for (const char* ending : {"", ".gz"}) {
                const QString from = kLog + QLatin1Char('.') + QString::number(i) + QLatin1String(ending);
                if (files.contains(from))
                    files.insert(kLog + QLatin1Char('.') + QString::number(i + 1) + QLatin1String(ending), files.take(from));
            }
        }
        compressAll();
        return kLog + QStringLiteral(".1");
    }
    void compressAll()
    {
        for (const QString& path : files.keys()) {
            if (path != kLog)
                compress(path);
        }
    }
    void compress(const QString& path)
    {
        if (files.value(path)->compressed)
            return;
        const QByteArray id = free();
        const File old = files.take(path);
        files.insert(path + QStringLiteral(".gz"), std::make_shared<Inode>(Inode{id, old->content, old->modified, true}));
    }
    File m_writer;
    qint64 m_now = 1'800'000'000;
    int m_rotations = 0;
};

/// Reads as the plan says, and perhaps not to its end.
class Reader {
public:
    explicit Reader(Imagined& log) : m_log(log) {}
    QList<LogMark> marks;
    LineTally tally;

    void read(bool cut)
    {
        FollowPlan plan = planFollow(m_files, kLog, m_log.list(lookFor(m_files)), qint64{1} << 40);
        marks += plan.marks;
        QList<QByteArray> rest;
        for (const int origin : plan.origins)
            rest.append(origin >= 0 ? m_rest.at(origin) : QByteArray());
        m_files = plan.files;
        m_rest = rest;
        for (const FollowSegment& segment : plan.segments) {
            const bool stop = cut && m_log.random.bounded(3) == 0;
            piece(segment, stop);
            if (stop)
                return;
        }
    }

private:
    void piece(const FollowSegment& segment, bool stop)
    {
        FollowedFile& file = m_files[segment.file];
        const Imagined::Inode& from = *m_log.files.value(segment.path);
        if (file.offset < 0)
            file.offset = 0; // the log is short where it begins
        const qint64 left = from.content.size() - file.offset;
        const qint64 count = stop ? m_log.random.bounded(int(left) + 1) : left;
        QByteArray& rest = m_rest[segment.file];
        rest += from.content.mid(file.offset, count);
        const qsizetype whole = rest.lastIndexOf('\n') + 1;
        tally.take(rest.left(whole));
        rest.remove(0, whole);
        file.offset += count;
        if (count > 0) {
            file.head = Imagined::headOf(from, FileHead::kLength);
            if (!file.compressed)
                file.modified = from.modified;
        }
        if (!stop && segment.kind != FollowSegment::Kind::Current)
            file.settled = true;
    }
    Imagined& m_log;
    QList<FollowedFile> m_files;
    QList<QByteArray> m_rest;
};

} // namespace

class TestFollowPlan : public QObject {
    Q_OBJECT
private slots:
    void namesOfRotatedFiles_data();
    void namesOfRotatedFiles();
    void oldestFirst();
    void compressedInTheMaking();
    void aGrownFileIsNoOther();
    void usedInodeIsAnotherFile();
    void randomHistories_data();
    void randomHistories();
};

void TestFollowPlan::namesOfRotatedFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("generation");
    for (const char* path : {"/l/access.log.1", "/l/access.log.12", "/l/access.log-20261122", "/l/access.log-2026-11-22", "/l/access.log-1795379921",
                             "/l/access.log.2026112213", "/l/access-20261122.log", "/l/access.1.log", "/l/access.log-20261122-1669107600", "/l/access.log-20261122.1"})
        QTest::newRow(path) << path << path;
    QTest::newRow("gz") << "/l/access.log.2.gz" << "/l/access.log.2";
    QTest::newRow("xz") << "/l/access.log-20261122.xz" << "/l/access.log-20261122";
    QTest::newRow("extension and gz") << "/l/access-20261122.log.gz" << "/l/access-20261122.log";
    for (const char* path : {"/l/access.log", "/l/access.log.gz", "/l/access.log.old", "/l/access.log.1.bak", "/l/access.log-debug", "/l/access.logs.1",
                             "/l/other.log.1", "/l/access-x.log", "/l/access.log.1.gz.tmp", "/l/access.log-12"})
        QTest::newRow(path) << path << "";
}

void TestFollowPlan::namesOfRotatedFiles()
{
    QFETCH(const QString, path);
    QFETCH(const QString, generation);
    const auto name = rotationName(kLog, path);
    QCOMPARE(name ? name->generation : QString(), generation);
}

void TestFollowPlan::oldestFirst()
{
    const auto order = [](const QStringList& names) {
        QList<ListedFile> listed;
        for (const QString& name : names) {
            ListedFile one;
            one.path = kLog + name;
            listed.append(one);
        }
        QStringList sorted;
        for (const ListedFile& one : siblingsOf(kLog, listed))
            sorted.append(one.path.mid(kLog.size()));
        return sorted;
    };
    const QString one = QStringLiteral(".1");
    const QString two = QStringLiteral(".2.gz");
    const QString ten = QStringLiteral(".10.gz");
    QCOMPARE(order({one, ten, {}, two, QStringLiteral(".old")}), (QStringList{ten, two, one}));
    const QString yesterday = QStringLiteral("-20261121.gz");
    const QString today = QStringLiteral("-20261122");
    QCOMPARE(order({today, yesterday}), (QStringList{yesterday, today}));
}

void TestFollowPlan::compressedInTheMaking()
{
    const FileHead head{1024, "5"};
    const QList<FollowedFile> files{{"8:1", 5000, head, 100}};
    const ListedFile plain{kLog + QStringLiteral(".1"), "8:1", 6000, 101, false, true, {head}};
    const ListedFile half{kLog + QStringLiteral(".1.gz"), "8:3", 20, 102, true, true, {}};
    const ListedFile current{kLog, "8:2", 10, 102, false, true, {{10, "6"}}};
    const FollowPlan plan = planFollow(files, kLog, {current, half, plain}, 1 << 20);
    QCOMPARE(plan.segments.size(), 2);
    QCOMPARE(plan.segments.at(0).path, plain.path);
    QCOMPARE(plan.files.at(0).offset, 5000);
    QCOMPARE(plan.files.at(1).offset, 0);
    QVERIFY(plan.marks.isEmpty());
}

void TestFollowPlan::aGrownFileIsNoOther()
{
    const QList<FollowedFile> files{{"8:1", 10, {10, "5"}, 100}};
    const ListedFile grown{kLog, "8:1", 9000, 200, false, true, {{1024, "77"}, {10, "5"}}};
    const FollowPlan plan = planFollow(files, kLog, {grown}, 1 << 20);
    QCOMPARE(plan.segments.size(), 1);
    QCOMPARE(plan.files.at(0).offset, 10);
    QCOMPARE(plan.files.at(0).head, (FileHead{1024, "77"}));
    QVERIFY(plan.marks.isEmpty());
}

void TestFollowPlan::usedInodeIsAnotherFile()
{
    const QList<FollowedFile> files{{"8:1", 10, {10, "5"}, 100}};
    const ListedFile other{kLog, "8:1", 9000, 200, false, true, {{1024, "77"}, {10, "6"}}};
    const FollowPlan plan = planFollow(files, kLog, {other}, 1 << 20);
    QCOMPARE(plan.files.at(0).offset, 0);
    QCOMPARE(plan.marks.size(), 1);
    QCOMPARE(plan.marks.at(0).code, QStringLiteral("log.truncated-uncopied"));
}

void TestFollowPlan::randomHistories_data()
{
    QTest::addColumn<bool>("dated");
    QTest::addColumn<bool>("copies");
    QTest::newRow("numbered, by rename") << false << false;
    QTest::newRow("numbered, also copies") << false << true;
    QTest::newRow("dated, by rename") << true << false;
    QTest::newRow("dated, also copies") << true << true;
}

void TestFollowPlan::randomHistories()
{
    QFETCH(const bool, dated);
    QFETCH(const bool, copies);
    for (quint32 seed = 1; seed <= 200; ++seed) {
        Imagined log(seed);
        Reader reader(log);
        log.write(1);
        reader.read(false);
        QByteArrayList history;
        for (int step = 0; step < 60; ++step) {
            log.wait();
            switch (log.random.bounded(copies ? 6 : 5)) {
            case 0:
                history += "rename";
                log.rename(dated, log.random.bounded(4) == 0);
                break;
            case 1:
                history += "reopen";
                log.reopen();
                log.write(log.random.bounded(40));
                break;
            case 2:
            case 3:
                history += "read";
                reader.read(log.random.bounded(2) == 0);
                break;
            case 4:
                history += "write";
                log.write(log.random.bounded(60));
                break;
            case 5:
                history += "copy";
                log.copyTruncate(dated, log.random.bounded(4) == 0);
                break;
            }
        }
        log.reopen();
        reader.read(false);
        reader.read(false);
        const QString fault = reader.tally.fault(log.written);
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1: %2; ").arg(seed).arg(fault) + QString::fromLatin1(history.join(' '))));
        for (const LogMark& mark : reader.marks)
            QVERIFY2(mark.code == QStringLiteral("log.truncated"), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(mark.code)));
    }
}

QTEST_GUILESS_MAIN(TestFollowPlan)
#include "test_followplan.moc"
