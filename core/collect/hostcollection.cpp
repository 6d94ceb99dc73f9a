// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/hostcollection.h"

#include "core/collect/historyfacts.h"
#include "core/collect/hostcommands.h"
#include "core/collect/servicefacts.h"
#include "core/collect/statefacts.h"
#include "core/collect/software.h"
#include "core/collect/sudo.h"
#include "core/model/topology.h"

#include <QPointer>

namespace hopscope {

HostCollection::HostCollection(SshHost& host, HostSpec spec, QList<LogSignature> signatures, const Clock& clock, Sink sink,
                               QObject* parent)
    : QObject(parent), m_host(host), m_spec(std::move(spec)), m_signatures(std::move(signatures)), m_clock(clock),
      m_sink(std::move(sink))
{
    for (const Software& software : knownSoftware()) {
        for (const QString& pattern : software.logs)
            m_logKinds.emplace(pattern, software.kind);
    }
}

Step HostCollection::step()
{
    std::vector<Step> all;
    all.push_back(connectStep());
    all.push_back(presenceStep());
    std::vector<Step> looks;
    looks.push_back(servicesStep()); // the slowest begin first
    std::vector<Step> machine;
    machine.push_back(stateStep());
    machine.push_back(namedStep());
    looks.push_back(sequence(m_spec.name + QStringLiteral(" machine"), std::move(machine), OnError::Ignore));
    all.push_back(parallel(m_spec.name + QStringLiteral(" looks"), std::move(looks), 0, OnError::Ignore));
    return sequence(m_spec.name, std::move(all));
}

/// What only a running service can say of itself.
Step HostCollection::servicesStep()
{
    std::vector<Step> looks;
    looks.push_back(serviceStep({commands::broker(), true,
                                 [this](const Reading& r) { return brokerFacts(m_spec.name, r.out); },
                                 {},
                                 {},
                                 QStringLiteral("rabbitmq"),
                                 brokerFactNames(),
                                 2}));
    looks.push_back(serviceStep({commands::databaseActivity(), true,
                                 [this](const Reading& r) { return databaseFacts(m_spec.name, r.out); },
                                 {},
                                 {},
                                 QStringLiteral("postgresql"),
                                 databaseFactNames(),
                                 1}));
    return parallel(m_spec.name + QStringLiteral(" services"), std::move(looks), 0, OnError::Ignore);
}

Step HostCollection::serviceStep(Look look)
{
    const QString name = m_spec.name + QLatin1Char(' ') + look.kind;
    return later(name, [this, name, look = std::move(look)] {
        if (m_kinds.contains(look.kind))
            return commandStep(look.kind, look);
        // It does not run: what it said of itself before is no longer true.
        return call(name, [this, look] {
            QList<Fact> over;
            for (const QString& fact : m_units.contains(look.kind) ? look.kindFacts : QStringList())
                over.append(nothingToSay(nodeId(m_spec.name, look.kind), fact, m_clock.now()));
            if (!over.isEmpty())
                m_sink({{}, over});
            return Status();
        });
    });
}

/// What is there at all: only of that can be said that it does not run or listen.
Step HostCollection::presenceStep()
{
    std::vector<Step> looks;
    // First of all the clock: every time the host names has to be read by it.
    looks.push_back(commandStep(QStringLiteral("system"), {commands::system(), false,
                                                           [this](const Reading& r) {
                                                               m_system = parseSystem(r.out);
                                                               m_systemAt = r.middle;
                                                               return systemFacts(m_spec.name, m_system, r.middle);
                                                           },
                                                           {QStringLiteral("host.clock_offset_ms")}}));
    looks.push_back(commandStep(QStringLiteral("units"), {commands::units(knownUnits()), false,
                                                          [this](const Reading& r) {
                                                              m_units = loadedUnits(r.out);
                                                              return unitFacts(m_spec.name, r.out, clockAheadMs());
                                                          },
                                                          {}}));
    looks.push_back(commandStep(QStringLiteral("processes"),
                                {commands::processes(), false,
                                 [this](const Reading& r) {
                                     m_kinds = runningKinds(r.out);
                                     m_spans = processSpans(r.out, r.middle);
                                     return processFacts(m_spec.name, r.out, m_units.keys(), r.middle);
                                 },
                                 {},
                                 QStringLiteral("process.running")}));
    return sequence(m_spec.name + QStringLiteral(" presence"), std::move(looks), OnError::Ignore);
}

Step HostCollection::stateStep()
{
    std::vector<Step> looks;
    looks.push_back(commandStep(QStringLiteral("addresses"),
                                {commands::addresses(), false,
                                 [this](const Reading& r) { return addressFacts(m_spec.name, r.out); },
                                 {QStringLiteral("host.addresses")}}));
    looks.push_back(commandStep(QStringLiteral("filesystems"),
                                {commands::filesystems(), false,
                                 [this](const Reading& r) { return filesystemFacts(m_spec.name, r.out); },
                                 {QStringLiteral("host.filesystems"), QStringLiteral("disk.used_pct")}}));
    looks.push_back(commandStep(QStringLiteral("firewall"),
                                {commands::firewall(), true,
                                 [this](const Reading& r) { return firewallFacts(m_spec.name, r.out); },
                                 {QStringLiteral("firewall.dropped_ports"), QStringLiteral("firewall.rejected_ports")}}));
    looks.push_back(nginxStep());
    looks.push_back(dsConfigStep());
    return parallel(m_spec.name + QStringLiteral(" state"), std::move(looks), 0, OnError::Ignore);
}

/// What only the configurations and units could name.
Step HostCollection::namedStep()
{
    std::vector<Step> looks;
    looks.push_back(commandStep(QStringLiteral("listeners"),
                                {commands::listeners(), true,
                                 [this](const Reading& r) { return listenerFacts(m_spec.name, r.out, kindsHere(), m_ports); },
                                 {QStringLiteral("host.listeners")},
                                 QStringLiteral("port.listening")}));
    looks.push_back(logsStep());
    looks.push_back(namesStep());
    looks.push_back(journalStep());
    looks.push_back(configTimesStep());
    looks.push_back(commandStep(QStringLiteral("packages"),
                                {commands::packages(), false,
                                 [this](const Reading& r) {
                                     return packageFacts(m_spec.name, r.out, kindsHere(), m_system, m_systemAt);
                                 },
                                 {}}));
    looks.push_back(commandStep(QStringLiteral("kernel log"),
                                {commands::oomKills(), true,
                                 [this](const Reading& r) { return oomFacts(m_spec.name, r.out, m_system, m_systemAt); },
                                 {QStringLiteral("host.oom_kills")}}));
    return parallel(m_spec.name + QStringLiteral(" logs"), std::move(looks), 0, OnError::Ignore);
}

Step HostCollection::connectStep()
{
    return hopscope::step(m_spec.name + QStringLiteral(" connect"), [this](const StepDone& done) {
        const QPointer<HostCollection> self(this);
        m_host.connectHost([self, done](const Status& status) {
            if (!self)
                return;
            if (!status) {
                const Timestamp now = self->m_clock.now();
                self->m_sink({{}, {notMeasured(self->m_spec.name, QStringLiteral("host.reached"), status.error().code, now)}});
            }
            done(status);
        });
    });
}

Step HostCollection::commandStep(const QString& name, Look look)
{
    return hopscope::step(m_spec.name + QLatin1Char(' ') + name, [this, look = std::move(look)](const StepDone& done) {
        runCommand(look, look.wantsRoot ? sudoFor(m_spec.sudo) : Sudo::No, done);
    });
}

void HostCollection::runCommand(const Look& look, Sudo sudo, const StepDone& done)
{
    CommandSpec spec;
    spec.argv = look.argv;
    spec.sudo = sudo;
    const Timestamp started = m_clock.now();
    const QPointer<HostCollection> self(this);
    m_host.run(spec, [self, look, sudo, done, started](const Result<CommandResult>& result) {
        if (!self)
            return;
        // What root would have seen is worth less than what can be seen without: try again as this user.
        if (sudo != Sudo::No && !result && result.error().code.startsWith(QStringLiteral("sudo.")))
            return self->runCommand(look, Sudo::No, done);
        const QString prefix = sudo == Sudo::No ? QString() : QStringLiteral("sudo ");
        self->observe(prefix + commands::asTyped(look.argv), result, started, look);
        done({});
    });
}

qint64 HostCollection::clockAheadMs() const
{
    return m_system.clockMs > 0 && m_systemAt.known() ? m_system.clockMs - m_systemAt.ms : 0;
}

QStringList HostCollection::kindsHere() const
{
    QStringList kinds = m_kinds + m_units.keys();
    kinds.removeDuplicates();
    return kinds;
}

QList<Fact> HostCollection::lacking(const Look& look, const QString& why) const
{
    const Timestamp now = m_clock.now();
    QList<Fact> facts;
    for (const QString& name : look.hostFacts)
        facts.append(notMeasured(m_spec.name, name, why, now));
    for (qsizetype i = 0; i < look.kindFacts.size(); ++i) {
        const QString node = nodeId(m_spec.name, look.kind);
        const QString& name = look.kindFacts.at(i);
        facts.append(i < look.deciding ? notMeasured(node, name, why, now) : nothingToSay(node, name, now));
    }
    for (const QString& kind : kindsHere()) {
        const Software* software = softwareOfKind(kind);
        const bool listens = software && software->port > 0;
        if (!look.nodeFact.isEmpty() && (listens || look.nodeFact != QStringLiteral("port.listening")))
            facts.append(notMeasured(nodeId(m_spec.name, kind), look.nodeFact, why, now));
    }
    return facts;
}

Evidence HostCollection::evidenceFor(const QString& command, const QByteArray& bytes, Timestamp started) const
{
    Evidence evidence;
    evidence.host = m_spec.name;
    evidence.command = command;
    evidence.at = started;
    evidence.durationMs = m_clock.now().ms - started.ms;
    evidence.setBytes(bytes);
    return evidence;
}

void HostCollection::observe(const QString& command, const Result<CommandResult>& result, Timestamp started, const Look& look)
{
    if (!result) {
        Evidence evidence = evidenceFor(command, result.error().code.toUtf8(), started);
        evidence.exit = -1;
        return m_sink({evidence, lacking(look, result.error().code)});
    }
    QByteArray shown = result->out;
    if (!result->err.isEmpty())
        shown += result->err;
    Evidence evidence = evidenceFor(command, shown, started);
    evidence.exit = result->exit;
    evidence.durationMs = result->durationMs;
    // A tool that is not there or may not look has said nothing; its silence must not read as "nothing listens".
    if (result->exit != 0 && result->out.trimmed().isEmpty()) {
        constexpr int kNoSuchCommand = 127;
        const QString why = result->exit == kNoSuchCommand     ? QStringLiteral("command.missing")
                            : result->exit == commands::kNotRoot ? QStringLiteral("sudo.needed")
                                                                 : QStringLiteral("command.failed");
        return m_sink({evidence, lacking(look, why)});
    }
    const Timestamp middle{(started.ms + m_clock.now().ms) / 2};
    m_sink({evidence, look.reader({result->out, middle})});
}

Step HostCollection::namesStep()
{
    return later(m_spec.name + QStringLiteral(" names"), [this] {
        QStringList names(m_names.begin(), m_names.end());
        if (names.isEmpty())
            return call(m_spec.name + QStringLiteral(" no names"), [] { return Status(); });
        return commandStep(QStringLiteral("names"), {commands::resolve(names), false,
                                                     [this](const Reading& r) { return nameFacts(m_spec.name, r.out); },
                                                     {QStringLiteral("host.names")}});
    });
}

Step HostCollection::journalStep()
{
    return later(m_spec.name + QStringLiteral(" journal"), [this] {
        if (m_units.isEmpty())
            return call(m_spec.name + QStringLiteral(" no units"), [] { return Status(); });
        return commandStep(QStringLiteral("journal"), {commands::journal(m_units.values()), false,
                                                       [this](const Reading& r) {
                                                           return unitJournalFacts(m_spec.name, r.out, clockAheadMs()) +
                                                                  unitCrashFacts(m_spec.name, r.out, r.middle, clockAheadMs());
                                                       },
                                                       {}});
    });
}

void HostCollection::addName(const QString& name)
{
    constexpr std::size_t kMaxNames = 64;
    // Names come from the host's own files and go back as arguments; an option or a blank is no host name.
    if (m_names.size() < kMaxNames && !name.isEmpty() && !name.startsWith(QLatin1Char('-')) && name.size() < 254)
        m_names.insert(name);
}

} // namespace hopscope
