// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/desktopvantage.h"
#include "core/probe/httpprobe.h"
#include "core/probe/sshvantage.h"
#include "core/probe/tlsprobe.h"
#include "tlsfakes.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {
const QByteArray kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue";
}

class TestTlsProbe : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void trusted();
    void trustedByAddress();
    void overSocketPair();
    void badCertificates_data();
    void badCertificates();
    void plainServer();
    void silentServer();
    void closingServer();
    void missingAuthorityFile();
    void deletedInside();
    void handshakeAlone();
    void handshakeFromAHost();
    void handshakeVerdicts_data();
    void handshakeVerdicts();
    void handshakeElsewhere();

private:
    [[nodiscard]] TlsResult shake(Vantage& vantage, quint16 port, const QString& name, int timeoutMs = 3000) const;

    [[nodiscard]] HttpRequest request(const QTcpServer& server, const QString& name, int timeoutMs = 3000) const;
    static HttpResult ask(Vantage& vantage, const HttpRequest& request);

    FakeAuthority m_authority;
    DesktopVantage m_desktop;
};

HttpRequest TestTlsProbe::request(const QTcpServer& server, const QString& name, int timeoutMs) const
{
    HttpRequest request;
    request.address = QStringLiteral("127.0.0.1");
    request.port = server.serverPort();
    request.host = name;
    request.tls = TlsOptions{name, {m_authority.caFile()}, false};
    request.timeoutMs = timeoutMs;
    return request;
}

HttpResult TestTlsProbe::ask(Vantage& vantage, const HttpRequest& request)
{
    std::optional<HttpResult> result;
    HttpProbe probe(vantage, request, [&](const HttpResult& r) { result = r; });
    [&] { QTRY_VERIFY(result.has_value()); }();
    return result.value_or(HttpResult{});
}

void TestTlsProbe::initTestCase()
{
    QVERIFY(m_authority.ok());
    QVERIFY(m_authority.issue("good", QStringLiteral("DNS:docs.example.com,IP:127.0.0.1"), 10));
    QVERIFY(m_authority.issue("expired", QStringLiteral("DNS:docs.example.com"), -1));
}

void TestTlsProbe::trusted()
{
    FakeTlsServer server(m_authority, "good", kAnswer);
    const HttpResult result = ask(m_desktop, request(server, QStringLiteral("docs.example.com")));
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->code + result.error->detail) : "");
    QCOMPARE(result.message.body, QByteArray("true"));
    QVERIFY(result.tls.secured && result.tls.problems.isEmpty());
    QCOMPARE(result.tls.subject, QStringLiteral("leaf"));
    QCOMPARE(result.tls.issuer, QStringLiteral("Test CA"));
    QVERIFY(result.tls.names.contains(QStringLiteral("docs.example.com")));
    QCOMPARE(result.tls.protocol, QStringLiteral("TLSv1.3"));
    QVERIFY(!result.tls.cipher.isEmpty());
    const qint64 days = (result.tls.notAfter.ms - QDateTime::currentMSecsSinceEpoch()) / 86'400'000;
    QVERIFY2(days >= 8 && days <= 10, qPrintable(QString::number(days)));
    QVERIFY(result.times.tls >= result.times.connect && result.times.firstByte >= result.times.tls);
}

void TestTlsProbe::trustedByAddress()
{
    FakeTlsServer server(m_authority, "good", kAnswer);
    QCOMPARE(ask(m_desktop, request(server, QStringLiteral("127.0.0.1"))).message.status, 200);
}

void TestTlsProbe::overSocketPair()
{
    FakeTlsServer server(m_authority, "good", kAnswer);
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("gate"));
    const HttpResult result = ask(vantage, request(server, QStringLiteral("docs.example.com")));
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->code + result.error->detail) : "");
    QCOMPARE(result.message.body, QByteArray("true"));
}

void TestTlsProbe::badCertificates_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("knowsAuthority");
    QTest::addColumn<QString>("code");
    const QString site = QStringLiteral("docs.example.com");
    QTest::newRow("untrusted") << QByteArray("good") << site << false << QStringLiteral("tls.untrusted");
    QTest::newRow("expired") << QByteArray("expired") << site << true << QStringLiteral("tls.expired");
    QTest::newRow("other name") << QByteArray("good") << QStringLiteral("other.example.com") << true
                                << QStringLiteral("tls.name-mismatch");
}

void TestTlsProbe::badCertificates()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, name);
    QFETCH(bool, knowsAuthority);
    FakeTlsServer server(m_authority, file.constData(), kAnswer);
    HttpRequest strict = request(server, name);
    if (!knowsAuthority)
        strict.tls->caFiles.clear();
    const HttpResult refused = ask(m_desktop, strict);
    QVERIFY(refused.error.has_value());
    QTEST(refused.error->code, "code");
    QVERIFY(!refused.answered());
    QVERIFY(refused.tls.notAfter.known()); // what was wrong can be shown

    HttpRequest lenient = strict;
    lenient.tls->acceptInvalid = true;
    const HttpResult answered = ask(m_desktop, lenient);
    QVERIFY(!answered.error);
    QCOMPARE(answered.message.status, 200);
    QCOMPARE(answered.tls.problems.size(), 1);
    QTEST(answered.tls.problems.first().code, "code");
}

void TestTlsProbe::plainServer()
{
    FakeServer server([](QTcpSocket& socket) {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [&socket] { socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    const HttpResult result = ask(m_desktop, request(server, QStringLiteral("docs.example.com")));
    QCOMPARE(result.error->code, QStringLiteral("tls.handshake"));
    QVERIFY(!result.error->detail.isEmpty());
}

void TestTlsProbe::silentServer()
{
    FakeServer server([](QTcpSocket&) {});
    QCOMPARE(ask(m_desktop, request(server, QStringLiteral("docs.example.com"), 300)).error->code,
             QStringLiteral("tls.timed-out"));
}

void TestTlsProbe::closingServer()
{
    FakeServer closing([](QTcpSocket& socket) { socket.disconnectFromHost(); });
    QCOMPARE(ask(m_desktop, request(closing, QStringLiteral("docs.example.com"))).error->code,
             QStringLiteral("tls.handshake"));
    // Only once the client has spoken: before, the reset may be seen by connect(2) already and is tcp.reset then.
    FakeServer resetting([](QTcpSocket& socket) {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket] { resetConnection(socket); });
    });
    QCOMPARE(ask(m_desktop, request(resetting, QStringLiteral("docs.example.com"))).error->code,
             QStringLiteral("tls.handshake"));
}

void TestTlsProbe::missingAuthorityFile()
{
    FakeTlsServer server(m_authority, "good", kAnswer);
    HttpRequest wrong = request(server, QStringLiteral("docs.example.com"));
    wrong.tls->caFiles = {QStringLiteral("/no/such/file.pem")};
    QCOMPARE(ask(m_desktop, wrong).error->code, QStringLiteral("tls.ca-file"));
}

void TestTlsProbe::deletedInside()
{
    FakeTlsServer server(m_authority, "good", kAnswer);
    HttpProbe* probe = nullptr;
    for (const QString& name : {QStringLiteral("docs.example.com"), QStringLiteral("other.example.com")}) {
        probe = new HttpProbe(m_desktop, request(server, name),
                              [&](const HttpResult&) { delete std::exchange(probe, nullptr); });
        QTRY_VERIFY(!probe);
    }
}

TlsResult TestTlsProbe::shake(Vantage& vantage, quint16 port, const QString& name, int timeoutMs) const
{
    std::optional<TlsResult> result;
    const TlsRequest request{QStringLiteral("127.0.0.1"), port, TlsOptions{name, {m_authority.caFile()}, false}, timeoutMs};
    const TlsProbe probe(vantage, request, [&](const TlsResult& r) { result = r; });
    [&] { QTRY_VERIFY(result.has_value()); }();
    return result.value_or(TlsResult{});
}

void TestTlsProbe::handshakeAlone()
{
    const FakeTlsServer server(m_authority, "good", kAnswer);
    const TlsResult result = shake(m_desktop, server.serverPort(), QStringLiteral("docs.example.com"));
    QCOMPARE(result.verdict(), QStringLiteral("valid"));
    QCOMPARE(result.address, QStringLiteral("127.0.0.1"));
    QVERIFY(result.tls.protocol.startsWith(QStringLiteral("TLSv1.")) && !result.tls.cipher.isEmpty());
    QVERIFY(!result.tls.chain.isEmpty());
    QCOMPARE(result.tls.chain.first().subject, QStringLiteral("leaf"));
    QCOMPARE(result.tls.chain.first().issuer, QStringLiteral("Test CA"));
    QCOMPARE(result.tls.chain.first().notAfter, result.tls.notAfter);
    QVERIFY(result.connectMs >= 0 && result.tlsMs >= 0);
}

void TestTlsProbe::handshakeFromAHost()
{
    const FakeTlsServer server(m_authority, "good", kAnswer);
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("docs"));
    QCOMPARE(shake(vantage, server.serverPort(), QStringLiteral("docs.example.com")).verdict(), QStringLiteral("valid"));
}

void TestTlsProbe::handshakeVerdicts_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("expired") << QByteArray("expired") << QStringLiteral("docs.example.com") << QStringLiteral("expired");
    QTest::newRow("other name") << QByteArray("good") << QStringLiteral("mail.example.com") << QStringLiteral("name-mismatch");
    QTest::newRow("by address") << QByteArray("good") << QStringLiteral("127.0.0.1") << QStringLiteral("valid");
}

void TestTlsProbe::handshakeVerdicts()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QString, name);
    QFETCH(QString, verdict);
    const FakeTlsServer server(m_authority, certificate.constData(), kAnswer);
    const TlsResult result = shake(m_desktop, server.serverPort(), name);
    QCOMPARE(result.verdict(), verdict);
    QVERIFY(!result.error && result.tls.secured); // what is wrong with the certificate does not end the look at it
    QVERIFY(!result.tls.chain.isEmpty());
}

void TestTlsProbe::handshakeElsewhere()
{
    const FakeServer plain(answerWith("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const FakeServer talks([](QTcpSocket& socket) { socket.write("220 mail ready, how may I help you today?\r\n"); });
    const FakeServer silent([](QTcpSocket&) {});
    const FakeServer resets([](QTcpSocket& socket) { socket.disconnectFromHost(); });
    const QString name = QStringLiteral("docs.example.com");
    QCOMPARE(shake(m_desktop, talks.serverPort(), name).verdict(), QStringLiteral("no-tls"));
    QCOMPARE(shake(m_desktop, resets.serverPort(), name).verdict(), QStringLiteral("no-tls"));
    QCOMPARE(shake(m_desktop, silent.serverPort(), name, 200).verdict(), QStringLiteral("timed-out"));
    QCOMPARE(shake(m_desktop, closedPort(), name).verdict(), QStringLiteral("refused"));
    FakeSshHost host;
    host.forwardError = Error{QStringLiteral("ssh.lost"), QStringLiteral("docs"), QStringLiteral("channel"), {}};
    SshVantage vantage(host, QStringLiteral("docs"));
    QCOMPARE(shake(vantage, plain.serverPort(), name).verdict(), QString());
}

QTEST_GUILESS_MAIN(TestTlsProbe)
#include "test_tlsprobe.moc"
