// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followunit.h"
#include "core/logs/logline.h"

#include <QTest>

using namespace hopscope;

namespace {

QByteArray entry(const char* cursor, const char* message)
{
    return QByteArray(R"({"__CURSOR":")") + cursor + R"(","__REALTIME_TIMESTAMP":"1763809000123456","_HOSTNAME":"docs",)" +
           R"("SYSLOG_IDENTIFIER":"nginx","_PID":"12","MESSAGE":")" + message + "\"}\n";
}

QByteArray linesOf(const QList<LogPiece>& pieces)
{
    QByteArray lines;
    for (const LogPiece& piece : pieces)
        lines += piece.bytes;
    return lines;
}

QStringList codesOf(const QList<LogPiece>& pieces)
{
    QStringList codes;
    for (const LogPiece& piece : pieces) {
        for (const LogMark& mark : piece.marks)
            codes.append(mark.code);
    }
    return codes;
}

} // namespace

class TestFollowUnit : public QObject {
    Q_OBJECT
private slots:
    void oneEntry();
    void oddEntries();
    void goesOnByCursor();
    void theCursorIsGone();
    void entriesInParts();
    void endings();
};

void TestFollowUnit::oneEntry()
{
    const auto read = readJournalEntry(entry("s=a;i=1", "two\\nlines\\n").trimmed());
    QVERIFY(read.has_value());
    QCOMPARE(read->cursor, QByteArray("s=a;i=1"));
    QCOMPARE(read->line, QByteArray("2025-11-22T10:56:40.123456+0000 docs nginx[12]: two\n    lines\n"));
    const LogLine line = readLogLine(read->line.left(read->line.indexOf('\n')), LogFlavour::Journal, 3600);
    QCOMPARE(line.ms.value_or(0), 1'763'809'000'123);
}

void TestFollowUnit::oddEntries()
{
    const auto bytes = readJournalEntry(R"({"__CURSOR":"i=1","__REALTIME_TIMESTAMP":"1763809000123456","MESSAGE":[65,255,66],"_COMM":["a","b"]})");
    QVERIFY(bytes && bytes->line.endsWith(" a: A\xff" "B\n"));
    for (const char* bad : {"", "{}", "[]", "x", R"({"__CURSOR":"i=1"})", R"({"__CURSOR":"$HOME;|x","__REALTIME_TIMESTAMP":"1763809000123456"})",
                            R"({"__CURSOR":"i=1","__REALTIME_TIMESTAMP":"-4"})", R"({"__CURSOR":"i=1","__REALTIME_TIMESTAMP":"9223372036854775807"})"})
        QVERIFY2(!readJournalEntry(bad), bad);
}

void TestFollowUnit::goesOnByCursor()
{
    UnitFollowJob job(QStringLiteral("nginx.service"));
    QStringList argv = job.argv();
    QCOMPARE(argv.first(), QStringLiteral("journalctl"));
    QVERIFY(argv.contains(QStringLiteral("200")));
    QCOMPARE(argv.mid(argv.size() - 2), (QStringList{QStringLiteral("-u"), QStringLiteral("nginx.service")}));
    const auto pieces = job.take(entry("i=1", "one") + entry("i=2", "two") + entry("i=3", "half").left(40));
    QCOMPARE(linesOf(pieces).count('\n'), 2);
    QVERIFY(job.ended(std::nullopt, {}).isEmpty());
    QCOMPARE(job.next(), FollowJob::Next::Now);
    argv = job.argv();
    QVERIFY(argv.contains(QStringLiteral("--cursor=i=2")) && argv.contains(QStringLiteral("--no-tail")));
    const auto more = job.take(entry("i=2", "two") + entry("i=3", "three"));
    QVERIFY(linesOf(more).contains("three") && !linesOf(more).contains("two"));
    QCOMPARE(codesOf(more), QStringList{QStringLiteral("log.continued")});
    QVERIFY(codesOf(job.take(entry("i=4", "four"))).isEmpty());
}

void TestFollowUnit::theCursorIsGone()
{
    UnitFollowJob job(QStringLiteral("nginx.service"));
    (void)job.argv();
    (void)job.take(entry("i=1", "one"));
    (void)job.ended(std::nullopt, {});
    (void)job.argv();
    const auto pieces = job.take(entry("i=9", "nine"));
    QVERIFY(linesOf(pieces).contains("nine"));
    QCOMPARE(codesOf(pieces), (QStringList{QStringLiteral("log.interrupted"), QStringLiteral("log.cursor-gone")}));
}

void TestFollowUnit::entriesInParts()
{
    UnitFollowJob job(QStringLiteral("nginx.service"));
    (void)job.argv();
    const QByteArray text = entry("i=1", "one") + "-- Journal begins --\n" + QByteArray(3'000'000, 'x') + '\n' + entry("i=2", "two");
    QByteArray lines;
    for (qsizetype at = 0; at < text.size(); at += 777)
        lines += linesOf(job.take(text.mid(at, 777)));
    QCOMPARE(lines.count('\n'), 2);
    QVERIFY(lines.endsWith("two\n"));
}

void TestFollowUnit::endings()
{
    const auto after = [](int exit, const char* err) {
        UnitFollowJob job(QStringLiteral("nginx.service"));
        (void)job.argv();
        (void)job.ended(exit, err);
        return job.next();
    };
    QCOMPARE(after(127, "sh: 1: journalctl: not found"), FollowJob::Next::NoTool);
    QCOMPARE(after(1, "No journal files were opened due to insufficient permissions."), FollowJob::Next::NotReadable);
    QCOMPARE(after(1, "Failed to open"), FollowJob::Next::Over);
    UnitFollowJob old(QStringLiteral("nginx.service"));
    (void)old.argv();
    (void)old.ended(1, "journalctl: unrecognized option '--output-fields=…'");
    QCOMPARE(old.next(), FollowJob::Next::Now);
    QVERIFY(!old.argv().join(u' ').contains(QStringLiteral("output-fields")));
    (void)old.ended(1, "journalctl: unrecognized option '--output-fields=…'");
    QCOMPARE(old.next(), FollowJob::Next::Over);
}

QTEST_GUILESS_MAIN(TestFollowUnit)
#include "test_followunit.moc"
