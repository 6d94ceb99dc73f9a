// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followwords.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// One thing the follow script said (core/logs/followscript.h).
struct FollowRecord {
    enum class Kind {
        Opened,     ///< offset, size, modified
        Piece,      ///< offset, bytes, size, modified, head
        Changed,    ///< the segment is not any more what it was
        End,        ///< its end was reached
        Incomplete, ///< a compressed file that is not whole
        Beat,       ///< still there
        Listing,    ///< a listing begins; one that was begun is void
        Listed,     ///< listed
        Quit,       ///< the listing is complete
        NoTool      ///< text names it
    };
    Kind kind = Kind::Beat;
    int segment = -1;
    qint64 offset = 0;
    qint64 size = 0;
    qint64 modified = 0;
    FileHead head{};
    QByteArray bytes{};
    ListedFile listed{};
    QString text{};
};

/// Takes the follow script's output apart. Bytes of a file are handed on only once the script has said that they are good,
/// and are never looked at for what they say: where the count does not come true, everything up to the next word of the
/// script is dropped. What does not begin with the nonce is no word of the script. Untrusted input; keeps at most one piece.
class FollowReader {
public:
    static constexpr qsizetype kMaxPiece = qsizetype{1024} * 1024;
    static constexpr qsizetype kMaxLine = qsizetype{16} * 1024;

    explicit FollowReader(const QByteArray& nonce) : m_mark(nonce + ' ') {}
    [[nodiscard]] QList<FollowRecord> feed(const QByteArray& bytes);
    /// At the end of the stream: what was still waiting for more.
    [[nodiscard]] QList<FollowRecord> finish();

private:
    bool readLine(QList<FollowRecord>& records);
    bool readPayload(QList<FollowRecord>& records, bool atEnd);
    void readWord(const QByteArray& line, QList<FollowRecord>& records);

    const QByteArray m_mark;
    QByteArray m_buffer;
    qsizetype m_at = 0;    ///< what is before it in the buffer was read
    bool m_skipping = false; ///< within a line that is too long
    qint64 m_expected = -1; ///< bytes of the payload under way, -1 between payloads
    FollowRecord m_piece;
    bool m_havePiece = false;
};

} // namespace hopscope
