// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/reactor.h"

#include "core/ssh/link.h"
#include "core/ssh/stallwatch.h"

#include <unordered_map>

namespace hopscope {

// Silent unless asked for (QT_LOGGING_RULES="hopscope.ssh.reactor=true"): a slow desktop is no error of the stack, and stderr
// belongs to errors that a person can act on.
Q_LOGGING_CATEGORY(lcReactor, "hopscope.ssh.reactor", QtCriticalMsg)

/// Touched by the reactor thread only.
class Reactor::Core {
public:
    std::unordered_map<quint64, Link*> links;

    void closeAll()
    {
        for (const auto& [id, link] : links)
            delete link;
        links.clear();
    }
};

Reactor::Reactor(SshOptions options)
    : m_options(options), m_inbox(std::make_unique<Inbox>()), m_core(std::make_shared<Core>())
{
    m_inbox->moveToThread(this);
    start();
}

Reactor::~Reactor()
{
    m_inbox->post([this] {
        m_core->closeAll();
        quit();
    });
    wait();
    // QThread::wait() is invisible to ThreadSanitizer; this pair says the same in a language it reads.
    while (!m_ended.load())
        yieldCurrentThread();
}

void Reactor::run()
{
    exec();
    m_core.reset();
    m_ended.store(true);
}

void Reactor::adopt(SessionPtr session, LinkEvents events)
{
    m_inbox->post([this, session = std::move(session), events = std::move(events)]() mutable {
        const StallWatch watch("adopt");
        const quint64 id = events.link;
        auto* link = new Link(std::move(session), m_options, std::move(events), [this, id] {
            const auto found = m_core->links.find(id);
            if (found == m_core->links.end())
                return;
            found->second->deleteLater(); // it is on the stack now
            m_core->links.erase(found);
        });
        m_core->links.emplace(id, link);
        link->start();
    });
}

void Reactor::with(quint64 link, std::function<void(Link&)> call)
{
    m_inbox->post([this, link, call = std::move(call)] {
        const StallWatch watch("request");
        const auto found = m_core->links.find(link);
        if (found != m_core->links.end())
            call(*found->second);
    });
}

} // namespace hopscope
