// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/requestmap.h"

#include "core/model/factset.h"
#include "core/probe/printable.h"
#include "core/probe/transcript.h"

#include <QTest>

using namespace hopscope;

namespace {

const QString kHop = QStringLiteral("docs/nginx>docs/docservice@127.0.0.1:8000");
const FactOrigin kOrigin{{1'700'000'000'000}, QStringLiteral("e7")};
const ProbeStart kStart{QStringLiteral("e7"), QStringLiteral("docs"), {1'700'000'000'000}};

FactSet setOf(const QList<Fact>& facts)
{
    FactSet set;
    for (const Fact& fact : facts)
        set.insert(fact);
    return set;
}

HttpResult answered()
{
    HttpResult result;
    result.request.address = QStringLiteral("127.0.0.1");
    result.request.port = 8000;
    result.request.path = QStringLiteral("/healthcheck?token=abcdef");
    result.address = QStringLiteral("127.0.0.1");
    result.times = {2, 5, -1, 9, 11};
    result.message.status = 502;
    result.message.version = "1.1";
    result.message.reason = "Bad Gateway";
    result.message.headers = {{"Server", "nginx/1.22.1"}, {"Set-Cookie", "sid=verysecret; path=/"}};
    result.message.body = "<html>\r\n\0bad" + QByteArray(3000, 'x');
    return result;
}

HttpResult failedWith(const char* code)
{
    HttpResult result = answered();
    result.message = {};
    result.error = Error{QString::fromLatin1(code), {}, {}, QStringLiteral("why")};
    if (QByteArray(code).startsWith("tcp.") || QByteArray(code).startsWith("ssh."))
        result.address.clear();
    return result;
}

QString whyOf(const FactSet& set, const char* name)
{
    const Fact* fact = set.find(kHop, QString::fromLatin1(name));
    return fact && !fact->measured() ? fact->why : QString();
}

} // namespace

class TestRequestMap : public QObject {
    Q_OBJECT
private slots:
    void httpAnswer();
    void httpRefused();
    void everyNameEveryTime();
    void ownTroubleMeasuresNothing();
    void badCertificateBesideStatus();
    void tcp();
    void proto();
    void entry();
    void self();
    void transcriptHidesSecrets();
    void transcriptOfFailures();
    void printableText();
};

void TestRequestMap::httpAnswer()
{
    const FactSet set = setOf(httpFacts(answered(), kHop, kOrigin));
    QCOMPARE(set.value(kHop, QStringLiteral("http.status")).toInt(), 502);
    QCOMPARE(set.value(kHop, QStringLiteral("http.server")).toString(), QStringLiteral("nginx/1.22.1"));
    QVERIFY(!set.find(kHop, QStringLiteral("http.error")));
    QCOMPARE(set.value(kHop, QStringLiteral("http.ms")).toInt(), 11);
    QCOMPARE(set.value(kHop, QStringLiteral("tcp.verdict")).toString(), QStringLiteral("open"));
    QCOMPARE(set.value(kHop, QStringLiteral("tcp.ms")).toInt(), 3); // without the name lookup
    const QString body = set.value(kHop, QStringLiteral("http.body")).toString();
    QCOMPARE(body.size(), 200);
    for (const QChar c : body)
        QVERIFY(c.category() != QChar::Other_Control);
    QCOMPARE(set.find(kHop, QStringLiteral("http.status"))->evidence, QStringLiteral("e7"));
    QCOMPARE(set.find(kHop, QStringLiteral("http.status"))->at, kOrigin.at);
}

void TestRequestMap::httpRefused()
{
    const FactSet set = setOf(httpFacts(failedWith("tcp.refused"), kHop, kOrigin));
    QCOMPARE(set.value(kHop, QStringLiteral("http.error")).toString(), QStringLiteral("tcp.refused"));
    QCOMPARE(set.value(kHop, QStringLiteral("tcp.verdict")).toString(), QStringLiteral("refused"));
    QCOMPARE(whyOf(set, "http.status"), QStringLiteral("tcp.refused"));
    const FactSet silent = setOf(httpFacts(failedWith("http.timed-out"), kHop, kOrigin));
    QCOMPARE(silent.value(kHop, QStringLiteral("tcp.verdict")).toString(), QStringLiteral("open"));
    QCOMPARE(silent.value(kHop, QStringLiteral("http.error")).toString(), QStringLiteral("http.timed-out"));
}

void TestRequestMap::everyNameEveryTime()
{
    // A later round must replace each fact of an earlier one.
    const auto names = [](const QList<Fact>& facts) {
        QStringList all;
        for (const Fact& fact : facts)
            all.append(fact.name);
        all.sort();
        return all;
    };
    const QStringList expected = names(httpFacts(answered(), kHop, kOrigin));
    for (const char* code : {"tcp.refused", "ssh.lost", "http.not-http", "tls.expired"})
        QCOMPARE(names(httpFacts(failedWith(code), kHop, kOrigin)), expected);
    ProtoResult lost;
    lost.code = QStringLiteral("ssh.lost");
    ProtoResult well;
    well.tcpVerdict = QStringLiteral("open");
    QCOMPARE(names(protoFacts(lost, kHop, kOrigin)), names(protoFacts(well, kHop, kOrigin)));
}

void TestRequestMap::ownTroubleMeasuresNothing()
{
    for (const char* code : {"ssh.lost", "tcp.failed"}) {
        for (const Fact& fact : httpFacts(failedWith(code), kHop, kOrigin)) {
            QVERIFY2(!fact.measured(), qPrintable(fact.name));
            QCOMPARE(fact.why, QString::fromLatin1(code));
        }
    }
}

void TestRequestMap::badCertificateBesideStatus()
{
    HttpResult result = answered();
    result.tls.problems = {{QStringLiteral("tls.expired"), {}, {}, {}}};
    const FactSet set = setOf(httpFacts(result, kHop, kOrigin));
    QCOMPARE(set.value(kHop, QStringLiteral("http.status")).toInt(), 502);
    QCOMPARE(set.value(kHop, QStringLiteral("http.error")).toString(), QStringLiteral("tls.expired"));
}

void TestRequestMap::tcp()
{
    TcpResult result;
    result.verdict = QStringLiteral("timed-out");
    result.ms = 2000;
    QCOMPARE(setOf(tcpFacts(result, kHop, kOrigin)).value(kHop, QStringLiteral("tcp.verdict")).toString(),
             QStringLiteral("timed-out"));
    result.verdict.clear();
    result.error = Error{QStringLiteral("ssh.refused"), {}, {}, {}};
    QCOMPARE(whyOf(setOf(tcpFacts(result, kHop, kOrigin)), "tcp.verdict"), QStringLiteral("ssh.refused"));
}

void TestRequestMap::proto()
{
    ProtoResult result;
    result.tcpVerdict = QStringLiteral("open");
    result.code = QStringLiteral("57P03");
    result.reply = QStringLiteral("starting up");
    FactSet set = setOf(protoFacts(result, kHop, kOrigin));
    QCOMPARE(set.value(kHop, QStringLiteral("proto.ok")), QJsonValue(false));
    QCOMPARE(set.value(kHop, QStringLiteral("proto.code")).toString(), QStringLiteral("57P03"));
    result.code = QStringLiteral("tcp.resolve");
    result.tcpVerdict.clear();
    set = setOf(protoFacts(result, kHop, kOrigin));
    QCOMPARE(whyOf(set, "proto.ok"), QStringLiteral("tcp.resolve"));
}

void TestRequestMap::entry()
{
    const QString client = QStringLiteral("desktop/client");
    FactSet set = setOf(entryFacts({QStringLiteral("https://a/"), answered()}, kOrigin));
    QCOMPARE(set.value(client, QStringLiteral("entry.status")).toInt(), 502);
    QCOMPARE(set.value(client, QStringLiteral("entry.address")).toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(set.of(client).size(), 6);
    set = setOf(entryFacts({QStringLiteral("https://a/"), failedWith("tcp.resolve")}, kOrigin));
    QCOMPARE(set.value(client, QStringLiteral("entry.error")).toString(), QStringLiteral("tcp.resolve"));
    QVERIFY(!set.find(client, QStringLiteral("entry.address"))->measured());
    QCOMPARE(set.of(client).size(), 7);
}

void TestRequestMap::self()
{
    const FactSet set = setOf(selfFacts(answered(), QStringLiteral("gate/nginx"), kOrigin));
    QCOMPARE(set.value(QStringLiteral("gate/nginx"), QStringLiteral("self.status")).toInt(), 502);
}

void TestRequestMap::transcriptHidesSecrets()
{
    const Evidence evidence = evidenceOf(answered(), kStart);
    QVERIFY(evidence.bytes.contains("HTTP/1.1 502 Bad Gateway"));
    QVERIFY(evidence.bytes.contains("Server: nginx/1.22.1"));
    QVERIFY(evidence.bytes.contains("Set-Cookie: [redacted]"));
    for (const char* secret : {"verysecret", "abcdef"}) {
        QVERIFY(!evidence.bytes.contains(secret));
        QVERIFY(!evidence.command.contains(QString::fromLatin1(secret)));
    }
    QVERIFY(evidence.bytes.size() < 3000);
    QVERIFY(evidence.bytes.contains("total 11 ms"));
    QCOMPARE(evidence.exit, 0);
    QCOMPARE(evidence.host, QStringLiteral("docs"));
    QCOMPARE(evidence.durationMs, 11);
    QVERIFY(!evidence.sha256.isEmpty());
}

void TestRequestMap::transcriptOfFailures()
{
    HttpResult result = failedWith("http.not-http");
    result.firstBytes = "SSH-2.0-x\r\n";
    const Evidence http = evidenceOf(result, kStart);
    QCOMPARE(http.exit, 1);
    QVERIFY(http.bytes.contains("SSH-2.0-x") && http.bytes.contains("http.not-http: why"));
    ProtoResult proto;
    proto.code = QStringLiteral("proto.unexpected");
    proto.received = "Set-Cookie: verysecretvalue-of-somebody";
    QVERIFY(!evidenceOf(proto, kStart).bytes.contains(QByteArray("verysecretvalue").toHex(' ')));
    TcpResult tcp;
    tcp.address = QStringLiteral("::1");
    tcp.port = 80;
    tcp.verdict = QStringLiteral("refused");
    QVERIFY(evidenceOf(tcp, kStart).bytes.contains("[::1]:80 refused"));
}

void TestRequestMap::printableText()
{
    QCOMPARE(printable("a\r\nb\tc\x01", 100), QStringLiteral("a b c\ufffd"));
    QCOMPARE(printable("\xe4\xbd\xa0\xe5\xa5\xbd", 1), QStringLiteral("\u4f60"));
    QCOMPARE(printable("x\xe2\x80\xaey", 10), QStringLiteral("x\ufffdy")); // a right-to-left override
    QCOMPARE(printable("\xf0\x9f\x98\x80", 1), QString());                 // half a character is none
}

QTEST_GUILESS_MAIN(TestRequestMap)
#include "test_requestmap.moc"
