// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/environment.h"
#include "core/ssh/sshhost.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace hopscope {

/// A file as it was on a host. `state` is `read`, `unreadable` or `missing`; a pattern that matches nothing is missing.
struct RemoteFile {
    QString path;
    int pattern = 0; ///< index of the pattern in the request that named it
    QString state;
    QByteArray bytes;
    Timestamp modified; ///< host clock
    QString owner;
    QString mode; ///< octal, `640`
    bool viaSudo = false;
    QString why = {}; ///< of `unreadable`: `sudo.needed` where the environment forbids sudo, `sudo.*` as sudo said, else
                 ///< `file.unreadable`
};

struct RemoteFilesRequest {
    QStringList patterns; ///< absolute paths or shell globs, untrusted: passed as arguments, never as script
    qint64 maxBytesEach = qint64{1024} * 1024;
    bool fromEnd = false; ///< the last bytes instead of the first
};

using RemoteFilesDone = std::function<void(Result<QList<RemoteFile>>)>;

/// Reads files in one round trip, without writing anything. Those not readable are read again under sudo where the
/// environment allows it.
void readRemoteFiles(SshHost& host, SudoMode sudo, const RemoteFilesRequest& request, RemoteFilesDone done);

/// The command readRemoteFiles runs, and its output taken apart; apart for tests.
[[nodiscard]] QStringList remoteFilesArgv(const QByteArray& nonce, const RemoteFilesRequest& request);
[[nodiscard]] QList<RemoteFile> parseRemoteFiles(const QByteArray& nonce, const QByteArray& output);

} // namespace hopscope
