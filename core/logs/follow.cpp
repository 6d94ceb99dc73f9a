// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/follow.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace hopscope {
namespace {

constexpr int kMaxPauseMs = 30'000;

bool worthAnotherTry(const Error& error)
{
    return error.code == QStringLiteral("ssh.lost") || error.code == QStringLiteral("ssh.peer-frozen") ||
           error.code == QStringLiteral("ssh.connect-timeout") || error.code == QStringLiteral("ssh.refused") ||
           error.code == QStringLiteral("ssh.unreachable");
}

} // namespace

QStringList followFileArgv(const QString& file)
{
    return {QStringLiteral("sh"), QStringLiteral("-c"),
            QStringLiteral("test -r \"$1\" || exit %1; exec tail -n 200 -F -- \"$1\"").arg(kNotReadable),
            QStringLiteral("sh"), file};
}

QStringList followUnitArgv(const QString& unit)
{
    return {QStringLiteral("journalctl"), QStringLiteral("-q"), QStringLiteral("--no-pager"), QStringLiteral("-o"),
            QStringLiteral("short-iso"), QStringLiteral("-n"), QStringLiteral("200"), QStringLiteral("-f"),
            QStringLiteral("-u"), unit};
}

QByteArray LineAssembler::take(const QByteArray& bytes)
{
    m_pending += bytes;
    qsizetype end = m_pending.lastIndexOf('\n') + 1;
    if (end == 0 && m_pending.size() > kMaxPending)
        end = m_pending.size();
    QByteArray whole = m_pending.left(end);
    m_pending.remove(0, end);
    return whole;
}

QByteArray LineAssembler::rest()
{
    QByteArray rest;
    rest.swap(m_pending);
    return rest;
}

LogFollower::LogFollower(SshHost& host, SudoMode sudo, QString file, QString unit, Lines lines, Ended ended, QObject* parent)
    : QObject(parent), m_host(host), m_sudo(sudo), m_file(std::move(file)), m_unit(std::move(unit)),
      m_lines(std::move(lines)), m_ended(std::move(ended))
{
}

LogFollower::~LogFollower()
{
    m_command.cancel();
}

void LogFollower::start()
{
    run(Sudo::No);
}

void LogFollower::run(Sudo sudo)
{
    CommandSpec spec;
    spec.argv = m_unit.isEmpty() ? followFileArgv(m_file) : followUnitArgv(m_unit);
    spec.sudo = sudo;
    const QPointer<LogFollower> self(this);
    m_command = m_host.stream(
        spec,
        [self](const QByteArray& bytes) {
            if (!self)
                return;
            self->m_pauseMs = 1000;
            const QByteArray lines = self->m_assembler.take(bytes);
            if (!lines.isEmpty())
                self->m_lines(lines, std::exchange(self->m_restarted, false)); // may end this follower
        },
        [self, sudo](const Result<CommandResult>& result) {
            if (self)
                self->finished(result, sudo);
        });
}

void LogFollower::finished(const Result<CommandResult>& result, Sudo sudo)
{
    const QPointer<LogFollower> self(this);
    const QByteArray rest = m_assembler.rest();
    if (!rest.isEmpty())
        m_lines(rest, std::exchange(m_restarted, false));
    if (!self)
        return; // whoever got the lines wants no more
    if (!result) {
        if (worthAnotherTry(result.error()))
            return again();
        return m_ended(result.error());
    }
    const bool denied = result->exit == kNotReadable;
    if (denied && sudo == Sudo::No && m_sudo != SudoMode::Never)
        return run(m_sudo == SudoMode::Ask ? Sudo::AskPassword : Sudo::NonInteractive);
    m_ended(Error{denied ? QStringLiteral("logs.not-readable") : QStringLiteral("logs.ended"), m_host.alias(),
                  QStringLiteral("command"), QString::fromUtf8(result->err.left(300))});
}

void LogFollower::again()
{
    m_restarted = true;
    QTimer::singleShot(m_pauseMs, this, [this] { run(Sudo::No); });
    m_pauseMs = std::min(m_pauseMs * 2, kMaxPauseMs);
}

} // namespace hopscope
