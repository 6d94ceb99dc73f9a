// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/namelookup.h"

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <system_error>
#include <thread>

namespace hopscope {
namespace {

constexpr int kTurnMs = 20;
constexpr qsizetype kMaxAddresses = 64;
constexpr QLatin1String kCode("tcp.resolve");
constexpr QLatin1String kPhase("resolve");

std::atomic<int>& threads()
{
    static std::atomic<int> count{0};
    return count;
}

bool takeTurn()
{
    int current = threads().load();
    while (current < NameLookup::kMaxThreads) {
        if (threads().compare_exchange_weak(current, current + 1))
            return true;
    }
    return false;
}

Result<QStringList> systemResolver(const QString& name)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    const int rc = getaddrinfo(name.toUtf8().constData(), nullptr, &hints, &found);
    if (rc != 0)
        return fail(kCode, QString::fromLocal8Bit(gai_strerror(rc)), {}, kPhase);
    QStringList addresses;
    for (const addrinfo* i = found; i && addresses.size() < kMaxAddresses; i = i->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(i->ai_addr, i->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
            continue;
        const QString address = QString::fromLatin1(text.data());
        if (!addresses.contains(address))
            addresses.append(address);
    }
    freeaddrinfo(found);
    return addresses;
}

} // namespace

int NameLookup::running()
{
    return threads().load();
}

NameLookup::NameLookup(QString name, int timeoutMs, Done done, QObject* parent, Resolver resolver)
    : QObject(parent), m_name(std::move(name)), m_done(std::move(done)),
      m_resolver(resolver ? std::move(resolver) : Resolver(systemResolver))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { finish(fail(kCode, QStringLiteral("no answer in time"), {}, kPhase)); });
    m_deadline.start(qMax(1, timeoutMs));
    connect(&m_turn, &QTimer::timeout, this, &NameLookup::begin);
    m_turn.start(0);
}

void NameLookup::begin()
{
    if (!takeTurn()) {
        m_turn.start(kTurnMs);
        return;
    }
    m_turn.stop();
    // The thread may outlive this object: it holds copies and an address, never a pointer to us.
    auto work = [address = m_inbox.address(), resolver = m_resolver, name = m_name, this] {
        auto result = std::make_shared<Result<QStringList>>(resolver(name));
        threads().fetch_sub(1);
        address.post([this, result] { finish(std::move(*result)); }); // runs only while our Inbox, hence we, live
    };
    try {
        std::thread(std::move(work)).detach();
    } catch (const std::system_error& error) {
        threads().fetch_sub(1);
        finish(fail(kCode, QString::fromLocal8Bit(error.what()), {}, kPhase));
    }
}

void NameLookup::finish(Result<QStringList> result)
{
    if (!m_done)
        return;
    m_deadline.stop();
    m_turn.stop();
    deleteLater();
    const Done done = std::exchange(m_done, {});
    done(std::move(result));
}

} // namespace hopscope
