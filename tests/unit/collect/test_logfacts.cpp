// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/logfacts.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

constexpr qint64 kNow = 1'795'348'800'000; // 2026-11-22T12:00:00Z, the desktop
constexpr qint64 kMinute = 60'000;
constexpr qint64 kDay = 24 * 60 * kMinute;

RemoteFile logFile(const QByteArray& bytes, const char* path = "/var/log/some.log")
{
    return {QString::fromLatin1(path), 0, QStringLiteral("read"), bytes, {}, {}, {}, false};
}

QList<LogSignature> signatures()
{
    return {{QStringLiteral("db_refused"), {QStringLiteral("docservice")}, QStringLiteral("ECONNREFUSED")},
            {QStringLiteral("pg_down"), {QStringLiteral("postgresql")}, QStringLiteral("shutting down")}};
}

/// A log4js line as Document Server writes it: the host's local time without a zone.
QByteArray docLine(qint64 hostMs, const QByteArray& message, int zoneSeconds = 0, const char* level = "ERROR")
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(hostMs + zoneSeconds * 1000LL, Qt::UTC);
    return '[' + local.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")).toLatin1() + "] [" + level +
           "] [localhost] [docId] [userId] nodeJS - " + message + '\n';
}

SystemReading clockAt(qint64 hostMs, int zoneSeconds = 0)
{
    SystemReading system;
    system.clockMs = hostMs;
    system.zoneSeconds = zoneSeconds;
    return system;
}

Facts docFacts(const QByteArray& bytes, const SystemReading& system)
{
    return Facts(logFacts(QStringLiteral("docs"), QStringLiteral("docservice"), {logFile(bytes)}, signatures(), system, {kNow}).facts);
}

/// What the lab's docservice writes when its configuration lacks a key: a stack of Node, without a time.
const QByteArray kCrash = "/var/www/onlyoffice/documentserver/server/Common/config.js:47\n"
                          "    throw new Error(`Configuration property \"${property}\" is not defined`);\n"
                          "    ^\n"
                          "\n"
                          "Error: Configuration property \"services.CoAuthoring.server.limits_tempfile_upload\" is not defined\n"
                          "    at Object.get (/var/www/onlyoffice/documentserver/server/Common/config.js:47:11)\n"
                          "    at setupUserModules (node:internal/process/pre_execution:206:5)\n"
                          "\n"
                          "Node.js v20.20.2\n";

LogSignature signature(const char* name, const char* pattern, bool run)
{
    return {QString::fromLatin1(name), {QStringLiteral("docservice")}, QString::fromLatin1(pattern), run};
}

const QString kDocs = QStringLiteral("docs/docservice");

} // namespace

class TestLogFacts : public QObject {
    Q_OBJECT
private slots:
    void fifteenMinutesCount();
    void hostClockAndZone_data();
    void hostClockAndZone();
    void stackLinesBelongToTheirHead();
    void linesWithoutAnyTimeDoNotCount();
    void linesAfterTheLastTimeAreAsOldAsTheFile();
    void oncePerRun();
    void binaryGarbage();
    void nginxRows();
    void versionAndIntegrator();
    void postgresAndRedisTimes();
    void unreadableIsNotZero();
    void secretsStayOutOfFacts();
    void transcriptIsTheEnd();
};

void TestLogFacts::fifteenMinutesCount()
{
    const QByteArray log = docLine(kNow - 16 * kMinute, "old ECONNREFUSED") + docLine(kNow - 14 * kMinute, "a ECONNREFUSED") +
                           docLine(kNow - kMinute, "b ECONNREFUSED") + docLine(kNow + 5 * kMinute, "future ECONNREFUSED");
    const Facts facts = docFacts(log, clockAt(kNow));
    QCOMPARE(facts.number(kDocs, "log.db_refused.count"), 2);
    QCOMPARE(facts.number(kDocs, "log.db_refused.age_s"), 60);
    QCOMPARE(facts.text(kDocs, "log.db_refused.first"), Timestamp{kNow - 14 * kMinute}.iso());
    QCOMPARE(facts.text(kDocs, "log.db_refused.last"), Timestamp{kNow - kMinute}.iso());
    // A signature of another kind of node is none of this log's business.
    QVERIFY(facts.value(kDocs, "log.pg_down.count").isUndefined());
    QVERIFY(facts.value(kDocs, "log.last_error").toObject().value(QStringLiteral("text")).toString().contains(QStringLiteral("b ECONN")));
}

void TestLogFacts::hostClockAndZone_data()
{
    QTest::addColumn<qint64>("skewMs");
    QTest::addColumn<int>("zone");
    QTest::newRow("same") << qint64(0) << 0;
    QTest::newRow("+08:00") << qint64(0) << 8 * 3600;
    QTest::newRow("-03:30") << qint64(0) << -12600;
    QTest::newRow("a day ahead") << kDay << 0;
    QTest::newRow("a day behind") << -kDay << 0;
    QTest::newRow("a day behind in Shanghai") << -kDay << 8 * 3600;
}

void TestLogFacts::hostClockAndZone()
{
    QFETCH(qint64, skewMs);
    QFETCH(int, zone);
    const qint64 host = kNow + skewMs;
    const QByteArray log = docLine(host - 20 * kMinute, "old ECONNREFUSED", zone) +
                           docLine(host - 2 * kMinute, "new ECONNREFUSED", zone);
    const Facts facts = docFacts(log, clockAt(host, zone));
    QCOMPARE(facts.number(kDocs, "log.db_refused.count"), 1);
    QCOMPARE(facts.number(kDocs, "log.db_refused.age_s"), 120);
    // Times in facts are the desktop's, however wrong the host's clock is.
    QCOMPARE(facts.text(kDocs, "log.db_refused.last"), Timestamp{kNow - 2 * kMinute}.iso());
}

void TestLogFacts::stackLinesBelongToTheirHead()
{
    const QByteArray log = docLine(kNow - 30 * kMinute, "old") + "    at connect ECONNREFUSED 1\n" +
                           docLine(kNow - kMinute, "new") + "    at connect ECONNREFUSED 2\n" + "AggregateError ECONNREFUSED 3\n";
    QCOMPARE(docFacts(log, clockAt(kNow)).number(kDocs, "log.db_refused.count"), 2);
}

void TestLogFacts::linesWithoutAnyTimeDoNotCount()
{
    // The head of the first line was cut off by the tail.
    const Facts facts = docFacts("    at connect ECONNREFUSED\nECONNREFUSED\n", clockAt(kNow));
    QCOMPARE(facts.number(kDocs, "log.db_refused.count"), 0);
    QVERIFY(facts.value(kDocs, "log.db_refused.last").isUndefined());
}

void TestLogFacts::linesAfterTheLastTimeAreAsOldAsTheFile()
{
    const QList<LogSignature> signatures{
        signature("missing_key", "Error: Configuration property \"(?<value>[^\"]+)\" is not defined", false),
        signature("listening", "listening on port", false)};
    const auto factsAt = [&](const QByteArray& bytes, qint64 modified) {
        RemoteFile file = logFile(bytes);
        file.modified = {modified};
        return Facts(logFacts(QStringLiteral("docs"), QStringLiteral("docservice"), {file}, signatures, clockAt(kNow), {kNow}).facts);
    };
    // It ran well since the morning; then two starts failed, the last of them 20 s ago.
    const QByteArray log = docLine(kNow - 300 * kMinute, "Express server listening on port 8000") + kCrash + kCrash;
    const Facts facts = factsAt(log, kNow - 20'000);
    QCOMPARE(facts.number(kDocs, "log.missing_key.count"), 2);
    QCOMPARE(facts.number(kDocs, "log.missing_key.age_s"), 20);
    QCOMPARE(facts.text(kDocs, "log.missing_key.value"), QStringLiteral("services.CoAuthoring.server.limits_tempfile_upload"));
    QCOMPARE(facts.number(kDocs, "log.listening.count"), 0);
    // Mended since: what stands before a line with a time is not made younger by later lines.
    const Facts mended = factsAt(log + docLine(kNow - kMinute, "Express server listening on port 8000"), kNow - kMinute);
    QCOMPARE(mended.number(kDocs, "log.missing_key.count"), 0);
    QCOMPARE(mended.number(kDocs, "log.listening.count"), 1);
    // A stack under its head keeps the head's time.
    const Facts stack = factsAt(docLine(kNow - 14 * kMinute, "error") + kCrash, kNow - 14 * kMinute + 900);
    QCOMPARE(stack.number(kDocs, "log.missing_key.age_s"), 14 * 60);
}

void TestLogFacts::oncePerRun()
{
    const QList<LogSignature> signatures{signature("columns", "getTableColumns error: (?<value>.+)", true)};
    const auto factsOf = [&](const QByteArray& bytes, Timestamp started) {
        return Facts(logFacts(QStringLiteral("docs"), QStringLiteral("docservice"), {logFile(bytes)}, signatures,
                              clockAt(kNow + 5'000), {kNow}, started)
                         .facts);
    };
    const qint64 start = kNow - 200 * kMinute;
    const QByteArray log = docLine(start - kMinute, "getTableColumns error: of the run before") +
                           docLine(start + 5'000, "getTableColumns error: Error: connect ECONNREFUSED 10.77.0.30:5432");
    // Hours ago, and still the reason why this process does not listen.
    const Facts facts = factsOf(log, {start});
    QCOMPARE(facts.number(kDocs, "log.columns.count"), 1);
    QCOMPARE(facts.text(kDocs, "log.columns.value"), QStringLiteral("Error: connect ECONNREFUSED 10.77.0.30:5432"));
    QCOMPARE(facts.number(kDocs, "log.columns.age_s"), 200 * 60);
    // Nothing runs: only what is recent counts.
    QCOMPARE(factsOf(log, {}).number(kDocs, "log.columns.count"), 0);
}

void TestLogFacts::binaryGarbage()
{
    QByteArray noise(300'000, '\0');
    for (qsizetype i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>((i * 7919 + i / 13) & 0xff);
    const QByteArray log = noise + '\n' + docLine(kNow - kMinute, "\xff\xfe ECONNREFUSED \x01") + noise;
    const Facts facts = docFacts(log, clockAt(kNow));
    QVERIFY(facts.number(kDocs, "log.db_refused.count") >= 1);
    QVERIFY(facts.value(kDocs, "log.last_error").toObject().value(QStringLiteral("text")).toString().size() <= 400);
}

void TestLogFacts::nginxRows()
{
    const QByteArray line = "2026/11/22 11:59:00 [error] 411#411: *7 connect() failed (111: Connection refused) while connecting to "
                            "upstream, client: 10.0.0.1, server: docs, request: \"GET /healthcheck HTTP/1.1\", upstream: "
                            "\"http://127.0.0.1:8000/healthcheck\", host: \"docs\"\n";
    const LogReading read = logFacts(QStringLiteral("docs"), QStringLiteral("nginx"), {logFile(line + line)}, signatures(),
                                     clockAt(kNow), {kNow});
    const Facts facts(read.facts);
    const QString node = QStringLiteral("docs/nginx");
    QCOMPARE(facts.number(node, "log.NX1.count"), 2);
    QCOMPARE(facts.number(node, "log.NX1.age_s"), 60);
    QVERIFY(facts.value(node, "log.files").isUndefined()); // its configuration says so
    QVERIFY(facts.value(node, "log.last_error").isObject());
}

void TestLogFacts::versionAndIntegrator()
{
    // The start may be long ago; it still tells the version.
    const QByteArray log =
        docLine(kNow - 600 * kMinute, "Express server listening on port 8000 in production mode. Version: 8.2.0. Build: 143", 0, "WARN") +
        docLine(kNow - 20 * kMinute, "postData error: url = https://one.example/track;data = {}") +
        docLine(kNow - kMinute, "postData error: url = https://two.example/callback;data = {\"key\":1}");
    const Facts facts = docFacts(log, clockAt(kNow));
    QCOMPARE(facts.text(kDocs, "ds.version"), QStringLiteral("8.2.0"));
    QCOMPARE(facts.number(kDocs, "ds.build"), 143);
    QCOMPARE(facts.value(kDocs, "ds.integrator").toObject().value(QStringLiteral("url")).toString(),
             QStringLiteral("https://two.example/callback"));
}

void TestLogFacts::postgresAndRedisTimes()
{
    // PostgreSQL names its zone, which may be another than the host's.
    const QByteArray postgres = "2026-11-22 11:58:00.204 UTC [77] LOG:  database system is shutting down\n";
    const Facts pg(logFacts(QStringLiteral("store"), QStringLiteral("postgresql"), {logFile(postgres)}, signatures(),
                            clockAt(kNow, 8 * 3600), {kNow})
                       .facts);
    QCOMPARE(pg.number(QStringLiteral("store/postgresql"), "log.pg_down.count"), 1);
    const QByteArray redis = "1234:M 22 Nov 2026 11:59:30.177 # ERROR: out of memory\n";
    const Facts rd(logFacts(QStringLiteral("store"), QStringLiteral("redis"), {logFile(redis)}, {}, clockAt(kNow), {kNow}).facts);
    QCOMPARE(rd.value(QStringLiteral("store/redis"), "log.last_error").toObject().value(QStringLiteral("at")).toString(),
             Timestamp{kNow - 30'000 + 177}.iso());
}

void TestLogFacts::unreadableIsNotZero()
{
    RemoteFile denied = logFile({});
    denied.state = QStringLiteral("unreadable");
    const Facts facts(
        logFacts(QStringLiteral("docs"), QStringLiteral("docservice"), {denied}, signatures(), clockAt(kNow), {kNow}).facts);
    QCOMPARE(facts.why(kDocs, "log.db_refused.count"), QStringLiteral("file.unreadable"));
}

void TestLogFacts::secretsStayOutOfFacts()
{
    const QByteArray log =
        docLine(kNow - kMinute, "connect amqp://guest:Pw-amqp@store:5672 ECONNREFUSED") +
        docLine(kNow - kMinute, "postData error: url = https://user:Pw-url@two.example/callback?access_token=Pw-token;data = {}");
    const QByteArray all = docFacts(log, clockAt(kNow)).dump();
    QVERIFY2(!all.contains("Pw-"), all.constData());
    const QByteArray first = docFacts(log.left(log.indexOf('\n') + 1), clockAt(kNow)).dump();
    QVERIFY2(!first.contains("Pw-"), first.constData());
}

void TestLogFacts::transcriptIsTheEnd()
{
    QByteArray log;
    for (int i = 0; i < 500; ++i)
        log += docLine(kNow - kMinute, "line " + QByteArray::number(i) + '.');
    const LogReading read = logFacts(QStringLiteral("docs"), QStringLiteral("docservice"), {logFile(log, "/var/log/ds/out.log")},
                                     {}, clockAt(kNow), {kNow});
    QVERIFY(read.transcript.startsWith("# /var/log/ds/out.log\n"));
    QVERIFY(read.transcript.contains("line 499."));
    QVERIFY(read.transcript.contains("line 380."));
    QVERIFY(!read.transcript.contains("line 379."));
    QCOMPARE(read.command, QStringLiteral("tail -n 120 /var/log/ds/out.log"));
}

QTEST_GUILESS_MAIN(TestLogFacts)
#include "test_logfacts.moc"
