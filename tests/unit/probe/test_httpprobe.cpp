// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/httpprobe.h"

#include "core/probe/desktopvantage.h"
#include "core/probe/httprequest.h"
#include "core/probe/sshvantage.h"
#include "fakes.h"

#include <QUrl>

using namespace hopscope;
using namespace hopscope::test;

namespace {

HttpRequest plainRequest(quint16 port, int timeoutMs = 2000)
{
    HttpRequest request;
    request.address = QStringLiteral("127.0.0.1");
    request.port = port;
    request.host = QStringLiteral("docs.example.com");
    request.path = QStringLiteral("/healthcheck");
    request.timeoutMs = timeoutMs;
    return request;
}

HttpResult ask(Vantage& vantage, const HttpRequest& request)
{
    std::optional<HttpResult> result;
    int calls = 0;
    HttpProbe probe(vantage, request, [&](const HttpResult& r) {
        result = r;
        ++calls;
    });
    [&] { QTRY_VERIFY(result.has_value()); }();
    QTest::qWait(20);
    [&] { QCOMPARE(calls, 1); }();
    return result.value_or(HttpResult{});
}

QString codeOf(const HttpResult& result)
{
    return result.error ? result.error->code : QString();
}

} // namespace

class TestHttpProbe : public QObject {
    Q_OBJECT
private slots:
    void answers();
    void answersOverSsh();
    void sendsExactlyOneSafeRequest();
    void dripped();
    void noFollowing();
    void endsWithoutWaitingForTheClose();
    void failures_data();
    void failures();
    void bodyCutByTime();
    void bodyCutByReset();
    void connectFailures();
    void refusesToSmuggle();
    void resolvesNames();
    void deletedInsideAndBefore();
    void requestFromUrl_data();
    void requestFromUrl();
};

void TestHttpProbe::answers()
{
    FakeServer server(answerWith("HTTP/1.1 502 Bad Gateway\r\nServer: nginx/1.22.1\r\nContent-Length: 3\r\n\r\nbad"));
    DesktopVantage desktop;
    const HttpResult result = ask(desktop, plainRequest(server.serverPort()));
    QVERIFY(!result.error);
    QVERIFY(result.answered());
    QCOMPARE(result.message.status, 502);
    QCOMPARE(result.message.header("server"), QByteArray("nginx/1.22.1"));
    QCOMPARE(result.message.body, QByteArray("bad"));
    QCOMPARE(result.address, QStringLiteral("127.0.0.1"));
    QCOMPARE(result.times.resolve, -1);
    QCOMPARE(result.times.tls, -1);
    QVERIFY(result.times.connect >= 0 && result.times.firstByte >= result.times.connect);
    QVERIFY(result.times.total >= result.times.firstByte);
}

void TestHttpProbe::answersOverSsh()
{
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue"));
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("gate"));
    QCOMPARE(ask(vantage, plainRequest(server.serverPort())).message.body, QByteArray("true"));
    host.forwardError = Error{QStringLiteral("tcp.refused"), {}, {}, {}};
    QCOMPARE(codeOf(ask(vantage, plainRequest(server.serverPort()))), QStringLiteral("tcp.refused"));
}

void TestHttpProbe::sendsExactlyOneSafeRequest()
{
    QByteArray seen;
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a=b\r\n\r\n", &seen));
    DesktopVantage desktop;
    HttpRequest request = plainRequest(server.serverPort());
    request.method = HttpRequest::Method::Head;
    QCOMPARE(ask(desktop, request).message.status, 200);
    QVERIFY(seen.startsWith("HEAD /healthcheck HTTP/1.1\r\nHost: docs.example.com\r\n"));
    QVERIFY(seen.endsWith("\r\n\r\n"));
    QCOMPARE(seen.count("\r\n\r\n"), 1);
    QVERIFY(!seen.toLower().contains("cookie") && !seen.toLower().contains("authorization"));
    QCOMPARE(server.connections, 1);
}

void TestHttpProbe::dripped()
{
    const QByteArray response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntrue\r\n0\r\n\r\n";
    FakeServer server([response](QTcpSocket& socket) {
        auto* timer = new QTimer(&socket);
        auto sent = std::make_shared<qsizetype>(0);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket, response, sent] {
            if (*sent < response.size())
                socket.write(response.mid((*sent)++, 1));
        });
        timer->start(1);
    });
    DesktopVantage desktop;
    const HttpResult result = ask(desktop, plainRequest(server.serverPort(), 5000));
    QCOMPARE(result.message.body, QByteArray("true"));
    QVERIFY(result.times.total > result.times.firstByte);
}

void TestHttpProbe::noFollowing()
{
    FakeServer server(answerWith("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));
    DesktopVantage desktop;
    QCOMPARE(ask(desktop, plainRequest(server.serverPort())).message.status, 301);
    QCOMPARE(server.connections, 1);
}

void TestHttpProbe::endsWithoutWaitingForTheClose()
{
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue", nullptr, false));
    DesktopVantage desktop;
    const HttpResult result = ask(desktop, plainRequest(server.serverPort(), 3000));
    QVERIFY(result.times.total < 1500);
    QVERIFY(result.message.bodyError.isEmpty());
}

void TestHttpProbe::failures_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("code");
    QTest::newRow("silent") << QStringLiteral("silent") << QStringLiteral("http.timed-out");
    QTest::newRow("closes") << QStringLiteral("close") << QStringLiteral("http.closed");
    QTest::newRow("resets") << QStringLiteral("reset") << QStringLiteral("tcp.reset");
    QTest::newRow("banner") << QStringLiteral("banner") << QStringLiteral("http.not-http");
    QTest::newRow("garbage") << QStringLiteral("garbage") << QStringLiteral("http.not-http");
    QTest::newRow("endless head") << QStringLiteral("endless") << QStringLiteral("http.too-large");
}

void TestHttpProbe::failures()
{
    QFETCH(QString, behaviour);
    FakeServer server([behaviour](QTcpSocket& socket) {
        if (behaviour == QStringLiteral("close"))
            QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket] {
                socket.readAll(); // unread bytes would make the kernel send a reset
                socket.disconnectFromHost();
            });
        else if (behaviour == QStringLiteral("reset"))
            resetConnection(socket);
        else if (behaviour == QStringLiteral("banner"))
            socket.write("220 mail ESMTP\r\n");
        else if (behaviour == QStringLiteral("garbage"))
            socket.write(QByteArray("\0\xff\x80\n\r\0", 6));
        else if (behaviour == QStringLiteral("endless"))
            socket.write("HTTP/1.1 200 OK\r\nX: " + QByteArray(200'000, 'x'));
    });
    DesktopVantage desktop;
    const HttpResult result = ask(desktop, plainRequest(server.serverPort(), 300));
    QTEST(codeOf(result), "code");
    QVERIFY(!result.answered());
    QVERIFY(result.message.body.isEmpty());
    if (behaviour == QStringLiteral("banner"))
        QCOMPARE(result.firstBytes, QByteArray("220 mail ESMTP\r\n"));
}

void TestHttpProbe::bodyCutByTime()
{
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", nullptr, false));
    DesktopVantage desktop;
    const HttpResult result = ask(desktop, plainRequest(server.serverPort(), 300));
    QVERIFY(!result.error);
    QCOMPARE(result.message.status, 200);
    QCOMPARE(result.message.body, QByteArray("abc"));
    QCOMPARE(result.message.bodyError, QStringLiteral("http.timed-out"));
}

void TestHttpProbe::bodyCutByReset()
{
    FakeServer server([](QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        socket.flush();
        QTimer::singleShot(100, &socket, [&socket] { resetConnection(socket); });
    });
    DesktopVantage desktop;
    const HttpResult result = ask(desktop, plainRequest(server.serverPort()));
    QCOMPARE(result.message.status, 200);
    QCOMPARE(result.message.bodyError, QStringLiteral("http.closed"));
}

void TestHttpProbe::connectFailures()
{
    DesktopVantage desktop;
    const HttpResult refused = ask(desktop, plainRequest(closedPort()));
    QCOMPARE(codeOf(refused), QStringLiteral("tcp.refused"));
    QVERIFY(refused.address.isEmpty());
    QCOMPARE(refused.tries.size(), 1);
    QCOMPARE(refused.tries.first().code, QStringLiteral("tcp.refused"));
    HttpRequest nowhere = plainRequest(80);
    nowhere.address = QStringLiteral("no-such-name.invalid");
    QCOMPARE(codeOf(ask(desktop, nowhere)), QStringLiteral("tcp.resolve"));
}

void TestHttpProbe::refusesToSmuggle()
{
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\n\r\n"));
    DesktopVantage desktop;
    HttpRequest request = plainRequest(server.serverPort());
    for (const QString& bad :
         {QStringLiteral("/a\r\nX: y"), QStringLiteral("/a b"), QStringLiteral("a"), QStringLiteral("/\u00e9")}) {
        request.path = bad;
        QCOMPARE(codeOf(ask(desktop, request)), QStringLiteral("http.bad-request"));
    }
    request.path = QStringLiteral("/");
    request.host = QStringLiteral("a\r\nX: y");
    QCOMPARE(codeOf(ask(desktop, request)), QStringLiteral("http.bad-request"));
    QCOMPARE(server.connections, 0);
}

void TestHttpProbe::resolvesNames()
{
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    DesktopVantage desktop;
    HttpRequest request = plainRequest(server.serverPort());
    request.address = QStringLiteral("localhost"); // ::1 first on many machines, where nobody listens
    const HttpResult result = ask(desktop, request);
    QCOMPARE(result.message.status, 200);
    QCOMPARE(result.address, QStringLiteral("127.0.0.1"));
    QVERIFY(result.times.resolve >= 0 && result.times.resolve <= result.times.connect);
}

void TestHttpProbe::deletedInsideAndBefore()
{
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    DesktopVantage desktop;
    HttpProbe* probe = nullptr;
    probe = new HttpProbe(desktop, plainRequest(server.serverPort()),
                          [&](const HttpResult&) { delete std::exchange(probe, nullptr); });
    QTRY_VERIFY(!probe);
    FakeServer silent([](QTcpSocket&) {});
    auto* cancelled =
        new HttpProbe(desktop, plainRequest(silent.serverPort()), [](const HttpResult&) { QFAIL("cancelled"); });
    QTRY_COMPARE(silent.connections, 1);
    delete cancelled;
    QTRY_COMPARE(silent.disconnections, 1);
}

void TestHttpProbe::requestFromUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("tls");
    const auto row = [](const char* url, const char* host, int port, const char* path, bool tls) {
        QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(host) << port << QString::fromLatin1(path)
                           << tls;
    };
    row("https://docs.example.com/healthcheck", "docs.example.com", 443, "/healthcheck", true);
    row("http://docs.example.com", "docs.example.com", 80, "/", false);
    row("http://docs.example.com:8080/a b?x=1#f", "docs.example.com:8080", 8080, "/a%20b?x=1", false);
    row("https://user:pw@[::1]/x", "[::1]", 443, "/x", true);
    row("https://[::1]:8443/x", "[::1]:8443", 8443, "/x", true);
    row("ftp://docs.example.com/", "", 0, "", false);
    row("healthcheck", "", 0, "", false);
}

void TestHttpProbe::requestFromUrl()
{
    QFETCH(QString, url);
    QFETCH(QString, host);
    const Result<HttpRequest> request = requestFor(QUrl(url), {});
    QCOMPARE(request.has_value(), !host.isEmpty());
    if (!request)
        return;
    QCOMPARE(request->host, host);
    QTEST(static_cast<int>(request->port), "port");
    QTEST(request->path, "path");
    QTEST(request->tls.has_value(), "tls");
    QVERIFY(!requestBytes(*request).contains("pw"));
}

QTEST_GUILESS_MAIN(TestHttpProbe)
#include "test_httpprobe.moc"
