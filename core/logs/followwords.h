// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// How a file begins: the POSIX cksum of its first bytes. With the inode it says whether a file is still the one that was
/// read: a truncated file can grow past the old offset, and inodes are used again.
struct FileHead {
    static constexpr qint64 kLength = 1024; ///< as many bytes as are looked at, fewer where the file is shorter
    qint64 length = 0;
    QByteArray sum = "4294967295"; ///< of no bytes

    bool operator==(const FileHead& other) const { return length == other.length && sum == other.sum; }
};

/// A file on the host as one look found it.
struct ListedFile {
    QString path{};
    QByteArray id{};          ///< `device:inode`
    qint64 size = 0;          ///< bytes on disk, of a compressed file the compressed ones
    qint64 modified = 0;      ///< s since 1970, host clock
    bool compressed = false;  ///< gzip
    bool readable = true;     ///< false: not by us, or not in a format we can read
    QList<FileHead> heads{};  ///< of the content, one for each length that was asked for
};

/// How far a file was read.
struct FollowedFile {
    QByteArray id{};
    qint64 offset = 0; ///< in the content, everything before it was handed on; < 0: that many lines from the end
    FileHead head{};
    qint64 modified = 0;
    bool compressed = false;
    bool settled = false; ///< read to its end after a newer file had taken its place
};

/// Something about a followed log that is not in it. Codes: `log.continued` (the connection was lost from..to and nothing of
/// the log was), `log.interrupted` (it was lost, and what is missing is told by the marks that follow), `log.truncated` (cut
/// to nothing after it was copied: what came between copy and cut may be lost), `log.truncated-uncopied` (no copy is left),
/// `log.gone` (the file that was read is gone, and no rotated copy was found), `log.unreadable` (its rotated copy cannot be
/// read), `log.skipped` (`bytes` were passed over because there were too many), `log.cursor-gone` (the journal no longer has
/// the last entry that was shown).
struct LogMark {
    QString code{};
    qint64 fromMs = 0; ///< desktop's clock, 0 where it does not apply
    qint64 toMs = 0;
    qint64 bytes = 0;
    QString file{}; ///< the file it concerns, where it is not the followed one
};

/// What a follower hands on: the marks stand before the bytes. Bytes are whole lines.
struct LogPiece {
    QList<LogMark> marks{};
    QByteArray bytes{};
};

} // namespace hopscope
