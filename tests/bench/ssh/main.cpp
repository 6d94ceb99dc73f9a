// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// hopscope_bench_ssh [--runs N] [--idle SECONDS] [PART…] : Hopscope's SSH beside OpenSSH with multiplexing, against one
// sshd. With --measure it is one measuring process and prints figures only.
#include "tests/bench/ssh/greeter.h"
#include "tests/bench/ssh/place.h"
#include "tests/bench/ssh/table.h"
#include "tests/support/privatesshd.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QThread>

#include <array>
#include <cstdio>
#include <cstdlib>

#include <libssh/libssh.h>

namespace hopscope::bench {

void figure(const char* name, double value)
{
    std::printf("%s %.6f\n", name, value);
    std::fflush(stdout); // a part that hangs has then told what it had
}

namespace {

struct Part {
    const char* name;
    bool (*hopscope)(const Place& place);
    bool (*openssh)(const Place& place);
};

constexpr int most = 200;
constexpr std::array parts{
    Part{"single", hopscopeSingle, opensshSingle},
    Part{"fleet", [](const Place& p) { return hopscopeFleet(p, 50); },
         [](const Place& p) { return opensshFleet(p, 50); }},
    Part{"idle", [](const Place& p) { return hopscopeIdle(p, most); },
         [](const Place& p) { return opensshIdle(p, most); }},
};

const QStringList sides{QStringLiteral("hopscope"), QStringLiteral("openssh")};

int measure(const QString& what, const Place& place)
{
    for (const Part& part : parts) {
        if (what == QLatin1String("hopscope/") + QLatin1String(part.name))
            return part.hopscope(place) ? 0 : 1;
        if (what == QLatin1String("openssh/") + QLatin1String(part.name))
            return part.openssh(place) ? 0 : 1;
    }
    return 2;
}

/// Both sides read the same file, check the same host key and speak what sshd's configuration leaves them.
bool prepare(test::PrivateSshd& sshd, Place& place)
{
    test::PrivateSshd::Setup setup;
    // FATAL: nobody reads its log here, and an "error" a refused port would fill the pipe and stop it.
    setup.extraConfig = "KexAlgorithms curve25519-sha256\nCiphers aes128-gcm@openssh.com\nMaxStartups 1000\n"
                        "MaxSessions 100\nLogLevel FATAL\nHostKeyAlgorithms ssh-ed25519\n";
    if (!test::PrivateSshd::missing().isEmpty() || !sshd.start(setup)) {
        std::fprintf(stderr, "no sshd: %s %s\n", qPrintable(test::PrivateSshd::missing()), sshd.log().constData());
        return false;
    }
    for (int i = 0; i < most; ++i)
        sshd.addHost(
            alias(i),
            "StrictHostKeyChecking yes\nBatchMode yes\nLogLevel QUIET\nServerAliveInterval 5\nServerAliveCountMax 3");
    place.config = sshd.configFile();
    place.file = sshd.path(QStringLiteral("stream"));
    place.refusedPort = test::freePort();
    QFile file(place.file); // a hole: read from memory, whatever the disk is
    if (!file.open(QIODevice::ReadWrite) || !file.resize(streamBytes))
        return false;
    // Read once, or the first stream would pay for the pages.
    QByteArray piece(1 << 20, '\0');
    while (file.read(piece.data(), piece.size()) > 0) {
    }
    return true;
}

/// The sessions of the run before are gone once sshd is our only descendant.
bool quiet()
{
    for (int i = 0; i < 300; ++i) {
        if (test::descendants(QCoreApplication::applicationPid()).size() <= 1)
            return true;
        QThread::msleep(100);
    }
    return false;
}

bool run(const QString& side, const QString& part, const Place& place, Figures& figures)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--measure"), side + QLatin1Char('/') + part, QStringLiteral("--config"),
                   place.config, QStringLiteral("--file"), place.file, QStringLiteral("--open-port"),
                   QString::number(place.openPort), QStringLiteral("--refused-port"),
                   QString::number(place.refusedPort), QStringLiteral("--idle"), QString::number(place.idleSeconds)});
    const bool well =
        process.waitForFinished(300'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    QByteArrayList shown;
    for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
        const QByteArrayList fields = line.split(' ');
        if (fields.size() != 2)
            continue;
        figures[part + QLatin1Char('/') + QString::fromLatin1(fields.at(0))].append(fields.at(1).toDouble());
        shown.append(fields.at(0) + '=' + QByteArray::number(fields.at(1).toDouble(), 'g', 4));
    }
    std::fprintf(stderr, "  %s/%s %s\n", qPrintable(side), qPrintable(part), shown.join(' ').constData());
    if (!well)
        std::fprintf(stderr, "  failed after these\n");
    return well && quiet();
}

QByteArray firstLine(const char* file, const char* key)
{
    QFile in(QString::fromLatin1(file));
    if (in.open(QIODevice::ReadOnly))
        for (const QByteArray& line : in.readAll().split('\n'))
            if (line.startsWith(key))
                return line.mid(line.indexOf(':') + 1).trimmed();
    return {};
}

QByteArray versionOfSsh()
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("ssh"), {QStringLiteral("-V")});
    process.waitForFinished();
    return process.readAll().trimmed();
}

void printHead(int runs)
{
    double load = 0;
    getloadavg(&load, 1);
    std::printf("%s, %d runs, sides in turn. %s, %d cores, kernel %s, load %.1f when it began. %s, libssh %s. "
                "curve25519-sha256, ssh-ed25519, aes128-gcm@openssh.com.\n\n",
                qPrintable(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))), runs,
                firstLine("/proc/cpuinfo", "model name").constData(), QThread::idealThreadCount(),
                qPrintable(QSysInfo::kernelVersion()), load, versionOfSsh().constData(), ssh_version(0));
}

int compare(const QStringList& wanted, int runs, Place place)
{
    test::PrivateSshd sshd;
    const Greeter greeter;
    place.openPort = greeter.port();
    if (!prepare(sshd, place))
        return 1;
    QHash<QString, Figures> figures;
    printHead(runs);
    for (int i = 0; i < runs; ++i) {
        std::fprintf(stderr, "run %d of %d\n", i + 1, runs);
        for (const Part& part : parts) {
            const QString name = QString::fromLatin1(part.name);
            if (!wanted.isEmpty() && !wanted.contains(name))
                continue;
            // Who begins changes from run to run.
            for (int turn = 0; turn < 2; ++turn) {
                const QString& side = sides.at((turn + i) % 2);
                if (!run(side, name, place, figures[side]))
                    return 1;
            }
        }
    }
    const bool well = printTable(figures[sides.at(0)], figures[sides.at(1)]);
    double stalls = 0;
    for (const Part& part : parts)
        for (const double value :
             figures[sides.at(0)].value(QString::fromLatin1(part.name) + QStringLiteral("/stalls")))
            stalls += value;
    std::printf("\nReactor callbacks over 100 ms in all runs: %.0f\n", stalls);
    return well ? 0 : 3;
}

} // namespace

} // namespace hopscope::bench

int main(int argc, char** argv)
{
    using namespace hopscope::bench;
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    for (const auto& [name, fallback] : {std::pair{"measure", ""},
                                         {"config", ""},
                                         {"file", ""},
                                         {"open-port", "0"},
                                         {"refused-port", "0"},
                                         {"idle", "12"},
                                         {"runs", "7"}})
        parser.addOption({QString::fromLatin1(name), {}, QStringLiteral("value"), QString::fromLatin1(fallback)});
    parser.addPositionalArgument(QStringLiteral("PART"), QStringLiteral("single, fleet, idle; all without"));
    parser.process(application);
    const auto value = [&parser](const char* name) { return parser.value(QString::fromLatin1(name)); };
    const Place place{value("config"), value("file"), value("open-port").toUShort(), value("refused-port").toUShort(),
                      value("idle").toInt()};
    if (!value("measure").isEmpty())
        return measure(value("measure"), place);
    return compare(parser.positionalArguments(), value("runs").toInt(), place);
}
