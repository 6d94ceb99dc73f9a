// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/docservicelog.h"
#include "core/parse/logtime.h"
#include "core/parse/nginxaccess.h"
#include "core/parse/servicelogs.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace hopscope;

class TestLogs : public QObject {
    Q_OBJECT
private slots:
    void times_data();
    void times();
    void notTimes_data();
    void notTimes();
    void offsets();
    void accessCombined();
    void accessCommon();
    void accessTolerates_data();
    void accessTolerates();
    void docservice();
    void docserviceOldForm();
    void docserviceInTheJournal();
    void docserviceInTheJournalWithStacks();
    void docserviceBetweenRecords_data();
    void docserviceBetweenRecords();
    void docserviceCaps();
    void services();
    void supervisorctl();
    void oomKills();
    void surviveAnything();
};

void TestLogs::times_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("utc");
    QTest::addColumn<int>("rest"); // bytes of the text that are not part of the time
    const auto row = [](const char* name, const char* text, const char* utc, int rest) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(utc) << rest;
    };
    row("nginx", "2026/03/02 09:14:07 [error]", "2026-03-02T08:14:07.000Z", 8);
    row("log4js", "2026-03-02T09:14:05.120", "2026-03-02T08:14:05.120Z", 0);
    row("supervisor", "2026-03-02 09:14:01,285 WARN", "2026-03-02T08:14:01.285Z", 5);
    row("postgres", "2026-03-02 09:14:02.204 UTC [24390]", "2026-03-02T09:14:02.204Z", 8);
    row("rabbitmq", "2026-11-22 11:01:18.056905+00:00 [info]", "2026-11-22T11:01:18.056Z", 7);
    row("systemd", "Sun 2026-11-22 10:55:50 UTC", "2026-11-22T10:55:50.000Z", 0);
    row("systemd local", "Sun 2026-11-22 10:55:50 CET", "2026-11-22T09:55:50.000Z", 4);
    row("redis", "22 Nov 2026 10:59:53.177 *", "2026-11-22T09:59:53.177Z", 2);
    row("access", "02/Mar/2026:09:14:07 +0800", "2026-03-02T01:14:07.000Z", 0);
    row("dmesg", "Mon Nov  2 10:59:53 2026", "2026-11-02T09:59:53.000Z", 0);
    row("journal iso", "2026-11-22T10:59:53+0100 docs", "2026-11-22T09:59:53.000Z", 5);
    row("west", "2026-11-22T10:59:53-03:30", "2026-11-22T14:29:53.000Z", 0);
    row("zulu", "2026-11-22T10:59:53Z", "2026-11-22T10:59:53.000Z", 0);
    row("unix", "@1700000000", "2023-11-14T22:13:20.000Z", 0);
    row("short unix", "1700000000.123456 host", "2023-11-14T22:13:20.123Z", 5);
    row("leap second", "2026-06-30T23:59:60Z", "2026-07-01T00:00:00.000Z", 0);
}

void TestLogs::times()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, utc);
    QFETCH(int, rest);
    const auto time = readLogTime(text);
    QVERIFY(time);
    QCOMPARE(time->at(3600).iso(), utc); // a host one hour east of UTC
    QCOMPARE(text.size() - time->length, rest);
}

void TestLogs::notTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "x", "2026-02-30 10:00:00", "2026-02-3", "2026/03-02 09:14:07", "2026-03-02 24:00:00",
                             "31/Foo/2026:10:00:00", "12345", "Mon ", "n/a", "[not set]"})
        QTest::newRow(text) << QByteArray(text);
}

void TestLogs::notTimes()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readLogTime(text));
}

void TestLogs::offsets()
{
    QCOMPARE(readOffset(QStringLiteral("+08:00")), 28800);
    QCOMPARE(readOffset(QStringLiteral("-0330")), -12600);
    QCOMPARE(readOffset(QStringLiteral("utc")), 0);
    QVERIFY(!readOffset(QStringLiteral("local")) && !readOffset({}) && !readOffset(QStringLiteral("+8")));
}

void TestLogs::accessCombined()
{
    const NginxAccessLine line = parseNginxAccessLine(
        "10.2.0.9 - ops [02/Mar/2026:09:14:07 +0000] \"GET /a%20b?c HTTP/1.1\" 502 157 \"-\" \"curl/8 \\x22x\\x22\" rt=0.1\n");
    QVERIFY(line.recognised);
    QCOMPARE(line.client, QStringLiteral("10.2.0.9"));
    QCOMPARE(line.user, QStringLiteral("ops"));
    QCOMPARE(line.method, QStringLiteral("GET"));
    QCOMPARE(line.uri, QStringLiteral("/a%20b?c"));
    QCOMPARE(line.protocol, QStringLiteral("HTTP/1.1"));
    QCOMPARE(line.status, 502);
    QCOMPARE(line.bytes, 157);
    QVERIFY(line.referrer.isNull());
    QCOMPARE(line.agent, QStringLiteral("curl/8 \\x22x\\x22"));
    QCOMPARE(line.rest, QStringLiteral("rt=0.1"));
    QCOMPARE(line.toJson().value(u"time").toString(), QStringLiteral("2026-03-02T09:14:07"));
}

void TestLogs::accessCommon()
{
    const NginxAccessLine line = parseNginxAccessLine("::1 - - [02/Mar/2026:09:14:07 +0000] \"\\x16\\x03\" 009 -");
    QVERIFY(line.recognised);
    QCOMPARE(line.status, 9);
    QVERIFY(line.method.isNull() && line.agent.isNull() && line.user.isNull());
}

void TestLogs::accessTolerates_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"", "x", "1.1.1.1 - - [02/Mar/2026:09:14:07 +0000] \"GET /", "1.1.1.1 - - [x] \"G\" 200 1",
                             "1.1.1.1 - - [02/Mar/2026:09:14:07 +0000] \"G\" 2x0 1",
                             "1.1.1.1 - - [02/Mar/2026:09:14:07 +0000] \"G\" 200 -5",
                             "2026/03/02 09:14:07 [error] 1#1: x"})
        QTest::newRow(line) << QByteArray(line);
}

void TestLogs::accessTolerates()
{
    QFETCH(QByteArray, line);
    const NginxAccessLine parsed = parseNginxAccessLine(line);
    QVERIFY(!parsed.recognised);
    QCOMPARE(parsed.message, QString::fromUtf8(line));
}

void TestLogs::docservice()
{
    const QByteArray text(
        "[2026-03-02T09:13:58.004] [ERROR] [localhost] [docId] [userId] nodeJS - [AMQP] Error: connect ECONNREFUSED\n"
        "    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)\r\n"
        "[2026-03-02T09:14:05.120] [WARN] [localhost] [docId] [userId] nodeJS - Express server listening on port 8000 in "
        "production-linux mode. Version: 9.3.1. Build: 8\n"
        "[2026-03-02T09:20:44.871] [ERROR] [localhost] [9f3c_key] [uid-7][s1] nodeJS - postData error: url = https://x - y");
    const QList<DocserviceRecord> records = parseDocserviceLog(text);
    QCOMPARE(records.size(), 3);
    QCOMPARE(records.at(0).message, QStringLiteral("[AMQP] Error: connect ECONNREFUSED"));
    QCOMPARE(records.at(0).stack, QStringLiteral("    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)"));
    QCOMPARE(records.at(0).lines, 2);
    QVERIFY(!records.at(0).listening());
    const auto listening = records.at(1).listening();
    QVERIFY(listening);
    QCOMPARE(listening->port, 8000);
    QCOMPARE(listening->version, QStringLiteral("9.3.1"));
    QCOMPARE(listening->build, 8);
    QCOMPARE(text.mid(records.at(1).offset, 25), QByteArray("[2026-03-02T09:14:05.120]"));
    QCOMPARE(records.at(2).document, QStringLiteral("9f3c_key"));
    QCOMPARE(records.at(2).user, QStringLiteral("uid-7"));
    QCOMPARE(records.at(2).message, QStringLiteral("postData error: url = https://x - y"));
    QVERIFY(records.at(2).toJson().value(u"stack").isNull());
}

void TestLogs::docserviceOldForm()
{
    const QList<DocserviceRecord> records = parseDocserviceLog(
        "    at nowhere\n[2021-03-02T09:13:58.004] [ERROR] nodeJS - start\n[2021-03-02T09:13:59.004] [LOUD] nodeJS - x\n");
    QCOMPARE(records.size(), 2);
    QVERIFY(!records.at(0).recognised && records.at(1).recognised);
    QVERIFY(records.at(1).tenant.isNull());
    QCOMPARE(records.at(1).category, QStringLiteral("nodeJS"));
    QCOMPARE(records.at(1).lines, 2);
}

void TestLogs::docserviceInTheJournal()
{
    const QList<DocserviceRecord> records =
        parseDocserviceLog("Nov 22 10:59:53 docs sh[123]: [2026-11-22T10:59:53.004] [WARN] [a] [b] [c] nodeJS - hello\n");
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.first().message, QStringLiteral("hello"));
}

void TestLogs::docserviceInTheJournalWithStacks()
{
    const QByteArray prefix("2026-11-22T10:59:53+0000 docs sh[123]: ");
    const QList<DocserviceRecord> records = parseDocserviceLog(
        prefix + "[2026-11-22T10:59:53.004] [ERROR] [a] [b] [c] nodeJS - Error: connect ECONNREFUSED\n" + prefix +
        "    at TCPConnectWrap.afterConnect\n" + prefix + "npm ERR! exit 1\n");
    QCOMPARE(records.size(), 2);
    QCOMPARE(records.at(0).stack, QStringLiteral("    at TCPConnectWrap.afterConnect"));
    QVERIFY(!records.at(1).recognised);
}

void TestLogs::docserviceBetweenRecords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("belongs");
    QTest::newRow("stack") << QByteArray("    at Server.setupListenHandle [as _listen2] (node:net:1817:16)") << true;
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("object") << QByteArray("{ errno: -111,") << true;
    QTest::newRow("inner error") << QByteArray("AggregateError [ECONNREFUSED]:") << true;
    QTest::newRow("database error") << QByteArray("error: relation \"doc_changes\" does not exist") << true;
    QTest::newRow("cause") << QByteArray("[cause]: Error: x") << true;
    QTest::newRow("markup") << QByteArray("<html>") << true;
    QTest::newRow("heap") << QByteArray("FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory") << false;
    QTest::newRow("collector") << QByteArray("<--- Last few GCs --->") << false;
    QTest::newRow("shell") << QByteArray("sh: 1: exec: docservice: not found") << false;
    QTest::newRow("prose") << QByteArray("what is this?") << false;
    QTest::newRow("another log") << QByteArray("2026/11/22 10:59:53 [error] 1#1: x") << false;
}

void TestLogs::docserviceBetweenRecords()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, belongs);
    const QByteArray head("[2026-03-02T09:13:58.004] [ERROR] [localhost] [docId] [userId] nodeJS - one\n");
    const QList<DocserviceRecord> records = parseDocserviceLog(head + line + '\n' + head);
    QCOMPARE(records.size(), belongs ? 2 : 3);
    QVERIFY(records.first().recognised && records.last().recognised);
    QCOMPARE(records.at(1).recognised, belongs);
    if (belongs)
        QCOMPARE(records.first().stack, QString::fromUtf8(line));
    else
        QCOMPARE(records.at(1).toJson(), (QJsonObject{{QStringLiteral("message"), QString::fromUtf8(line)}}));
}

void TestLogs::docserviceCaps()
{
    QByteArray text("[2026-03-02T09:13:58.004] [ERROR] nodeJS - " + QByteArray(100000, 'a') + "\n");
    text += QByteArray("    at x\n").repeated(20000);
    const QList<DocserviceRecord> records = parseDocserviceLog(text);
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.first().message.size(), 10000);
    QVERIFY(records.first().stack.size() <= 20000);
    QCOMPARE(records.first().lines, 20001);
}

void TestLogs::services()
{
    const auto postgres = parsePostgresLine("2026-03-02 09:14:02.204 UTC [24390] FATAL:  sorry, too many clients already\n");
    QVERIFY(postgres);
    QCOMPARE(postgres->level, QStringLiteral("FATAL"));
    QCOMPARE(postgres->pid, 24390);
    QCOMPARE(postgres->text, QStringLiteral("sorry, too many clients already"));
    const auto named = parsePostgresLine("2026-03-02 09:14:02.204 CET [7] onlyoffice@onlyoffice ERROR:  deadlock detected");
    QVERIFY(named);
    QCOMPARE(named->source, QStringLiteral("onlyoffice@onlyoffice"));
    QCOMPARE(named->time.at(3600).iso(), QStringLiteral("2026-03-02T08:14:02.204Z"));

    const auto rabbit = parseRabbitLine("2026-11-22 11:01:18.056905+00:00 [info] <0.289.0> Memory high watermark set to 9642 MiB");
    QVERIFY(rabbit);
    QCOMPARE(rabbit->level, QStringLiteral("info"));
    QCOMPARE(rabbit->source, QStringLiteral("<0.289.0>"));
    QCOMPARE(rabbit->text, QStringLiteral("Memory high watermark set to 9642 MiB"));

    const auto redis = parseRedisLine("22885:M 22 Nov 2026 10:59:53.177 * Background saving terminated with success");
    QVERIFY(redis);
    QCOMPARE(redis->level, QStringLiteral("notice"));
    QCOMPARE(redis->source, QStringLiteral("M"));
    QCOMPARE(redis->pid, 22885);

    const auto supervisor = parseSupervisordLine("2026-03-02 09:14:01,285 WARN exited: docservice (exit status 1; not expected)");
    QVERIFY(supervisor);
    QCOMPARE(supervisor->level, QStringLiteral("WARN"));
    QCOMPARE(supervisor->text, QStringLiteral("exited: docservice (exit status 1; not expected)"));

    const QByteArray other("\tDETAIL of something");
    QVERIFY(!parsePostgresLine(other) && !parseRabbitLine(other) && !parseRedisLine(other) && !parseSupervisordLine(other));
}

void TestLogs::supervisorctl()
{
    const QList<SupervisorProgram> programs = parseSupervisorctl(
        "ds:docservice                    RUNNING   pid 20909, uptime 0:01:16\n"
        "ds:converter                     RUNNING   pid 20910, uptime 2 days, 1:00:01\n"
        "ds:metrics                       BACKOFF   Exited too quickly (process log may have details)\n"
        "ds:example                       STOPPED   Not started\n"
        "unix:///var/run/supervisor.sock no such file\n");
    QCOMPARE(programs.size(), 4);
    QCOMPARE(programs.at(0).pid, 20909);
    QCOMPARE(programs.at(0).uptimeS, 76);
    QCOMPARE(programs.at(1).uptimeS, 2 * 86400 + 3601);
    QCOMPARE(programs.at(2).text, QStringLiteral("Exited too quickly (process log may have details)"));
    QVERIFY(!programs.at(3).uptimeS);
}

void TestLogs::oomKills()
{
    const QList<OomKill> kills = parseOomKills(
        "[ 1234.567890] Memory cgroup out of memory: Killed process 4242 (docservice) total-vm:1048576kB, anon-rss:524288kB, "
        "file-rss:0kB, shmem-rss:0kB, UID:107 pgtables:2048kB oom_score_adj:0\n"
        "[Sun Nov 22 10:59:53 2026] Out of memory: Killed process 7 (x2t) total-vm:8kB, anon-rss:4kB\n"
        "2026-11-22T10:59:54+0000 docs kernel: Out of memory: Killed process 8 (node) total-vm:8kB, anon-rss:4kB\n"
        "[ 1.0] oom-kill:constraint=CONSTRAINT_MEMCG\n");
    QCOMPARE(kills.size(), 3);
    QVERIFY(kills.at(0).cgroup && kills.at(0).bootSeconds == 1234.56789 && !kills.at(0).time);
    QCOMPARE(kills.at(0).process, QStringLiteral("docservice"));
    QCOMPARE(kills.at(0).anonRssKb, 524288);
    QVERIFY(!kills.at(1).cgroup);
    QCOMPARE(kills.at(1).time->at(0).iso(), QStringLiteral("2026-11-22T10:59:53.000Z"));
    QCOMPARE(kills.at(2).pid, 8);
}

void TestLogs::surviveAnything()
{
    const QList<QByteArray> seeds{
        "[2026-03-02T09:14:05.120] [WARN] [localhost] [docId] [userId] nodeJS - hello\n   at x\n",
        "2026-03-02 09:14:02.204 UTC [24390] FATAL:  sorry\n", "22885:M 22 Nov 2026 10:59:53.177 * saved\n",
        "2026-11-22 11:01:18.056905+00:00 [info] <0.289.0> Memory\n", "ds:docservice RUNNING pid 20909, uptime 2 days, 0:01:16\n",
        "[ 1234.5] Out of memory: Killed process 7 (x2t) total-vm:8kB, anon-rss:4kB\n",
        "10.2.0.9 - ops [02/Mar/2026:09:14:07 +0000] \"GET / HTTP/1.1\" 502 157 \"-\" \"curl\"\n"};
    QRandomGenerator random(11);
    for (int round = 0; round < 7000; ++round) {
        const QByteArray& seed = seeds.at(round % seeds.size());
        QByteArray text = seed.left(random.bounded(seed.size() + 1));
        for (int change = random.bounded(4); change > 0 && !text.isEmpty(); --change)
            text[random.bounded(text.size())] = static_cast<char>(random.bounded(256));
        const auto time = readLogTime(text);
        QVERIFY(!time || time->length <= text.size());
        QVERIFY(parseDocserviceLog(text).size() <= 3);
        (void)parsePostgresLine(text);
        (void)parseRabbitLine(text);
        (void)parseRedisLine(text);
        (void)parseSupervisordLine(text);
        (void)parseNginxAccessLine(text);
        (void)parseSupervisorctl(text);
        (void)parseOomKills(text);
    }
}

QTEST_GUILESS_MAIN(TestLogs)
#include "test_logs.moc"
