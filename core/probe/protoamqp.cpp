// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// AMQP 0-9-1, sections 4.2 (framing) and 1.4 (Connection.Start); field types as RabbitMQ's errata list them.
#include "core/probe/bytereader.h"
#include "core/probe/printable.h"
#include "core/probe/protoreply.h"

namespace hopscope {
namespace {

constexpr qsizetype kPrefix = 7; // type, channel, size
constexpr quint8 kMethodFrame = 1;
constexpr quint8 kFrameEnd = 0xCE;
constexpr quint16 kConnectionClass = 10;
constexpr quint16 kStartMethod = 10;
constexpr quint16 kCloseMethod = 50;

/// Size of a field whose size its type alone tells; -1 for one that carries its length, -2 for an unknown type.
qsizetype fixedSize(char type)
{
    switch (type) {
    case 'V':
        return 0;
    case 't':
    case 'b':
    case 'B':
        return 1;
    case 's':
    case 'u':
    case 'U':
        return 2;
    case 'I':
    case 'i':
    case 'f':
        return 4;
    case 'D':
        return 5;
    case 'l':
    case 'L':
    case 'd':
    case 'T':
        return 8;
    case 'S':
    case 'x':
    case 'A':
    case 'F':
        return -1;
    default:
        return -2;
    }
}

struct Properties {
    QByteArray product;
    QByteArray version;
};

Properties readProperties(QByteArrayView table)
{
    Properties found;
    ByteReader reader(table);
    while (reader.ok() && reader.left() > 0) {
        const QByteArrayView name = reader.take(reader.u8());
        const char type = static_cast<char>(reader.u8());
        const qsizetype size = fixedSize(type);
        if (size == -2)
            break;
        const QByteArrayView value = reader.take(size >= 0 ? size : static_cast<qsizetype>(reader.big32()));
        if (type == 'S' && name == QByteArrayView("product"))
            found.product = value.toByteArray();
        else if (type == 'S' && name == QByteArrayView("version"))
            found.version = value.toByteArray();
    }
    return found;
}

ProtoStep readStart(ByteReader body)
{
    ProtoStep step;
    const int major = body.u8();
    const int minor = body.u8();
    const Properties properties = readProperties(body.take(static_cast<qsizetype>(body.big32())));
    const QByteArray mechanisms = body.take(static_cast<qsizetype>(body.big32())).toByteArray();
    if (!body.ok())
        return step;
    step.state = ProtoStep::State::Done;
    step.ok = true;
    step.version = printable(properties.version, 64);
    step.reply = QStringLiteral("Connection.Start %1-%2 %3 %4; %5")
                     .arg(major)
                     .arg(minor)
                     .arg(printable(properties.product, 64), step.version, printable(mechanisms, 100));
    return step;
}

/// Connection.Close before anything was asked: the broker is there and will not have us.
ProtoStep readClose(ByteReader body)
{
    ProtoStep step;
    const int number = body.big16();
    const QByteArray text = body.take(body.u8()).toByteArray();
    if (!body.ok())
        return step;
    step.state = ProtoStep::State::Done;
    step.code = QString::number(number);
    step.reply = printable(text, ProtoStep::kMaxText);
    return step;
}

ProtoStep readOtherVersion(const QByteArray& received)
{
    if (received.size() < 8)
        return {};
    ProtoStep step = unexpectedReply({});
    step.code = QStringLiteral("amqp.version");
    step.reply = QStringLiteral("AMQP %1-%2-%3")
                     .arg(static_cast<quint8>(received.at(5)))
                     .arg(static_cast<quint8>(received.at(6)))
                     .arg(static_cast<quint8>(received.at(7)));
    return step;
}

} // namespace

ProtoStep readAmqp(const QByteArray& received)
{
    const QByteArray magic = "AMQP";
    if (received.startsWith(magic))
        return readOtherVersion(received);
    if (received.isEmpty() || (received.size() < magic.size() && magic.startsWith(received)))
        return {};
    if (static_cast<quint8>(received.at(0)) != kMethodFrame)
        return unexpectedReply(received);
    if (received.size() < kPrefix)
        return {};
    ByteReader reader(received);
    reader.u8();
    const quint16 channel = reader.big16();
    const auto size = static_cast<qsizetype>(reader.big32());
    if (channel != 0 || size < 4 || size > ProtoStep::kMaxReply)
        return unexpectedReply(received);
    if (reader.left() < size + 1)
        return {};
    ByteReader body(reader.take(size));
    const bool connectionClass = body.big16() == kConnectionClass;
    const quint16 method = body.big16();
    ProtoStep step;
    if (connectionClass && reader.u8() == kFrameEnd && (method == kStartMethod || method == kCloseMethod))
        step = method == kStartMethod ? readStart(body) : readClose(body);
    return step.state == ProtoStep::State::NeedMore ? unexpectedReply(received) : step;
}

} // namespace hopscope
