// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/connectbudget.h"

namespace hopscope {

ConnectBudget::Leave::~Leave()
{
    if (m_budget)
        m_budget->givenBack();
}

ConnectBudget::ConnectBudget(ProbeLimits limits, QObject* parent)
    : QObject(parent), m_limits(limits), m_spacingUs(1'000'000 / qMax(1, limits.perSecond)), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ConnectBudget::serve);
    m_clock.start();
}

void ConnectBudget::ask(QObject* whose, Granted granted)
{
    m_waiting.push_back({whose, std::move(granted)});
    if (!m_timer.isActive())
        m_timer.start(0);
}

void ConnectBudget::serve()
{
    while (!m_waiting.empty() && m_underWay < qMax(1, m_limits.inFlight)) {
        const qint64 now = m_clock.nsecsElapsed() / 1000;
        if (now < m_nextUs) {
            m_timer.start(static_cast<int>((m_nextUs - now) / 1000 + 1));
            return;
        }
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!next.whose)
            continue;
        // From the moment it was due, so that a timer's lateness does not add up; but never a burst after a pause.
        m_nextUs = qMax(m_nextUs + m_spacingUs, now);
        ++m_underWay;
        next.granted(std::make_shared<Leave>(this));
    }
}

void ConnectBudget::givenBack()
{
    --m_underWay;
    // Later: whoever gives it back may be in the middle of something.
    if (!m_waiting.empty() && !m_timer.isActive())
        m_timer.start(0);
}

} // namespace hopscope
