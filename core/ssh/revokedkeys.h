// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace hopscope {

enum class Revocation { No, Revoked, Damaged };

/// Whether a file as RevokedHostKeys names it (ssh_config(5)) revokes the key, a public key's wire form. The file lists one
/// public key a line, as ssh-keygen writes them, or is a key revocation list (OpenSSH's PROTOCOL.krl): keys as such, by
/// SHA-1 or by SHA-256. What it says of certificates is passed over, for libssh knows no host certificates. A line that is no
/// key, a signature we cannot check, a critical extension and an unknown section are damage, as is what is cut short.
[[nodiscard]] Revocation revocationIn(const QByteArray& file, const QByteArray& key);
/// The same for a list that begins with the format's magic bytes; anything else is Damaged.
[[nodiscard]] Revocation revocationInKrl(const QByteArray& list, const QByteArray& key);

struct RevokedBy {
    Revocation revocation = Revocation::No;
    QString file; ///< the one that decided
};
/// Reads the files. One that is missing, unreadable or larger than 16 MB is Damaged: ssh then believes no host key at all.
[[nodiscard]] RevokedBy revokedBy(const QStringList& files, const QByteArray& key);

} // namespace hopscope
