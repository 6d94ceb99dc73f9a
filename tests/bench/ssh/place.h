// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

#include <functional>

namespace hopscope::bench {

/// Where both sides measure: one private sshd under as many aliases as there are hosts, and two ports behind it.
struct Place {
    QString config;       ///< as in `ssh -F`, the same file for both sides
    QString file;         ///< 500 MB on the host
    quint16 openPort = 0; ///< greets with one byte
    quint16 refusedPort = 0;
    int idleSeconds = 12;
};

constexpr int connectsAtOnce = 16; ///< for both sides, as the program does it
constexpr int singleConnects = 10; ///< one after another; their median is the run's figure
constexpr int commandCount = 80;
constexpr qint64 streamBytes = 500'000'000;

/// `h0`, `h1`, … all the same sshd.
[[nodiscard]] inline QString alias(int number)
{
    return QLatin1Char('h') + QString::number(number);
}

/// What a measuring process hands to the one that started it: a name and a number a line on stdout.
void figure(const char* name, double value);

[[nodiscard]] double median(QList<double> values);

// Each runs in a process of its own, so that memory and processor time are that side's alone. False: it did not work,
// and stderr says why.
[[nodiscard]] bool hopscopeSingle(const Place& place);           ///< one host: connect, commands, stream, probes
[[nodiscard]] bool hopscopeFleet(const Place& place, int hosts); ///< connect many
[[nodiscard]] bool hopscopeIdle(const Place& place, int hosts);  ///< connect many, then watch them rest
[[nodiscard]] bool opensshSingle(const Place& place);
[[nodiscard]] bool opensshFleet(const Place& place, int hosts);
[[nodiscard]] bool opensshIdle(const Place& place, int hosts);

} // namespace hopscope::bench
