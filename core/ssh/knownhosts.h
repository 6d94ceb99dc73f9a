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
    /// One key that a file has for the host.
    struct Line {
        QByteArray type;
        QByteArray blob; ///< base64
        bool revoked = false;
        QString where; ///< `file:line`
    };

    /// Reads the lines that speak of `name` (`host`, `[host]:port` or an alias). Missing files are empty ones.
    /// Files over 16 MB are refused as unreadable.
    static KnownHosts read(const QStringList& files, const QByteArray& name);
    /// The same from bytes; `where` names them.
    static KnownHosts parse(const QByteArray& bytes, const QByteArray& name, const QString& where);

    /// `type` as `ssh-ed25519`, `blob` in base64. Any revoked line for that key wins, then an unparsable line for the
    /// host, then a match. A key of another type than those known is Changed.
    [[nodiscard]] Answer check(const QByteArray& type, const QByteArray& blob) const;
    /// Signature algorithms for SSH_OPTIONS_HOSTKEYS, those of known keys first. Only those `allowed` has where it is not
    /// empty (HostKeyAlgorithms), certificates left out; none may be left.
    [[nodiscard]] QByteArray algorithms(const QByteArray& allowed = {}) const;
    /// `file:line` of the line that made check() say Changed, Revoked or Unreadable.
    [[nodiscard]] QString where() const { return m_where; }
    /// What is known of the host, the line of where() first.
    [[nodiscard]] QList<Line> lines() const;
    /// `file:line` of the first @cert-authority line for the host, or empty. libssh knows no host certificates, so such
    /// a line never makes a key known.
    [[nodiscard]] QString authority() const { return m_authority; }

    /// Adds a line, the name hashed where `hashed` says so (HashKnownHosts). Our own writers wait for each other; those
    /// of other programs append or replace the file and lose nothing: the line is appended by one write(2), and written
    /// again where the file was replaced meanwhile. A full disk leaves the file as it was. Codes
    /// `ssh.known-hosts-write`.
    [[nodiscard]] static Status add(const QString& file, const QByteArray& name, const QByteArray& type,
                                    const QByteArray& blob, bool hashed = false);

private:
    void readFile(const QString& file, const QByteArray& name);
    void readLine(const QByteArray& line, const QByteArray& name, const QString& where);
    QList<Line> m_keys;
    QString m_unreadable;
    QString m_authority;
    mutable QString m_where;
};

/// Whether a known_hosts host field (`a,*.b,!c`, `[h]:22`, `|1|salt|hash`) speaks of the name.
[[nodiscard]] bool hostFieldMatches(const QByteArray& field, const QByteArray& name);
/// ssh_config's and known_hosts' patterns: `*` and `?`. Costs at most length times length.
[[nodiscard]] bool wildcardMatches(const QByteArray& pattern, const QByteArray& text);

} // namespace hopscope
