// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/triage/logintest.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace hopscope {

/// One environment file, as it was found. A broken file has its bytes and what is wrong with it, and no environment.
struct StoredEnvironment {
    QString path{};
    bool ours = true; ///< in the user's configuration folder; others were only opened from elsewhere
    QByteArray text{};
    std::optional<Environment> environment{};
    std::optional<Error> error{};
};

/// Where environments are kept. The program supplies it; each call returns at once and calls `done` later (or at once) in
/// the GUI thread, so that no disk is waited for.
struct EnvironmentSupplies {
    /// All that are known, by name.
    std::function<void(std::function<void(QList<StoredEnvironment>)> done)> list{};
    /// Writes `text`, which must parse, in one step or not at all; `path` is empty for a new one. A file in the user's folder
    /// follows its environment's name. The path it has now, or `environment.exists`, `environment.unwritable`.
    std::function<void(QString path, QByteArray text, std::function<void(Result<QString>)> done)> save{};
    /// Deletes a file of ours; forgets one from elsewhere.
    std::function<void(QString path, std::function<void(Status)> done)> remove{};
    /// The aliases of the user's ssh_config; `done` is called again whenever they may have changed.
    std::function<void(std::function<void(QStringList)> done)> aliases{};
    /// A test of one login, not started. `path` is the environment's file, or empty; what it says of ssh_config counts from
    /// there.
    std::function<std::unique_ptr<LoginTest>(HostSpec host, QString sshConfig, QString path)> loginTest{};
};

} // namespace hopscope
