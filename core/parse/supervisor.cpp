// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/lines.h"
#include "core/parse/servicelogs.h"

namespace hopscope {

namespace {

bool isState(const QByteArray& word)
{
    for (const char* known : {"RUNNING", "STARTING", "BACKOFF", "FATAL", "EXITED", "STOPPED", "STOPPING", "UNKNOWN"}) {
        if (word == known)
            return true;
    }
    return false;
}

// `pid 20909, uptime 1 day, 2:03:04`, as Python prints a timedelta.
void readRunning(const QByteArray& text, SupervisorProgram& program)
{
    const QByteArrayList parts = words(text, 8);
    if (parts.value(0) != "pid" || parts.value(2) != "uptime")
        return;
    program.pid = QByteArray(parts.value(1)).replace(",", "").toLongLong();
    const QByteArray& clock = parts.last();
    const QByteArrayList fields = clock.split(':');
    if (fields.size() != 3)
        return;
    const qint64 days = parts.size() >= 6 ? parts.at(3).toLongLong() : 0;
    if (days < 0 || days > 100000)
        return;
    program.uptimeS = days * 86400 + fields.at(0).toInt() * 3600LL + fields.at(1).toInt() * 60LL + fields.at(2).toInt();
}

} // namespace

QList<SupervisorProgram> parseSupervisorctl(const QByteArray& text)
{
    QList<SupervisorProgram> programs;
    eachLine(text, 1000, 4096, [&](const QByteArray& line) {
        QByteArray rest;
        const QByteArrayList head = words(line, 2, &rest);
        if (head.size() < 2 || !isState(head.at(1)))
            return;
        SupervisorProgram program{QString::fromUtf8(head.at(0)), QString::fromLatin1(head.at(1)), 0, {},
                                  QString::fromUtf8(rest)};
        if (head.at(1) == "RUNNING")
            readRunning(rest, program);
        programs.append(program);
    });
    return programs;
}

} // namespace hopscope
