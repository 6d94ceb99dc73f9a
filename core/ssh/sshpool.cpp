// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/sshpool.h"

#include "core/ssh/aliases.h"
#include "core/ssh/configwatch.h"
#include "core/ssh/hostimpl.h"
#include "core/ssh/sshdefaults.h"

#include <QHash>

#include <csignal>

namespace hopscope {

namespace {
constexpr int maxJumps = 8;

/// libssh writes without MSG_NOSIGNAL; a vanished peer must not end the program.
void ignoreSigpipe()
{
    struct sigaction old {};
    if (sigaction(SIGPIPE, nullptr, &old) == 0 && old.sa_handler == SIG_DFL)
        std::signal(SIGPIPE, SIG_IGN);
}
} // namespace

class SshPool::Private {
public:
    // In this order: hosts go first of all, then workers, reactor, and the inbox with what is still in it.
    Inbox inbox;
    PoolContext context;
    std::unique_ptr<Reactor> reactor;
    std::unique_ptr<Workers> workers;
    SshDefaults defaults;
    QHash<QString, HostImpl*> hosts;
    QObject owner;
    ConfigWatch watch;

    /// Edits count from the next connect on; what is connected stays.
    void watchConfig()
    {
        if (!context.sshConfig.isEmpty())
            return watch.watch(sshConfigFiles(context.sshConfig));
        watch.watch(sshConfigFiles(userSshConfig()) + sshConfigFiles(QStringLiteral("/etc/ssh/ssh_config")));
    }

    HostImpl* host(const QString& alias, const QString& proxyJump)
    {
        if (proxyJump.count(QLatin1Char(',')) >= maxJumps)
            return nullptr;
        HostImpl*& host = hosts[alias + QLatin1Char('\n') + proxyJump];
        if (!host)
            host = new HostImpl(context, alias, proxyJump, &owner);
        return host;
    }
};

SshPool::SshPool(QString sshConfig, SshQuestionHandler questions, QObject* parent)
    : SshPool(std::move(sshConfig), std::move(questions), SshOptions(), parent)
{
}

SshPool::SshPool(QString sshConfig, SshQuestionHandler questions, const SshOptions& options, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    ignoreSigpipe();
    d->reactor = std::make_unique<Reactor>(options);
    d->workers = std::make_unique<Workers>(options.connectsAtOnce);
    d->context.sshConfig = std::move(sshConfig);
    d->context.questions = std::move(questions);
    d->context.options = options;
    d->context.home = &d->inbox;
    d->context.workers = d->workers.get();
    d->context.reactor = d->reactor.get();
    d->context.defaults = &d->defaults;
    QObject::connect(&d->watch, &ConfigWatch::changed, this, [this] {
        ++d->context.configAge;
        d->watchConfig();
    });
    d->watchConfig();
    d->context.host = [this](const QString& alias, const QString& proxyJump) { return d->host(alias, proxyJump); };
}

SshPool::~SshPool() = default;

SshHost* SshPool::host(const QString& alias)
{
    return d->host(alias, {});
}

} // namespace hopscope
