// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// PostgreSQL frontend/backend protocol 3.0, chapter 55.7 of its manual: AuthenticationRequest 'R' and ErrorResponse
// 'E'.
#include "core/probe/bytereader.h"
#include "core/probe/printable.h"
#include "core/probe/protoreply.h"

namespace hopscope {
namespace {

/// The server's own limit for an ErrorResponse before authentication is 30,000 bytes (libpq refuses more).
constexpr quint32 kMaxMessage = 30'000;
constexpr qsizetype kPrefix = 5; // type and length

QString authenticationName(quint32 type)
{
    switch (type) {
    case 0:
        return QStringLiteral("AuthenticationOk");
    case 3:
        return QStringLiteral("AuthenticationCleartextPassword");
    case 5:
        return QStringLiteral("AuthenticationMD5Password");
    case 7:
        return QStringLiteral("AuthenticationGSS");
    case 10:
        return QStringLiteral("AuthenticationSASL");
    default:
        return QStringLiteral("AuthenticationRequest %1").arg(type);
    }
}

/// A server that got as far as judging who we are, or which database we meant, is a working one.
bool isWorking(const QString& sqlState, const QByteArray& message)
{
    if (sqlState.startsWith(QStringLiteral("28")) || sqlState == QStringLiteral("3D000"))
        return true;
    // PgBouncer before 1.19 says 08P01 whatever it refuses.
    return sqlState == QStringLiteral("08P01") && message.startsWith("no such ");
}

ProtoStep readError(ByteReader fields)
{
    ProtoStep step;
    step.state = ProtoStep::State::Done;
    QByteArray message;
    while (fields.ok() && fields.left() > 1) {
        const char field = static_cast<char>(fields.u8());
        const QByteArray value = fields.untilNul().toByteArray();
        if (field == 'C')
            step.code = printable(value, 5);
        else if (field == 'M')
            message = value;
    }
    step.reply = printable(message, ProtoStep::kMaxText);
    step.ok = isWorking(step.code, message);
    if (step.code.isEmpty())
        step.code = QStringLiteral("proto.unexpected");
    return step;
}

} // namespace

ProtoStep readPostgres(const QByteArray& received)
{
    if (received.isEmpty())
        return {};
    const char type = received.at(0);
    if (type != 'R' && type != 'E')
        return unexpectedReply(received);
    if (received.size() < kPrefix)
        return {};
    ByteReader reader(received);
    reader.u8();
    const quint32 length = reader.big32();
    // A server that cannot even start a child writes `E` and plain text, which reads as an absurd length.
    if (length < 4 || length > kMaxMessage || (type == 'R' && length < 8))
        return unexpectedReply(received);
    const qsizetype payload = static_cast<qsizetype>(length) - 4;
    if (reader.left() < payload)
        return {};
    ByteReader body(reader.take(payload));
    if (type == 'E')
        return readError(body);
    ProtoStep step;
    step.state = ProtoStep::State::Done;
    step.ok = true;
    step.reply = authenticationName(body.big32());
    return step;
}

} // namespace hopscope
