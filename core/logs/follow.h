// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/logs/followjob.h"
#include "core/model/environment.h"
#include "core/ssh/sshhost.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace hopscope {

/// Follows one log on one host until destroyed: a file by inode and offset, a unit's journal by cursor, both from their last
/// 200 lines on. A file that this user may not read is followed under sudo where the environment allows it. A lost
/// connection is taken up again with a growing pause, where it broke off: no line is lost or doubled, and a mark says what
/// happened. Ends with `logs.not-readable`, `logs.no-tool` (detail names it), `logs.ended`, or as SshHost::stream() does
/// where another try is of no use. Lives in the SshHost's thread.
class LogFollower : public QObject {
    Q_OBJECT
public:
    using Taken = std::function<void(const LogPiece& piece)>;
    using Ended = std::function<void(const Error& error)>;

    LogFollower(SshHost& host, SudoMode sudo, const QString& file, const QString& unit, Taken taken, Ended ended,
                QObject* parent = nullptr);
    ~LogFollower() override;
    void start();

private:
    void run();
    void finished(const Result<CommandResult>& result);
    void hand(QList<LogPiece> pieces);
    void goOn(const Result<CommandResult>& result);
    [[nodiscard]] bool worthAnotherTry(const Error& error) const;
    void again(int pauseMs);

    SshHost& m_host;
    const SudoMode m_sudoMode;
    const Taken m_taken;
    const Ended m_ended;
    std::unique_ptr<FollowJob> m_job;
    Sudo m_sudo = Sudo::No;
    CommandHandle m_command;
    int m_pauseMs = 0;      ///< before the next connect
    int m_idleRuns = 0;     ///< commands in a row that gained nothing
    bool m_heard = false;   ///< the host was reached before
    qint64 m_heardMs = 0;   ///< when it last said anything
    qint64 m_lostMs = 0;    ///< since when it was not heard, while that is not told yet
};

} // namespace hopscope
