// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followjob.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace hopscope {

/// One entry of `journalctl -o json`.
struct JournalEntry {
    QByteArray cursor;
    QByteArray line; ///< as `-o short-iso-precise` shows it, in UTC, with its line feed; of several lines each but the first
                     ///< is indented
};

/// Nothing for what is no entry. Untrusted input. Source: systemd.journal-fields(7), Journal Export Formats (JSON).
[[nodiscard]] std::optional<JournalEntry> readJournalEntry(const QByteArray& json);

/// Follows a unit's journal by cursor, starting with its last 200 entries. Taken up again it asks for the last entry it
/// showed, which is not shown again, and whose absence says that entries may be missing. Any one thread.
class UnitFollowJob : public FollowJob {
public:
    explicit UnitFollowJob(QString unit) : m_unit(std::move(unit)) {}
    [[nodiscard]] QStringList argv() override;
    [[nodiscard]] QList<LogPiece> take(const QByteArray& bytes) override;
    [[nodiscard]] QList<LogPiece> ended(std::optional<int> exit, const QByteArray& err) override;
    [[nodiscard]] Next next() const override { return m_next; }
    [[nodiscard]] QString missingTool() const override { return QStringLiteral("journalctl"); }

private:
    [[nodiscard]] bool resume(const JournalEntry& entry, LogPiece& piece);

    const QString m_unit;
    QByteArray m_cursor;   ///< of the last entry that was handed on
    QByteArray m_pending;  ///< an entry under way
    bool m_skipping = false; ///< within an entry that is too long
    bool m_resumed = true; ///< the last entry was asked for and came, or nothing was asked for
    bool m_old = false;    ///< a journalctl without --output-fields (before systemd 236)
    Next m_next = Next::Now;
};

} // namespace hopscope
