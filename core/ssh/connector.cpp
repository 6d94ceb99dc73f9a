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
    m_touch.setSingleShot(true);
    connect(&m_touch, &QTimer::timeout, this, [this] {
        m_touchTold = true;
        tell({SshQuestion::Kind::Touch, m_config.alias, {}, {}, false, 1});
    });
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
        return failWith(key.error());
    m_phase = ConnectPhase::HostKey;
    switch (key->judgement) {
    case ServerKey::Judgement::Known:
        return authenticate({});
    case ServerKey::Judgement::Unknown:
        return onUnknownKey(*key);
    case ServerKey::Judgement::Changed:
        tell(hostKeyQuestion(SshQuestion::Kind::ChangedHostKey, *key));
        break;
    case ServerKey::Judgement::Revoked:
        tell(hostKeyQuestion(SshQuestion::Kind::RevokedHostKey, *key));
        break;
    }
    failWith(key->refusal.value_or(Error{QStringLiteral("ssh.host-key-changed"), {}, {}, key->look.fingerprint}));
}

SshQuestion Connector::hostKeyQuestion(SshQuestion::Kind kind, const ServerKey& key) const
{
    SshQuestion question{kind, m_config.alias, key.look.fingerprint, key.look.type, true, 1};
    question.key = key.look;
    question.known = key.known;
    question.name = QString::fromUtf8(m_config.knownHostsName());
    if (!key.authority.isEmpty())
        question.note = QStringLiteral("ssh.host-key-authority");
    return question;
}

/// For what a person should know and cannot change.
void Connector::tell(const SshQuestion& question) const
{
    if (m_questions)
        m_questions(question, [](const SshAnswer&) {});
}

void Connector::onUnknownKey(const ServerKey& key)
{
    // What an authority vouches for is never accepted in passing: we cannot see whether it does.
    const bool vouched = !key.authority.isEmpty();
    const bool quiet = m_config.strict == HostConfig::Strict::AcceptNew || m_config.strict == HostConfig::Strict::No;
    if (quiet && !vouched)
        return trust(key);
    const Error refused = vouched ? Error{QStringLiteral("ssh.host-key-authority"), {}, {}, key.authority}
                                  : Error{QStringLiteral("ssh.host-key-unknown"), {}, {}, key.look.fingerprint};
    if (m_config.strict == HostConfig::Strict::Yes || m_config.batchMode || !m_questions)
        return failWith(refused);
    ask(hostKeyQuestion(SshQuestion::Kind::UnknownHostKey, key), [key, refused](Connector& here, const SshAnswer& answer) {
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
        [file = m_config.userKnownHosts.constFirst(), name = m_config.knownHostsName(), key,
         hashed = m_config.hashKnownHosts] {
            const Status added = KnownHosts::add(file, name, key.type, key.blob, hashed);
            return [added](Connector& here) {
                if (added)
                    here.authenticate({});
                else
                    here.failWith(added.error());
            };
        },
        true);
}

void Connector::authenticate(const std::shared_ptr<SshAnswer>& answer)
{
    m_verdict = answer ? std::exchange(answer->verdict, {}) : nullptr; // calls home: no business of the worker
    enter(ConnectPhase::Authentication);
    if (!m_authentication) {
        const auto agentWaits = [home = m_home, self = Self(m_self)](bool waiting) {
            home.post([self, waiting] {
                if (const auto alive = self.lock())
                    (*alive)->onAgent(waiting);
            });
        };
        m_authentication =
            std::make_shared<Authentication>(m_config, m_options, m_session, bool(m_questions), agentWaits);
    }
    work(
        [authentication = m_authentication, answer] {
            const auto outcome = answer ? authentication->answer(*answer) : authentication->start();
            return [outcome](Connector& here) { here.onOutcome(outcome); };
        },
        true);
}

/// A key that blinks, or a window of the agent's own, is easily overlooked.
void Connector::onAgent(bool waiting)
{
    if (waiting)
        return m_touch.start(m_options.touchHintMs);
    m_touch.stop();
    if (std::exchange(m_touchTold, false))
        tell({SshQuestion::Kind::TouchOver, m_config.alias, {}, {}, false, 1});
}

void Connector::onOutcome(const Authentication::Outcome& outcome)
{
    m_deadline.stop();
    if (const auto verdict = std::exchange(m_verdict, {}); verdict && outcome.secretRight)
        verdict(*outcome.secretRight);
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
    onAgent(false);
    m_authentication.reset();
    // By the inbox: the receiver may destroy this Connector, whose member functions are still on the stack.
    m_home.post([done = std::exchange(m_done, nullptr), result = std::move(result)] { done(result); });
}

} // namespace hopscope
