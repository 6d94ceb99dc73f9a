// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Hopscope's side: the program's own SshPool and SshHost, used as the conductor uses them.
#include "core/ssh/sshpool.h"
#include "tests/bench/ssh/meter.h"
#include "tests/bench/ssh/place.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLoggingCategory>
#include <QSocketNotifier>
#include <QTimer>

#include <atomic>
#include <cstdio>

namespace hopscope::bench {

namespace {

constexpr int patienceMs = 120'000; ///< no part takes so long

std::atomic<int> stalls{0};

/// Counts what the reactor's watchdog reports and lets everything else through.
void countStalls(QtMsgType, const QMessageLogContext& context, const QString& text)
{
    if (qstrcmp(context.category, "hopscope.ssh.reactor") == 0)
        ++stalls;
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

using Finished = std::function<void(bool)>;
using Job = std::function<void(const Finished&)>;

/// Keeps `atOnce` jobs under way until `count` are done; the seconds it took, negative when one failed.
double drive(int count, int atOnce, const Job& job)
{
    QEventLoop loop;
    int started = 0;
    int done = 0;
    bool well = true;
    Finished finished;
    const auto startOne = [&] {
        ++started;
        job(finished);
    };
    finished = [&](bool ok) {
        well = well && ok;
        if (++done == count)
            loop.quit();
        else if (started < count)
            startOne();
    };
    QElapsedTimer timer;
    timer.start();
    while (started < qMin(count, atOnce))
        startOne();
    QTimer::singleShot(patienceMs, &loop, [&] {
        std::fprintf(stderr, "stuck: %d of %d done, %d begun\n", done, count, started);
        loop.exit(1);
    });
    return loop.exec() == 0 && well ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : -1;
}

Finished complaining(const char* what, const Error& error, const Finished& finished)
{
    std::fprintf(stderr, "%s: %s %s\n", what, qPrintable(error.code), qPrintable(error.detail));
    return finished;
}

double connectAll(SshPool& pool, int first, int hosts)
{
    int next = first;
    // All at once: the pool itself keeps to 16 in flight.
    return drive(hosts, hosts, [&](const Finished& finished) {
        pool.host(alias(next++))->connectHost([finished](const Status& status) {
            status ? finished(true) : complaining("connect", status.error(), finished)(false);
        });
    });
}

Job commandJob(SshHost* host)
{
    CommandSpec spec;
    spec.argv = QStringList{QStringLiteral("true")};
    return [host, spec](const Finished& finished) {
        host->run(spec, [finished](const Result<CommandResult>& result) {
            result ? finished(result->exit == 0) : complaining("run", result.error(), finished)(false);
        });
    };
}

double streamFile(SshHost* host, const QString& file)
{
    qint64 received = 0;
    const QList<qint64> self{QCoreApplication::applicationPid()};
    const double busy = processorSeconds(self);
    const double seconds = drive(1, 1, [&](const Finished& finished) {
        CommandSpec spec;
        spec.argv = QStringList{QStringLiteral("cat"), file};
        host->stream(
            spec, [&received](const QByteArray& piece) { received += piece.size(); },
            [finished](const Result<CommandResult>& result) { finished(result && result->exit == 0); });
    });
    figure("stream-cpu", processorSeconds(self) - busy);
    return received == streamBytes ? seconds : -1;
}

/// Open means the greeting came; the descriptor is then closed.
void awaitGreeting(OwnedFd fd, const Finished& finished)
{
    const auto kept = std::make_shared<OwnedFd>(std::move(fd));
    auto* notifier = new QSocketNotifier(kept->get(), QSocketNotifier::Read);
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [notifier, kept, finished] {
        char byte = 0;
        const bool greeted = ::read(kept->get(), &byte, 1) == 1;
        notifier->setEnabled(false);
        notifier->deleteLater();
        kept->reset();
        finished(greeted);
    });
}

Job probeJob(SshHost* host, quint16 port, bool open)
{
    return [host, port, open](const Finished& finished) {
        host->forward(QStringLiteral("127.0.0.1"), port, 10'000, [finished, open](Result<OwnedFd> result) {
            if (result && open)
                awaitGreeting(std::move(*result), finished);
            else if (!result && (open || result.error().code != QLatin1String("tcp.refused")))
                complaining("probe", result.error(), finished)(false);
            else
                finished(!open && !result);
        });
    };
}

bool rate(const char* name, double count, double seconds)
{
    if (seconds <= 0)
        return false;
    figure(name, count / seconds);
    return true;
}

void watch()
{
    QLoggingCategory::setFilterRules(QStringLiteral("hopscope.ssh.reactor=true"));
    qInstallMessageHandler(countStalls);
}

bool reportStalls()
{
    figure("stalls", stalls.load());
    return true;
}

} // namespace

bool hopscopeSingle(const Place& place)
{
    watch();
    SshPool pool(place.config);
    QList<double> connects;
    for (int i = 0; i < singleConnects; ++i) {
        connects.append(connectAll(pool, i, 1) * 1000);
        if (connects.constLast() < 0)
            return false;
    }
    figure("connect", median(connects));
    SshHost* host = pool.host(alias(0));
    const auto probes = [&](const char* name, int count, int atOnce, bool open) {
        const quint16 port = open ? place.openPort : place.refusedPort;
        return rate(name, count, drive(count, atOnce, probeJob(host, port, open)));
    };
    return rate("commands1", commandCount, drive(commandCount, 1, commandJob(host))) &&
           rate("commands4", commandCount, drive(commandCount, 4, commandJob(host))) &&
           rate("stream", streamBytes / 1e6, streamFile(host, place.file)) && probes("refused1", 2000, 1, false) &&
           probes("refused50", 4000, 50, false) && probes("open1", 500, 1, true) && probes("open50", 1000, 50, true) &&
           reportStalls();
}

bool hopscopeFleet(const Place& place, int hosts)
{
    watch();
    SshPool pool(place.config);
    const double seconds = connectAll(pool, 0, hosts);
    figure("connect", seconds * 1000);
    return seconds > 0 && reportStalls();
}

bool hopscopeIdle(const Place& place, int hosts)
{
    watch();
    const QList<qint64> self{QCoreApplication::applicationPid()};
    const double before = pssKb(self);
    SshPool pool(place.config);
    const double seconds = connectAll(pool, 0, hosts);
    figure("connect", seconds * 1000);
    const auto rest = [](int ms) {
        QEventLoop loop;
        QTimer::singleShot(ms, &loop, &QEventLoop::quit);
        loop.exec();
    };
    rest(3'000);
    const double busy = processorSeconds(self);
    QElapsedTimer timer;
    timer.start();
    rest(place.idleSeconds * 1000);
    const double share = (processorSeconds(self) - busy) / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
    const double after = pssKb(self);
    figure("idle-cpu", share * 100);
    figure("idle-pss", (after - before) / hosts);
    figure("whole-pss", after);
    bool ready = seconds > 0 && busy > 0 && before > 0;
    for (int i = 0; i < hosts; ++i)
        ready = ready && pool.host(alias(i))->state() == SshHost::State::Ready;
    return ready && reportStalls();
}

} // namespace hopscope::bench
