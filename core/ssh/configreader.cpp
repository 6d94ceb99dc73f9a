// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/configreader.h"

#include "core/ssh/algorithms.h"
#include "core/ssh/aliases.h"
#include "core/ssh/ownconfig.h"
#include "core/ssh/session.h"
#include "core/ssh/sshdefaults.h"

#include <QProcess>
#include <QTimer>

#include <utility>

namespace hopscope {

namespace {
constexpr int limitMs = 10'000; ///< `Match exec` runs the user's own commands
}

ConfigReader::~ConfigReader()
{
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    m_process->disconnect(this);
    m_process->kill();
    m_process->waitForFinished(500);
}

void ConfigReader::read(const QString& alias, const QString& configFile, const QString& proxyJump, Done done)
{
    m_alias = alias;
    m_done = std::move(done);
    const auto destination = parseDestination(alias);
    if (!destination) {
        QTimer::singleShot(0, this, [this, error = destination.error()] { finish(fail(error)); });
        return;
    }
    QStringList arguments{QStringLiteral("-G")};
    if (!configFile.isEmpty())
        arguments << QStringLiteral("-F") << configFile;
    if (!destination->user.isEmpty())
        arguments << QStringLiteral("-l") << destination->user;
    if (destination->port != 0)
        arguments << QStringLiteral("-p") << QString::number(destination->port);
    if (!proxyJump.isEmpty())
        arguments << QStringLiteral("-J") << proxyJump;
    arguments << QStringLiteral("--") << destination->host;

    auto* process = new QProcess(this);
    m_process = process;
    process->setStandardInputFile(QProcess::nullDevice());
    connect(process, &QProcess::errorOccurred, this,
            [this, destination = *destination, configFile, proxyJump](QProcess::ProcessError error) {
                if (error == QProcess::FailedToStart) // by a timer: start() may be on the stack
                    QTimer::singleShot(0, this, [this, destination, configFile, proxyJump] {
                        readByOurselves(destination, configFile, proxyJump);
                    });
            });
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    connect(process, &QProcess::finished, this, [this, process](int status, QProcess::ExitStatus how) {
        if (how == QProcess::NormalExit && status == 0)
            parse(process->readAllStandardOutput());
        else
            finish(fail(QStringLiteral("ssh.config"), quotable(process->readAllStandardError())));
    });
    QTimer::singleShot(limitMs, process, &QProcess::kill);
    process->start(QStringLiteral("ssh"), arguments);
}

void ConfigReader::readByOurselves(const Destination& destination, const QString& configFile, const QString& proxyJump)
{
    const OwnConfig::Wanted wanted{destination.host.toUtf8(), destination.user.toUtf8(), destination.port,
                                   proxyJump.toUtf8(), userName().toUtf8()};
    const auto dump = ownConfigDump(wanted, configFile);
    auto config = dump ? parseSshConfigDump(*dump, m_alias) : Result<HostConfig>(fail(dump.error()));
    if (config)
        config->readByOurselves = true;
    finish(std::move(config));
}

void ConfigReader::parse(const QByteArray& dump)
{
    const AlgorithmLists& usual = sshDefaultAlgorithms();
    const AlgorithmLists other = withoutDefaults(algorithmsOfDump(dump), usual);
    if (!m_defaults || (other.kex.isEmpty() && other.ciphers.isEmpty() && other.macs.isEmpty() && other.hostKeys.isEmpty()))
        return finish(parseSshConfigDump(dump, m_alias, usual));
    m_defaults->ask(this, [this, dump](const AlgorithmLists& defaults) { finish(parseSshConfigDump(dump, m_alias, defaults)); });
}

void ConfigReader::finish(Result<HostConfig> result)
{
    if (m_done)
        std::exchange(m_done, nullptr)(std::move(result));
}

} // namespace hopscope
