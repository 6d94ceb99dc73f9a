// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/sshvantage.h"

#include "core/probe/address.h"

#include <QTimer>

namespace hopscope {
namespace {

constexpr int kConfirmMs = 2'000;
constexpr int kSettleMs = 3'000;
constexpr qsizetype kMaxGetentOutput = qsizetype{64} * 1024;

Result<QStringList> addressesFrom(const CommandResult& command)
{
    const QStringList addresses = parseGetentAhosts(command.out);
    if (!addresses.isEmpty())
        return addresses;
    // 2 is getent's "not found"; whatever else it says is quoted.
    const QString detail = command.exit == 2 ? QStringLiteral("name not found")
                                             : QStringLiteral("getent exit %1: %2")
                                                   .arg(command.exit)
                                                   .arg(QString::fromUtf8(command.err.left(200)).simplified());
    return fail(QStringLiteral("tcp.resolve"), detail);
}

} // namespace

SshVantage::SshVantage(SshHost& host, QString name, QObject* parent)
    : Vantage(parent), m_host(&host), m_name(std::move(name))
{
}

void SshVantage::prepare(Prepared done)
{
    if (!m_host) {
        QTimer::singleShot(
            0, this, [done = std::move(done), name = m_name] { done(fail(QStringLiteral("ssh.lost"), {}, name)); });
        return;
    }
    const bool wasReady = m_host->state() == SshHost::State::Ready;
    m_host->connectHost([self = QPointer<SshVantage>(this), wasReady, done = std::move(done)](const Status& connected) {
        if (!self)
            return;
        if (wasReady || !connected || !self->m_host)
            return done(connected);
        // sshd sets a session up after the login only, for 50 to 80 ms with PAM, and makes the first channel wait.
        CommandSpec settle;
        settle.argv = {QStringLiteral("true")};
        settle.timeoutMs = kSettleMs;
        self->m_host->run(settle, [self, done](const Result<CommandResult>&) {
            if (self)
                done({});
        });
    });
}

void SshVantage::connectTo(const QString& address, quint16 port, int timeoutMs, Connected done)
{
    if (!m_host) {
        QTimer::singleShot(
            0, this, [done = std::move(done), name = m_name] { done(fail(QStringLiteral("ssh.lost"), {}, name)); });
        return;
    }
    m_host->forward(address, port, timeoutMs,
                    [self = QPointer<SshVantage>(this), done = std::move(done)](Result<OwnedFd> fd) {
                        if (self)
                            done(std::move(fd));
                    });
}

void SshVantage::confirm(const Confirmed& done)
{
    if (!m_host) {
        QTimer::singleShot(0, this, [done, host = m_name] { done(fail(QStringLiteral("ssh.lost"), {}, host)); });
        return;
    }
    CommandSpec spec;
    spec.argv = {QStringLiteral("true")};
    spec.timeoutMs = kConfirmMs;
    m_host->run(spec, [self = QPointer<SshVantage>(this), done](const Result<CommandResult>& result) {
        if (!self)
            return;
        if (result)
            return done({});
        const bool silent = result.error().code == QStringLiteral("ssh.command-timeout");
        done(fail(silent ? QStringLiteral("ssh.peer-frozen") : result.error().code, {}, self->m_name));
    });
}

void SshVantage::resolve(const QString& name, int timeoutMs, Resolved done)
{
    // The name becomes an argument on a remote host: refuse what could be read as an option or is no name at all.
    if (!m_host || !isHostName(name)) {
        const QString code = m_host ? QStringLiteral("tcp.resolve") : QStringLiteral("ssh.lost");
        QTimer::singleShot(0, this, [done = std::move(done), code, host = m_name] { done(fail(code, {}, host)); });
        return;
    }
    CommandSpec spec;
    spec.argv = {QStringLiteral("getent"), QStringLiteral("ahosts"), name};
    spec.timeoutMs = timeoutMs;
    spec.maxOutput = kMaxGetentOutput;
    m_host->run(
        spec, [self = QPointer<SshVantage>(this), done = std::move(done)](const Result<CommandResult>& command) {
            if (!self)
                return;
            const Result<QStringList> addresses =
                command ? addressesFrom(*command) : Result<QStringList>(fail(command.error()));
            done(addresses ? addresses
                           : Result<QStringList>(fail(addresses.error().at(self->m_name, QStringLiteral("resolve")))));
        });
}

} // namespace hopscope
