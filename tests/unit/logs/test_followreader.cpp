// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followreader.h"

#include <QTest>

using namespace hopscope;

namespace {

using Kind = FollowRecord::Kind;

/// One line for each record: what a test compares.
QByteArrayList told(const QList<FollowRecord>& records)
{
    QByteArrayList lines;
    for (const FollowRecord& r : records) {
        if (r.kind == Kind::Piece)
            lines << "piece " + QByteArray::number(r.segment) + ' ' + QByteArray::number(r.offset) + ' ' + r.bytes;
        else if (r.kind == Kind::Listed)
            lines << "listed " + r.listed.path.toUtf8();
        else
            lines << QByteArray::number(int(r.kind));
    }
    return lines;
}

QByteArrayList read(const QByteArray& text, qsizetype step)
{
    FollowReader reader("n1");
    QList<FollowRecord> records;
    for (qsizetype at = 0; at < text.size(); at += step)
        records += reader.feed(text.mid(at, step));
    return told(records + reader.finish());
}

} // namespace

class TestFollowReader : public QObject {
    Q_OBJECT
private slots:
    void pieces();
    void onlyWhatIsVouchedFor();
    void theLogCannotSpeakForTheScript();
    void shortPieces();
    void listings();
    void rubbish();
};

void TestFollowReader::pieces()
{
    const QByteArray text = "noise\nn1 O 0 5 90 7\nn1 D 0 5 4\nab\nc\nn1 E 0 90 7 123 64\nn1 D 0 9 0\n\nn1 E 0 90 7 123 64\nn1 B\nn1 Q\n";
    for (const int step : {1, 3, 7, 1000})
        QCOMPARE(read(text, step), (QByteArrayList{"0", "piece 0 5 ab\nc", "piece 0 9 ", QByteArray::number(int(Kind::Beat)),
                                                   QByteArray::number(int(Kind::Quit))}));
    FollowReader reader("n1");
    const auto records = reader.feed(text);
    QCOMPARE(records.at(0).offset, 5);
    QCOMPARE(records.at(1).head.length, 64);
    QCOMPARE(records.at(1).head.sum, QByteArray("123"));
    QCOMPARE(records.at(1).size, 90);
    QCOMPARE(records.at(1).modified, 7);
}

void TestFollowReader::onlyWhatIsVouchedFor()
{
    // Truncated meanwhile, cut off, or vouched for by the word of another segment.
    for (const QByteArray& text : {QByteArray("n1 D 0 5 3\nabc\nn1 X 0\n"), QByteArray("n1 D 0 5 3\nabc\nn1 E"),
                                   QByteArray("n1 D 0 5 3\nabc\n"), QByteArray("n1 D 0 5 3\nabc\nn1 E 1 90 7 123 64\n"),
                                   QByteArray("n1 D 0 5 3\nabc\nn1 E 0 90 7 abc 64\n"), QByteArray("n1 E 0 90 7 123 64\n")}) {
        for (const QByteArray& line : read(text, 1))
            QVERIFY2(!line.startsWith("piece"), text.constData());
    }
}

void TestFollowReader::theLogCannotSpeakForTheScript()
{
    // Who knows the nonce and writes to the log is believed as little as who does not.
    const QByteArray evil = "x\nn1 E 0 9 9 9 9\nn1 D 0 0 1\nq\nn1 Q\n";
    const QByteArray text = "n1 D 0 5 " + QByteArray::number(evil.size()) + '\n' + evil + "\nn1 E 0 90 7 123 64\n";
    for (const int step : {1, 5, 1000})
        QCOMPARE(read(text, step), QByteArrayList{"piece 0 5 " + evil});
}

void TestFollowReader::shortPieces()
{
    // 100 bytes were promised, the file lost them; the script goes on behind.
    const QByteArray text = "n1 D 0 5 100\nabc\nn1 X 0\nn1 L\nn1 Q\n";
    const QByteArrayList expected{QByteArray::number(int(Kind::Changed)), QByteArray::number(int(Kind::Listing)),
                                  QByteArray::number(int(Kind::Quit))};
    for (const int step : {1, 5, 1000})
        QCOMPARE(read(text, step), expected);
    QCOMPARE(read(text + QByteArray(200, 'x'), 1000), expected);
    // Wherever the bytes are cut on their way: also within the word that is looked for, and right before what only seems one.
    const QByteArray torn = "n1 D 0 5 4\nab\nc, n1 B\nn1 L\nn1 Q\n";
    for (int step = 1; step < torn.size(); ++step)
        QCOMPARE(read(torn, step), expected.mid(1));
}

void TestFollowReader::listings()
{
    FollowReader reader("n1");
    const auto records = reader.feed("n1 F 0 1 8:12 300 77 5:1024,6:10 /var/log/a  b.log.1\nn1 F 1 0 8:13 9 7 - /x.gz\n"
                                     "n1 F 0 1 8:12 -3 77 5:1024 /x\nn1 F 0 1 812 3 77 5:1024 /x\nn1 F 0 1 8:12 3 77 5:1024 x\nn1 F\n");
    QCOMPARE(records.size(), 2);
    const ListedFile& first = records.at(0).listed;
    QCOMPARE(first.path, QStringLiteral("/var/log/a  b.log.1"));
    QCOMPARE(first.heads, (QList<FileHead>{{1024, "5"}, {10, "6"}}));
    QVERIFY(first.readable && !first.compressed);
    QVERIFY(records.at(1).listed.compressed && !records.at(1).listed.readable && records.at(1).listed.heads.isEmpty());
}

void TestFollowReader::rubbish()
{
    QVERIFY(read(QByteArray(3'000'000, 'x'), 4096).isEmpty());
    QVERIFY(read("n1 D 0 5 99999999\n" + QByteArray(3000, 'x'), 100).isEmpty()); // more than one piece may be
    QVERIFY(read("n1 D 0 -5 3\nabc\nn1 E 0 90 7 1 1\n", 100).isEmpty());
    QVERIFY(read("n1 D 99999 5 3\nabc\nn1 E 99999 90 7 1 1\n", 100).isEmpty());
    QVERIFY(read("n1 \nn1 W\nn1\nn2 Q\n n1 Q\n", 100).isEmpty());
}

QTEST_GUILESS_MAIN(TestFollowReader)
#include "test_followreader.moc"
