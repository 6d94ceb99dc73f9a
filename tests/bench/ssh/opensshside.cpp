// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// OpenSSH's side: a master a host (ControlMaster), and for every command and probe what a program that uses it must do:
// start `ssh -S SOCKET`, or ask the master's SOCKS port.
#include "tests/bench/ssh/child.h"
#include "tests/bench/ssh/meter.h"
#include "tests/bench/ssh/place.h"
#include "tests/bench/ssh/socks.h"
#include "tests/support/privatesshd.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <thread>
#include <vector>

namespace hopscope::bench {

namespace {

class Masters {
public:
    explicit Masters(const Place& place) : m_config(place.config.toUtf8())
    {
        ::inotify_add_watch(m_watch.get(), m_folder.path().toUtf8().constData(), IN_CREATE | IN_MOVED_TO);
    }

    /// Seconds until all are ready: a master makes its socket when it is authenticated, under another name first.
    double connect(int first, int hosts, const QByteArrayList& more = {})
    {
        QElapsedTimer timer;
        timer.start();
        int started = 0;
        int ready = 0;
        while (ready < hosts) {
            for (; started < hosts && started - ready < connectsAtOnce; ++started)
                m_children.emplace_back(ssh(first + started, QByteArrayList{"-M", "-N"} + more));
            const int fresh = awaitSockets();
            if (fresh < 0)
                return -1;
            ready += fresh;
        }
        return static_cast<double>(timer.nsecsElapsed()) / 1e9;
    }

    /// `ssh -S SOCKET OPTIONS HOST COMMAND`
    [[nodiscard]] QByteArrayList ssh(int host, const QByteArrayList& options, const QByteArrayList& command = {}) const
    {
        const QByteArray name = alias(host).toUtf8();
        return QByteArrayList{"ssh", "-F", m_config, "-S", m_folder.filePath(QString::fromUtf8(name)).toUtf8()} +
               options + QByteArrayList{name} + command;
    }

    [[nodiscard]] QList<qint64> pids() const
    {
        QList<qint64> result;
        for (const Child& child : m_children)
            result.append(child.pid());
        return result;
    }

    ~Masters()
    {
        for (const Child& child : m_children)
            child.terminate(); // all of them before the first is waited for
    }

private:
    int awaitSockets()
    {
        pollfd polled{m_watch.get(), POLLIN, 0};
        alignas(inotify_event) std::array<char, 16 * 1024> bytes{};
        if (::poll(&polled, 1, 30'000) <= 0)
            return -1;
        const auto size = ::read(m_watch.get(), bytes.data(), bytes.size());
        int fresh = 0;
        for (ssize_t at = 0; at < size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(bytes.data() + at);
            // While it is being made the socket is called `h7.AbCdEf…`.
            fresh += QByteArray(event->name).contains('.') ? 0 : 1;
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        }
        return fresh;
    }

    QByteArray m_config;
    QTemporaryDir m_folder;
    OwnedFd m_watch{::inotify_init1(IN_CLOEXEC)};
    std::vector<Child> m_children;
};

bool rate(const char* name, double count, double seconds)
{
    if (seconds <= 0) {
        fprintf(stderr, "OpenSSH: %s failed\n", name);
        return false;
    }
    figure(name, count / seconds);
    return true;
}

/// Read with read(2) into one buffer, nothing kept.
double streamInto(Child child, qint64 master)
{
    const QList<qint64> counted{master,
                                QCoreApplication::applicationPid()}; // the client only hands its descriptors over
    const double busy = processorSeconds(counted);
    QElapsedTimer timer;
    timer.start();
    static std::array<char, 256 * 1024> bytes;
    ::fcntl(child.output(), F_SETPIPE_SZ, 1024 * 1024); // more than the 64 kB a pipe has by itself
    qint64 received = 0;
    for (;;) {
        const auto n = ::read(child.output(), bytes.data(), bytes.size());
        if (n <= 0)
            break;
        received += n;
    }
    figure("stream-cpu", processorSeconds(counted) - busy);
    return child.wait() == 0 && received == streamBytes ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : -1;
}

} // namespace

bool opensshSingle(const Place& place)
{
    Masters masters(place);
    const quint16 socks = test::freePort();
    QList<double> connects;
    for (int i = 0; i < singleConnects; ++i) {
        const QByteArrayList more =
            i == 0 ? QByteArrayList{"-D", "127.0.0.1:" + QByteArray::number(socks)} : QByteArrayList();
        connects.append(masters.connect(i, 1, more) * 1000);
        if (connects.constLast() < 0)
            return false;
    }
    figure("connect", median(connects));
    const auto command = [&] { return masters.ssh(0, {"-T"}, {"true"}); };
    const auto forwards = [&](const char* name, int count, int atOnce, bool open) {
        const quint16 port = open ? place.openPort : place.refusedPort;
        // A refused port ends `ssh -W` with 255.
        return rate(name, count, driveChildren(count, atOnce, open ? 0 : 255, [&] {
                        return masters.ssh(0, {"-W", "127.0.0.1:" + QByteArray::number(port)});
                    }));
    };
    const auto throughSocks = [&](const char* name, int count, int atOnce, bool open) {
        return rate(name, count, probeSocks(socks, open ? place.openPort : place.refusedPort, count, atOnce, open));
    };
    return rate("commands1", commandCount, driveChildren(commandCount, 1, 0, command)) &&
           rate("commands4", commandCount, driveChildren(commandCount, 4, 0, command)) &&
           rate("stream", streamBytes / 1e6,
                streamInto(Child(masters.ssh(0, {"-T"}, {"cat", place.file.toUtf8()})), masters.pids().constFirst())) &&
           forwards("refused1", 30, 1, false) && forwards("refused50", 100, 50, false) &&
           forwards("open1", 30, 1, true) && forwards("open50", 100, 50, true) &&
           throughSocks("socks-refused1", 2000, 1, false) && throughSocks("socks-refused50", 4000, 50, false) &&
           throughSocks("socks-open1", 500, 1, true) && throughSocks("socks-open50", 1000, 50, true);
}

bool opensshFleet(const Place& place, int hosts)
{
    Masters masters(place);
    const double seconds = masters.connect(0, hosts);
    figure("connect", seconds * 1000);
    return seconds > 0;
}

bool opensshIdle(const Place& place, int hosts)
{
    Masters masters(place);
    const double seconds = masters.connect(0, hosts);
    figure("connect", seconds * 1000);
    std::this_thread::sleep_for(std::chrono::seconds(3));
    const double busy = processorSeconds(masters.pids());
    QElapsedTimer timer;
    timer.start();
    std::this_thread::sleep_for(std::chrono::seconds(place.idleSeconds));
    const double after = processorSeconds(masters.pids());
    const double share = (after - busy) / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
    const double memory = pssKb(masters.pids());
    figure("idle-cpu", share * 100);
    figure("idle-pss", memory / hosts);
    figure("whole-pss", memory);
    return seconds > 0 && busy >= 0 && after >= 0 && memory > 0;
}

} // namespace hopscope::bench
