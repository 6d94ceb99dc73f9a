// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/journal/reader.h"
#include "core/triage/record/projection.h"
#include "core/triage/session.h"

#include <vector>

namespace hopscope {

/// An incident read from a file: every view is derived again from its entries, at any moment of it. Nothing can be acted
/// on. The fold is kept every 1,000 entries, so that seeking is quick.
class ReplaySession final : public Session {
    Q_OBJECT
public:
    ReplaySession(JournalContents contents, QString path, std::shared_ptr<const Catalogue> catalogue, QObject* parent = nullptr);

    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const override { return m_snapshot; }
    [[nodiscard]] Progress progress() const override { return {}; }
    void diagnose() override {}
    void setLive(bool on) override;
    void cancel() override {}
    [[nodiscard]] Result<Plan> plan(const QString& verb, const QString& node) const override;
    void run(const Plan& plan) override;
    void runStep(const QString& step) override;
    void markStep(const QString& step, const QString& how) override;
    [[nodiscard]] QList<LogTarget> logTargets() const override { return {}; }
    qint64 follow(const LogTarget& target) override;
    void unfollow(qint64 follow) override;
    void answer(qint64 question, bool accepted, const QString& secret, bool keep) override;
    void seek(Timestamp at) override;
    [[nodiscard]] Status saveAs(const QString& path) override;

    /// Time of the first and the last entry.
    [[nodiscard]] Timestamp from() const;
    [[nodiscard]] Timestamp to() const;

private:
    [[nodiscard]] std::size_t entriesUntil(Timestamp at) const;
    void show(std::size_t count);

    JournalContents m_contents;
    QString m_path;
    std::vector<Projection> m_kept; ///< m_kept[i] is the fold of the first i * kKeepEvery entries
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace hopscope
