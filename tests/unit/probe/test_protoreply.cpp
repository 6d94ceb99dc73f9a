// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/protoreply.h"

#include <QTest>

using namespace hopscope;

namespace {

QByteArray pgMessage(char type, const QByteArray& payload)
{
    const auto length = static_cast<quint32>(payload.size() + 4);
    QByteArray bytes(1, type);
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.append(static_cast<char>((length >> shift) & 0xFF));
    return bytes + payload;
}

QByteArray pgError(const QByteArray& code, const QByteArray& message)
{
    const QByteArray nul(1, '\0');
    return pgMessage('E', "SFATAL" + nul + "VFATAL" + nul + 'C' + code + nul + 'M' + message + nul + "Fpostinit.c" +
                              nul + nul);
}

QByteArray mysqlPacket(char sequence, const QByteArray& payload)
{
    QByteArray bytes;
    bytes.append(static_cast<char>(payload.size() & 0xFF))
        .append(static_cast<char>(payload.size() >> 8))
        .append('\0')
        .append(sequence);
    return bytes + payload;
}

QByteArray mysqlHandshake(const QByteArray& version)
{
    return mysqlPacket(0, QByteArray(1, '\x0a') + version + QByteArray(1, '\0') + QByteArray(40, 'x'));
}

QByteArray mysqlError(quint16 number, const QByteArray& text, char sequence = 0)
{
    QByteArray payload(1, '\xff');
    payload.append(static_cast<char>(number & 0xFF)).append(static_cast<char>(number >> 8));
    return mysqlPacket(sequence, payload + text);
}

QByteArray big32(quint32 n)
{
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.append(static_cast<char>((n >> shift) & 0xFF));
    return bytes;
}

QByteArray longString(const QByteArray& text)
{
    return big32(static_cast<quint32>(text.size())) + text;
}

QByteArray amqpFrame(const QByteArray& payload)
{
    return QByteArray("\x01\0\0", 3) + longString(payload) + '\xce';
}

/// Shaped like RabbitMQ 3.10.8's: a nested table of capabilities before the names we look for.
QByteArray amqpStart()
{
    const auto text = [](const QByteArray& name, const QByteArray& value) {
        return static_cast<char>(name.size()) + name + 'S' + longString(value);
    };
    const QByteArray capabilities = QByteArray("\x12") + "publisher_confirms" + "t\x01";
    const QByteArray table = QByteArray("\x0c") + "capabilities" + 'F' + longString(capabilities) +
                             text("cluster_name", "rabbit@store") + text("product", "RabbitMQ") +
                             text("version", "3.10.8");
    return amqpFrame(QByteArray("\0\x0a\0\x0a\0\x09", 6) + longString(table) + longString("AMQPLAIN PLAIN") +
                     longString("en_US"));
}

} // namespace

class TestProtoReply : public QObject {
    Q_OBJECT
private slots:
    void replies_data();
    void replies();
    void everyPrefixIsSurvived_data() { replies_data(); }
    void everyPrefixIsSurvived();
    void greetings();
    void mysqlEndsTheHandshake();
    void textIsCleaned();
};

void TestProtoReply::replies_data()
{
    QTest::addColumn<Proto>("proto");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("ok");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("reply");
    QTest::addColumn<QString>("version");
    const auto row = [](const char* name, Proto proto, const QByteArray& bytes, bool ok, const char* code,
                        const char* reply, const char* version = "") {
        QTest::newRow(name) << proto << bytes << ok << QString::fromLatin1(code) << QString::fromLatin1(reply)
                            << QString::fromLatin1(version);
    };
    const char* const odd = "proto.unexpected";
    row("pg scram", Proto::PostgreSql, pgMessage('R', big32(10) + "SCRAM-SHA-256" + QByteArray(2, '\0')), true, "",
        "AuthenticationSASL");
    row("pg trust", Proto::PostgreSql, pgMessage('R', big32(0)), true, "", "AuthenticationOk");
    row("pg hba", Proto::PostgreSql, pgError("28000", "no pg_hba.conf entry for host"), true, "28000",
        "no pg_hba.conf entry for host");
    row("pg no database", Proto::PostgreSql, pgError("3D000", "database does not exist"), true, "3D000",
        "database does not exist");
    row("pg slots", Proto::PostgreSql, pgError("53300", "sorry, too many clients already"), false, "53300",
        "sorry, too many clients already");
    row("pg starting", Proto::PostgreSql, pgError("57P03", "the database system is starting up"), false, "57P03",
        "the database system is starting up");
    row("pgbouncer", Proto::PostgreSql, pgError("08P01", "no such user: hopscope_probe"), true, "08P01",
        "no such user: hopscope_probe");
    row("pg fork", Proto::PostgreSql, QByteArray("Ecould not fork new process\n").append('\0'), false, odd,
        "Ecould not fork new process \ufffd");
    row("pg not", Proto::PostgreSql, "HTTP/1.1 400 Bad Request\r\n\r\n", false, odd, "HTTP/1.1 400 Bad Request  ");
    row("redis", Proto::Redis, "+PONG\r\n", true, "", "+PONG");
    row("redis auth", Proto::Redis, "-NOAUTH Authentication required.\r\n", true, "NOAUTH",
        "-NOAUTH Authentication required.");
    row("redis loading", Proto::Redis, "-LOADING Redis is loading the dataset in memory\r\n", false, "LOADING",
        "-LOADING Redis is loading the dataset in memory");
    row("redis clients", Proto::Redis, "-ERR max number of clients reached\r\n", false, "ERR",
        "-ERR max number of clients reached");
    row("redis protected", Proto::Redis, "-DENIED Redis is running in protected mode\r\n", false, "DENIED",
        "-DENIED Redis is running in protected mode");
    row("redis not", Proto::Redis, "SSH-2.0-x\r\n", false, odd, "SSH-2.0-x ");
    row("redis odd", Proto::Redis, "+OK\r\n", false, odd, "+OK ");
    row("amqp", Proto::Amqp, amqpStart(), true, "", "Connection.Start 0-9 RabbitMQ 3.10.8; AMQPLAIN PLAIN", "3.10.8");
    row("amqp other", Proto::Amqp, QByteArray("AMQP\0\1\0\0", 8), false, "amqp.version", "AMQP 1-0-0");
    row("amqp close", Proto::Amqp, amqpFrame(QByteArray("\0\x0a\0\x32\x01\x40\x05", 7) + "never" + QByteArray(4, '\0')),
        false, "320", "never");
    row("amqp not", Proto::Amqp, "-ERR unknown command\r\n", false, odd, "-ERR unknown command ");
    row("mysql", Proto::MySql, mysqlHandshake("10.11.6-MariaDB"), true, "", "MySQL 10.11.6-MariaDB", "10.11.6-MariaDB");
    row("mysql full", Proto::MySql, mysqlError(1040, "Too many connections"), false, "1040", "Too many connections");
    row("mysql blocked", Proto::MySql, mysqlError(1129, "Host is blocked"), false, "1129", "Host is blocked");
    row("mysql not allowed", Proto::MySql, mysqlError(1130, "Host is not allowed"), true, "1130",
        "Host is not allowed");
    row("mysql not", Proto::MySql, "+PONG\r\n", false, odd, "+PONG ");
}

void TestProtoReply::replies()
{
    QFETCH(Proto, proto);
    QFETCH(QByteArray, bytes);
    const ProtoStep step = readReply(proto, bytes, 0);
    QVERIFY(step.state != ProtoStep::State::NeedMore);
    QTEST(step.code, "code");
    QTEST(step.ok, "ok");
    if (!QByteArrayView(QTest::currentDataTag()).startsWith("pg fork"))
        QTEST(step.reply, "reply");
    QTEST(step.version, "version");
}

void TestProtoReply::everyPrefixIsSurvived()
{
    QFETCH(Proto, proto);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, ok);
    for (qsizetype cut = 0; cut < bytes.size(); ++cut) {
        // Cut anywhere, nothing may be called well that is not whole.
        if (ok)
            QVERIFY2(!readReply(proto, bytes.left(cut), 0).ok, qPrintable(QString::number(cut)));
    }
}

void TestProtoReply::greetings()
{
    const QByteArray startup = protoGreeting(Proto::PostgreSql);
    QCOMPARE(static_cast<quint8>(startup.at(3)), static_cast<quint8>(startup.size()));
    QCOMPARE(startup.mid(4, 4), QByteArray("\0\3\0\0", 4));
    QVERIFY(startup.contains("hopscope_probe") && startup.endsWith(QByteArray(2, '\0')));
    QCOMPARE(protoGreeting(Proto::Amqp), QByteArray("AMQP\0\0\x09\x01", 8));
    QVERIFY(protoGreeting(Proto::MySql).isEmpty());
}

void TestProtoReply::mysqlEndsTheHandshake()
{
    const QByteArray handshake = mysqlHandshake("8.0.36");
    const ProtoStep hello = readMySql(handshake + "more", 0);
    QCOMPARE(hello.state, ProtoStep::State::Say);
    QCOMPARE(hello.consumed, handshake.size());
    QCOMPARE(hello.say.at(3), '\x01'); // sequence goes on
    QVERIFY(hello.say.contains("hopscope_probe"));
    const ProtoStep other = readMySql(mysqlPacket(2, "\xfe"
                                                     "caching_sha2_password"),
                                      1);
    QCOMPARE(other.state, ProtoStep::State::Say);
    QCOMPARE(other.say, QByteArray("\0\0\0\x03", 4));
    const ProtoStep denied = readMySql(mysqlError(1045, "#28000Access denied", 4), 2);
    QCOMPARE(denied.state, ProtoStep::State::Done);
    QCOMPARE(denied.code, QStringLiteral("1045"));
    QVERIFY(denied.ok);
    // A server that keeps asking is left.
    QCOMPARE(readMySql(mysqlPacket(2, "\xfe"), 4).state, ProtoStep::State::Done);
}

void TestProtoReply::textIsCleaned()
{
    const ProtoStep step = readRedis("-ERR \x1b[31mred\x07 password=hunter2 x\r\n");
    QVERIFY(!step.reply.contains(QChar(0x1b)) && !step.reply.contains(QChar(7)));
    QVERIFY(!step.reply.contains(QStringLiteral("hunter2")));
    QVERIFY(readRedis("-ERR " + QByteArray(3000, 'x') + "\r\n").reply.size() <= ProtoStep::kMaxText);
}

QTEST_GUILESS_MAIN(TestProtoReply)
#include "test_protoreply.moc"
