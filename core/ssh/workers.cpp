// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/workers.h"

#include <QElapsedTimer>

#include <algorithm>
#include <thread>

namespace hopscope {

Workers::~Workers()
{
    m_waiting.clear();
    QElapsedTimer timer;
    timer.start();
    while (m_threads > 0 && timer.elapsed() < 1000) {
        m_home.drain();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

quint64 Workers::start(Work work, bool urgent)
{
    Job job{++m_lastId, std::move(work)};
    const quint64 id = job.id;
    if (urgent)
        m_waiting.push_front(std::move(job));
    else
        m_waiting.push_back(std::move(job));
    next();
    return id;
}

void Workers::abandon(quint64 id)
{
    const auto waiting =
        std::find_if(m_waiting.begin(), m_waiting.end(), [id](const Job& job) { return job.id == id; });
    if (waiting != m_waiting.end())
        m_waiting.erase(waiting);
    if (m_running.erase(id) > 0)
        next();
}

void Workers::next()
{
    while (!m_waiting.empty() && m_running.size() < static_cast<std::size_t>(m_atOnce)) {
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        launch(std::move(job));
    }
}

void Workers::launch(Job job)
{
    m_running.insert(job.id);
    ++m_threads;
    // Detached, because a resolver or an agent that hangs cannot be joined. The thread owns all it uses, and the
    // address outlives the Inbox.
    std::thread([this, home = m_home.address(), job = std::move(job)]() mutable {
        Inbox::Call then = job.work();
        job.work = nullptr; // what it owned is freed before home hears of it
        home.post([this, id = job.id, then = std::move(then)] {
            // In this order: what it goes on with comes before anything new, or connections wait half made.
            if (then)
                then();
            finished(id);
        });
    }).detach();
}

void Workers::finished(quint64 id)
{
    --m_threads;
    if (m_running.erase(id) > 0)
        next();
}

} // namespace hopscope
