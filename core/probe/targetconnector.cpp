// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/targetconnector.h"

#include "core/probe/address.h"
#include "core/probe/neterror.h"

#include <cerrno>

namespace hopscope {
namespace {

/// The vantage times each try itself; our own deadline only guards against one that never answers.
constexpr int kGraceMs = 300;

} // namespace

TargetConnector::TargetConnector(Vantage& vantage, QString host, quint16 port, int timeoutMs, QObject* parent)
    : QObject(parent), m_vantage(&vantage), m_host(std::move(host)), m_port(port), m_timeoutMs(qMax(1, timeoutMs))
{
    m_deadline.setSingleShot(true);
    m_stagger.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &TargetConnector::onDeadline);
    connect(&m_stagger, &QTimer::timeout, this, &TargetConnector::tryNext);
}

void TargetConnector::start(Done done)
{
    m_done = std::move(done);
    m_clock.start();
    m_deadline.start(m_timeoutMs + kGraceMs);
    QTimer::singleShot(0, this, &TargetConnector::resolve);
}

void TargetConnector::resolve()
{
    if (isLiteralAddress(m_host)) {
        m_addresses = {m_host};
        return tryNext();
    }
    if (!isHostName(m_host) || !m_vantage)
        return finish(
            fail(QStringLiteral("tcp.resolve"), QStringLiteral("not a host name"), {}, QStringLiteral("resolve")));
    m_vantage->resolve(m_host, m_timeoutMs, [self = QPointer<TargetConnector>(this)](const Result<QStringList>& addresses) {
        if (self)
            self->onResolved(addresses);
    });
}

void TargetConnector::onResolved(const Result<QStringList>& addresses)
{
    if (!m_done)
        return;
    m_resolveMs = m_clock.elapsed();
    if (!addresses)
        return finish(fail(addresses.error()));
    m_addresses = addresses->mid(0, kMaxTries);
    if (m_addresses.isEmpty())
        return finish(fail(QStringLiteral("tcp.resolve"), QStringLiteral("no address"), {}, QStringLiteral("resolve")));
    tryNext();
}

void TargetConnector::tryNext()
{
    m_stagger.stop();
    if (!m_done || !m_vantage || m_tries.size() >= m_addresses.size())
        return;
    const qsizetype index = m_tries.size();
    const QString address = m_addresses.at(index);
    m_tries.append({address, {}, {}, -1});
    if (m_tries.size() < m_addresses.size())
        m_stagger.start(kStaggerMs);
    const qint64 begun = m_clock.elapsed();
    m_vantage->connectTo(address, m_port, remainingMs(),
                         [self = QPointer<TargetConnector>(this), index, begun](Result<OwnedFd> fd) {
                             if (!self)
                                 return;
                             self->m_tries[index].ms = self->m_clock.elapsed() - begun;
                             self->onTried(index, std::move(fd));
                         });
}

void TargetConnector::onTried(qsizetype index, Result<OwnedFd> fd)
{
    if (!m_done)
        return;
    if (fd) {
        const ConnectTry& won = m_tries.at(index);
        return finish(Connection{std::move(*fd), won.address, m_resolveMs, won.ms, m_tries});
    }
    m_tries[index].code = fd.error().code;
    m_tries[index].detail = fd.error().detail;
    if (++m_failed == m_addresses.size())
        return finish(fail(combinedError()));
    tryNext();
}

void TargetConnector::onDeadline()
{
    if (m_addresses.isEmpty())
        return finish(
            fail(QStringLiteral("tcp.resolve"), QStringLiteral("no answer in time"), {}, QStringLiteral("resolve")));
    finish(fail(tcpError(ETIMEDOUT, QStringLiteral("connect"))));
}

int TargetConnector::remainingMs() const
{
    return qMax(1, m_timeoutMs - static_cast<int>(m_clock.elapsed()));
}

Error TargetConnector::combinedError() const
{
    Error error{m_tries.first().code, {}, QStringLiteral("connect"), m_tries.first().detail};
    for (const ConnectTry& one : m_tries) {
        if (one.code != QStringLiteral("tcp.unreachable")) {
            error.code = one.code;
            break;
        }
    }
    if (m_tries.size() > 1) {
        QStringList all;
        for (const ConnectTry& one : m_tries)
            all.append(addressWithPort(one.address, m_port) + QStringLiteral(": ") + one.detail);
        error.detail = all.join(QStringLiteral("; "));
    }
    return error;
}

void TargetConnector::finish(Result<Connection> result)
{
    if (!m_done)
        return;
    m_deadline.stop();
    m_stagger.stop();
    const Done done = std::exchange(m_done, {});
    done(std::move(result));
}

} // namespace hopscope
