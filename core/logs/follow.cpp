// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/follow.h"

#include "core/logs/followfile.h"
#include "core/logs/followunit.h"

#include <QDateTime>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace hopscope {
namespace {

constexpr int kFirstPauseMs = 500;
constexpr int kMaxPauseMs = 30'000;
constexpr int kSoonMs = 1'000;

std::unique_ptr<FollowJob> jobFor(const QString& file, const QString& unit)
{
    if (unit.isEmpty())
        return std::make_unique<FileFollowJob>(file);
    return std::make_unique<UnitFollowJob>(unit);
}

} // namespace

LogFollower::LogFollower(SshHost& host, SudoMode sudo, const QString& file, const QString& unit, Taken taken, Ended ended,
                         QObject* parent)
    : QObject(parent), m_host(host), m_sudoMode(sudo), m_taken(std::move(taken)), m_ended(std::move(ended)),
      m_job(jobFor(file, unit))
{
}

LogFollower::~LogFollower()
{
    m_command.cancel();
}

void LogFollower::start()
{
    run();
}

void LogFollower::run()
{
    CommandSpec spec;
    spec.argv = m_job->argv();
    spec.sudo = m_sudo;
    const QPointer<LogFollower> self(this);
    m_command = m_host.stream(
        spec,
        [self](const QByteArray& bytes) {
            if (!self)
                return;
            self->m_heard = true;
            self->m_heardMs = QDateTime::currentMSecsSinceEpoch();
            self->m_pauseMs = 0;
            self->hand(self->m_job->take(bytes));
        },
        [self](const Result<CommandResult>& result) {
            if (self)
                self->finished(result);
        });
}

void LogFollower::hand(QList<LogPiece> pieces)
{
    const QPointer<LogFollower> self(this);
    for (LogPiece& piece : pieces) {
        for (LogMark& mark : piece.marks) {
            if (mark.code != QStringLiteral("log.continued") && mark.code != QStringLiteral("log.interrupted"))
                continue;
            mark.fromMs = std::exchange(m_lostMs, 0);
            mark.toMs = QDateTime::currentMSecsSinceEpoch();
        }
        m_taken(piece);
        if (!self)
            return; // whoever got it wants no more
    }
}

bool LogFollower::worthAnotherTry(const Error& error) const
{
    static const QStringList always{QStringLiteral("ssh.lost"), QStringLiteral("ssh.peer-frozen"),
                                    QStringLiteral("ssh.connect-timeout"), QStringLiteral("ssh.refused"),
                                    QStringLiteral("ssh.unreachable")};
    // A name that was found before may be unknown for a while where the network is down.
    return always.contains(error.code) || (m_heard && error.code == QStringLiteral("ssh.resolve"));
}

void LogFollower::finished(const Result<CommandResult>& result)
{
    const QPointer<LogFollower> self(this);
    if (!result && !worthAnotherTry(result.error()))
        return m_ended(result.error());
    const std::optional<int> exit = result ? std::optional(result->exit) : std::nullopt;
    if (!exit && m_lostMs == 0)
        m_lostMs = m_heard ? m_heardMs : QDateTime::currentMSecsSinceEpoch();
    hand(m_job->ended(exit, result ? result->err : QByteArray()));
    if (self)
        goOn(result);
}

void LogFollower::goOn(const Result<CommandResult>& result)
{
    if (!result) {
        // With jitter, or all logs of a host that restarts come back at once.
        m_pauseMs = m_pauseMs == 0 ? kFirstPauseMs : std::min(m_pauseMs * 2, kMaxPauseMs);
        return again(m_pauseMs / 2 + QRandomGenerator::global()->bounded(m_pauseMs));
    }
    const auto end = [&](const char* code, const QString& detail) {
        m_ended(Error{QString::fromLatin1(code), m_host.alias(), QStringLiteral("command"), detail});
    };
    const QString said = QString::fromUtf8(result->err.left(300));
    switch (m_job->next()) {
    case FollowJob::Next::Now:
        m_idleRuns = 0;
        return again(0);
    case FollowJob::Next::Soon:
        m_idleRuns = std::min(m_idleRuns + 1, 10);
        return again(kSoonMs * m_idleRuns / 2);
    case FollowJob::Next::NotReadable:
        if (m_sudo != Sudo::No || m_sudoMode == SudoMode::Never)
            return end("logs.not-readable", said);
        m_sudo = m_sudoMode == SudoMode::Ask ? Sudo::AskPassword : Sudo::NonInteractive;
        return again(0);
    case FollowJob::Next::NoTool:
        return end("logs.no-tool", m_job->missingTool());
    case FollowJob::Next::Over:
        break;
    }
    end("logs.ended", said);
}

void LogFollower::again(int pauseMs)
{
    QTimer::singleShot(pauseMs, this, [this] { run(); });
}

} // namespace hopscope
