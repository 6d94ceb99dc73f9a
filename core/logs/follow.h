// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/model/environment.h"
#include "core/ssh/sshhost.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace hopscope {

/// The command that follows a file (over rotation by rename) or a unit's journal, starting with its last 200 lines.
[[nodiscard]] QStringList followFileArgv(const QString& file);
[[nodiscard]] QStringList followUnitArgv(const QString& unit);

/// Exit status of followFileArgv when the file may not be read by this user.
constexpr int kNotReadable = 77;

/// Cuts a byte stream into pieces of whole lines; a line longer than the cap is handed over in pieces of its own.
class LineAssembler {
public:
    static constexpr qsizetype kMaxPending = qsizetype{64} * 1024;
    /// The complete lines that `bytes` finished, newline included; empty while none is.
    [[nodiscard]] QByteArray take(const QByteArray& bytes);
    /// What is left at the end of the stream.
    [[nodiscard]] QByteArray rest();

private:
    QByteArray m_pending;
};

/// Follows one log on one host until destroyed. Lines arrive in pieces. A file that this user may not read is followed under
/// sudo where the environment allows it. A lost connection is taken up again with a growing pause; the piece after it is
/// marked as restarted. Lives in the SshHost's thread.
class LogFollower : public QObject {
    Q_OBJECT
public:
    using Lines = std::function<void(const QByteArray& bytes, bool restarted)>;
    using Ended = std::function<void(const Error& error)>;

    LogFollower(SshHost& host, SudoMode sudo, QString file, QString unit, Lines lines, Ended ended, QObject* parent = nullptr);
    ~LogFollower() override;
    void start();

private:
    void run(Sudo sudo);
    void finished(const Result<CommandResult>& result, Sudo sudo);
    void again();

    SshHost& m_host;
    const SudoMode m_sudo;
    const QString m_file;
    const QString m_unit;
    const Lines m_lines;
    const Ended m_ended;
    LineAssembler m_assembler;
    CommandHandle m_command;
    int m_pauseMs = 1000;
    bool m_restarted = false;
};

} // namespace hopscope
