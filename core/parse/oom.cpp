// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/lines.h"
#include "core/parse/servicelogs.h"

namespace hopscope {

namespace {

qint64 kilobytes(const QByteArray& line, const char* key)
{
    const qsizetype found = line.indexOf(key);
    if (found < 0)
        return 0;
    const QByteArray rest = line.mid(found + qsizetype(qstrlen(key)), 20);
    const qsizetype unit = rest.indexOf("kB");
    return unit < 0 ? 0 : rest.left(unit).toLongLong();
}

// `[12345.678901] …`, `[Mon Nov 22 10:59:53 2026] …` or a time in front of `host kernel: …`.
void readWhen(const QByteArray& line, OomKill& kill)
{
    const qsizetype close = line.startsWith('[') ? line.indexOf(']') : -1;
    if (close < 0) {
        kill.time = readLogTime(line);
        return;
    }
    const QByteArray inside = line.mid(1, close - 1).trimmed();
    bool ok = false;
    const double seconds = inside.toDouble(&ok);
    if (ok && seconds >= 0 && seconds < 1e10) // 317 years; NaN is neither
        kill.bootSeconds = seconds;
    else
        kill.time = readLogTime(inside);
}

bool readKill(const QByteArray& line, OomKill& kill)
{
    qsizetype at = line.indexOf("ut of memory: Kill");
    if (at < 1)
        return false;
    kill.cgroup = line.left(at).endsWith("cgroup o");
    at = line.indexOf(" process ", at);
    const qsizetype open = at < 0 ? -1 : line.indexOf(" (", at + 9);
    const qsizetype close = open < 0 ? -1 : line.indexOf(')', open);
    if (close < 0)
        return false;
    bool ok = false;
    kill.pid = line.mid(at + 9, open - at - 9).toLongLong(&ok);
    kill.process = QString::fromUtf8(line.mid(open + 2, close - open - 2));
    kill.totalVmKb = kilobytes(line, "total-vm:");
    kill.anonRssKb = kilobytes(line, "anon-rss:");
    readWhen(line, kill);
    return ok && kill.pid > 0;
}

} // namespace

QList<OomKill> parseOomKills(const QByteArray& text)
{
    QList<OomKill> kills;
    eachLine(text, 1000000, 4096, [&](const QByteArray& line) {
        OomKill kill;
        if (kills.size() < 10000 && readKill(line, kill))
            kills.append(kill);
    });
    return kills;
}

} // namespace hopscope
