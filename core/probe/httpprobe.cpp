// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/httpprobe.h"

#include "core/probe/address.h"
#include "core/probe/fdstream.h"
#include "core/probe/httprequest.h"
#include "core/probe/neterror.h"

#include <cerrno>

namespace hopscope {

HttpProbe::HttpProbe(Vantage& vantage, HttpRequest request, Done done, QObject* parent)
    : QObject(parent), m_vantage(&vantage), m_done(std::move(done)),
      m_parser(request.method == HttpRequest::Method::Head)
{
    m_result.request = std::move(request);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpProbe::onDeadline);
    m_deadline.start(qMax(1, m_result.request.timeoutMs));
    m_clock.start();
    QTimer::singleShot(0, this, &HttpProbe::begin);
}

void HttpProbe::begin()
{
    const HttpRequest& request = m_result.request;
    if (!isSendable(request))
        return fail({QStringLiteral("http.bad-request"), {}, QStringLiteral("request"), {}});
    if (!m_vantage)
        return fail({QStringLiteral("tcp.failed"), {}, QStringLiteral("connect"), {}});
    m_connector = new TargetConnector(*m_vantage, request.address, request.port, request.timeoutMs, this);
    m_connector->start([this](Result<Connection> connection) { onConnected(std::move(connection)); });
}

void HttpProbe::onConnected(Result<Connection> connection)
{
    m_result.tries = m_connector->tries();
    if (!connection)
        return fail(connection.error());
    m_result.address = connection->address;
    m_result.times.resolve = connection->resolveMs;
    m_result.times.connect = m_clock.elapsed();
    if (m_result.request.tls)
        return startTls(std::move(connection->fd));
    m_stream = new FdStream(std::move(connection->fd), this);
    connect(m_stream, &ByteStream::activity, this, &HttpProbe::onActivity);
    sendRequest();
}

void HttpProbe::startTls(OwnedFd fd)
{
    m_tls = new TlsStream(std::move(fd), *m_result.request.tls, this);
    m_stream = m_tls;
    connect(m_tls, &TlsStream::secured, this, [this] {
        m_result.times.tls = m_clock.elapsed();
        sendRequest();
    });
    connect(m_stream, &ByteStream::activity, this, &HttpProbe::onActivity);
}

void HttpProbe::sendRequest()
{
    // A refused write means that the far end is gone; reading says how.
    (void)m_stream->write(requestBytes(m_result.request));
}

void HttpProbe::onActivity()
{
    const QByteArray bytes = m_stream->take();
    if (!bytes.isEmpty() && m_result.times.firstByte < 0)
        m_result.times.firstByte = m_clock.elapsed();
    m_parser.feed(bytes);
    if (m_parser.done())
        return finish();
    if (m_stream->ended())
        onEnd();
}

void HttpProbe::onEnd()
{
    const std::optional<Error> broken = m_stream->error();
    // A reset after the head leaves an answer, cut short; before it there is none and the reset is the reason.
    if (broken && !m_parser.headComplete())
        return fail(*broken);
    m_parser.finish();
    finish();
}

void HttpProbe::onDeadline()
{
    const QString phase = !m_stream ? QStringLiteral("connect") : QStringLiteral("answer");
    if (!m_stream) {
        const bool resolving = m_connector && m_connector->tries().isEmpty();
        if (m_connector)
            m_result.tries = m_connector->tries();
        return fail(resolving ? Error{QStringLiteral("tcp.resolve"),
                                      {},
                                      QStringLiteral("resolve"),
                                      QStringLiteral("no answer in time")}
                              : tcpError(ETIMEDOUT, phase));
    }
    if (m_tls && !m_tls->info().secured)
        return fail({QStringLiteral("tls.timed-out"), {}, QStringLiteral("tls"), {}});
    if (!m_parser.headComplete())
        return fail({QStringLiteral("http.timed-out"), {}, phase, {}});
    m_result.message.bodyError = QStringLiteral("http.timed-out");
    finish();
}

void HttpProbe::fail(Error error)
{
    m_result.error = std::move(error);
    finish();
}

void HttpProbe::finish()
{
    if (!m_done)
        return;
    m_deadline.stop();
    m_result.times.total = m_clock.elapsed();
    if (m_stream)
        m_stream->disconnect(this);
    if (m_tls)
        m_result.tls = m_tls->info();
    const QString late = m_result.message.bodyError;
    if (!m_result.error && !m_parser.error().isEmpty())
        m_result.error = Error{m_parser.error(), {}, QStringLiteral("answer"), {}};
    if (!m_result.error)
        m_result.message = m_parser.message();
    if (!late.isEmpty())
        m_result.message.bodyError = late;
    m_result.firstBytes = m_result.answered() ? QByteArray() : m_parser.firstBytes();
    if (m_stream)
        m_stream->deleteLater();
    if (m_connector)
        m_connector->deleteLater();
    const Done done = std::exchange(m_done, {});
    const HttpResult result = std::move(m_result);
    done(result);
}

} // namespace hopscope
