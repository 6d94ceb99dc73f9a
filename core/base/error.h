// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

/// Why something failed, as data: `code` is a stable string `room.reason` (for example `ssh.refused`,
/// `journal.damaged`), which ui/words turns into a sentence. `host` and `phase` say where it happened, `detail` is
/// what a library or program said, already redacted; it is shown as a quotation, never as our own words.
struct Error {
    QString code;
    QString host;
    QString phase;
    QString detail;

    [[nodiscard]] Error at(const QString& newHost, const QString& newPhase) const
    {
        return {code, newHost, newPhase, detail};
    }
    bool operator==(const Error&) const = default;
};

} // namespace hopscope
