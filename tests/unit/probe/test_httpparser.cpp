// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/httpmessage.h"

#include <QTest>

using namespace hopscope;

namespace {

HttpParser parsed(const QByteArray& bytes, qsizetype piece = 0, bool head = false)
{
    HttpParser parser(head);
    if (piece == 0)
        piece = qMax<qsizetype>(1, bytes.size());
    for (qsizetype i = 0; i < bytes.size(); i += piece)
        parser.feed(bytes.mid(i, piece));
    if (!parser.done())
        parser.finish();
    return parser;
}

} // namespace

class TestHttpParser : public QObject {
    Q_OBJECT
private slots:
    void responses_data();
    void responses();
    void doesNotDependOnTheCut_data() { responses_data(); }
    void doesNotDependOnTheCut();
    void headers();
    void answerToHeadHasNoBody();
    void capsTheBody();
    void capsTheHead();
    void saysNotHttpEarly();
};

void TestHttpParser::responses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("bodyError");
    const auto row = [](const char* name, const QByteArray& bytes, const char* error, int status,
                        const QByteArray& body = {}, const char* bodyError = "") {
        QTest::newRow(name) << bytes << QString::fromLatin1(error) << status << body << QString::fromLatin1(bodyError);
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue", "", 200, "true");
    row("length and more behind", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntruefalse", "", 200, "true");
    row("until close", "HTTP/1.0 502 Bad Gateway\r\nServer: nginx\r\n\r\n<html>", "", 502, "<html>");
    row("no reason", "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", "", 404);
    row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nT: r\r\n\r\n",
        "", 200, "abcd");
    row("chunked beats length",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n", "", 200,
        "ab");
    row("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "", 200, "ok");
    row("interim",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
        "2\r\n\r\nok",
        "", 200, "ok");
    row("switching is final", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81", "", 101);
    row("no content", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", "", 204);
    row("cut body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "", 200, "abc", "http.closed");
    row("cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "", 200, "ab", "http.closed");
    row("bad chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", "", 200, "",
        "http.bad-framing");
    row("negative chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nab", "", 200, "",
        "http.bad-framing");
    row("lengths differ", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabcd", "", 200, "abcd",
        "http.bad-framing");
    row("negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabcd", "", 200, "abcd", "http.bad-framing");
    row("closed with nothing", "", "http.closed", 0);
    row("closed in the head", "HTTP/1.1 200 OK\r\nServ", "http.closed", 0);
    row("closed in the first word", "HTT", "http.closed", 0);
    row("banner", "SSH-2.0-OpenSSH_9.2\r\n", "http.not-http", 0);
    row("http 2", "HTTP/2 200\r\n\r\n", "http.not-http", 0);
    row("binary", QByteArray("\0\1\2\3", 4), "http.not-http", 0);
    row("tls alert", QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7), "http.not-http", 0);
    row("bad status", "HTTP/1.1 2x0 OK\r\n\r\n", "http.not-http", 0);
    row("long status", "HTTP/1.1 2000 OK\r\n\r\n", "http.not-http", 0);
}

void TestHttpParser::responses()
{
    QFETCH(QByteArray, bytes);
    const HttpParser parser = parsed(bytes);
    QTEST(parser.error(), "error");
    QTEST(parser.message().status, "status");
    QTEST(parser.message().body, "body");
    QTEST(parser.message().bodyError, "bodyError");
}

void TestHttpParser::doesNotDependOnTheCut()
{
    QFETCH(QByteArray, bytes);
    const HttpParser whole = parsed(bytes);
    for (const qsizetype piece : {1, 2, 3, 7}) {
        const HttpParser cut = parsed(bytes, piece);
        QCOMPARE(cut.error(), whole.error());
        QVERIFY(cut.message() == whole.message());
    }
}

void TestHttpParser::headers()
{
    const HttpParser parser =
        parsed("HTTP/1.1 200 Fine Indeed\r\nServer:nginx/1.22.1\r\nX-Long: a\r\n  b\r\nodd line\r\n\r\n");
    QCOMPARE(parser.message().reason, QByteArray("Fine Indeed"));
    QCOMPARE(parser.message().version, QByteArray("1.1"));
    QCOMPARE(parser.message().header("SERVER"), QByteArray("nginx/1.22.1"));
    QCOMPARE(parser.message().header("x-long"), QByteArray("a b"));
    QCOMPARE(parser.message().headers.size(), 3);
}

void TestHttpParser::answerToHeadHasNoBody()
{
    const HttpParser parser = parsed("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", 0, true);
    QCOMPARE(parser.message().status, 200);
    QVERIFY(parser.message().bodyError.isEmpty());
}

void TestHttpParser::capsTheBody()
{
    const QByteArray big(HttpParser::kMaxBody + 1000, 'x');
    const HttpParser parser = parsed("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + big, 8192);
    QVERIFY(parser.message().bodyTruncated);
    QCOMPARE(parser.message().body.size(), HttpParser::kMaxBody);
    QVERIFY(parser.message().bodyError.isEmpty());
    const QByteArray exact(HttpParser::kMaxBody, 'x');
    QVERIFY(!parsed("HTTP/1.1 200 OK\r\n\r\n" + exact).message().bodyTruncated);
}

void TestHttpParser::capsTheHead()
{
    QCOMPARE(parsed("HTTP/1.1 200 OK\r\nA: " + QByteArray(HttpParser::kMaxHead, 'a')).error(),
             QStringLiteral("http.too-large"));
    QCOMPARE(parsed("HTTP/1.1 200 OK\r\n" + QByteArray("A: b\r\n").repeated(201) + "\r\n").error(),
             QStringLiteral("http.too-large"));
    // Interim answers without end must not keep us busy for ever.
    QCOMPARE(parsed(QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(4000)).error(),
             QStringLiteral("http.too-large"));
}

void TestHttpParser::saysNotHttpEarly()
{
    HttpParser parser;
    parser.feed("+");
    QVERIFY(parser.done());
    QCOMPARE(parser.error(), QStringLiteral("http.not-http"));
    QCOMPARE(parser.firstBytes(), QByteArray("+"));
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "test_httpparser.moc"
