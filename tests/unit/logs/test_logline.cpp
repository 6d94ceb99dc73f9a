// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/logline.h"
#include "core/logs/logquery.h"

#include <QTest>

using namespace hopscope;

namespace {

constexpr char kRefused[] = "2026/03/02 09:14:07 [error] 812#812: *4411 connect() failed (111: Connection refused) while connecting "
                            "to upstream, client: 10.2.0.9, server: , request: \"GET /healthcheck HTTP/1.1\", upstream: "
                            "\"http://[::1]:8000/healthcheck\", host: \"docs.acme.test\"";
constexpr char kAnswered[] = "10.2.0.9 - - [02/Mar/2026:09:14:07 +0100] \"GET /healthcheck HTTP/1.1\" 200 4 \"-\" \"curl\"";
constexpr qint64 kAt = 1772439247000; // 2026-03-02T08:14:07Z

} // namespace

class TestLogLine : public QObject {
    Q_OBJECT
private slots:
    void flavours_data();
    void flavours();
    void lines_data();
    void lines();
    void joinsTheRequestsOfAHost();
    void queries_data();
    void queries();
};

void TestLogLine::flavours_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("flavour");
    const auto row = [](const char* file, LogFlavour flavour) { QTest::newRow(file) << QString::fromLatin1(file) << int(flavour); };
    row("/var/log/nginx/error.log", LogFlavour::NginxError);
    row("/var/log/nginx/access.log", LogFlavour::NginxAccess);
    row("/var/log/onlyoffice/documentserver/nginx.error.log", LogFlavour::NginxError);
    row("/var/log/onlyoffice/documentserver/docservice/out.log", LogFlavour::Docservice);
    row("/var/log/postgresql/postgresql-15-main.log", LogFlavour::Postgres);
    row("/var/log/rabbitmq/rabbit@store.log", LogFlavour::RabbitMq);
    row("/var/log/redis/redis-server.log", LogFlavour::Redis);
    row("/var/log/syslog", LogFlavour::Plain);
}

void TestLogLine::flavours()
{
    QFETCH(QString, file);
    QFETCH(int, flavour);
    QCOMPARE(int(logFlavourOf(file, {})), flavour);
    QCOMPARE(logFlavourOf({}, QStringLiteral("nginx.service")), LogFlavour::Journal);
}

void TestLogLine::lines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("flavour");
    QTest::addColumn<qint64>("ms"); // 0: none
    QTest::addColumn<QString>("level");
    const auto row = [](const char* name, const QByteArray& line, LogFlavour flavour, qint64 ms, const char* level) {
        QTest::newRow(name) << line << int(flavour) << ms << QString::fromLatin1(level);
    };
    row("nginx error", kRefused, LogFlavour::NginxError, kAt, "error");
    row("nginx console", "nginx: [emerg] still could not bind()", LogFlavour::NginxError, 0, "emerg");
    row("access", kAnswered, LogFlavour::NginxAccess, kAt, "info");
    row("access 502", QByteArray(kAnswered).replace("200", "502"), LogFlavour::NginxAccess, kAt, "error");
    row("docservice", "[2026-03-02T09:14:07.000] [WARN] [a] [b] [c] nodeJS - x", LogFlavour::Docservice, kAt, "warn");
    row("stack", "    at x (y.js:1:2)", LogFlavour::Docservice, 0, "");
    row("journal", "2026-03-02T08:14:07+0000 docs sh[1]: [2026-03-02T09:14:06.000] [ERROR] [a] [b] [c] nodeJS - x",
        LogFlavour::Journal, kAt, "error");
    row("journal of systemd", "2026-03-02T08:14:07+0000 docs systemd[1]: Started x.", LogFlavour::Journal, kAt, "");
    row("postgres", "2026-03-02 08:14:07.000 UTC [7] FATAL:  sorry, too many clients already", LogFlavour::Postgres, kAt, "fatal");
    row("plain", "hello", LogFlavour::Plain, 0, "");
    row("binary", QByteArray("\xff\x00\xfe", 3), LogFlavour::NginxError, 0, "");
}

void TestLogLine::lines()
{
    QFETCH(QByteArray, line);
    QFETCH(int, flavour);
    QFETCH(qint64, ms);
    QFETCH(QString, level);
    const LogLine read = readLogLine(line, LogFlavour(flavour), 3600); // a host one hour east of UTC
    QCOMPARE(read.ms.value_or(0), ms);
    QCOMPARE(read.level, level);
}

void TestLogLine::joinsTheRequestsOfAHost()
{
    HostLogReader reader(3600);
    const LogLine first = reader.read(kRefused, LogFlavour::NginxError);
    QVERIFY(first.request >= 0 && !first.joined);
    const LogLine second = reader.read(QByteArray(kRefused).replace("[::1]", "127.0.0.1"), LogFlavour::NginxError);
    QCOMPARE(second.request, first.request);
    QVERIFY(second.joined);
    QCOMPARE(reader.request(first.request)->outcome, NginxOutcome::Failed);
    const LogLine lone = reader.read(QByteArray(kRefused).replace("4411", "4412"), LogFlavour::NginxError);
    QVERIFY(lone.request != first.request);
    (void)reader.read(QByteArray(kAnswered).replace("200", "502"), LogFlavour::NginxAccess);
    (void)reader.read(kAnswered, LogFlavour::NginxAccess);
    QCOMPARE(reader.settle().size(), 2);
    QCOMPARE(reader.request(first.request)->status, 502);
    QCOMPARE(reader.request(lone.request)->outcome, NginxOutcome::Noise);
}

void TestLogLine::queries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("expression");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* query, bool expression, bool matches) {
        QTest::newRow(query) << QString::fromLatin1(query) << expression << matches;
    };
    row("refused upstream", false, true);
    row("REFUSED -upstream", false, false);
    row("level", false, false);
    row("level == 'error'", true, true);
    row("catalogue == 'NX1' and upstream contains '[::1]'", true, true);
    row("errno in [111, 104]", true, true);
    row("[error]", false, true);
    row("errno >= 111 and not host == 'gate'", true, true);
    row("status >= 500", true, false); // not a field of this line
    row("source contains 'error'", true, true);
    row("it's", false, false);
    row("a=b", false, false);
    row("level ==", false, false);
}

void TestLogLine::queries()
{
    QFETCH(QString, query);
    QFETCH(bool, expression);
    QFETCH(bool, matches);
    const LogQuery filter(query);
    QVERIFY(filter.active());
    QCOMPARE(filter.isExpression(), expression);
    const QByteArray line(kRefused);
    const LogRow lineRow{line, LogFlavour::NginxError, QStringLiteral("docs"), QStringLiteral("/var/log/nginx/error.log"),
                         QStringLiteral("error")};
    QCOMPARE(filter.matches(lineRow), matches);
}

QTEST_GUILESS_MAIN(TestLogLine)
#include "test_logline.moc"
