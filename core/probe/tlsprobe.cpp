// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/tlsprobe.h"

#include "core/probe/neterror.h"

#include <cerrno>

namespace hopscope {

QString TlsResult::verdict() const
{
    if (!error && tls.problems.isEmpty())
        return QStringLiteral("valid");
    const QString code = error ? error->code : tls.problems.first().code;
    if (code == QStringLiteral("tls.handshake"))
        return QStringLiteral("no-tls");
    if (code.startsWith(QStringLiteral("tls.")) && saysSomethingAboutTarget(code))
        return code.mid(4);
    return tcpVerdictOf(code);
}

TlsProbe::TlsProbe(Vantage& vantage, TlsRequest request, Done done, QObject* parent)
    : QObject(parent), m_vantage(&vantage), m_request(std::move(request)), m_done(std::move(done))
{
    m_result.port = m_request.port;
    m_request.tls.acceptInvalid = true;
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        finish(m_stream ? Error{QStringLiteral("tls.timed-out"), {}, QStringLiteral("tls"), {}}
                        : tcpError(ETIMEDOUT, QStringLiteral("connect")));
    });
    m_deadline.start(qMax(1, m_request.timeoutMs));
    m_clock.start();
    QTimer::singleShot(0, this, &TlsProbe::begin);
}

void TlsProbe::begin()
{
    if (!m_vantage)
        return finish(Error{QStringLiteral("tcp.failed"), {}, QStringLiteral("connect"), {}});
    m_connector = new TargetConnector(*m_vantage, m_request.address, m_request.port, m_request.timeoutMs, this);
    m_connector->start([this](Result<Connection> connection) { onConnected(std::move(connection)); });
}

void TlsProbe::onConnected(Result<Connection> connection)
{
    if (!connection)
        return finish(connection.error());
    m_result.address = connection->address;
    m_result.connectMs = m_clock.elapsed();
    m_stream = new TlsStream(std::move(connection->fd), m_request.tls, this);
    connect(m_stream, &TlsStream::secured, this, [this] { finish(std::nullopt); });
    connect(m_stream, &ByteStream::activity, this, [this] {
        if (m_stream->ended())
            finish(m_stream->error().value_or(Error{QStringLiteral("tls.handshake"), {}, QStringLiteral("tls"), {}}));
    });
}

void TlsProbe::finish(std::optional<Error> error)
{
    if (!m_done)
        return;
    m_deadline.stop();
    m_result.error = std::move(error);
    if (m_stream) {
        m_stream->disconnect(this);
        m_result.tlsMs = m_clock.elapsed() - m_result.connectMs;
        m_result.tls = m_stream->info();
        m_stream->deleteLater();
    }
    if (m_connector)
        m_connector->deleteLater();
    const Done done = std::exchange(m_done, {});
    const TlsResult result = std::move(m_result);
    done(result);
}

} // namespace hopscope
