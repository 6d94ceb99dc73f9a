// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

enum class Policy { ReadOnly, Confirm };
enum class SudoMode { Never, Ask, Passwordless };

/// A host of an environment: an alias of ssh_config or `user@host:port`.
struct HostSpec {
    QString ssh;
    QString name; ///< how it is called everywhere; the alias without user and port unless the file names it
    SudoMode sudo = SudoMode::Never;
    QString logClock; ///< `utc`, `local` or an offset such as `+08:00`; empty: as the host says
};

/// A named deployment. Everything else about the stack is discovered.
struct Environment {
    QString name;
    QString url;
    Policy policy = Policy::Confirm;
    bool production = false;
    QString caFile;
    QString sshConfig;
    int timeoutSeconds = 30;
    QList<HostSpec> hosts;

    [[nodiscard]] const HostSpec* host(const QString& hostName) const;
    /// Names only, no paths of this machine: what an incident file keeps.
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static std::optional<Environment> fromJson(const QJsonObject& json);
};

/// Reads an environment file (DESIGN: keys name, url, policy, production, ca_file, ssh_config, timeout_s, [[host]] ssh, name,
/// sudo, log_clock). Any other key is `environment.unknown-key` with its line in `phase`; other codes: `toml.*`,
/// `environment.bad-value`, `environment.no-url`, `environment.no-host`, `environment.duplicate-host`.
[[nodiscard]] Result<Environment> parseEnvironment(const QByteArray& bytes);
/// Reads the file at `path`, or the one of that name in `configFolder`. Codes also `environment.missing`,
/// `environment.unreadable`. Relative ca_file and ssh_config are taken from the file's folder, `~/` from the home folder.
[[nodiscard]] Result<Environment> loadEnvironment(const QString& pathOrName, const QString& configFolder);

[[nodiscard]] QString toCode(Policy policy);
[[nodiscard]] QString toCode(SudoMode mode);

} // namespace hopscope
