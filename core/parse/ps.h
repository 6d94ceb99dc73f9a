// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

struct ProcessLine {
    qint64 pid = 0, ppid = 0;
    QString user;
    QString stat;          ///< `Ss`, `T`, `Z` …
    qint64 elapsedS = 0;   ///< seconds since it started
    QString comm;          ///< at most 15 characters, as the kernel keeps it
    QString args;
    [[nodiscard]] QChar state() const { return stat.isEmpty() ? QLatin1Char('?') : stat.at(0); }
};

/// Reads `ps -eo pid=,ppid=,user=,stat=,etimes=,comm=,args=`. Lines that do not fit are left out. At most 50,000 lines, args
/// cut at 4 KB. Any thread.
[[nodiscard]] QList<ProcessLine> parsePs(const QByteArray& text);

} // namespace hopscope
