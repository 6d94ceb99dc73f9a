// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/connector.h"

#include "core/ssh/knownhosts.h"

#include <utility>

namespace hopscope {

Connector::Connector(HostConfig config, SshOptions options, Workers& workers, Inbox::Address home,
                     const SshQuestionHandler& questions, Done done)
    : m_config(std::move(config)), m_options(options), m_workers(workers), m_home(std::move(home)),
      m_questions(questions), m_done(std::move(done)), m_session(std::make_shared<SshSession>()),
      m_self(std::make_shared<Connector*>(this))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Connector::onDeadline);
}

Connector::~Connector()
{
    m_self.reset();
    if (m_session)
        m_session->abort();
    m_workers.abandon(m_job);
}

/// Runs `job` in a worker and what it returns here, unless this is gone by then.
void Connector::work(std::function<std::function<void(Connector&)>()> job, bool urgent)
{
    m_job = m_workers.start(
        [self = Self(m_self), job = std::move(job)]() -> Inbox::Call {
            auto then = job();
            return [self, then = std::move(then)] {
                if (const auto alive = self.lock())
                    then(**alive);
            };
        },
        urgent);
}

void Connector::start(OwnedFd through)
{
    const auto socket = std::make_shared<OwnedFd>(std::move(through));
    const auto enterHere = [home = m_home, self = Self(m_self)](ConnectPhase phase) {
        home.post([self, phase] {
            if (const auto alive = self.lock())
                (*alive)->enter(phase);
        });
    };
    work(
        [config = m_config, options = m_options, session = m_session, socket, enterHere] {
            Result<ServerKey> key = fail(QStringLiteral("ssh.lost"));
            if (session->open())
                key = Handshake(config, options, session, enterHere).run(std::move(*socket));
            return [key](Connector& here) { here.onKey(key); };
        },
        false);
}

void Connector::enter(ConnectPhase phase)
{
    if (!m_session)
        return;
    m_phase = phase;
    if (onPhase)
        onPhase(phase);
    int ms = m_options.keyExchangeMs;
    switch (phase) {
    case ConnectPhase::Resolve:
        ms = m_options.lookupMs;
        break;
    case ConnectPhase::Connect:
        ms = m_config.connectTimeoutMs > 0 ? m_config.connectTimeoutMs : m_options.connectMs;
        break;
    case ConnectPhase::Banner:
        ms = m_config.connectTimeoutMs > 0 ? m_config.connectTimeoutMs : m_options.bannerMs;
        break;
    case ConnectPhase::Authentication:
        ms = m_options.authenticateMs;
        break;
    case ConnectPhase::KeyExchange:
    case ConnectPhase::HostKey:
        break;
    }
    m_deadline.start(ms + 200); // Dial's own limit speaks first: it knows the address
}

void Connector::onDeadline()
{
    const bool resolving = m_phase == ConnectPhase::Resolve;
    const bool authenticating = m_phase == ConnectPhase::Authentication;
    failWith({resolving        ? QStringLiteral("ssh.resolve")
              : authenticating ? QStringLiteral("ssh.auth-timeout")
                               : QStringLiteral("ssh.connect-timeout"),
              {},
              {},
              m_config.hostname + QLatin1Char(':') + QString::number(m_config.port)});
}

void Connector::onKey(const Result<ServerKey>& key)
{
    m_deadline.stop();
    if (!key)
        failWith(key.error());
    else if (key->unknown)
        onUnknownKey(*key);
    else
        authenticate({});
}

void Connector::onUnknownKey(const ServerKey& key)
{
    m_phase = ConnectPhase::HostKey;
    if (m_config.strict == HostConfig::Strict::AcceptNew || m_config.strict == HostConfig::Strict::No)
        return trust(key);
    const Error refused{
        QStringLiteral("ssh.host-key-unknown"), {}, {}, key.type.isEmpty() ? QString() : key.fingerprint};
    if (m_config.strict == HostConfig::Strict::Yes || !m_questions)
        return failWith(refused);
    SshQuestion question{SshQuestion::Kind::UnknownHostKey, m_config.alias, key.fingerprint,
                         QString::fromLatin1(key.type),     true,           1};
    ask(question, [key, refused](Connector& here, const SshAnswer& answer) {
        if (answer.accepted)
            here.trust(key);
        else
            here.failWith(refused);
    });
}

void Connector::trust(const ServerKey& key)
{
    if (m_config.userKnownHosts.isEmpty() || m_config.userKnownHosts.constFirst() == QLatin1String("/dev/null"))
        return authenticate({});
    // In a worker: the lock on the file may be held by somebody else.
    work(
        [file = m_config.userKnownHosts.constFirst(), name = m_config.knownHostsName(), key] {
            const Status added = KnownHosts::add(file, name, key.type, key.blob);
            return [added](Connector& here) {
                if (added)
                    here.authenticate({});
                else
                    here.failWith(added.error());
            };
        },
        true);
}

void Connector::authenticate(std::shared_ptr<SshAnswer> answer)
{
    enter(ConnectPhase::Authentication);
    if (!m_authentication)
        m_authentication = std::make_shared<Authentication>(m_config, m_options, m_session, bool(m_questions));
    work(
        [authentication = m_authentication, answer = std::move(answer)] {
            const auto outcome = answer ? authentication->answer(*answer) : authentication->start();
            return [outcome](Connector& here) { here.onOutcome(outcome); };
        },
        true);
}

void Connector::onOutcome(const Authentication::Outcome& outcome)
{
    m_deadline.stop();
    if (outcome.error)
        return failWith(*outcome.error);
    if (!outcome.question)
        return finish(std::exchange(m_session, nullptr));
    ask(*outcome.question,
        [](Connector& here, SshAnswer answer) { here.authenticate(std::make_shared<SshAnswer>(std::move(answer))); });
}

void Connector::ask(const SshQuestion& question, std::function<void(Connector&, SshAnswer)> then)
{
    // Only the first reply counts, and only while somebody waits for it.
    const auto open = std::make_shared<bool>(true);
    m_questions(question, [self = Self(m_self), then = std::move(then), open](SshAnswer answer) {
        const auto alive = self.lock();
        if (!alive || !std::exchange(*open, false))
            return;
        then(**alive, std::move(answer));
    });
}

void Connector::failWith(const Error& error)
{
    m_deadline.stop();
    if (m_session)
        m_session->abort();
    m_workers.abandon(m_job);
    m_session.reset();
    finish(fail(error.at(m_config.alias, phaseName(m_phase))));
}

void Connector::finish(Result<SessionPtr> result)
{
    m_self.reset(); // late words of workers and persons go nowhere
    m_authentication.reset();
    // By the inbox: the receiver may destroy this Connector, whose member functions are still on the stack.
    m_home.post([done = std::exchange(m_done, nullptr), result = std::move(result)] { done(result); });
}

} // namespace hopscope
