// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxcatalogue.h"
#include "core/parse/nginxerror.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hopscope;

namespace {

struct Sample {
    int row;          // 0: none
    const char* text; // message and action
    const char* level = "error";
};

const Sample samples[] = {
#include "tests/unit/parse/nginxcataloguesamples.inc"
};

} // namespace

class TestNginxError : public QObject {
    Q_OBJECT
private slots:
    void readsEveryField();
    void readsSparseLines();
    void errnoIsANumber_data();
    void errnoIsANumber();
    void familyIsTheUpstreams_data();
    void familyIsTheUpstreams();
    void textFromClientsDoesNotMoveFields();
    void otherLinesHaveOnlyAMessage_data();
    void otherLinesHaveOnlyAMessage();
    void catalogue_data();
    void catalogue();
    void everyRowIsTested();
    void patterns();
    void survivesAnything();
};

void TestNginxError::readsEveryField()
{
    const NginxErrorLine line = parseNginxErrorLine(
        "2026/03/02 09:14:07 [error] 812#813: *4411 connect() failed (111: Connection refused) while connecting to upstream, "
        "client: 10.2.0.9, server: , request: \"GET /a\"b HTTP/1.1\", subrequest: \"/auth\", "
        "upstream: \"http://127.0.0.1:8000/healthcheck\", host: \"docs.acme.test\", referrer: \"https://x/\"\n");
    QVERIFY(line.recognised);
    const QJsonObject json = line.toJson();
    QCOMPARE(json.value(u"time").toString(), QStringLiteral("2026-03-02T09:14:07"));
    QCOMPARE(json.value(u"level").toString(), QStringLiteral("error"));
    QCOMPARE(json.value(u"pid").toInt(), 812);
    QCOMPARE(json.value(u"tid").toInt(), 813);
    QCOMPARE(json.value(u"connection").toInt(), 4411);
    QCOMPARE(json.value(u"message").toString(), QStringLiteral("connect() failed"));
    QCOMPARE(json.value(u"errno").toInt(), 111);
    QCOMPARE(json.value(u"action").toString(), QStringLiteral("connecting to upstream"));
    QCOMPARE(json.value(u"client").toString(), QStringLiteral("10.2.0.9"));
    QVERIFY(json.value(u"server").isString() && json.value(u"server").toString().isEmpty());
    QCOMPARE(json.value(u"request").toString(), QStringLiteral("GET /a\"b HTTP/1.1"));
    QCOMPARE(line.subrequest, QStringLiteral("/auth"));
    QCOMPARE(json.value(u"upstream").toString(), QStringLiteral("http://127.0.0.1:8000/healthcheck"));
    QCOMPARE(json.value(u"family").toString(), QStringLiteral("ipv4"));
    QCOMPARE(json.value(u"host").toString(), QStringLiteral("docs.acme.test"));
    QCOMPARE(line.referrer, QStringLiteral("https://x/"));
    QCOMPARE(json.keys(), (QStringList{QStringLiteral("action"), QStringLiteral("catalogue"), QStringLiteral("client"),
                                       QStringLiteral("connection"), QStringLiteral("errno"), QStringLiteral("family"),
                                       QStringLiteral("host"), QStringLiteral("level"), QStringLiteral("message"),
                                       QStringLiteral("pid"), QStringLiteral("request"), QStringLiteral("server"),
                                       QStringLiteral("tid"), QStringLiteral("time"), QStringLiteral("upstream")}));
    QCOMPARE(json.value(u"catalogue").toString(), QStringLiteral("NX1"));
    QCOMPARE(line.time.at(3600).iso(), QStringLiteral("2026-03-02T08:14:07.000Z"));
}

void TestNginxError::readsSparseLines()
{
    const NginxErrorLine notice = parseNginxErrorLine("2026/11/22 10:59:53 [notice] 1#1: signal process started");
    QVERIFY(notice.recognised);
    QVERIFY(!notice.connection && !notice.errnoNumber && notice.client.isNull() && notice.catalogue.isNull());
    QVERIFY(notice.toJson().value(u"client").isNull());

    const NginxErrorLine emerg = parseNginxErrorLine("nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)");
    QVERIFY(emerg.recognised && !emerg.pid);
    QVERIFY(emerg.toJson().value(u"time").isNull());
    QCOMPARE(emerg.catalogue, QStringLiteral("NX97"));

    const NginxErrorLine dns = parseNginxErrorLine(
        "2026/11/22 10:59:53 [error] 7#7: recv() failed (111: Connection refused) while resolving, resolver: 10.0.0.1:53");
    QCOMPARE(dns.action, QStringLiteral("resolving"));
    QCOMPARE(dns.message, QStringLiteral("recv() failed"));

    const NginxErrorLine tls = parseNginxErrorLine(
        "2026/11/22 10:59:53 [crit] 7#7: *3 SSL_do_handshake() failed (SSL: error:0A0000C1:SSL routines::no shared cipher) "
        "while SSL handshaking, client: 10.0.0.1, server: 0.0.0.0:443");
    QCOMPARE(tls.server, QStringLiteral("0.0.0.0:443"));
    QVERIFY(tls.message.endsWith(QLatin1String("no shared cipher)")));
}

void TestNginxError::errnoIsANumber_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("number");
    QTest::newRow("text lost") << QByteArray("connect() failed (111: Unknown error)") << 111;
    QTest::newRow("no text") << QByteArray("connect() failed (61: )") << 61;
    QTest::newRow("not an errno") << QByteArray("upstream SSL certificate verify error: (18:self-signed certificate)") << 0;
    QTest::newRow("SSL before errno") << QByteArray("SSL_read() failed (SSL: error:1:x) (104: Connection reset by peer)") << 104;
    QTest::newRow("path with parentheses") << QByteArray("open() \"/a (1: b)/c\" failed (2: No such file or directory)") << 2;
}

void TestNginxError::errnoIsANumber()
{
    QFETCH(QByteArray, message);
    QFETCH(int, number);
    const NginxErrorLine line = parseNginxErrorLine("2026/11/22 10:59:53 [error] 7#7: *1 " + message + " while x, client: 1.1.1.1");
    QCOMPARE(line.errnoNumber.value_or(0), number);
    QCOMPARE(line.action, QStringLiteral("x"));
}

void TestNginxError::familyIsTheUpstreams_data()
{
    QTest::addColumn<QByteArray>("upstream");
    QTest::addColumn<QString>("family");
    QTest::newRow("v4") << QByteArray("http://127.0.0.1:8000/") << QStringLiteral("ipv4");
    QTest::newRow("v6") << QByteArray("https://[::1]:8000/") << QStringLiteral("ipv6");
    QTest::newRow("unix") << QByteArray("http://unix:/run/x.sock:/") << QStringLiteral("unix");
    QTest::newRow("fastcgi") << QByteArray("fastcgi://10.0.0.1:9000") << QStringLiteral("ipv4");
    QTest::newRow("group") << QByteArray("http://docservice/healthcheck") << QString();
    QTest::newRow("numeric name") << QByteArray("http://1.2.3.4.example/") << QString();
}

void TestNginxError::familyIsTheUpstreams()
{
    QFETCH(QByteArray, upstream);
    QFETCH(QString, family);
    const NginxErrorLine line = parseNginxErrorLine("2026/11/22 10:59:53 [error] 7#7: *1 no live upstreams while connecting to "
                                                    "upstream, client: ::1, server: , request: \"GET / HTTP/1.1\", upstream: \"" +
                                                    upstream + "\", host: \"h\"");
    QCOMPARE(line.family, family);
    QCOMPARE(line.family.isNull(), family.isEmpty());
    QCOMPARE(line.host, QStringLiteral("h"));
}

void TestNginxError::textFromClientsDoesNotMoveFields()
{
    const NginxErrorLine line = parseNginxErrorLine(
        "2026/11/22 10:59:53 [error] 7#7: *1 open() \"/srv/a while b, client: 6.6.6.6\" failed (2: No such file or directory), "
        "client: 10.0.0.1, server: s, request: \"GET /x, client: 6.6.6.6, while HTTP/1.1\", host: \"h\"");
    QCOMPARE(line.client, QStringLiteral("10.0.0.1"));
    QCOMPARE(line.message, QStringLiteral("open() \"/srv/a while b, client: 6.6.6.6\" failed"));
    QVERIFY(line.action.isNull());
    QCOMPARE(line.request, QStringLiteral("GET /x, client: 6.6.6.6, while HTTP/1.1"));
    QCOMPARE(line.catalogue, QStringLiteral("NX87"));
}

void TestNginxError::otherLinesHaveOnlyAMessage_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("prose") << QByteArray("hello");
    QTest::newRow("date only") << QByteArray("2026/11/22 10:59:53 ");
    QTest::newRow("level unknown") << QByteArray("2026/11/22 10:59:53 [bad] 1#1: x");
    QTest::newRow("no pid") << QByteArray("2026/11/22 10:59:53 [error] x#1: x");
    QTest::newRow("month 13") << QByteArray("2026/13/22 10:59:53 [error] 1#1: x");
    QTest::newRow("cut") << QByteArray("2026/11/22 10:59:53 [error] 1#");
    QTest::newRow("access log") << QByteArray("10.0.0.1 - - [02/Mar/2026:09:14:07 +0000] \"GET / HTTP/1.1\" 502 157");
}

void TestNginxError::otherLinesHaveOnlyAMessage()
{
    QFETCH(QByteArray, line);
    const NginxErrorLine parsed = parseNginxErrorLine(line);
    QVERIFY(!parsed.recognised);
    QCOMPARE(parsed.toJson(), (QJsonObject{{QStringLiteral("message"), QString::fromUtf8(line)}}));
}

void TestNginxError::catalogue_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QByteArray>("line");
    // What stands around the message changes nothing about its row.
    static const struct {
        const char* name;
        const char* head;
        const char* tail;
    } settings[] = {
        {"request", "7#7: *1 ", ", client: 10.0.0.1, server: s, request: \"GET / HTTP/1.1\", host: \"h\""},
        {"IPv4 upstream", "812#812: *4411 ", ", client: 10.2.0.9, server: , request: \"GET /healthcheck HTTP/1.1\", "
                                             "upstream: \"http://127.0.0.1:8000/healthcheck\", host: \"docs.acme.test\""},
        {"IPv6 upstream", "812#813: *18446744 ", ", client: fd00::9, server: docs, request: \"POST /converter HTTP/2.0\", "
                                                 "upstream: \"https://[::1]:8000/converter\", host: \"h\", referrer: \"https://x/\""},
        {"unix upstream", "1#1: *2 ", ", client: unix:, server: _, request: \"GET /a\"b HTTP/1.1\", subrequest: \"/auth\", "
                                      "upstream: \"http://unix:/run/a.sock:/x\", host: \"h\""},
        {"no request", "7#7: *1 ", ", client: 10.0.0.1, server: 0.0.0.0:443"},
        {"no connection", "7#7: ", ""},
    };
    int number = 0;
    for (const Sample& sample : samples) {
        ++number;
        for (const auto& setting : settings) {
            QTest::newRow(qPrintable(QStringLiteral("NX%1 %2 %3").arg(sample.row).arg(number).arg(QLatin1String(setting.name))))
                << sample.row
                << QByteArray("2026/11/22 10:59:53 [") + sample.level + "] " + setting.head + sample.text + setting.tail;
        }
        if (qstrcmp(sample.level, "emerg") == 0)
            QTest::newRow(qPrintable(QStringLiteral("NX%1 %2 console").arg(sample.row).arg(number)))
                << sample.row << QByteArray("nginx: [emerg] ") + sample.text;
        // Other systems have other words for the same number, or none.
        static const QRegularExpression words(QStringLiteral("\\((\\d+): [^()]*\\)(?= while|$)"));
        QString bare = QString::fromLatin1(sample.text);
        if (bare.contains(words))
            QTest::newRow(qPrintable(QStringLiteral("NX%1 %2 words of another system").arg(sample.row).arg(number)))
                << sample.row
                << QByteArray("2026/11/22 10:59:53 [") + sample.level + "] 7#7: *1 " +
                       bare.replace(words, QStringLiteral("(\\1: Unknown error)")).toLatin1() + ", client: 10.0.0.1";
    }
}

void TestNginxError::catalogue()
{
    QFETCH(int, row);
    QFETCH(QByteArray, line);
    const NginxErrorLine parsed = parseNginxErrorLine(line);
    QVERIFY(parsed.recognised);
    QCOMPARE(parsed.catalogue, row ? QStringLiteral("NX%1").arg(row) : QString());
}

void TestNginxError::everyRowIsTested()
{
    QSet<int> rows;
    for (const auto* rules : {&nginxUpstreamRules(), &nginxLocalRules()}) {
        for (const NginxCatalogueRule& rule : *rules)
            rows.insert(rule.row);
    }
    for (const Sample& sample : samples)
        rows.remove(sample.row);
    QVERIFY2(rows.isEmpty(), rows.isEmpty() ? "" : qPrintable(QString::number(*rows.cbegin())));
    QSet<int> silent;
    for (int row = 1; row <= 110; ++row) {
        bool found = false;
        for (const auto* rules : {&nginxUpstreamRules(), &nginxLocalRules()}) {
            for (const NginxCatalogueRule& rule : *rules)
                found = found || rule.row == row;
        }
        if (!found)
            silent.insert(row);
    }
    QCOMPARE(silent, (QSet<int>{46, 54, 70, 94})); // nginx writes no line about these
}

void TestNginxError::patterns()
{
    QVERIFY(fitsPattern("abc", "a*c") && fitsPattern("abc", "*") && fitsPattern("", "*") && fitsPattern("", ""));
    QVERIFY(fitsPattern("a b c b d", "a*b d") && !fitsPattern("abc", "ab") && !fitsPattern("abc", "b*"));
    QVERIFY(!fitsPattern(QByteArray(3000, 'a'), "*a*a*a*b"));
}

void TestNginxError::survivesAnything()
{
    QRandomGenerator random(7);
    const QByteArray seed("2026/03/02 09:14:07 [error] 812#813: *4411 connect() failed (111: x) while connecting to upstream, "
                          "client: 1, server: s, request: \"G\", upstream: \"http://1.1.1.1:1/\", host: \"h\"");
    for (int round = 0; round < 5000; ++round) {
        QByteArray line = seed.left(random.bounded(seed.size() + 1));
        for (int change = random.bounded(5); change > 0 && !line.isEmpty(); --change)
            line[random.bounded(line.size())] = static_cast<char>(random.bounded(256));
        const NginxErrorLine parsed = parseNginxErrorLine(line);
        QCOMPARE(parsed.toJson().size(), parsed.recognised ? 15 : 1);
    }
    QVERIFY(parseNginxErrorLine(QByteArray(5000000, '"')).message.size() <= 32 * 1024);
}

QTEST_GUILESS_MAIN(TestNginxError)
#include "test_nginxerror.moc"
