// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/journal/writer.h"
#include "core/model/observation.h"
#include "core/triage/record/projection.h"

#include <functional>
#include <optional>

namespace hopscope {

/// Appends what is seen and done to the incident and folds it in the same step: file first, then the projection. Without a
/// path the incident lives in memory only. A failed write does not stop the triage; it is kept in writeError(). One thread.
class Recorder {
public:
    Recorder(std::shared_ptr<const Catalogue> catalogue, const Clock& clock);

    /// Starts the file at `path`. Codes as JournalWriter::create().
    [[nodiscard]] Status open(const QString& path);
    void session(const Environment& environment, const QString& version);
    /// Gives the evidence its id, writes it into the facts, records both. Returns the id.
    QString observe(Observation observation);
    void round(const QString& phase, const QString& kind);
    void action(ActionEvent event);
    void note(const QString& code, const QString& subject, const QJsonObject& args);
    void sample(bool good, double ms);
    /// A step of the guide begins, ends, or is over without being run (core/triage/record/entries.h).
    void guide(const QString& step, const QString& phase);
    /// Closes the file; nothing is recorded afterwards.
    void seal();

    [[nodiscard]] const Projection& projection() const { return m_projection; }
    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] const std::optional<Error>& writeError() const { return m_writeError; }
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }

private:
    void append(Entry entry);

    const Clock& m_clock;
    Projection m_projection;
    std::optional<JournalWriter> m_writer;
    QString m_path;
    std::optional<Error> m_writeError;
    QList<Entry> m_entries;
    qint64 m_nextEvidence = 1;
    qint64 m_round = 0;
    bool m_sealed = false;
};

} // namespace hopscope
