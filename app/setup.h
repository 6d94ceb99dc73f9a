// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/options.h"
#include "core/journal/reader.h"
#include "core/triage/livesession.h"
#include "core/triage/replaysession.h"
#include "ui/words/words.h"

#include <memory>
#include <optional>

namespace hopscope {

/// The sentences in the language asked for, with the catalogue's own texts.
[[nodiscard]] Words makeWords(const Options& options, const std::shared_ptr<const Catalogue>& catalogue);

/// Environment and catalogue for a live command; on failure the error is on stderr and the exit status is 2.
[[nodiscard]] std::optional<LiveSettings> liveSettings(const Options& options);

/// An incident file, opened for replay. Damage is reported on stderr with its offset; a file without any intact record and
/// one that cannot be read give nothing (exit status 2).
struct OpenedIncident {
    std::unique_ptr<ReplaySession> session;
    std::optional<JournalDamage> damage;
};
[[nodiscard]] std::optional<OpenedIncident> openIncident(const Options& options);

/// Whether a result can be written to `path` (links are followed; a device or folder is no file), tested before any host is contacted; false with a line on stderr.
[[nodiscard]] bool canWrite(const QString& path);

/// Makes room for a new incident file where the user named one, after canWrite(); the path to record to.
[[nodiscard]] QString freshIncidentPath(const QString& path);

/// Writes the PDF report of a snapshot; `report.*` codes.
[[nodiscard]] Status writeReport(const Snapshot& snapshot, const Words& words, const QString& path);

} // namespace hopscope
