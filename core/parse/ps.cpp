// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/ps.h"

#include "core/parse/lines.h"

namespace hopscope {

namespace {

constexpr qsizetype kCommWidth = 15; // procps pads comm to the longest name the kernel keeps

bool readLine(const QByteArray& line, ProcessLine& out)
{
    QByteArray rest;
    const QByteArrayList head = words(line, 5, &rest);
    if (head.size() < 5 || rest.isEmpty())
        return false;
    bool pidOk = false;
    bool ppidOk = false;
    bool elapsedOk = false;
    out.pid = head.at(0).toLongLong(&pidOk);
    out.ppid = head.at(1).toLongLong(&ppidOk);
    out.elapsedS = head.at(4).toLongLong(&elapsedOk);
    constexpr qint64 kMaxElapsedS = 10'000'000'000; // 317 years
    if (!pidOk || !ppidOk || !elapsedOk || out.pid <= 0 || out.elapsedS < 0 || out.elapsedS > kMaxElapsedS)
        return false;
    out.user = QString::fromUtf8(head.at(2));
    out.stat = QString::fromLatin1(head.at(3));
    // A comm may contain blanks (`tmux: server`), so its padding decides where it ends.
    const bool padded = rest.size() > kCommWidth && rest.at(kCommWidth) == ' ';
    qsizetype end = padded ? kCommWidth : rest.indexOf(' ');
    if (end < 0)
        end = rest.size();
    out.comm = QString::fromUtf8(rest.left(end)).trimmed();
    out.args = QString::fromUtf8(rest.mid(end)).trimmed();
    return !out.comm.isEmpty();
}

} // namespace

QList<ProcessLine> parsePs(const QByteArray& text)
{
    QList<ProcessLine> processes;
    eachLine(text, 50000, 4096, [&](const QByteArray& line) {
        ProcessLine process;
        if (readLine(line, process))
            processes.append(process);
    });
    return processes;
}

} // namespace hopscope
