// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArrayList>
#include <QStringList>

namespace hopscope {

/// Our own reading of known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). libssh calls a revoked key, and any key
/// after a damaged line, merely unknown, which would offer to trust it.
class KnownHosts {
public:
    enum class Answer { Known, Unknown, Changed, Revoked, Unreadable };

    /// Reads the lines that speak of `name` (`host`, `[host]:port` or an alias). Missing files are empty ones.
    /// Files over 16 MB are refused as unreadable.
    static KnownHosts read(const QStringList& files, const QByteArray& name);

    /// `type` as `ssh-ed25519`, `blob` in base64. Any revoked line for that key wins, then an unparsable line for the
    /// host, then a match.
    [[nodiscard]] Answer check(const QByteArray& type, const QByteArray& blob) const;
    /// Signature algorithms for SSH_OPTIONS_HOSTKEYS, those of known keys first.
    [[nodiscard]] QByteArray algorithms() const;
    /// `file:line` of the line that made check() say Changed, Revoked or Unreadable.
    [[nodiscard]] QString where() const { return m_where; }

    /// Appends a line under a lock beside the file, by writing a new file and renaming it over the old one.
    [[nodiscard]] static Status add(const QString& file, const QByteArray& name, const QByteArray& type,
                                    const QByteArray& blob);

private:
    struct Key {
        QByteArray type;
        QByteArray blob;
        bool revoked = false;
        QString where;
    };
    void readFile(const QString& file, const QByteArray& name);
    void readLine(const QByteArray& line, const QByteArray& name, const QString& where);
    QList<Key> m_keys;
    QString m_unreadable;
    mutable QString m_where;
};

/// Whether a known_hosts host field (`a,*.b,!c`, `[h]:22`, `|1|salt|hash`) speaks of the name.
[[nodiscard]] bool hostFieldMatches(const QByteArray& field, const QByteArray& name);

} // namespace hopscope
