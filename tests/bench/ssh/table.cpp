// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/bench/ssh/table.h"

#include "tests/bench/ssh/place.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace hopscope::bench {

namespace {

constexpr double timeBar = 1.1;

struct Row {
    const char* title;
    const char* unit;
    const char* hopscope;
    const char* openssh;
    bool isRate;    ///< more is better; the ratio is of times all the same
    double highest; ///< a bar of its own for Hopscope's median, 0 for none
};

constexpr std::array rows{
    Row{"connect 1 host", "ms", "single/connect", "single/connect", false, 0},
    Row{"connect 50 hosts", "ms", "fleet/connect", "fleet/connect", false, 0},
    Row{"connect 200 hosts", "ms", "idle/connect", "idle/connect", false, 0},
    Row{"commands, 1 channel", "/s", "single/commands1", "single/commands1", true, 0},
    Row{"commands, 4 channels", "/s", "single/commands4", "single/commands4", true, 0},
    Row{"500 MB stream", "MB/s", "single/stream", "single/stream", true, 0},
    Row{"refused port, 1 at a time, ssh -W", "/s", "single/refused1", "single/refused1", true, 0},
    Row{"refused port, 50 at once, ssh -W", "/s", "single/refused50", "single/refused50", true, 0},
    Row{"open port, 1 at a time, ssh -W", "/s", "single/open1", "single/open1", true, 0},
    Row{"open port, 50 at once, ssh -W", "/s", "single/open50", "single/open50", true, 0},
    Row{"refused port, 1 at a time, ssh -D", "/s", "single/refused1", "single/socks-refused1", true, 0},
    Row{"refused port, 50 at once, ssh -D", "/s", "single/refused50", "single/socks-refused50", true, 0},
    Row{"open port, 1 at a time, ssh -D", "/s", "single/open1", "single/socks-open1", true, 0},
    Row{"open port, 50 at once, ssh -D", "/s", "single/open50", "single/socks-open50", true, 0},
    Row{"idle, 200 hosts: processor", "% of a core", "idle/idle-cpu", "idle/idle-cpu", false, 1},
    Row{"idle, 200 hosts: memory a host", "kB PSS", "idle/idle-pss", "idle/idle-pss", false, 100},
    Row{"idle, 200 hosts: memory in all", "kB PSS", "idle/whole-pss", "idle/whole-pss", false, 0},
};

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

QByteArray spread(const QList<double>& values)
{
    if (values.isEmpty())
        return "-";
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return number(median(values)) + " (" + number(*least) + "-" + number(*most) + ")";
}

bool printRow(const Row& row, const QList<double>& ours, const QList<double>& theirs)
{
    if (ours.isEmpty() && theirs.isEmpty())
        return true; // not asked for
    const double mine = median(ours);
    const double other = median(theirs);
    const double ratio = ours.isEmpty() || theirs.isEmpty() ? 0 : row.isRate ? other / mine : mine / other;
    const bool well = ratio > 0 && ratio <= timeBar && (row.highest <= 0 || mine <= row.highest);
    const QByteArray bar =
        row.highest > 0 ? "at most " + number(row.highest) + " and 1.1x" : QByteArrayLiteral("at most 1.1x");
    std::printf("| %s | %s | %s | %s | %s | %s: %s |\n", row.title, row.unit, spread(ours).constData(),
                spread(theirs).constData(), ratio > 0 ? number(ratio).constData() : "-", bar.constData(),
                well ? "met" : "MISSED");
    return well;
}

} // namespace

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

bool printTable(const Figures& hopscope, const Figures& openssh)
{
    std::printf("| what | unit | Hopscope | OpenSSH | time, Hopscope to OpenSSH | bar |\n|---|---|---|---|---|---|\n");
    bool well = true;
    for (const Row& row : rows)
        well = printRow(row, hopscope.value(QLatin1String(row.hopscope)), openssh.value(QLatin1String(row.openssh))) &&
               well;
    return well;
}

} // namespace hopscope::bench
