// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/protoprobe.h"

#include "core/probe/desktopvantage.h"
#include "core/probe/sshvantage.h"
#include "fakes.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

ProtoResult greet(Vantage& vantage, Proto proto, quint16 port, int timeoutMs = 2000)
{
    std::optional<ProtoResult> result;
    ProtoRequest request;
    request.proto = proto;
    request.address = QStringLiteral("127.0.0.1");
    request.port = port;
    request.timeoutMs = timeoutMs;
    ProtoProbe probe(vantage, request, [&](const ProtoResult& r) { result = r; });
    [&] { QTRY_VERIFY(result.has_value()); }();
    return result.value_or(ProtoResult{});
}

} // namespace

class TestProtoProbe : public QObject {
    Q_OBJECT
private slots:
    void redisInPieces();
    void failures_data();
    void failures();
    void refused();
    void ownTrouble();
    void mysqlSaysGoodbye();
    void deletedInside();
    void realRedis();
    void realPostgres();
};

void TestProtoProbe::redisInPieces()
{
    FakeServer server([](QTcpSocket& socket) {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket] {
            if (!socket.readAll().contains("PING"))
                return;
            socket.write("+PO");
            QTimer::singleShot(50, &socket, [&socket] { socket.write("NG\r\n"); });
        });
    });
    FakeSshHost host;
    SshVantage vantage(host, QStringLiteral("docs"));
    const ProtoResult result = greet(vantage, Proto::Redis, server.serverPort());
    QVERIFY(result.ok);
    QCOMPARE(result.reply, QStringLiteral("+PONG"));
    QCOMPARE(result.received, QByteArray("+PONG\r\n"));
    QCOMPARE(result.tcpVerdict, QStringLiteral("open"));
    QVERIFY(result.ms >= 40);
}

void TestProtoProbe::failures_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("silent") << QStringLiteral("silent") << QStringLiteral("proto.silent") << QStringLiteral("open");
    QTest::newRow("closes") << QStringLiteral("close") << QStringLiteral("proto.closed") << QStringLiteral("open");
    QTest::newRow("resets") << QStringLiteral("reset") << QStringLiteral("tcp.reset") << QStringLiteral("reset");
    QTest::newRow("garbage") << QStringLiteral("garbage") << QStringLiteral("proto.unexpected")
                             << QStringLiteral("open");
    QTest::newRow("flood") << QStringLiteral("flood") << QStringLiteral("proto.unexpected") << QStringLiteral("open");
}

void TestProtoProbe::failures()
{
    QFETCH(QString, behaviour);
    FakeServer server([behaviour](QTcpSocket& socket) {
        if (behaviour == QStringLiteral("reset"))
            return resetConnection(socket);
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket, behaviour] {
            socket.readAll();
            if (behaviour == QStringLiteral("close"))
                socket.disconnectFromHost();
            else if (behaviour == QStringLiteral("garbage"))
                socket.write(QByteArray("\x80\0\xff\n", 4));
            else if (behaviour == QStringLiteral("flood"))
                socket.write("E" + QByteArray(1, '\0') + QByteArray(1, '\0') + QByteArray(1'000'000, 'x'));
        });
    });
    DesktopVantage desktop;
    const ProtoResult result = greet(desktop, Proto::PostgreSql, server.serverPort(), 400);
    QVERIFY(!result.ok);
    QTEST(result.code, "code");
    QTEST(result.tcpVerdict, "verdict");
    QVERIFY(result.received.size() <= 512);
}

void TestProtoProbe::refused()
{
    DesktopVantage desktop;
    const ProtoResult result = greet(desktop, Proto::Amqp, closedPort());
    QVERIFY(!result.ok);
    QCOMPARE(result.code, QStringLiteral("tcp.refused"));
    QCOMPARE(result.tcpVerdict, QStringLiteral("refused"));
}

void TestProtoProbe::ownTrouble()
{
    FakeSshHost host;
    host.forwardError = Error{QStringLiteral("ssh.lost"), {}, {}, {}};
    SshVantage vantage(host, QStringLiteral("docs"));
    const ProtoResult result = greet(vantage, Proto::Amqp, 5672);
    QCOMPARE(result.code, QStringLiteral("ssh.lost"));
    QVERIFY(result.tcpVerdict.isEmpty());
}

void TestProtoProbe::mysqlSaysGoodbye()
{
    QByteArray login;
    FakeServer server([&login](QTcpSocket& socket) {
        socket.write(QByteArray("\x10\0\0\0\x0a", 5) + "8.0.36" + QByteArray(9, '\0'));
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&socket, &login] {
            login += socket.readAll();
            socket.write(QByteArray("\x09\0\0\x02\xff\x15\x04#28000", 13)); // 1045
        });
    });
    DesktopVantage desktop;
    const ProtoResult result = greet(desktop, Proto::MySql, server.serverPort());
    QVERIFY(result.ok);
    QCOMPARE(result.version, QStringLiteral("8.0.36"));
    QCOMPARE(result.code, QStringLiteral("1045"));
    QVERIFY(login.contains("hopscope_probe"));
}

void TestProtoProbe::deletedInside()
{
    FakeServer server([](QTcpSocket& socket) { socket.write("+PONG\r\n"); });
    DesktopVantage desktop;
    ProtoRequest request;
    request.proto = Proto::Redis;
    request.address = QStringLiteral("127.0.0.1");
    request.port = server.serverPort();
    ProtoProbe* probe = nullptr;
    probe = new ProtoProbe(desktop, request, [&](const ProtoResult&) { delete std::exchange(probe, nullptr); });
    QTRY_VERIFY(!probe);
}

void TestProtoProbe::realRedis()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("redis-server"));
    if (program.isEmpty())
        QSKIP("redis-server is not installed");
    const QTemporaryDir folder;
    const quint16 port = closedPort();
    QProcess redis;
    redis.setWorkingDirectory(folder.path());
    redis.start(program,
                {QStringLiteral("--port"), QString::number(port), QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
                 QStringLiteral("--save"), QString(), QStringLiteral("--requirepass"), QStringLiteral("x")});
    QVERIFY(redis.waitForStarted());
    DesktopVantage desktop;
    ProtoResult result;
    QTRY_VERIFY_WITH_TIMEOUT((result = greet(desktop, Proto::Redis, port)).ok, 10'000);
    QCOMPARE(result.code, QStringLiteral("NOAUTH"));
    QCOMPARE(greet(desktop, Proto::PostgreSql, port, 500).ok, false); // another protocol is not taken for well
    redis.kill();
    redis.waitForFinished();
}

void TestProtoProbe::realPostgres()
{
    const QString programs = QStringLiteral("/usr/lib/postgresql/15/bin/");
    if (!QFile::exists(programs + QStringLiteral("postgres")))
        QSKIP("PostgreSQL is not installed");
    // It refuses to run as root, so root hands it to the package's own user.
    const QStringList prefix = ::geteuid() == 0 ? QStringList{QStringLiteral("/usr/sbin/runuser"), QStringLiteral("-u"),
                                                              QStringLiteral("postgres"), QStringLiteral("--")}
                                                : QStringList{QStringLiteral("/usr/bin/env")};
    const auto start = [&prefix, &programs](QProcess& process, const QString& program, const QStringList& arguments) {
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(prefix.first(), prefix.mid(1) + QStringList{programs + program} + arguments);
    };
    const QTemporaryDir folder;
    QVERIFY(::chmod(folder.path().toLocal8Bit().constData(), 0777) == 0);
    const QString data = folder.filePath(QStringLiteral("data"));
    QProcess tool;
    start(tool, QStringLiteral("initdb"),
          {QStringLiteral("-D"), data, QStringLiteral("-A"), QStringLiteral("scram-sha-256"),
           QStringLiteral("--no-sync"), QStringLiteral("--pwfile=/etc/hostname")});
    QVERIFY(tool.waitForFinished(30'000) && tool.exitCode() == 0);
    const quint16 port = closedPort();
    QProcess postgres;
    start(
        postgres, QStringLiteral("postgres"),
        {QStringLiteral("-D"), data, QStringLiteral("-p"), QString::number(port), QStringLiteral("-k"), folder.path()});
    QVERIFY(postgres.waitForStarted());
    DesktopVantage desktop;
    ProtoResult result;
    QTRY_VERIFY_WITH_TIMEOUT((result = greet(desktop, Proto::PostgreSql, port)).ok, 15'000);
    QCOMPARE(result.reply, QStringLiteral("AuthenticationSASL"));
    QCOMPARE(greet(desktop, Proto::Amqp, port, 500).ok, false);
    QProcess stop;
    start(stop, QStringLiteral("pg_ctl"),
          {QStringLiteral("-D"), data, QStringLiteral("-m"), QStringLiteral("immediate"), QStringLiteral("stop")});
    QVERIFY(stop.waitForFinished(15'000));
    QVERIFY(postgres.waitForFinished(15'000));
}

QTEST_GUILESS_MAIN(TestProtoProbe)
#include "test_protoprobe.moc"
