// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/inbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace hopscope {

struct Inbox::Address::Shared {
    std::mutex mutex;
    Inbox* owner = nullptr;
    bool woken = false;
    std::vector<Call> calls;
};

namespace {
QEvent::Type wakeType()
{
    static const int type = QEvent::registerEventType();
    return static_cast<QEvent::Type>(type);
}
} // namespace

bool Inbox::Address::post(Call call) const
{
    if (!m_shared)
        return false;
    const std::lock_guard lock(m_shared->mutex);
    if (!m_shared->owner)
        return false;
    m_shared->calls.push_back(std::move(call));
    if (!m_shared->woken) {
        m_shared->woken = true;
        // Inside the lock: the owner cannot be destroyed between the check above and this call.
        QCoreApplication::postEvent(m_shared->owner, new QEvent(wakeType()));
    }
    return true;
}

Inbox::Inbox(QObject* parent) : QObject(parent)
{
    m_address.m_shared = std::make_shared<Address::Shared>();
    m_address.m_shared->owner = this;
}

Inbox::~Inbox()
{
    std::vector<Call> dropped;
    const std::lock_guard lock(m_address.m_shared->mutex);
    m_address.m_shared->owner = nullptr;
    dropped.swap(m_address.m_shared->calls);
}

void Inbox::drain()
{
    std::vector<Call> calls;
    {
        const std::lock_guard lock(m_address.m_shared->mutex);
        m_address.m_shared->woken = false;
        calls.swap(m_address.m_shared->calls);
    }
    for (Call& call : calls)
        call();
}

bool Inbox::event(QEvent* event)
{
    // The lock first: it is what ThreadSanitizer sees the hand-over of the event by (Debian's Qt is not instrumented).
    {
        const std::lock_guard lock(m_address.m_shared->mutex);
    }
    if (event->type() != wakeType())
        return QObject::event(event);
    drain();
    return true;
}

} // namespace hopscope
