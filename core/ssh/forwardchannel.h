// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/ssh/channel.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTimer>

#include <libssh/libssh.h>

namespace hopscope {

class Link;

/// A direct-tcpip channel pumped to one end of a socketpair; the other end is the caller's. Each direction holds at
/// most one window, so a slow reader slows the writer at the far end. (libssh's own connector hung in 2 of 2 large
/// transfers.)
class ForwardChannel : public Channel {
public:
    ForwardChannel(Link& link, quint64 op, QString address, quint16 port, int timeoutMs);
    ~ForwardChannel() override;

    [[nodiscard]] Kind kind() const override { return Kind::Forward; }
    [[nodiscard]] quint64 op() const override { return m_op; }
    void step() override;
    [[nodiscard]] bool over() const override { return m_state == State::Over; }
    void orphan() override;
    /// A filtered address keeps sshd trying for about two minutes after our own time limit.
    [[nodiscard]] bool abandoned() const override { return m_reported && m_state == State::Opening; }
    void cancel() override;

private:
    enum class State { Waiting, Opening, Open, Over };
    void open();
    void opened();
    void refused(const QString& text);
    void report(Result<OwnedFd> result);
    void pumpOut();
    void pumpIn();
    void closeChannel();

    Link& m_link;
    quint64 m_op;
    QString m_address;
    quint16 m_port;
    int m_timeoutMs;
    State m_state = State::Waiting;
    bool m_reported = false;
    ssh_channel m_channel = nullptr;
    OwnedFd m_fd;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QTimer m_timer;
    QByteArray m_toRemote;
    QByteArray m_toLocal;
    qsizetype m_sent = 0; ///< of m_toLocal
    bool m_localEnded = false;
    bool m_eofSent = false;
    bool m_remoteEnded = false;
};

} // namespace hopscope
