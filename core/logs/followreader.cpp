// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followreader.h"

#include <algorithm>
#include <limits>

namespace hopscope {
namespace {

/// A count the script may say; -1 for anything else.
qint64 count(const QByteArray& word)
{
    bool ok = false;
    const qint64 value = word.toLongLong(&ok);
    return ok && value >= 0 && value < std::numeric_limits<qint64>::max() / 2 ? value : -1;
}

int segmentOf(const QByteArray& word)
{
    const qint64 value = count(word);
    return value <= 1000 ? int(value) : -1;
}

bool isSum(const QByteArray& word)
{
    return !word.isEmpty() && word.size() <= 10 &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `SUM:LENGTH,…`, or `-`
QList<FileHead> readHeads(const QByteArray& word)
{
    QList<FileHead> heads;
    for (const QByteArray& one : word.split(',')) {
        const qsizetype colon = one.indexOf(':');
        const qint64 length = count(one.mid(colon + 1));
        if (colon > 0 && isSum(one.left(colon)) && length >= 0 && length <= FileHead::kLength)
            heads.append({length, one.left(colon)});
    }
    return heads;
}

/// COMPRESSED READABLE ID SIZE MODIFIED HEADS PATH; the path is the rest of the line, blanks included.
bool readListed(const QByteArray& line, ListedFile& file)
{
    constexpr qsizetype fields = 6;
    const QByteArrayList words = line.split(' ');
    if (words.size() <= fields)
        return false;
    file.compressed = words.at(0) == "1";
    file.readable = words.at(1) == "1";
    file.id = words.at(2);
    file.size = count(words.at(3));
    file.modified = count(words.at(4));
    file.heads = readHeads(words.at(5));
    file.path = QString::fromUtf8(words.mid(fields).join(' '));
    return file.size >= 0 && file.modified >= 0 && file.id.contains(':') && file.path.startsWith(QLatin1Char('/'));
}

} // namespace

QList<FollowRecord> FollowReader::feed(const QByteArray& bytes)
{
    m_buffer.append(bytes);
    QList<FollowRecord> records;
    while (m_expected >= 0 ? readPayload(records, false) : readLine(records)) {
    }
    m_buffer.remove(0, std::exchange(m_at, 0));
    return records;
}

QList<FollowRecord> FollowReader::finish()
{
    QList<FollowRecord> records;
    while (m_expected >= 0 ? readPayload(records, true) : readLine(records)) {
    }
    m_buffer.clear();
    m_at = 0;
    m_expected = -1;
    m_havePiece = false;
    return records;
}

bool FollowReader::readLine(QList<FollowRecord>& records)
{
    const qsizetype end = m_buffer.indexOf('\n', m_at);
    if (end < 0) {
        if (m_buffer.size() - m_at > kMaxLine) {
            m_skipping = true;
            m_at = m_buffer.size();
        }
        return false;
    }
    const QByteArray line = m_buffer.mid(m_at, end - m_at);
    m_at = end + 1;
    if (!std::exchange(m_skipping, false) && line.startsWith(m_mark) && line.size() <= kMaxLine)
        readWord(line.mid(m_mark.size()), records);
    return true;
}

/// The count is believed where a word of the script stands right behind it. Else the bytes ended early, as those of a file
/// that is truncated meanwhile do, and the script's next word is looked for within, line by line.
bool FollowReader::readPayload(QList<FollowRecord>& records, bool atEnd)
{
    Q_UNUSED(records)
    const QByteArray word = '\n' + m_mark;
    const bool whole = m_buffer.size() - m_at >= m_expected + word.size();
    if (!whole && !atEnd)
        return false;
    const qsizetype behind = m_at + qsizetype(m_expected);
    if (whole && m_buffer.mid(behind, word.size()) == word) {
        m_piece.bytes = m_buffer.mid(m_at, qsizetype(m_expected));
        m_havePiece = true;
        m_at = behind + 1;
    } else {
        m_havePiece = false;
        m_skipping = true; // what is left of the line under way is the file's
    }
    m_expected = -1;
    return true;
}

void FollowReader::readWord(const QByteArray& line, QList<FollowRecord>& records)
{
    using Kind = FollowRecord::Kind;
    const QByteArrayList words = line.left(256).split(' ');
    const auto word = [&](int i) { return words.value(i); };
    FollowRecord record;
    record.segment = segmentOf(word(1));
    const bool piece = std::exchange(m_havePiece, false);
    switch (line.isEmpty() ? '\0' : line.front()) {
    case 'O':
        record.kind = Kind::Opened;
        record.offset = count(word(2));
        record.size = count(word(3));
        record.modified = count(word(4));
        if (record.segment < 0 || record.offset < 0 || record.size < 0 || record.modified < 0)
            return;
        break;
    case 'D':
        m_piece = record;
        m_piece.offset = count(word(2));
        m_expected = count(word(3));
        if (record.segment < 0 || m_piece.offset < 0 || m_expected < 0 || m_expected > kMaxPiece)
            m_expected = -1;
        return;
    case 'E':
        record = m_piece;
        record.kind = Kind::Piece;
        record.size = count(word(2));
        record.modified = count(word(3));
        record.head = {count(word(5)), word(4)};
        m_piece.bytes.clear();
        if (!piece || record.segment != segmentOf(word(1)) || record.size < 0 || record.modified < 0 ||
            !isSum(record.head.sum) || record.head.length < 0 || record.head.length > FileHead::kLength)
            return;
        break;
    case 'F':
        record.kind = Kind::Listed;
        if (!readListed(line.mid(2), record.listed))
            return;
        break;
    case 'T':
        record.kind = Kind::NoTool;
        record.text = QString::fromLatin1(word(1));
        break;
    default: {
        static const QByteArray letters = "XZIBLQ";
        constexpr Kind kinds[] = {Kind::Changed, Kind::End, Kind::Incomplete, Kind::Beat, Kind::Listing, Kind::Quit};
        const qsizetype which = letters.indexOf(line.left(1));
        if (line.isEmpty() || which < 0)
            return;
        record.kind = kinds[which];
    }
    }
    records.append(std::move(record));
}

} // namespace hopscope
