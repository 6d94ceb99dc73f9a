// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/hostconfig.h"

#include <QObject>

#include <functional>

namespace hopscope {

/// Asks `ssh -G`, the only exact reader of ssh_config (Match, Include, tokens), in a process of its own, without waiting.
/// Code `ssh.config` with what ssh said.
class ConfigReader : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<HostConfig>)>;
    using QObject::QObject;
    /// `proxyJump` overrides the file's, as `ssh -J` does. `done` is called once, after this returned.
    void read(const QString& alias, const QString& configFile, const QString& proxyJump, Done done);

private:
    void finish(Result<HostConfig> result);
    QString m_alias;
    Done m_done;
};

} // namespace hopscope
