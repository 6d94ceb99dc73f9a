// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/tcpprobe.h"

#include "core/probe/address.h"
#include "core/probe/neterror.h"

#include <cerrno>

namespace hopscope {
namespace {

/// The vantage keeps the deadline; ours only guards against one that never answers.
constexpr int kGuardMs = 500;

} // namespace

TcpProbe::TcpProbe(Vantage& vantage, const QString& address, quint16 port, int timeoutMs, Done done, QObject* parent,
                   int graceMs)
    : QObject(parent), m_done(std::move(done)), m_graceMs(graceMs)
{
    m_result.address = address;
    m_result.port = port;
    m_result.family = literalFamily(address);
    m_deadline.setSingleShot(true);
    m_grace.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { finishWith(tcpError(ETIMEDOUT, QStringLiteral("connect"))); });
    connect(&m_grace, &QTimer::timeout, this, &TcpProbe::finish);
    m_deadline.start(timeoutMs + kGuardMs);
    QTimer::singleShot(0, this, [this, from = QPointer<Vantage>(&vantage), timeoutMs] {
        m_clock.start();
        if (!from)
            return finishWith({QStringLiteral("tcp.failed"), {}, QStringLiteral("connect"), {}});
        from->connectTo(m_result.address, m_result.port, timeoutMs,
                        [self = QPointer<TcpProbe>(this)](Result<OwnedFd> fd) {
                            if (self)
                                self->onConnected(std::move(fd));
                        });
    });
}

void TcpProbe::onConnected(Result<OwnedFd> fd)
{
    if (!m_done)
        return;
    m_deadline.stop();
    m_result.ms = m_clock.elapsed();
    if (!fd)
        return finishWith(fd.error());
    m_stream = new FdStream(std::move(*fd), this);
    connect(m_stream, &FdStream::activity, this, &TcpProbe::onActivity);
    m_grace.start(m_graceMs);
}

void TcpProbe::onActivity()
{
    m_result.greeting = (m_result.greeting + m_stream->take()).left(TcpResult::kMaxGreeting);
    if (m_stream->error())
        return finishWith(*m_stream->error());
    if (m_stream->ended()) {
        m_result.closed = true;
        finish();
    }
}

void TcpProbe::finishWith(const Error& error)
{
    m_result.error = error;
    if (m_result.ms == 0)
        m_result.ms = m_clock.isValid() ? m_clock.elapsed() : 0;
    finish();
}

void TcpProbe::finish()
{
    if (!m_done)
        return;
    m_deadline.stop();
    m_grace.stop();
    if (m_stream)
        m_stream->disconnect(this);
    m_result.verdict = tcpVerdictOf(m_result.error ? m_result.error->code : QString());
    m_result.silent = m_result.verdict == QStringLiteral("open") && m_result.greeting.isEmpty() && !m_result.closed;
    // The connection is given up before the caller acts on the result.
    if (m_stream)
        m_stream->deleteLater();
    const Done done = std::exchange(m_done, {});
    const TcpResult result = m_result;
    done(result);
}

TcpSweep::TcpSweep(Vantage& vantage, QList<Target> targets, int timeoutMs, Each each, Done done, QObject* parent,
                   std::shared_ptr<ConnectBudget> budget)
    : QObject(parent), m_vantage(&vantage), m_targets(std::move(targets)), m_timeoutMs(timeoutMs),
      m_each(std::move(each)), m_done(std::move(done)),
      m_budget(budget ? std::move(budget) : std::make_shared<ConnectBudget>()), m_results(m_targets.size())
{
    QTimer::singleShot(0, this, &TcpSweep::begin);
}

void TcpSweep::begin()
{
    if (m_targets.isEmpty())
        return finish();
    for (qsizetype index = 0; index < m_targets.size(); ++index)
        m_budget->ask(this, [this, index](std::shared_ptr<ConnectBudget::Leave> leave) { probe(index, std::move(leave)); });
}

void TcpSweep::probe(qsizetype index, std::shared_ptr<ConnectBudget::Leave> leave)
{
    const Target& target = m_targets.at(index);
    if (!m_vantage) {
        TcpResult lost;
        lost.address = target.address;
        lost.port = target.port;
        lost.error = Error{QStringLiteral("tcp.failed"), {}, QStringLiteral("connect"), {}};
        return onResult(index, lost);
    }
    // The leave lives in the callback, which goes with the probe, whether it ends or is cancelled.
    auto* probe = new TcpProbe(
        *m_vantage, target.address, target.port, m_timeoutMs,
        [this, index, leave = std::move(leave)](const TcpResult& result) { onResult(index, result); }, this);
    probe->setObjectName(QString::number(index));
}

void TcpSweep::onResult(qsizetype index, const TcpResult& result)
{
    m_results[index] = result;
    ++m_finished;
    const QPointer<TcpSweep> alive(this);
    const Each each = m_each;
    if (each)
        each(result);
    if (!alive)
        return;
    if (auto* probe = findChild<TcpProbe*>(QString::number(index), Qt::FindDirectChildrenOnly))
        probe->deleteLater();
    if (m_finished == m_targets.size())
        finish();
}

void TcpSweep::finish()
{
    const Done done = std::exchange(m_done, {});
    const QList<TcpResult> results = m_results;
    if (done)
        done(results);
}

} // namespace hopscope
