// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/configreader.h"
#include "core/ssh/connector.h"
#include "core/ssh/linkevents.h"
#include "core/ssh/reactor.h"
#include "core/ssh/sshhost.h"

#include <map>
#include <optional>

namespace hopscope {

class HostImpl;
class SshDefaults;

/// What all hosts of a pool share. Pool's thread, except `home.address()`.
struct PoolContext {
    QString sshConfig;
    SshQuestionHandler questions;
    SshOptions options;
    Inbox* home = nullptr;
    Workers* workers = nullptr;
    Reactor* reactor = nullptr;
    SshDefaults* defaults = nullptr;
    quint64 lastId = 0;
    quint64 configAge = 0; ///< counts changes of the files; what was read before the last one is stale
    /// The host of that alias whose own ProxyJump is `proxyJump` (empty: as configured).
    std::function<HostImpl*(const QString& alias, const QString& proxyJump)> host;
};

/// The face of one host in the pool's thread: keeps the operations, connects when one is wanted, hands them to the
/// link.
class HostImpl final : public SshHost, public LinkOwner {
    Q_OBJECT
public:
    HostImpl(PoolContext& pool, QString alias, QString proxyJump, QObject* parent);

    [[nodiscard]] QString alias() const override { return m_alias; }
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] std::optional<Error> failure() const override
    {
        return m_state == State::Failed ? std::optional(m_failure) : std::nullopt;
    }
    [[nodiscard]] QString jumpHost() const override
    {
        return m_config ? splitProxyJump(m_config->proxyJump).first : QString();
    }
    [[nodiscard]] QList<Hop> hops() const override;
    [[nodiscard]] bool readByOurselves() const override { return m_config && m_config->readByOurselves; }
    void connectHost(Done done) override;
    CommandHandle run(const CommandSpec& spec, CommandDone done) override;
    CommandHandle stream(const CommandSpec& spec, Chunk chunk, CommandDone done) override;
    void forward(const QString& address, quint16 port, int timeoutMs, ForwardDone done) override;
    [[nodiscard]] qint64 roundTripMs() const override { return m_counters->roundTripMs.load(); }
    [[nodiscard]] qint64 bytesReceived() const override { return m_counters->bytesReceived.load(); }

    void commandDone(quint64 op, const Result<CommandResult>& result) override;
    void chunk(quint64 op, const QByteArray& bytes) override;
    void forwardDone(quint64 op, Result<OwnedFd> result) override;
    void sudoAsks(quint64 op, int attempt) override;
    void linkLost(quint64 link, const Error& error) override;

private:
    struct Operation {
        CommandSpec spec;
        bool stream = false;
        Chunk chunk;
        CommandDone commandDone;
        QString address;
        quint16 port = 0;
        int timeoutMs = 0;
        ForwardDone forwardDone;
        bool sent = false;
        std::shared_ptr<QTimer> limit; ///< a forward's own, until it is handed on
        std::function<void(bool)> sudoVerdict{}; ///< of the password sudo has last been given
    };
    CommandHandle add(Operation operation);
    void cancel(quint64 op);
    void begin();
    void configure();
    void onConfig(const Result<HostConfig>& config);
    void throughJump(const HostConfig& config);
    [[nodiscard]] bool comesThrough(const HostImpl* other) const;
    void dial(const HostConfig& config, OwnedFd through);
    void onSession(const Result<SessionPtr>& session);
    void send(quint64 op, Operation& operation);
    void ready();
    void failed(const Error& error);
    [[nodiscard]] Error blame(const Error& error) const;
    [[nodiscard]] const HostImpl* silentHop() const;
    [[nodiscard]] int pauseMs() const;
    static void end(Operation& operation, const Error& error);
    void setState(State state);

    PoolContext& m_pool;
    QString m_alias;
    QString m_proxyJump;
    State m_state = State::Idle;
    Error m_failure; ///< of the last time it failed
    std::optional<HostConfig> m_config;
    quint64 m_configAge = 0; ///< PoolContext::configAge when it was read
    std::unique_ptr<Connector> m_connector;
    ConfigReader m_reader{m_pool.defaults};
    std::shared_ptr<LinkCounters> m_counters = std::make_shared<LinkCounters>();
    quint64 m_link = 0;
    HostImpl* m_jump = nullptr; ///< the hop before this one
    quint64 m_jumpLink = 0;     ///< the connection there that carries ours
    int m_drops = 0;
    int m_failures = 0; ///< in a row
    qint64 m_failedAtMs = 0;
    std::map<quint64, Operation> m_operations;
    QList<Done> m_connectWaiters;
    std::shared_ptr<HostImpl*> m_self;
};

} // namespace hopscope
