// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope {

enum class Proto { PostgreSql, MySql, Redis, Amqp };

/// What to make of the bytes received so far. Pure: the readers below know no socket and no clock, survive any bytes
/// and never look at more than kMaxReply.
struct ProtoStep {
    static constexpr qsizetype kMaxReply = qsizetype{64} * 1024;
    static constexpr qsizetype kMaxText = 300;

    enum class State {
        NeedMore, ///< not a whole answer yet
        Say,      ///< answered; `say` ends the handshake decently, an answer to it is welcome but not needed
        Done      ///< answered
    };
    State state = State::NeedMore;
    bool ok = false; ///< a working server of that kind answered
    QString reply;   ///< what it said, printable
    QString code;    ///< SQLSTATE, MySQL error number, Redis error word, `amqp.version`, `proto.unexpected`; else empty
    QString version; ///< where the handshake tells
    QByteArray say;
    qsizetype consumed = 0; ///< with Say: bytes of the buffer that were understood
};

/// What to say first; empty where the server speaks first.
[[nodiscard]] QByteArray protoGreeting(Proto proto);
/// `round` counts how often something was said after the greeting.
[[nodiscard]] ProtoStep readReply(Proto proto, const QByteArray& received, int round);
/// `postgresql mysql redis amqp`.
[[nodiscard]] QString toCode(Proto proto);

[[nodiscard]] ProtoStep readPostgres(const QByteArray& received);
[[nodiscard]] ProtoStep readMySql(const QByteArray& received, int round);
[[nodiscard]] ProtoStep readRedis(const QByteArray& received);
[[nodiscard]] ProtoStep readAmqp(const QByteArray& received);

/// The answer of something else than was asked for.
[[nodiscard]] ProtoStep unexpectedReply(const QByteArray& received);

} // namespace hopscope
