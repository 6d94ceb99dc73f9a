// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/model/entry.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

/// Where an incident file stops being what was written. Codes: `journal.damaged` (a byte differs or the file was cut
/// inside a record), `journal.not-closed` (every record is whole, the seal is missing).
struct JournalDamage {
    QString code;
    qint64 offset = 0; ///< bytes from the start of the file; everything before it is proven by the hash chain
    bool operator==(const JournalDamage&) const = default;
};

/// What an incident file holds.
struct JournalContents {
    QList<Entry> entries;                ///< the intact prefix
    std::optional<JournalDamage> damage; ///< none exactly when the file is whole and sealed
    QList<Entry>
        afterBreak;        ///< records found behind the damage, each whole by its own check, but not tied to the start
    QString headHash;      ///< chain hash of the last record of the intact prefix, 64 lower case hex digits;
                           ///< empty when the file's own header is damaged
    bool cutShort = false; ///< the file ends inside a record, as after a crash; nothing else is wrong with it
    bool closed = false;   ///< the seal was reached with the chain unbroken
};

/// Reads an incident (docs/INCIDENT-FORMAT.md). Any damage is part of the answer, not an error, as long as one record
/// can be read. Codes: `journal.missing`, `journal.unreadable` (not a regular file, no permission, over 512 MB),
/// `journal.not-incident`, `journal.newer` (a later version's file), `journal.no-record`. Pure or blocking on the disk:
/// never call it from the GUI thread.
[[nodiscard]] Result<JournalContents> readJournal(QByteArrayView bytes);
[[nodiscard]] Result<JournalContents> readJournal(const QString& path);

} // namespace hopscope
