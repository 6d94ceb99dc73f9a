// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QString>

#include <functional>

namespace hopscope {

/// Our own reading of ssh_config(5), for machines without an `ssh` program: Host, Match all/host/originalhost/user/
/// localuser, Include, and the keywords HostConfig has, with OpenSSH 9.2's rules: the first value wins, IdentityFile and
/// CertificateFile add up. Names of algorithms are not checked, and are completed by that version's defaults. Other keywords are passed over, blocks under other criteria (`exec`, `final`) do not apply.
/// Keeps no state between files but what was found. Pure but for the file reader.
class OwnConfig {
public:
    /// What the command line would say; it goes before every file.
    struct Wanted {
        QByteArray host; ///< as typed
        QByteArray user; ///< -l, or empty
        quint16 port = 0;
        QByteArray proxyJump; ///< -J, or empty
        QByteArray localUser;
    };
    /// The contents of the files an Include names; nothing for those that are not there.
    using Included = std::function<Result<QByteArrayList>(const QByteArray& pattern, bool ofUser)>;

    OwnConfig(Wanted wanted, Included included);
    /// In the order in which they count: the user's, then the system's. Code `ssh.config` with file and line for what ssh
    /// itself would refuse.
    [[nodiscard]] Status read(const QByteArray& text, const QString& name, bool ofUser);
    /// Whether its last jump is the host itself, as with `Host *` over a ProxyJump; ssh refuses that.
    [[nodiscard]] bool jumpsToItself() const;
    /// As `ssh -G` prints it, for parseSshConfigDump().
    [[nodiscard]] QByteArray dump() const;

private:
    struct Place {
        QString name;
        bool ofUser = true;
        int depth = 0;
        bool never = false; ///< included from a block that does not apply
    };
    [[nodiscard]] Status readText(const QByteArray& text, const Place& place, bool& active);
    [[nodiscard]] bool take(const QByteArray& name, const QByteArrayList& words, const QByteArray& rest, bool active);
    [[nodiscard]] bool takeValue(const QByteArray& keyword, const QByteArrayList& words, bool active);
    [[nodiscard]] Status include(const QByteArrayList& patterns, const Place& place, bool& active);
    [[nodiscard]] bool matchesHost(const QByteArrayList& patterns) const;
    [[nodiscard]] bool matchesAll(const QByteArrayList& words, bool& valid) const;
    [[nodiscard]] bool matches(const QByteArray& criterion, const QByteArray& list) const;
    [[nodiscard]] QByteArray hostName() const;
    void set(const QByteArray& keyword, const QByteArray& value);

    Wanted m_wanted;
    Included m_included;
    QHash<QByteArray, QByteArrayList> m_values;
    int m_files = 0;
};

/// Reads `configFile`, or the user's and the system's where it is empty, from the disk.
[[nodiscard]] Result<QByteArray> ownConfigDump(const OwnConfig::Wanted& wanted, const QString& configFile);

} // namespace hopscope
