// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/portsweep.h"

#include "core/probe/address.h"

namespace hopscope {
namespace {

constexpr int kLookupMs = 5'000;
constexpr QLatin1String kResolve("resolve");

} // namespace

PortSweep::PortSweep(Vantage& vantage, Request request, Started started, Each each, Done done, QObject* parent,
                     std::shared_ptr<ConnectBudget> budget)
    : QObject(parent), m_vantage(&vantage), m_request(std::move(request)), m_started(std::move(started)),
      m_each(std::move(each)), m_done(std::move(done)), m_budget(std::move(budget))
{
    // Prepared first: a login must not count as the time of the first connects.
    vantage.prepare([self = QPointer<PortSweep>(this)](const Status& ready) {
        if (self && ready)
            self->resolve();
        else if (self)
            self->finish(fail(ready.error()));
    });
}

void PortSweep::resolve()
{
    if (isLiteralAddress(m_request.host))
        return sweep({m_request.host});
    if (!m_vantage || !isHostName(m_request.host))
        return finish(fail(QStringLiteral("tcp.resolve"), m_request.host.left(80), {}, kResolve));
    m_vantage->resolve(m_request.host, kLookupMs,
                       [self = QPointer<PortSweep>(this)](const Result<QStringList>& addresses) {
                           if (self)
                               self->onResolved(addresses);
                       });
}

void PortSweep::onResolved(const Result<QStringList>& addresses)
{
    if (!addresses)
        return finish(fail(addresses.error()));
    QStringList distinct = *addresses;
    distinct.removeDuplicates();
    if (distinct.isEmpty())
        return finish(fail(QStringLiteral("tcp.resolve"), m_request.host, {}, kResolve));
    sweep(distinct.mid(0, kMaxAddresses));
}

void PortSweep::sweep(const QStringList& addresses)
{
    if (!m_vantage)
        return finish(fail(QStringLiteral("tcp.failed")));
    QList<TcpSweep::Target> targets;
    targets.reserve(addresses.size() * m_request.ports.size());
    for (const QString& address : addresses) {
        for (const quint16 port : m_request.ports)
            targets.append({address, port});
    }
    if (m_started)
        m_started(targets.size());
    new TcpSweep(
        *m_vantage, targets, m_request.timeoutMs, m_each,
        [this](const QList<TcpResult>& results) { finish(results); }, this, m_budget);
}

void PortSweep::finish(const Result<QList<TcpResult>>& result)
{
    const Done done = std::exchange(m_done, {});
    if (done)
        done(result);
}

} // namespace hopscope
