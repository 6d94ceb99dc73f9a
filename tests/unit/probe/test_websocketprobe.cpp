// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/websocketprobe.h"

#include "core/probe/desktopvantage.h"
#include "core/probe/sshvantage.h"
#include "fakes.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

HttpRequest requestTo(quint16 port, int timeoutMs = 2'000)
{
    HttpRequest request;
    request.address = QStringLiteral("127.0.0.1");
    request.port = port;
    request.host = QStringLiteral("docs.example.com");
    request.path = WebSocketProbe::editorPath();
    request.timeoutMs = timeoutMs;
    return request;
}

WebSocketResult ask(Vantage& vantage, const HttpRequest& request)
{
    std::optional<WebSocketResult> result;
    const WebSocketProbe probe(vantage, request, [&](const WebSocketResult& r) { result = r; });
    [&] { QTRY_VERIFY(result.has_value()); }();
    return result.value_or(WebSocketResult{});
}

QByteArray headerOf(const QByteArray& request, const QByteArray& name)
{
    for (const QByteArray& line : request.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

/// Upgrades as a WebSocket server does; `spoil` changes the key first. It stays open, as a real one would.
FakeServer::OnConnect upgrade(QByteArray* seen, const QByteArray& spoil = {})
{
    return [seen, spoil](QTcpSocket& socket) {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket, seen, spoil] {
            *seen += socket.readAll();
            if (!seen->contains("\r\n\r\n"))
                return;
            const QByteArray accept = WebSocketProbe::acceptFor(headerOf(*seen, "Sec-WebSocket-Key") + spoil);
            socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Accept: " + accept + "\r\n\r\n\x81\x02hi");
        });
    };
}

} // namespace

class TestWebSocketProbe : public QObject {
    Q_OBJECT
private slots:
    void keyOfTheStandard();
    void switched();
    void fromAHost();
    void wrongKey();
    void notSwitched_data();
    void notSwitched();
    void noHttp();
    void trouble();
    void deletingCancels();

private:
    DesktopVantage m_desktop;
};

void TestWebSocketProbe::keyOfTheStandard()
{
    // The example of RFC 6455, section 1.3.
    QCOMPARE(WebSocketProbe::acceptFor("dGhlIHNhbXBsZSBub25jZQ=="), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
}

void TestWebSocketProbe::switched()
{
    QByteArray seen;
    FakeServer server(upgrade(&seen));
    const WebSocketResult result = ask(m_desktop, requestTo(server.serverPort()));
    QCOMPARE(result.verdict, QStringLiteral("switched"));
    QCOMPARE(result.http.message.status, 101);
    QVERIFY(!result.error);
    QVERIFY(seen.startsWith("GET /doc/hopscope/c/?EIO=4&transport=websocket HTTP/1.1\r\n"));
    QCOMPARE(headerOf(seen, "Host"), QByteArray("docs.example.com"));
    QCOMPARE(headerOf(seen, "Connection"), QByteArray("Upgrade"));
    QCOMPARE(headerOf(seen, "Upgrade"), QByteArray("websocket"));
    QCOMPARE(headerOf(seen, "Sec-WebSocket-Version"), QByteArray("13"));
    QCOMPARE(QByteArray::fromBase64(headerOf(seen, "Sec-WebSocket-Key")).size(), 16);
    QTRY_COMPARE(server.disconnections, 1); // an open socket would hold a place on the server
    QVERIFY(seen.endsWith("\r\n\r\n"));     // and no frame was sent
}

void TestWebSocketProbe::fromAHost()
{
    QByteArray seen;
    const FakeServer server(upgrade(&seen));
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("docs"));
    QCOMPARE(ask(vantage, requestTo(server.serverPort())).verdict, QStringLiteral("switched"));
}

void TestWebSocketProbe::wrongKey()
{
    QByteArray seen;
    const FakeServer server(upgrade(&seen, "x"));
    const WebSocketResult result = ask(m_desktop, requestTo(server.serverPort()));
    QCOMPARE(result.verdict, QStringLiteral("not-switched"));
    QCOMPARE(result.error->code, QStringLiteral("http.upgrade-refused"));
}

void TestWebSocketProbe::notSwitched_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 302, 400, 404, 426, 502})
        QTest::addRow("%d", status) << status;
}

void TestWebSocketProbe::notSwitched()
{
    QFETCH(int, status);
    const FakeServer server(answerWith("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: 2\r\n\r\nok"));
    const WebSocketResult result = ask(m_desktop, requestTo(server.serverPort()));
    QCOMPARE(result.verdict, QStringLiteral("not-switched"));
    QCOMPARE(result.http.message.status, status);
    QCOMPARE(result.error->detail, QString::number(status));
}

void TestWebSocketProbe::noHttp()
{
    const FakeServer talks([](QTcpSocket& socket) { socket.write("AMQP\0\0\x09\x01\r\nnot HTTP\r\n"); });
    const FakeServer closes(answerWith({})); // the request is read first: closing on unread bytes would be a reset
    QCOMPARE(ask(m_desktop, requestTo(talks.serverPort(), 500)).verdict, QStringLiteral("no-answer"));
    QCOMPARE(ask(m_desktop, requestTo(closes.serverPort())).verdict, QStringLiteral("no-answer"));
}

void TestWebSocketProbe::trouble()
{
    const FakeServer silent([](QTcpSocket&) {});
    QCOMPARE(ask(m_desktop, requestTo(silent.serverPort(), 200)).verdict, QStringLiteral("timed-out"));
    QCOMPARE(ask(m_desktop, requestTo(closedPort())).verdict, QStringLiteral("refused"));
    FakeSshHost host;
    host.forwardError = Error{QStringLiteral("ssh.lost"), QStringLiteral("docs"), QStringLiteral("channel"), {}};
    SshVantage vantage(host, QStringLiteral("docs"));
    const WebSocketResult ours = ask(vantage, requestTo(silent.serverPort()));
    QCOMPARE(ours.verdict, QString());
    QCOMPARE(ours.error->code, QStringLiteral("ssh.lost"));
}

void TestWebSocketProbe::deletingCancels()
{
    FakeServer silent([](QTcpSocket&) {});
    auto probe = std::make_unique<WebSocketProbe>(m_desktop, requestTo(silent.serverPort()),
                                                  [](const WebSocketResult&) { QFAIL("cancelled"); });
    QTRY_COMPARE(silent.connections, 1);
    probe.reset();
    QTRY_COMPARE(silent.disconnections, 1);
}

QTEST_GUILESS_MAIN(TestWebSocketProbe)
#include "test_websocketprobe.moc"
