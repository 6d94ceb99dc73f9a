// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/collect/nginxreader.h"
#include "core/collect/remotefiles.h"
#include "core/model/fact.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// Facts about the nginx of a host: `nginx.routes nginx.error_logs nginx.config_error log.files`, and what else to look at.
struct NginxFacts {
    QList<Fact> facts;
    QStringList names;     ///< upstream hosts to resolve there
    QStringList errorLogs; ///< absolute paths
};
[[nodiscard]] NginxFacts nginxFacts(const QString& host, const NginxReading& reading, Timestamp at);

/// The Document Server's configuration files in the order it layers them.
[[nodiscard]] QStringList dsConfigPaths();
/// Facts about the docservice of a host: `ds.*`; empty where none of the files exists.
struct DsFacts {
    QList<Fact> facts;
    QStringList names;
    QByteArray transcript; ///< the files with their paths as headings
};
[[nodiscard]] DsFacts dsFacts(const QString& host, const QList<RemoteFile>& files, Timestamp at);

} // namespace hopscope
