// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/hostconfig.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QProcess;

namespace hopscope {

class SshDefaults;

/// Asks `ssh -G`, the only exact reader of ssh_config (Match, Include, tokens), in a process of its own, without
/// waiting. Code `ssh.config` with what ssh said. Where no such program is installed OwnConfig reads the files.
class ConfigReader : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<HostConfig>)>;
    /// Without `defaults`, which must live longer, a list is taken for the default where OpenSSH 9.2 has the same.
    explicit ConfigReader(SshDefaults* defaults = nullptr) : m_defaults(defaults) {}
    ~ConfigReader() override;
    ConfigReader(const ConfigReader&) = delete;
    ConfigReader& operator=(const ConfigReader&) = delete;
    /// `proxyJump` overrides the file's, as `ssh -J` does. `done` is called once, after this returned.
    void read(const QString& alias, const QString& configFile, const QString& proxyJump, Done done);

private:
    void parse(const QByteArray& dump);
    void finish(Result<HostConfig> result);
    void readByOurselves(const Destination& destination, const QString& configFile, const QString& proxyJump);
    SshDefaults* m_defaults;
    QPointer<QProcess> m_process;
    QString m_alias;
    Done m_done;
};

} // namespace hopscope
