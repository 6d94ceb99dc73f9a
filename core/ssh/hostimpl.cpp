// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/hostimpl.h"

#include "core/ssh/link.h"

#include <QRandomGenerator>

#include <utility>

namespace hopscope {

HostImpl::HostImpl(PoolContext& pool, QString alias, QString proxyJump, QObject* parent)
    : SshHost(parent), m_pool(pool), m_alias(std::move(alias)), m_proxyJump(std::move(proxyJump)),
      m_self(std::make_shared<HostImpl*>(this))
{
}

void HostImpl::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged();
}

void HostImpl::connectHost(Done done)
{
    if (m_state == State::Ready) {
        m_pool.home->post([done = std::move(done)] { done({}); });
        return;
    }
    m_connectWaiters.append(std::move(done));
    begin();
}

CommandHandle HostImpl::run(const CommandSpec& spec, CommandDone done)
{
    Operation operation;
    operation.spec = spec;
    operation.commandDone = std::move(done);
    return add(std::move(operation));
}

CommandHandle HostImpl::stream(const CommandSpec& spec, Chunk chunk, CommandDone done)
{
    Operation operation;
    operation.spec = spec;
    operation.stream = true;
    operation.chunk = std::move(chunk);
    operation.commandDone = std::move(done);
    return add(std::move(operation));
}

void HostImpl::forward(const QString& address, quint16 port, int timeoutMs, ForwardDone done)
{
    Operation operation;
    operation.address = address;
    operation.port = port;
    operation.timeoutMs = timeoutMs;
    operation.forwardDone = std::move(done);
    add(std::move(operation));
}

CommandHandle HostImpl::add(Operation operation)
{
    const quint64 id = ++m_pool.lastId;
    Operation& kept = m_operations.emplace(id, std::move(operation)).first->second;
    if (m_state == State::Ready)
        send(id, kept);
    else
        begin();
    return CommandHandle([self = std::weak_ptr<HostImpl*>(m_self), id] {
        if (const auto alive = self.lock())
            (*alive)->cancel(id);
    });
}

void HostImpl::cancel(quint64 op)
{
    const auto found = m_operations.find(op);
    if (found == m_operations.end())
        return;
    if (found->second.sent)
        m_pool.reactor->with(m_link, [op](Link& link) { link.cancel(op); });
    else
        m_pool.home->post([this, op] { // not from within the caller's own call
            commandDone(op, fail(QStringLiteral("ssh.cancelled"), {}, m_alias, QStringLiteral("command")));
        });
}

void HostImpl::send(quint64 op, Operation& operation)
{
    operation.sent = true;
    if (operation.forwardDone)
        m_pool.reactor->with(m_link,
                             [op, address = operation.address, port = operation.port,
                              timeout = operation.timeoutMs](Link& link) { link.forward(op, address, port, timeout); });
    else
        m_pool.reactor->with(m_link, [op, spec = operation.spec, stream = operation.stream](Link& link) {
            link.exec(op, spec, stream);
        });
}

void HostImpl::begin()
{
    if (m_state == State::Connecting)
        return;
    m_drops = 0;
    setState(State::Connecting);
    if (const int pause = pauseMs(); pause > 0)
        QTimer::singleShot(pause, this, [this] { configure(); });
    else
        configure();
}

/// What is left of the pause after the last failure. It grows with each failure in a row and is random, so that hosts
/// lost together do not come back together.
int HostImpl::pauseMs() const
{
    if (m_failures == 0)
        return 0;
    const int most = qMin(m_pool.options.retryMaxMs, m_pool.options.retryMs << qMin(m_failures - 1, 10));
    const int pause = QRandomGenerator::global()->bounded(most / 2, most + 1);
    return static_cast<int>(qMax<qint64>(0, m_failedAtMs + pause - monotonicMs()));
}

void HostImpl::configure()
{
    // Always through the inbox, so that no callback runs within the call that asked.
    if (m_config && m_configAge == m_pool.configAge) {
        m_pool.home->post([this] { onConfig(*m_config); });
        return;
    }
    m_config.reset();
    m_configAge = m_pool.configAge;
    m_reader.read(m_alias, m_pool.sshConfig, m_proxyJump,
                  [this](const Result<HostConfig>& config) { onConfig(config); });
}

void HostImpl::onConfig(const Result<HostConfig>& config)
{
    if (!config)
        return failed(config.error().at(m_alias, QStringLiteral("resolve")));
    m_config = *config;
    if (m_jump)
        disconnect(m_jump, nullptr, this, nullptr);
    m_jump = nullptr;
    m_jumpLink = 0;
    if (config->proxyJump.isEmpty())
        dial(*config, {});
    else
        throughJump(*config);
}

/// Whether the way here leads through `other`, as where `Host *` has the same jump for all; both would wait for ever.
bool HostImpl::comesThrough(const HostImpl* other) const
{
    for (const HostImpl* hop = this; hop; hop = hop->m_state == State::Connecting ? hop->m_jump : nullptr)
        if (hop == other)
            return true;
    return false;
}

void HostImpl::throughJump(const HostConfig& config)
{
    const auto [alias, before] = splitProxyJump(config.proxyJump);
    HostImpl* jump = m_pool.host(alias, before);
    if (!jump || jump->comesThrough(this))
        return failed({QStringLiteral("ssh.config"), m_alias, QStringLiteral("resolve"), QStringLiteral("proxyjump")});
    m_jump = jump;
    connect(jump, &SshHost::stateChanged, this, &SshHost::stateChanged, Qt::UniqueConnection);
    const int timeout = config.connectTimeoutMs > 0 ? config.connectTimeoutMs : m_pool.options.connectMs;
    emit phaseEntered(phaseName(ConnectPhase::Connect));
    jump->forward(config.hostname, config.port, timeout, [this, config](Result<OwnedFd> through) {
        if (through) {
            m_jumpLink = m_jump->m_link;
            return dial(config, std::move(*through));
        }
        Error error = through.error();
        // A hop that could not be reached speaks for itself; what it says about the way on concerns this host.
        const bool beyond = error.code.startsWith(QLatin1String("tcp."));
        if (error.code == QLatin1String("tcp.refused"))
            error.code = QStringLiteral("ssh.refused");
        else if (error.code == QLatin1String("tcp.timed-out"))
            error.code = QStringLiteral("ssh.connect-timeout");
        else if (beyond)
            error.code = QStringLiteral("ssh.unreachable");
        if (beyond)
            error = {error.code, m_alias, QStringLiteral("connect"), error.host + QLatin1String(": ") + error.detail};
        failed(error);
    });
}

QList<SshHost::Hop> HostImpl::hops() const
{
    if (!m_jump)
        return {};
    QList<Hop> way = m_jump->hops();
    way.append({m_jump->alias(), m_jump->state(), m_jump->failure()});
    return way;
}

void HostImpl::dial(const HostConfig& config, OwnedFd through)
{
    const quint64 attempt = m_link = ++m_pool.lastId;
    m_connector = std::make_unique<Connector>(config, m_pool.options, *m_pool.workers, m_pool.home->address(),
                                              m_pool.questions, [this, attempt](const Result<SessionPtr>& session) {
                                                  if (attempt == m_link)
                                                      onSession(session);
                                              });
    m_connector->onPhase = [this](ConnectPhase phase) { emit phaseEntered(phaseName(phase)); };
    m_connector->start(std::move(through));
}

void HostImpl::onSession(const Result<SessionPtr>& session)
{
    m_connector.reset();
    if (!session && session.error().code == QLatin1String("ssh.dropped")) {
        if (m_drops++ < m_pool.options.startupRetries) {
            // MaxStartups cannot be told from a crash; with jitter, or all would come back at once.
            QTimer::singleShot(QRandomGenerator::global()->bounded(200, 800) * m_drops, this,
                               [this] { onConfig(*m_config); });
            return;
        }
        Error error = session.error();
        error.code = QStringLiteral("ssh.lost");
        return failed(error);
    }
    if (!session)
        return failed(blame(session.error()));
    m_pool.reactor->adopt(*session, LinkEvents{m_pool.home->address(), this, m_link, m_alias, m_counters});
    ready();
}

void HostImpl::ready()
{
    for (auto& [id, operation] : m_operations)
        if (!operation.sent)
            send(id, operation);
    const QList<Done> waiters = std::exchange(m_connectWaiters, {});
    m_failures = 0;
    setState(State::Ready);
    for (const Done& done : waiters)
        done({});
}

void HostImpl::end(Operation& operation, const Error& error)
{
    if (operation.commandDone)
        operation.commandDone(fail(error));
    if (operation.forwardDone)
        operation.forwardDone(fail(error));
}

void HostImpl::failed(const Error& error)
{
    m_connector.reset();
    m_link = 0;
    m_failure = error;
    ++m_failures;
    m_failedAtMs = monotonicMs();
    std::map<quint64, Operation> operations = std::exchange(m_operations, {});
    const QList<Done> waiters = std::exchange(m_connectWaiters, {});
    setState(State::Failed);
    for (auto& [id, operation] : operations)
        end(operation, error);
    for (const Done& done : waiters)
        done(fail(error));
}

void HostImpl::linkLost(quint64 link, const Error& error)
{
    if (link == m_link)
        failed(blame(error));
}

/// A connection through a jump host ends with the jump host's, or falls silent with it; then the hop that failed is to
/// be named, not the one behind it.
Error HostImpl::blame(const Error& error) const
{
    if (!m_jump || m_jumpLink == 0)
        return error;
    if (m_jump->m_link != m_jumpLink)
        return m_jump->m_failure;
    const HostImpl* silent = error.code == QLatin1String("ssh.peer-frozen") ? m_jump->silentHop() : nullptr;
    return silent ? Error{error.code, silent->m_alias, error.phase, error.detail} : error;
}

/// The hop nearest to us, up to this one, that owes an answer to a keepalive.
const HostImpl* HostImpl::silentHop() const
{
    if (const HostImpl* before = m_jump ? m_jump->silentHop() : nullptr)
        return before;
    const qint64 silence = monotonicMs() - m_counters->heardAtMs.load();
    return silence > m_pool.options.keepaliveMs * 3 / 2 ? this : nullptr;
}

void HostImpl::commandDone(quint64 op, const Result<CommandResult>& result)
{
    auto node = m_operations.extract(op);
    if (node.empty())
        return;
    const bool refused = !result && result.error().code.startsWith(QLatin1String("sudo."));
    // Only an answer says anything about the password; a lost connection does not.
    if (node.mapped().sudoVerdict && (result || refused))
        node.mapped().sudoVerdict(!refused);
    node.mapped().commandDone(result);
}

void HostImpl::chunk(quint64 op, const QByteArray& bytes)
{
    const auto found = m_operations.find(op);
    if (found == m_operations.end())
        return;
    const Chunk consumer = found->second.chunk; // it may cancel, which must not pull the ground away
    consumer(bytes);
    m_pool.reactor->with(m_link, [op](Link& link) { link.taken(op); });
}

void HostImpl::forwardDone(quint64 op, Result<OwnedFd> result)
{
    auto node = m_operations.extract(op);
    if (!node.empty())
        node.mapped().forwardDone(std::move(result));
}

void HostImpl::sudoAsks(quint64 op, int attempt)
{
    const auto reply = [this, self = std::weak_ptr<HostImpl*>(m_self), link = m_link, op,
                        open = std::make_shared<bool>(true)](SshAnswer answer) {
        if (self.expired() || !std::exchange(*open, false))
            return;
        if (const auto asking = m_operations.find(op); asking != m_operations.end())
            asking->second.sudoVerdict = std::exchange(answer.verdict, {});
        const auto shared = std::make_shared<SshAnswer>(std::move(answer));
        m_pool.reactor->with(link, [op, shared](Link& to) { to.answerSudo(op, *shared); });
    };
    const auto asking = m_operations.find(op);
    if (asking == m_operations.end() || !m_pool.questions || (m_config && m_config->batchMode))
        return reply({});
    if (const auto verdict = std::exchange(asking->second.sudoVerdict, {}))
        verdict(false); // sudo asks again
    SshQuestion question{SshQuestion::Kind::SudoPassword, m_alias, {}, m_config ? m_config->user : QString(), false, attempt};
    if (m_config)
        question.keepAs = QStringLiteral("sudo ") + m_config->account();
    m_pool.questions(question, reply);
}

} // namespace hopscope
