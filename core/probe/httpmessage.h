// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

struct HttpHeader {
    QByteArray name; ///< as sent
    QByteArray value;
    bool operator==(const HttpHeader&) const = default;
};

/// A response as far as it was understood.
struct HttpMessage {
    int status = 0; ///< 100..999, 0 before there was a head
    QByteArray reason;
    QByteArray version; ///< `1.1`
    QList<HttpHeader> headers;
    QByteArray body;            ///< at most HttpParser::kMaxBody, transfer coding undone, content coding not
    bool bodyTruncated = false; ///< there was more than kMaxBody
    /// What was wrong with the body although the head stands: `http.closed` (shorter than announced),
    /// `http.bad-framing`.
    QString bodyError;

    /// Value of the first header of that name (case does not matter), empty when there is none.
    [[nodiscard]] QByteArray header(const char* name) const;
    bool operator==(const HttpMessage&) const = default;
};

/// Reads one HTTP/1.x response from bytes in pieces of any size (RFC 9112); the result does not depend on where they
/// were cut. Interim 1xx responses are skipped, 101 is final. Everything is capped. Pure: no clock, no socket.
class HttpParser {
public:
    static constexpr qsizetype kMaxHead = qsizetype{64} * 1024; ///< all heads together, interim ones included
    static constexpr qsizetype kMaxHeaders = 200;
    static constexpr qsizetype kMaxBody = qsizetype{64} * 1024;

    /// `headRequest`: the answer to HEAD has no body whatever its headers say.
    explicit HttpParser(bool headRequest = false) : m_headRequest(headRequest) {}

    void feed(const QByteArray& bytes);
    /// The far end closed.
    void finish();

    [[nodiscard]] bool headComplete() const { return m_phase >= Phase::Length && m_phase != Phase::Failed; }
    [[nodiscard]] bool done() const { return m_phase == Phase::Done || m_phase == Phase::Failed; }
    /// Why there is no answer: `http.not-http`, `http.closed`, `http.too-large`; empty as long as there may be or is
    /// one.
    [[nodiscard]] const QString& error() const { return m_error; }
    [[nodiscard]] const HttpMessage& message() const { return m_message; }
    /// The first bytes that came, for the evidence when they are not HTTP.
    [[nodiscard]] const QByteArray& firstBytes() const { return m_firstBytes; }

private:
    enum class Phase { Head, Length, Close, ChunkSize, ChunkData, ChunkEnd, Trailer, Done, Failed };

    bool step();
    bool readHead();
    bool readHeadLine(const QByteArray& line);
    bool endHead();
    void chooseFraming();
    bool readLength();
    bool readClose();
    bool readChunkSize();
    bool readChunkEnd();
    bool readTrailer();
    /// Moves up to `most` bytes from the buffer into the body; returns how many.
    qsizetype moveToBody(qsizetype most);
    /// False when no whole line is there yet. Strips CR LF or a bare LF.
    bool takeLine(QByteArray& line);
    bool fail(const char* code);
    bool badBody(const char* code);

    bool m_headRequest;
    Phase m_phase = Phase::Head;
    QByteArray m_buffer;
    qsizetype m_scanned = 0; ///< bytes of m_buffer known to hold no line end
    QByteArray m_firstBytes;
    qsizetype m_headBytes = 0;
    qint64 m_left = 0;
    bool m_statusSeen = false;
    QString m_error;
    HttpMessage m_message;
};

} // namespace hopscope
