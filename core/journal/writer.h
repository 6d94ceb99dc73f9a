// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/base/result.h"
#include "core/model/entry.h"

#include <QByteArray>
#include <QString>

namespace hopscope {

/// Appends records to one incident file (docs/INCIDENT-FORMAT.md). A record is handed to the system by write() and is
/// safe against power loss after the next sync(): call syncIfDue() once a second and sync() at the end of a round. The
/// file is readable by its owner only and locked against a second writer. Lives in the conductor's thread; blocks on
/// the disk.
class JournalWriter {
public:
    /// Starts a new file. Codes: `journal.exists`, `journal.write`, `journal.locked`.
    [[nodiscard]] static Result<JournalWriter> create(const QString& path);
    /// Goes on with a file that was not sealed; the rest of a record that was cut off at the end is removed. Codes:
    /// those of readJournal(), `journal.closed` (sealed), `journal.damaged` (anything but such a rest),
    /// `journal.locked`, `journal.write`.
    [[nodiscard]] static Result<JournalWriter> append(const QString& path);

    /// Adds one record. Codes: `journal.write` (disk full, file system gone; the file ends with the last whole record
    /// and a later write may succeed), `journal.full` (512 MB reached), `journal.bad-entry` (no seq, no kind or over 8
    /// MB), `journal.closed`.
    [[nodiscard]] Status write(const Entry& entry);
    /// Puts on disk all that was written. Code: `journal.write`.
    [[nodiscard]] Status sync();
    /// The same, if something was written and the last sync is at least a second before `now`.
    [[nodiscard]] Status syncIfDue(Timestamp now);
    /// Writes the closing record and syncs; nothing can be written afterwards. Codes as write() and sync().
    [[nodiscard]] Status seal(Timestamp at);

    /// Chain hash of the last record, 64 lower case hex digits.
    [[nodiscard]] QString headHash() const { return QString::fromLatin1(m_chain.toHex()); }
    [[nodiscard]] qint64 entries() const { return m_entries; }
    [[nodiscard]] qint64 size() const { return m_end; }
    [[nodiscard]] bool closed() const { return m_closed; }

private:
    explicit JournalWriter(OwnedFd fd) : m_fd(std::move(fd)) {}
    [[nodiscard]] Status put(const QByteArray& bytes);
    [[nodiscard]] Status putFrame(int type, const QByteArray& payload);

    OwnedFd m_fd;
    QByteArray m_chain;
    qint64 m_end = 0; ///< everything before it is whole records
    qint64 m_entries = 0;
    Timestamp m_lastSync;
    bool m_dirty = false;
    bool m_torn = false; ///< a failed write could not be taken back yet
    bool m_closed = false;
};

} // namespace hopscope
