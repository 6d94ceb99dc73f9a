// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

struct SocketOwner {
    QString process;
    qint64 pid = 0;
    int fd = -1;
    bool operator==(const SocketOwner&) const = default;
};

/// One listening socket as `ss` prints it.
struct ListeningSocket {
    QString netid;   ///< `tcp`, or `u_str`, `u_seq`, `u_dgr` for unix sockets
    QString address; ///< as printed: `0.0.0.0`, `*`, `[::]`, `127.0.0.53%lo`, `[fe80::1]%eth0`, or the socket's path
    int port = 0;    ///< 0 for unix sockets
    qint64 recvQ = 0; ///< for a listening TCP socket: connections waiting to be accepted
    qint64 sendQ = 0; ///< for a listening TCP socket: how many may wait
    QList<SocketOwner> owners; ///< empty when `ss` may not see the process
};

/// Reads `ss -ltnpH`, `ss -lxnpH` and both with a header or a Netid column. Lines that do not listen or cannot be read are left
/// out. At most 20,000 lines and 200 owners of a socket. Any thread.
[[nodiscard]] QList<ListeningSocket> parseSs(const QByteArray& text);

} // namespace hopscope
