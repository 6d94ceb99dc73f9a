// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/protoreply.h"

#include "core/probe/bytereader.h"
#include "core/probe/printable.h"

#include <QList>

namespace hopscope {
namespace {

/// Nobody has a role of this name, so no password is guessed and no account is locked.
constexpr const char* kUser = "hopscope_probe";
constexpr quint32 kPostgresProtocol3 = 196608;

QByteArray postgresStartup()
{
    QByteArray parameters;
    for (const char* text : {"user", kUser, "database", "postgres", "application_name", "hopscope"})
        parameters.append(text).append('\0');
    parameters.append('\0');
    QByteArray message;
    appendBig32(message, static_cast<quint32>(parameters.size()) + 8);
    appendBig32(message, kPostgresProtocol3);
    return message + parameters;
}

} // namespace

QByteArray protoGreeting(Proto proto)
{
    switch (proto) {
    case Proto::PostgreSql:
        return postgresStartup();
    case Proto::Redis:
        return "*1\r\n$4\r\nPING\r\n";
    case Proto::Amqp:
        return QByteArray("AMQP\0\0\x09\x01", 8);
    case Proto::MySql:
        break;
    }
    return {};
}

ProtoStep readReply(Proto proto, const QByteArray& received, int round)
{
    switch (proto) {
    case Proto::PostgreSql:
        return readPostgres(received);
    case Proto::MySql:
        return readMySql(received, round);
    case Proto::Redis:
        return readRedis(received);
    case Proto::Amqp:
        return readAmqp(received);
    }
    return {};
}

QString toCode(Proto proto)
{
    switch (proto) {
    case Proto::PostgreSql:
        return QStringLiteral("postgresql");
    case Proto::MySql:
        return QStringLiteral("mysql");
    case Proto::Redis:
        return QStringLiteral("redis");
    case Proto::Amqp:
        return QStringLiteral("amqp");
    }
    return {};
}

ProtoStep unexpectedReply(const QByteArray& received)
{
    ProtoStep step;
    step.state = ProtoStep::State::Done;
    step.code = QStringLiteral("proto.unexpected");
    step.reply = printable(received, ProtoStep::kMaxText);
    return step;
}

ProtoStep readRedis(const QByteArray& received)
{
    constexpr qsizetype kMaxLine = 4096;
    if (!received.isEmpty() && received.at(0) != '+' && received.at(0) != '-')
        return unexpectedReply(received);
    const qsizetype end = received.indexOf("\r\n");
    if (end < 0)
        return received.size() > kMaxLine ? unexpectedReply(received) : ProtoStep{};
    const QByteArray line = received.left(end);
    if (line.startsWith('+') && line != "+PONG")
        return unexpectedReply(received);
    ProtoStep step;
    step.state = ProtoStep::State::Done;
    step.reply = printable(line, ProtoStep::kMaxText);
    if (line.startsWith('-'))
        step.code = printable(line.mid(1).split(' ').first(), 32);
    // Asking for a password or refusing the command to strangers is what a working server does.
    step.ok = line == "+PONG" || step.code == QStringLiteral("NOAUTH") || step.code == QStringLiteral("NOPERM");
    return step;
}

} // namespace hopscope
