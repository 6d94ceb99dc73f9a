// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/protoprobe.h"

#include "core/probe/fdstream.h"
#include "core/probe/neterror.h"

#include <cerrno>

namespace hopscope {
namespace {

constexpr qsizetype kMaxReceived = 512;
constexpr QLatin1String kPhase("answer");

} // namespace

ProtoProbe::ProtoProbe(Vantage& vantage, ProtoRequest request, Done done, QObject* parent)
    : QObject(parent), m_vantage(&vantage), m_done(std::move(done))
{
    m_result.request = std::move(request);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ProtoProbe::onDeadline);
    m_deadline.start(qMax(1, m_result.request.timeoutMs));
    m_clock.start();
    QTimer::singleShot(0, this, &ProtoProbe::begin);
}

void ProtoProbe::begin()
{
    if (!m_vantage)
        return fail({QStringLiteral("tcp.failed"), {}, QStringLiteral("connect"), {}});
    const ProtoRequest& request = m_result.request;
    m_connector = new TargetConnector(*m_vantage, request.address, request.port, request.timeoutMs, this);
    m_connector->start([this](Result<Connection> connection) { onConnected(std::move(connection)); });
}

void ProtoProbe::onConnected(Result<Connection> connection)
{
    if (!connection)
        return fail(connection.error());
    m_result.connectMs = m_clock.elapsed();
    m_result.tcpVerdict = QStringLiteral("open");
    if (m_result.request.tls) {
        m_tls = new TlsStream(std::move(connection->fd), *m_result.request.tls, this);
        m_stream = m_tls;
        connect(m_tls, &TlsStream::secured, this, &ProtoProbe::greet);
    } else {
        m_stream = new FdStream(std::move(connection->fd), this);
    }
    connect(m_stream, &ByteStream::activity, this, &ProtoProbe::onActivity);
    if (!m_tls)
        greet();
}

void ProtoProbe::greet()
{
    const QByteArray greeting = protoGreeting(m_result.request.proto);
    // A refused write means that the far end is gone; reading says how.
    if (!greeting.isEmpty())
        (void)m_stream->write(greeting);
}

void ProtoProbe::onActivity()
{
    const QByteArray bytes = m_stream->take();
    m_buffer += bytes;
    if (m_result.received.size() < kMaxReceived)
        m_result.received += bytes.left(kMaxReceived - m_result.received.size());
    while (m_done) {
        const ProtoStep step = readReply(m_result.request.proto, m_buffer, m_round);
        if (step.state == ProtoStep::State::NeedMore)
            break;
        take(step);
        if (step.state == ProtoStep::State::Done)
            return finish();
    }
    if (m_buffer.size() > ProtoStep::kMaxReply) {
        take(unexpectedReply(m_buffer));
        return finish();
    }
    if (m_stream->ended())
        onEnd();
}

void ProtoProbe::take(const ProtoStep& step)
{
    // What comes after the first answer can add a code to it, never turn it around.
    if (m_round == 0) {
        m_result.ok = step.ok;
        m_result.reply = step.reply;
        m_result.version = step.version;
        m_result.ms = m_clock.elapsed();
    }
    if (step.code != QStringLiteral("proto.unexpected") || m_round == 0)
        m_result.code = step.code;
    if (!step.say.isEmpty())
        (void)m_stream->write(step.say);
    if (step.state != ProtoStep::State::Say)
        return;
    m_buffer.remove(0, step.consumed);
    if (m_round++ == 0)
        m_deadline.start(kFarewellMs);
}

void ProtoProbe::onEnd()
{
    if (m_round > 0)
        return finish();
    const std::optional<Error> broken = m_stream->error();
    if (broken && broken->code == QStringLiteral("tcp.reset"))
        m_result.tcpVerdict = QStringLiteral("reset");
    fail(broken ? *broken : Error{QStringLiteral("proto.closed"), {}, kPhase, {}});
}

void ProtoProbe::onDeadline()
{
    if (m_round > 0)
        return finish();
    if (!m_stream)
        return fail(tcpError(ETIMEDOUT, QStringLiteral("connect")));
    if (m_tls && !m_tls->info().secured)
        return fail({QStringLiteral("tls.timed-out"), {}, QStringLiteral("tls"), {}});
    fail({QStringLiteral("proto.silent"), {}, kPhase, {}});
}

void ProtoProbe::fail(Error error)
{
    m_result.code = error.code;
    if (m_result.tcpVerdict.isEmpty())
        m_result.tcpVerdict = tcpVerdictOf(error.code);
    m_result.ms = m_clock.elapsed();
    m_result.error = std::move(error);
    finish();
}

void ProtoProbe::finish()
{
    if (!m_done)
        return;
    m_deadline.stop();
    if (m_stream) {
        m_stream->disconnect(this);
        m_stream->deleteLater();
    }
    if (m_connector)
        m_connector->deleteLater();
    const Done done = std::exchange(m_done, {});
    const ProtoResult result = std::move(m_result);
    done(result);
}

} // namespace hopscope
