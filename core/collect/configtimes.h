// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/collect/remotefiles.h"
#include "core/collect/statefacts.h"
#include "core/model/fact.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// A configuration file without its text.
struct ConfigFile {
    QString path;
    Timestamp modified; ///< host clock, to the second
    QString owner;
    QString mode;
};
/// Of files that exist, read or not.
[[nodiscard]] QList<ConfigFile> configFilesOf(const QList<RemoteFile>& files);

struct ConfigTimes {
    QString command; ///< as a person would look
    QByteArray transcript;
    QList<Fact> facts;
};

/// `config.file config.changed config.age_s config.loaded` of a node: which of its files was changed last, and whether a
/// process was started since. `aheadMs`: the host's clock before the desktop's. Empty without files. Any thread.
[[nodiscard]] ConfigTimes configTimes(const QString& node, const QList<ConfigFile>& files, qint64 aheadMs,
                                      const ProcessSpan& running, Timestamp now);

} // namespace hopscope
