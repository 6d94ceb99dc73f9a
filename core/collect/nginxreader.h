// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/collect/configtimes.h"
#include "core/collect/remotefiles.h"
#include "core/parse/nginxconfig.h"

#include <QObject>

#include <functional>

namespace hopscope {

/// What was read of a host's nginx configuration.
struct NginxReading {
    NginxConfig config;
    QByteArray transcript; ///< every file with its path as a heading, as read
    QStringList unreadable;
    QList<ConfigFile> files; ///< those that were read
    QString why; ///< of the last one unreadable, as RemoteFile::why
};

/// Reads an nginx configuration by following its includes, level by level: `nginx -T` would write (DESIGN: on a stopped
/// nginx it makes the pid file, logs and folders, and binds the port). Deletes nothing, ends by calling `done` once, unless
/// destroyed first.
class NginxReader : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<NginxReading>)>;

    NginxReader(SshHost& host, SudoMode sudo, QString mainFile, Done done, QObject* parent = nullptr);
    void start() { next(); }

private:
    void next();
    void take(const NginxWanted& wanted, const QList<RemoteFile>& files);
    void finish();

    SshHost& m_host;
    const SudoMode m_sudo;
    const QString m_mainFile;
    const Done m_done;
    NginxFileSet m_set;
    NginxReading m_reading;
    int m_levels = 0;
};

} // namespace hopscope
