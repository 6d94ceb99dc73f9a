// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/configfacts.h"
#include "core/collect/hostcollection.h"
#include "core/collect/logfacts.h"
#include "core/model/topology.h"
#include "core/parse/logtime.h"

#include <QPointer>

// The part of HostCollection that reads files: configurations first, then the logs they name.

namespace hopscope {
namespace {

constexpr qint64 kLogTail = qint64{256} * 1024;
const char* const kNginxMain = "/etc/nginx/nginx.conf";

} // namespace

Step HostCollection::nginxStep()
{
    return hopscope::step(m_spec.name + QStringLiteral(" nginx configuration"), [this](const StepDone& done) {
        const Timestamp started = m_clock.now();
        m_nginxReader = new NginxReader(
            m_host, m_spec.sudo, QString::fromLatin1(kNginxMain),
            [this, done, started](const Result<NginxReading>& reading) {
                takeNginx(reading, started);
                m_nginxReader->deleteLater();
                done({});
            },
            this);
        m_nginxReader->start();
    });
}

void HostCollection::takeNginx(const Result<NginxReading>& reading, Timestamp started)
{
    // No nginx on this host: nothing to say about it.
    if (!reading || (reading->transcript.isEmpty() && reading->unreadable.isEmpty()))
        return;
    m_configs.insert(QStringLiteral("nginx"), reading->files);
    const NginxFacts read = nginxFacts(m_spec.name, *reading, m_clock.now());
    for (const QString& name : read.names)
        addName(name);
    for (const QString& log : read.errorLogs)
        m_logKinds.insert_or_assign(log, QStringLiteral("nginx"));
    m_sink({evidenceFor(QStringLiteral("cat %1 (and its includes)").arg(QString::fromLatin1(kNginxMain)), reading->transcript,
                        started),
            read.facts});
}

Step HostCollection::filesStep(const QString& name, std::function<RemoteFilesRequest()> request, TakeFiles take)
{
    return hopscope::step(m_spec.name + name, [this, request = std::move(request), take](const StepDone& done) {
        const Timestamp started = m_clock.now();
        const QPointer<HostCollection> self(this);
        readRemoteFiles(m_host, m_spec.sudo, request(), [self, take, done, started](const Result<QList<RemoteFile>>& files) {
            if (!self)
                return;
            if (files)
                (self.data()->*take)(*files, started);
            done({});
        });
    });
}

Step HostCollection::dsConfigStep()
{
    const auto request = [] {
        RemoteFilesRequest files;
        files.patterns = dsConfigPaths();
        return files;
    };
    return filesStep(QStringLiteral(" Document Server configuration"), request, &HostCollection::takeDsConfig);
}

void HostCollection::takeDsConfig(const QList<RemoteFile>& files, Timestamp started)
{
    const DsFacts read = dsFacts(m_spec.name, files, m_clock.now());
    if (read.facts.isEmpty())
        return;
    m_configs.insert(QStringLiteral("docservice"), configFilesOf(files));
    for (const Fact& fact : read.facts) {
        if (fact.name == QStringLiteral("ds.port") && fact.value.toInt() > 0)
            m_ports.insert(QStringLiteral("docservice"), fact.value.toInt());
    }
    for (const QString& name : read.names)
        addName(name);
    m_sink({evidenceFor(QStringLiteral("cat %1").arg(dsConfigPaths().join(QLatin1Char(' '))), read.transcript, started),
            read.facts});
}

/// No look of its own: the files' times came with their bytes, but only now is the host's clock known.
Step HostCollection::configTimesStep()
{
    return later(m_spec.name + QStringLiteral(" configuration times"), [this] {
        for (auto it = m_configs.begin(); it != m_configs.end(); ++it) {
            const ConfigTimes read = configTimes(nodeId(m_spec.name, it.key()), it.value(), clockAheadMs(),
                                                 m_spans.value(it.key()), m_clock.now());
            if (!read.facts.isEmpty())
                m_sink({evidenceFor(read.command, read.transcript, m_clock.now()), read.facts});
        }
        return call(m_spec.name + QStringLiteral(" times told"), [] { return Status(); });
    });
}

Step HostCollection::logsStep()
{
    // Asked when its turn comes: nginx's configuration names more logs.
    const auto request = [this] {
        RemoteFilesRequest files;
        for (const auto& [pattern, kind] : m_logKinds)
            files.patterns.append(pattern);
        files.maxBytesEach = kLogTail;
        files.fromEnd = true;
        return files;
    };
    return filesStep(QStringLiteral(" logs"), request, &HostCollection::takeLogs);
}

void HostCollection::takeLogs(const QList<RemoteFile>& files, Timestamp started)
{
    std::map<QString, QList<RemoteFile>> byKind;
    QStringList patterns;
    for (const auto& [pattern, kind] : m_logKinds)
        patterns.append(pattern);
    for (const RemoteFile& file : files) {
        if (file.state != QStringLiteral("missing"))
            byKind[m_logKinds.at(patterns.value(file.pattern))].append(file);
    }
    SystemReading system = m_system;
    // The environment may know better than the host in which zone the logs are written (a container's, for one).
    system.zoneSeconds = readOffset(m_spec.logClock).value_or(system.zoneSeconds);
    const Timestamp systemAt = m_systemAt.known() ? m_systemAt : started;
    for (const auto& [kind, logs] : byKind) {
        const LogReading read = logFacts(m_spec.name, kind, logs, m_signatures, system, systemAt, m_spans.value(kind).oldest);
        m_sink({evidenceFor(read.command, read.transcript, started), read.facts});
    }
}

} // namespace hopscope
