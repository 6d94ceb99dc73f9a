// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/catalogue.h"
#include "app/askingpool.h"
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/output.h"
#include "app/probeoutput.h"
#include "app/setup.h"
#include "core/probe/address.h"
#include "core/probe/desktopvantage.h"
#include "core/probe/portlist.h"
#include "core/probe/portsweep.h"
#include "core/probe/sshvantage.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace hopscope {
namespace {

constexpr int kInterrupted = 130;
constexpr QLatin1String kDesktop("desktop");

void printJson(const QJsonObject& object)
{
    printOut(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

/// The host meant by what the user typed: one of the environment by name or alias, else an alias of ssh_config. Where no
/// environment says how sudo is used, a password may be asked for.
HostSpec hostOf(const Environment& environment, const QString& typed)
{
    for (const HostSpec& spec : environment.hosts) {
        if (spec.name == typed || spec.ssh == typed)
            return spec;
    }
    return {typed, typed, SudoMode::Ask, {}};
}

/// How far a long sweep is, on a terminal only.
class ProgressLine {
public:
    explicit ProgressLine(bool wanted) : m_wanted(wanted && ::isatty(STDERR_FILENO) == 1) {}
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void start(qsizetype total) { m_total = total; }
    void advance()
    {
        ++m_done;
        if (m_wanted && m_total > 40)
            std::fprintf(stderr, "\r%lld / %lld", static_cast<long long>(m_done), static_cast<long long>(m_total));
    }
    void clear()
    {
        if (std::exchange(m_wanted, false) && m_total > 40)
            std::fprintf(stderr, "\r\033[K");
    }

private:
    bool m_wanted;
    qsizetype m_done = 0;
    qsizetype m_total = 0;
};

int reportPorts(const Options& options, const Words& words, const QString& from, const Result<QList<TcpResult>>& results)
{
    if (!results)
        printError(words.error(results.error()));
    const QList<TcpResult> list = results.value_or(QList<TcpResult>());
    const auto lost = std::find_if(list.begin(), list.end(), [](const TcpResult& r) { return r.verdict.isEmpty(); });
    if (lost != list.end() && lost->error)
        printError(words.error(*lost->error));
    if (options.json)
        printJson(probeoutput::portsJson(from, list));
    else if (results)
        printOut(probeoutput::portsText(from, list, words).toUtf8());
    return probeoutput::portsStatus(list);
}

int probePorts(const Options& options, const Words& words, const Environment& environment)
{
    const auto ports = parsePorts(options.ports);
    QString address = options.address;
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    if (!ports || (!isLiteralAddress(address) && !isHostName(address))) {
        printError(words.error(ports ? Error{QStringLiteral("probe.bad-address"), {}, {}, address} : ports.error()));
        return 2;
    }
    const bool here = options.from.isEmpty() || options.from == kDesktop;
    const HostSpec spec = here ? HostSpec{} : hostOf(environment, options.from);
    AskingPool pool(environment.sshConfig);
    std::unique_ptr<Vantage> vantage;
    if (here)
        vantage = std::make_unique<DesktopVantage>();
    else
        vantage = std::make_unique<SshVantage>(pool.host(spec.ssh), spec.name);
    ProgressLine progress(!options.json);
    const PortSweep sweep(
        *vantage, {address, *ports}, [&progress](qsizetype total) { progress.start(total); },
        [&progress](const TcpResult&) { progress.advance(); },
        [&](const Result<QList<TcpResult>>& results) {
            progress.clear();
            QCoreApplication::exit(reportPorts(options, words, vantage->name(), results));
        });
    const Interrupt interrupt([] { QCoreApplication::exit(kInterrupted); });
    return QCoreApplication::exec();
}

int probeSsh(const Options& options, const Words& words, const Environment& environment)
{
    const HostSpec spec = hostOf(environment, options.sshAlias);
    AskingPool pool(environment.sshConfig);
    SshProbe probe(pool.host(spec.ssh), spec.sudo, [&](const QList<SshStep>& steps) {
        for (const SshStep& step : steps) {
            if (step.ok == false && step.error)
                printError(words.error(*step.error));
        }
        if (options.json)
            printJson(probeoutput::stepsJson(spec.name, steps, words));
        else
            printOut(probeoutput::stepsText(steps, words).toUtf8());
        QCoreApplication::exit(SshProbe::allWell(steps) ? 0 : 1);
    });
    probe.canAsk = pool.canAsk();
    const Interrupt interrupt([] { QCoreApplication::exit(kInterrupted); });
    return QCoreApplication::exec();
}

} // namespace

int runProbe(const Options& options)
{
    const Words words = makeWords(options, {});
    Environment environment;
    if (!options.environment.isEmpty()) {
        auto loaded = loadEnvironment(options.environment, configFolder());
        if (!loaded) {
            printError(words.error(loaded.error()));
            return 2;
        }
        environment = std::move(*loaded);
    }
    return options.sshAlias.isEmpty() ? probePorts(options, words, environment)
                                      : probeSsh(options, words, environment);
}

} // namespace hopscope
