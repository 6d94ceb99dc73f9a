// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// MySQL client/server protocol: HandshakeV10, ERR_Packet, HandshakeResponse41 (dev.mysql.com, "Connection Phase").
#include "core/probe/bytereader.h"
#include "core/probe/printable.h"
#include "core/probe/protoreply.h"

namespace hopscope {
namespace {

constexpr qsizetype kPrefix = 4; // 24 bit length and sequence number
constexpr int kMaxRounds = 4;
constexpr quint8 kErr = 0xFF;
constexpr quint8 kOk = 0x00;
constexpr quint8 kHandshake10 = 10;
constexpr int kTooManyConnections = 1040;
constexpr int kHostBlocked = 1129;
constexpr int kShutdown = 1053;

QByteArray packet(quint8 sequence, const QByteArray& payload)
{
    QByteArray bytes;
    bytes.append(static_cast<char>(payload.size() & 0xFF));
    bytes.append(static_cast<char>((payload.size() >> 8) & 0xFF));
    bytes.append('\0');
    bytes.append(static_cast<char>(sequence));
    return bytes + payload;
}

/// A login nobody has, without a password. Hanging up in the middle of the handshake would be cheaper, but each such
/// hang-up counts towards max_connect_errors, and a hundred probes would have the server block the host (error 1129).
QByteArray login(quint8 sequence)
{
    constexpr quint32 kProtocol41 = 0x0200;
    constexpr quint32 kSecureConnection = 0x8000;
    constexpr quint32 kPluginAuth = 0x80000;
    constexpr char kUtf8mb4 = 45;
    QByteArray payload(8, '\0');
    qToLittleEndian<quint32>(kProtocol41 | kSecureConnection | kPluginAuth, payload.data());
    qToLittleEndian<quint32>(1U << 24, payload.data() + 4);
    payload.append(kUtf8mb4).append(23, '\0').append("hopscope_probe").append('\0');
    payload.append('\0'); // no authentication data
    payload.append("mysql_native_password").append('\0');
    return packet(sequence, payload);
}

ProtoStep readError(ByteReader body)
{
    ProtoStep step;
    step.state = ProtoStep::State::Done;
    const int number = body.little16();
    QByteArray message = body.rest().toByteArray();
    if (message.startsWith('#'))
        message.remove(0, 6); // the SQLSTATE, sent only once both sides know protocol 4.1
    step.code = QString::number(number);
    step.reply = printable(message, ProtoStep::kMaxText);
    // Refusing this client (1130 host not allowed, 1045 access denied) is what a working server does.
    step.ok = number != kTooManyConnections && number != kHostBlocked && number != kShutdown && number != 0;
    return step;
}

ProtoStep readHandshake(ByteReader body, quint8 sequence)
{
    ProtoStep step;
    step.version = printable(body.untilNul().toByteArray(), 64);
    if (!body.ok())
        return step;
    step.ok = true;
    step.state = ProtoStep::State::Say;
    step.reply = QStringLiteral("MySQL ") + step.version;
    step.say = login(static_cast<quint8>(sequence + 1));
    return step;
}

/// What follows our login only has to be ended decently.
ProtoStep readLoginAnswer(quint8 kind, ByteReader body, quint8 sequence, int round)
{
    ProtoStep step;
    step.state = ProtoStep::State::Done;
    step.ok = true;
    if (kind == kErr) {
        const ProtoStep error = readError(body);
        step.code = error.code;
        step.reply = error.reply;
    } else if (kind != kOk && round < kMaxRounds) {
        step.state = ProtoStep::State::Say;
        step.say = packet(static_cast<quint8>(sequence + 1), {});
    } else {
        step.say = packet(0, QByteArray(1, '\x01')); // COM_QUIT
    }
    return step;
}

} // namespace

ProtoStep readMySql(const QByteArray& received, int round)
{
    if (received.size() < kPrefix)
        return {};
    const auto byte = [&received](qsizetype i) { return static_cast<quint32>(static_cast<quint8>(received.at(i))); };
    const qsizetype length = static_cast<qsizetype>(byte(0) | byte(1) << 8 | byte(2) << 16);
    const auto sequence = static_cast<quint8>(byte(3));
    if (length == 0 || length > ProtoStep::kMaxReply)
        return unexpectedReply(received);
    if (received.size() < kPrefix + length)
        return {};
    ByteReader body(QByteArrayView(received).sliced(kPrefix, length));
    const quint8 kind = body.u8();
    ProtoStep step;
    if (round > 0)
        step = readLoginAnswer(kind, body, sequence, round);
    else if (kind == kErr)
        step = readError(body);
    else if (kind == kHandshake10)
        step = readHandshake(body, sequence);
    step.consumed = kPrefix + length;
    return step.state == ProtoStep::State::NeedMore ? unexpectedReply(received) : step;
}

} // namespace hopscope
