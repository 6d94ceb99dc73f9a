// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/base/result.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QTimer>

#include <functional>

namespace hopscope {

/// One non-blocking connect(2) to a literal IPv4 or IPv6 address from this machine. Deletes itself after `done`;
/// deleting it earlier cancels. Codes as in neterror.h.
class DirectConnect : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<OwnedFd>)>;

    DirectConnect(QString address, quint16 port, int timeoutMs, Done done, QObject* parent);

private:
    void begin();
    void onWritable();
    void finish(Result<OwnedFd> result);

    QString m_address;
    quint16 m_port;
    Done m_done;
    OwnedFd m_fd;
    QSocketNotifier* m_notifier = nullptr;
    QTimer m_timer;
};

} // namespace hopscope
