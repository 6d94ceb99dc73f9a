// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/httpmessage.h"

#include "core/probe/httpline.h"

namespace hopscope {
namespace {

constexpr qsizetype kMaxFirstBytes = 512;
constexpr qsizetype kMaxChunkLine = 1024;

} // namespace

QByteArray HttpMessage::header(const char* name) const
{
    for (const HttpHeader& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

void HttpParser::feed(const QByteArray& bytes)
{
    if (done())
        return;
    if (m_firstBytes.size() < kMaxFirstBytes)
        m_firstBytes.append(bytes.left(kMaxFirstBytes - m_firstBytes.size()));
    m_buffer.append(bytes);
    while (!done() && step()) {
    }
}

void HttpParser::finish()
{
    switch (m_phase) {
    case Phase::Head:
        // A line that was never ended may still tell that this was not HTTP at all.
        fail(m_statusSeen || m_buffer.isEmpty() || mayBecomeStatusLine(m_buffer) ? "http.closed" : "http.not-http");
        break;
    case Phase::Close:
        m_phase = Phase::Done;
        break;
    case Phase::Done:
    case Phase::Failed:
        break;
    default:
        badBody("http.closed");
    }
}

bool HttpParser::step()
{
    switch (m_phase) {
    case Phase::Head:
        return readHead();
    case Phase::Length:
        return readLength();
    case Phase::Close:
        return readClose();
    case Phase::ChunkSize:
        return readChunkSize();
    case Phase::ChunkData:
        m_left -= moveToBody(m_left);
        if (!done() && m_left == 0)
            m_phase = Phase::ChunkEnd;
        return m_left == 0;
    case Phase::ChunkEnd:
        return readChunkEnd();
    case Phase::Trailer:
        return readTrailer();
    case Phase::Done:
    case Phase::Failed:
        break;
    }
    return false;
}

bool HttpParser::readHead()
{
    // Said as soon as it is certain, so that a silent stranger's banner is not waited on until the time runs out.
    if (!m_statusSeen && !mayBecomeStatusLine(m_buffer))
        return fail("http.not-http");
    QByteArray line;
    if (!takeLine(line)) {
        if (m_headBytes + m_buffer.size() > kMaxHead)
            fail("http.too-large");
        return false;
    }
    m_headBytes += line.size() + 2;
    if (m_headBytes > kMaxHead)
        return fail("http.too-large");
    return readHeadLine(line);
}

bool HttpParser::readHeadLine(const QByteArray& line)
{
    if (!m_statusSeen) {
        if (!readStatusLine(line, m_message))
            return fail("http.not-http");
        m_statusSeen = true;
        return true;
    }
    if (line.isEmpty())
        return endHead();
    if (m_message.headers.size() >= kMaxHeaders)
        return fail("http.too-large");
    addHeaderLine(line, m_message.headers);
    return true;
}

bool HttpParser::endHead()
{
    if (m_message.status < 200 && m_message.status != 101) {
        m_message = {};
        m_statusSeen = false;
        return true;
    }
    chooseFraming();
    return true;
}

void HttpParser::chooseFraming()
{
    const int status = m_message.status;
    if (m_headRequest || status == 101 || status == 204 || status == 304) {
        m_phase = Phase::Done;
        return;
    }
    if (isChunked(m_message.headers)) {
        m_phase = Phase::ChunkSize;
        return;
    }
    const LengthHeader length = contentLength(m_message.headers);
    if (length.bad)
        m_message.bodyError = QStringLiteral("http.bad-framing");
    if (length.bad || !length.present) {
        m_phase = Phase::Close;
        return;
    }
    m_left = length.value;
    m_phase = m_left == 0 ? Phase::Done : Phase::Length;
}

bool HttpParser::readLength()
{
    m_left -= moveToBody(m_left);
    if (m_left == 0)
        m_phase = Phase::Done;
    return false;
}

bool HttpParser::readClose()
{
    moveToBody(m_buffer.size());
    return false;
}

bool HttpParser::readChunkSize()
{
    QByteArray line;
    if (!takeLine(line))
        return m_buffer.size() > kMaxChunkLine ? badBody("http.bad-framing") : false;
    const qint64 size = line.size() > kMaxChunkLine ? -1 : chunkSize(line);
    if (size < 0)
        return badBody("http.bad-framing");
    m_left = size;
    m_phase = size == 0 ? Phase::Trailer : Phase::ChunkData;
    return true;
}

bool HttpParser::readChunkEnd()
{
    QByteArray line;
    if (!takeLine(line))
        return m_buffer.size() > 1 ? badBody("http.bad-framing") : false;
    if (!line.isEmpty())
        return badBody("http.bad-framing");
    m_phase = Phase::ChunkSize;
    return true;
}

bool HttpParser::readTrailer()
{
    QByteArray line;
    if (!takeLine(line))
        return m_buffer.size() > kMaxChunkLine ? badBody("http.bad-framing") : false;
    if (line.size() > kMaxChunkLine)
        return badBody("http.bad-framing");
    if (line.isEmpty())
        m_phase = Phase::Done;
    return true;
}

qsizetype HttpParser::moveToBody(qsizetype most)
{
    const qsizetype wanted = qMin(most, m_buffer.size());
    const qsizetype room = kMaxBody - m_message.body.size();
    const qsizetype moved = qMin(wanted, room);
    m_message.body.append(m_buffer.constData(), moved);
    m_buffer.remove(0, moved);
    m_scanned = 0;
    if (wanted > room) {
        m_message.bodyTruncated = true;
        m_phase = Phase::Done;
    }
    return moved;
}

bool HttpParser::takeLine(QByteArray& line)
{
    const qsizetype end = m_buffer.indexOf('\n', m_scanned);
    if (end < 0) {
        m_scanned = m_buffer.size();
        return false;
    }
    line = m_buffer.left(end);
    if (line.endsWith('\r'))
        line.chop(1);
    m_buffer.remove(0, end + 1);
    m_scanned = 0;
    return true;
}

bool HttpParser::fail(const char* code)
{
    m_error = QString::fromLatin1(code);
    m_message = {};
    m_phase = Phase::Failed;
    return false;
}

bool HttpParser::badBody(const char* code)
{
    m_message.bodyError = QString::fromLatin1(code);
    m_phase = Phase::Done;
    return false;
}

} // namespace hopscope
