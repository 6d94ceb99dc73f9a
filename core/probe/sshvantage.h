// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/vantage.h"
#include "core/ssh/sshhost.h"

#include <QPointer>

namespace hopscope {

/// Probes that start on a host reached over SSH: connections are direct-tcpip channels, names are resolved there with
/// `getent ahosts`. The SshHost must live in the same thread; when it is gone every call ends with `ssh.lost`.
class SshVantage final : public Vantage {
    Q_OBJECT
public:
    SshVantage(SshHost& host, QString name, QObject* parent = nullptr);

    [[nodiscard]] QString name() const override { return m_name; }
    void prepare(Prepared done) override;
    void connectTo(const QString& address, quint16 port, int timeoutMs, Connected done) override;
    void confirm(const Confirmed& done) override;
    void resolve(const QString& name, int timeoutMs, Resolved done) override;

private:
    QPointer<SshHost> m_host;
    QString m_name;
};

} // namespace hopscope
