// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followjob.h"
#include "core/logs/followplan.h"
#include "core/logs/followreader.h"
#include "core/logs/lineassembler.h"

#include <QString>

#include <memory>
#include <vector>

namespace hopscope {

/// Follows a file by inode and offset, starting with its last 200 lines, over rotation by rename and compression and over
/// copytruncate: every line that is in some file arrives once (core/logs/followplan.h). Any one thread.
class FileFollowJob : public FollowJob {
public:
    static constexpr qint64 kMaxCatchUp = qint64{64} * 1024 * 1024; ///< twice what a view keeps

    explicit FileFollowJob(QString file, qint64 maxCatchUp = kMaxCatchUp, QString restSeconds = QStringLiteral("1"));
    [[nodiscard]] QStringList argv() override;
    [[nodiscard]] QList<LogPiece> take(const QByteArray& bytes) override;
    [[nodiscard]] QList<LogPiece> ended(std::optional<int> exit, const QByteArray& err) override;
    [[nodiscard]] Next next() const override { return m_next; }
    [[nodiscard]] QString missingTool() const override { return m_missing; }
    /// How far it was read, for tests.
    [[nodiscard]] const QList<FollowedFile>& files() const { return m_files; }

private:
    void take(const FollowRecord& record, QList<LogPiece>& pieces);
    void takePiece(const FollowRecord& record, QList<LogPiece>& pieces);
    void planAgain(QList<LogPiece>& pieces);
    void leaveOutDamaged();
    [[nodiscard]] int fileOf(int segment) const;

    const QString m_file;
    const qint64 m_maxCatchUp;
    const QString m_restSeconds;
    std::unique_ptr<FollowReader> m_reader;
    QList<FollowedFile> m_files;           ///< oldest first
    std::vector<LineAssembler> m_lines;    ///< of each
    FollowPlan m_plan;                     ///< what runs now, or is to run next
    QList<ListedFile> m_listed;
    bool m_planned = false; ///< argv() may go by m_plan; else it only looks
    bool m_quit = false;    ///< the listing is complete
    bool m_moved = false;   ///< something was read since argv()
    bool m_lost = false;    ///< the connection was lost since the last plan
    QString m_incomplete;   ///< the compressed file that was not whole
    int m_incompleteTries = 0;
    QString m_missing;
    Next m_next = Next::Now;
};

} // namespace hopscope
