// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/ss.h"

#include "core/parse/lines.h"

namespace hopscope {

namespace {

constexpr qsizetype kMaxOwners = 200;

// users:(("nginx",pid=1,fd=6),("nginx",pid=2,fd=6))
QList<SocketOwner> readOwners(const QByteArray& text)
{
    QList<SocketOwner> owners;
    qsizetype at = text.indexOf("users:((\"");
    at = at < 0 ? at : at + 8;
    while (at >= 0 && owners.size() < kMaxOwners) {
        const qsizetype nameEnd = text.indexOf("\",pid=", at + 1);
        if (nameEnd < 0)
            break;
        SocketOwner owner;
        owner.process = QString::fromUtf8(text.mid(at + 1, nameEnd - at - 1));
        const qsizetype close = text.indexOf(')', nameEnd);
        const QByteArray numbers = text.mid(nameEnd + 6, close < 0 ? -1 : close - nameEnd - 6);
        const qsizetype fd = numbers.indexOf(",fd=");
        bool ok = false;
        owner.pid = numbers.left(fd < 0 ? numbers.size() : fd).toLongLong(&ok);
        if (!ok || owner.pid <= 0)
            break;
        if (fd >= 0)
            owner.fd = numbers.mid(fd + 4).toInt();
        owners.append(owner);
        at = close < 0 ? -1 : text.indexOf(",(\"", close);
        at = at < 0 ? at : at + 2;
    }
    return owners;
}

bool readTcp(const QByteArray& local, ListeningSocket& out)
{
    const qsizetype colon = local.lastIndexOf(':');
    bool ok = false;
    out.port = colon < 0 ? 0 : local.mid(colon + 1).toInt(&ok);
    out.address = QString::fromUtf8(local.left(colon < 0 ? 0 : colon));
    return ok && out.port > 0 && out.port < 65536 && !out.address.isEmpty();
}

bool readLine(const QByteArray& line, ListeningSocket& out)
{
    QByteArray rest;
    QByteArrayList head = words(line, 1, &rest);
    const QByteArray first = head.value(0);
    out.netid = QStringLiteral("tcp");
    if (first == "tcp" || first.startsWith("u_")) {
        out.netid = QString::fromLatin1(first);
        head = words(QByteArray(rest), 1, &rest);
    }
    if (head.value(0) != "LISTEN")
        return false;
    const QByteArrayList queues = words(QByteArray(rest), 2, &rest);
    bool recvOk = false;
    bool sendOk = false;
    out.recvQ = queues.value(0).toLongLong(&recvOk);
    out.sendQ = queues.value(1).toLongLong(&sendOk);
    if (!recvOk || !sendOk)
        return false;
    const qsizetype users = rest.indexOf("users:((\"");
    if (users >= 0) {
        out.owners = readOwners(rest.mid(users));
        rest.truncate(users);
    }
    if (out.netid == QLatin1String("tcp"))
        return readTcp(words(rest, 1).value(0), out);
    // `/run/with blank.sock 12345 * 0`: the path is what stands before the last three words
    const QByteArrayList all = words(rest, 64);
    if (all.size() < 2)
        return false;
    out.address = QString::fromUtf8(all.size() > 3 ? all.mid(0, all.size() - 3).join(' ') : all.first());
    return true;
}

} // namespace

QList<ListeningSocket> parseSs(const QByteArray& text)
{
    QList<ListeningSocket> sockets;
    eachLine(text, 20000, qsizetype{64} * 1024, [&](const QByteArray& line) {
        ListeningSocket socket;
        if (readLine(line, socket))
            sockets.append(socket);
    });
    return sockets;
}

} // namespace hopscope
