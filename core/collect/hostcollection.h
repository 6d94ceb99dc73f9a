// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/steps.h"
#include "core/base/time.h"
#include "core/collect/nginxreader.h"
#include "core/collect/configtimes.h"
#include "core/collect/remotefiles.h"
#include "core/collect/statefacts.h"
#include "core/collect/systemfacts.h"
#include "core/model/environment.h"
#include "core/model/logsignature.h"
#include "core/model/observation.h"
#include "core/ssh/sshhost.h"

#include <QObject>

#include <functional>
#include <memory>
#include <set>

namespace hopscope {

/// Everything that is read from one host in a round, as steps: connect, then the state of the machine, its configurations
/// side by side, then what only those can name (logs, host names). Each look is one Observation, handed to the sink at once;
/// what cannot be read becomes facts that say why. Changes nothing on the host. Lives in the SshHost's thread and must
/// outlive the run of its step.
class HostCollection : public QObject {
    Q_OBJECT
public:
    using Sink = std::function<void(Observation)>;

    HostCollection(SshHost& host, HostSpec spec, QList<LogSignature> signatures, const Clock& clock, Sink sink,
                   QObject* parent = nullptr);
    [[nodiscard]] Step step();

private:
    /// One command's output and when it ran.
    struct Reading {
        QByteArray out;
        Timestamp middle;
    };
    /// One command and the facts it gives. Where it cannot run, the facts named stand as not measured.
    struct Look {
        QStringList argv;
        bool wantsRoot = false;
        std::function<QList<Fact>(const Reading&)> reader;
        QStringList hostFacts;     ///< of the host
        QString nodeFact = {};     ///< of every node known to be there
        QString kind = {};         ///< the node of this kind…
        QStringList kindFacts = {}; ///< … has these,
        qsizetype deciding = 0;    ///< of which a verdict rests on the first so many
    };

    using TakeFiles = void (HostCollection::*)(const QList<RemoteFile>& files, Timestamp started);

    [[nodiscard]] Step connectStep();
    [[nodiscard]] Step filesStep(const QString& name, std::function<RemoteFilesRequest()> request, TakeFiles take);
    [[nodiscard]] Step presenceStep();
    [[nodiscard]] Step stateStep();
    [[nodiscard]] Step servicesStep();
    [[nodiscard]] Step serviceStep(Look look);
    [[nodiscard]] Step namedStep();
    [[nodiscard]] Step commandStep(const QString& name, Look look);
    [[nodiscard]] Step nginxStep();
    [[nodiscard]] Step dsConfigStep();
    [[nodiscard]] Step logsStep();
    [[nodiscard]] Step namesStep();
    [[nodiscard]] Step configTimesStep();
    [[nodiscard]] Step journalStep();

    void runCommand(const Look& look, Sudo sudo, const StepDone& done);
    void observe(const QString& command, const Result<CommandResult>& result, Timestamp started, const Look& look);
    [[nodiscard]] QList<Fact> lacking(const Look& look, const QString& why) const;
    [[nodiscard]] QStringList kindsHere() const;
    [[nodiscard]] qint64 clockAheadMs() const; ///< the host's clock before the desktop's
    void takeNginx(const Result<NginxReading>& reading, Timestamp started);
    void takeDsConfig(const QList<RemoteFile>& files, Timestamp started);
    void takeLogs(const QList<RemoteFile>& files, Timestamp started);
    void addName(const QString& name);
    [[nodiscard]] Evidence evidenceFor(const QString& command, const QByteArray& bytes, Timestamp started) const;

    SshHost& m_host;
    const HostSpec m_spec;
    const QList<LogSignature> m_signatures;
    const Clock& m_clock;
    const Sink m_sink;

    SystemReading m_system;
    Timestamp m_systemAt;
    std::set<QString> m_names;             ///< to be resolved on the host
    QMap<QString, QString> m_units;        ///< loaded units of the stack, by kind
    QMap<QString, ProcessSpan> m_spans;    ///< when they started, by kind
    QMap<QString, QList<ConfigFile>> m_configs; ///< what was read of their configurations, by kind
    QMap<QString, int> m_ports;            ///< where they are configured to listen, by kind
    QStringList m_kinds;                   ///< kinds of which a unit is loaded or a process runs
    std::map<QString, QString> m_logKinds; ///< pattern of a log → kind of the node that writes it
    NginxReader* m_nginxReader = nullptr;
};

} // namespace hopscope
