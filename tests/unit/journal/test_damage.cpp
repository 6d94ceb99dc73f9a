// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/frame.h"
#include "core/journal/reader.h"
#include "tests/unit/journal/sample.h"

#include <QtEndian>

using namespace hopscope;
using namespace hopscope::journaltest;

/// Whatever happens to a file's bytes must be told, and what stands before the damage must come back unchanged.
class TestDamage : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyByteOfASmallFile();
    void everyCutOfASmallFile();
    void thousandRandomDamages();
    void findsTheRecordsBehindTheBreak();
    void seesRecordsRemovedOrSwapped();
    void seesBytesBehindTheSeal();
    void survivesAFileOfMarkers();

private:
    void checkPrefix(const JournalContents& contents, qint64 firstBadByte, const QList<qint64>& ends);
    QByteArray m_big;
    QList<qint64> m_bigEnds;
    QList<Entry> m_bigEntries;
};

void TestDamage::initTestCase()
{
    m_big = sampleFile(400, true, &m_bigEnds);
    QVERIFY(m_big.size() > 100'000);
    const auto contents = readJournal(QByteArrayView(m_big));
    QVERIFY_RESULT(contents);
    QVERIFY(!contents->damage);
    m_bigEntries = contents->entries;
    QCOMPARE(m_bigEntries.size(), 400);
}

/// Exactly the records that end before the first wrong byte are intact, and the offset named is where they end.
void TestDamage::checkPrefix(const JournalContents& contents, qint64 firstBadByte, const QList<qint64>& ends)
{
    QVERIFY(contents.damage);
    qsizetype intact = 0;
    while (intact < ends.size() && ends.at(intact) <= firstBadByte)
        ++intact;
    if (firstBadByte < frame::kFileHeaderSize)
        QCOMPARE(contents.damage->offset, 0);
    else
        QCOMPARE(contents.damage->offset, intact == 0 ? frame::kFileHeaderSize : ends.at(intact - 1));
    QCOMPARE(contents.entries.size(), intact);
    for (qsizetype i = 0; i < intact; ++i)
        QCOMPARE(contents.entries.at(i), sampleEntry(static_cast<int>(i) + 1));
}

void TestDamage::everyByteOfASmallFile()
{
    QList<qint64> ends;
    const QByteArray good = sampleFile(3, true, &ends);
    QVERIFY(good.size() > 300);
    for (qsizetype i = 0; i < good.size(); ++i) {
        for (const int mask : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x33}) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad.at(i) ^ mask);
            const auto contents = readJournal(QByteArrayView(bad));
            QVERIFY_RESULT(contents);
            QVERIFY(!contents->closed);
            QCOMPARE(contents->damage.value().code, QStringLiteral("journal.damaged"));
            checkPrefix(*contents, i, ends);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("byte %1 mask %2").arg(i).arg(mask)));
        }
    }
}

void TestDamage::everyCutOfASmallFile()
{
    QList<qint64> ends;
    const QByteArray good = sampleFile(3, true, &ends);
    for (qsizetype length = 0; length < good.size(); ++length) {
        const auto contents = readJournal(QByteArrayView(good).first(length));
        if (length < ends.first()) {
            QVERIFY(!contents);
            QCOMPARE(contents.error().code,
                     length == 0 ? QStringLiteral("journal.not-incident") : QStringLiteral("journal.no-record"));
            continue;
        }
        QVERIFY_RESULT(contents);
        const bool atRecordEnd = ends.contains(length);
        QCOMPARE(contents->damage.value().code,
                 atRecordEnd ? QStringLiteral("journal.not-closed") : QStringLiteral("journal.damaged"));
        QCOMPARE(contents->cutShort, !atRecordEnd);
        QVERIFY(contents->afterBreak.isEmpty());
        checkPrefix(*contents, length, ends);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("cut at %1").arg(length)));
    }
}

void TestDamage::thousandRandomDamages()
{
    const quint32 seed =
        qEnvironmentVariableIsSet("HOPSCOPE_SEED") ? qEnvironmentVariable("HOPSCOPE_SEED").toUInt() : 7u;
    QRandomGenerator random(seed);
    for (int round = 0; round < 1000; ++round) {
        const qsizetype where = random.bounded(static_cast<int>(m_big.size()));
        QByteArray bad = m_big;
        if (round % 3 == 0)
            bad.truncate(where);
        else if (round % 3 == 1)
            bad[where] = static_cast<char>(bad.at(where) ^ (1 << random.bounded(8)));
        else
            bad[where] = static_cast<char>(bad.at(where) + 1 + random.bounded(255));
        const auto contents = readJournal(QByteArrayView(bad));
        if (!contents) { // only a cut before the end of the first record leaves nothing to read
            QVERIFY(round % 3 == 0 && where < m_bigEnds.first());
            continue;
        }
        qsizetype intact = contents->entries.size();
        QVERIFY(contents->damage);
        QVERIFY(!contents->closed);
        QVERIFY(intact == 0 || m_bigEnds.at(intact - 1) <= where);
        QVERIFY(intact == 400 || m_bigEnds.at(intact) > where);
        QCOMPARE(contents->entries, m_bigEntries.first(intact));
        if (round % 3 != 0 && intact < 399)
            QVERIFY(contents->afterBreak.size() >= 399 - intact);
    }
}

void TestDamage::findsTheRecordsBehindTheBreak()
{
    QByteArray bad = m_big;
    const qint64 begin = m_bigEnds.at(99);
    bad[begin + 40] = static_cast<char>(bad.at(begin + 40) ^ 1);
    const auto contents = readJournal(QByteArrayView(bad));
    QVERIFY_RESULT(contents);
    QCOMPARE(contents->damage, JournalDamage({QStringLiteral("journal.damaged"), begin}));
    QCOMPARE(contents->entries, m_bigEntries.first(100));
    QCOMPARE(contents->afterBreak, m_bigEntries.sliced(101));
    QCOMPARE(contents->headHash.size(), 64);
}

void TestDamage::seesRecordsRemovedOrSwapped()
{
    const auto part = [this](int n) { return m_big.mid(m_bigEnds.at(n - 1), m_bigEnds.at(n) - m_bigEnds.at(n - 1)); };
    QByteArray removed = m_big;
    removed.remove(m_bigEnds.at(99), part(100).size());
    const auto gap = readJournal(QByteArrayView(removed));
    QVERIFY_RESULT(gap);
    QCOMPARE(gap->damage, JournalDamage({QStringLiteral("journal.damaged"), m_bigEnds.at(99)}));
    QCOMPARE(gap->afterBreak, m_bigEntries.sliced(101));

    QByteArray swapped = m_big;
    swapped.replace(m_bigEnds.at(99), part(100).size() + part(101).size(), part(101) + part(100));
    const auto turned = readJournal(QByteArrayView(swapped));
    QVERIFY_RESULT(turned);
    QCOMPARE(turned->damage, JournalDamage({QStringLiteral("journal.damaged"), m_bigEnds.at(99)}));
    QCOMPARE(turned->afterBreak.size(), 300);
}

void TestDamage::seesBytesBehindTheSeal()
{
    const auto contents = readJournal(QByteArrayView(m_big + '\n'));
    QVERIFY_RESULT(contents);
    QCOMPARE(contents->damage, JournalDamage({QStringLiteral("journal.damaged"), m_big.size()}));
    QCOMPARE(contents->entries, m_bigEntries);
}

void TestDamage::survivesAFileOfMarkers()
{
    // Every 12 bytes a record seems to start that claims 8 MB: a reader that checked each would take hours.
    QByteArray hostile = m_big.first(m_bigEnds.first());
    QByteArray lie("\xffHR\xfe", 4);
    char length[4];
    qToLittleEndian(quint32(frame::kMaxPayload), length);
    lie.append(length, 4).append("\x01\0\0\0", 4);
    hostile += lie.repeated(2'000'000);
    QElapsedTimer timer;
    timer.start();
    const auto contents = readJournal(QByteArrayView(hostile));
    QVERIFY_RESULT(contents);
    QCOMPARE(contents->entries.size(), 1);
    QVERIFY(contents->afterBreak.isEmpty());
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestDamage)
#include "test_damage.moc"
