// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/keyfiles.h"

#include "core/ssh/agentkeys.h"

#include <QFile>

namespace hopscope {
namespace {

constexpr qint64 kMaxPublicFile = qint64{64} * 1024;

/// The base64 field of a .pub file.
QByteArray blobOfFile(const QString& file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    const QByteArrayList fields = in.read(kMaxPublicFile).simplified().split(' ');
    return fields.size() > 1 ? fields.at(1) : QByteArray();
}

QByteArray blobOf(const SshKey& key)
{
    char* base64 = nullptr;
    if (!key || ssh_pki_export_pubkey_base64(key.get(), &base64) != SSH_OK)
        return {};
    QByteArray blob(base64);
    ssh_string_free_char(base64);
    return blob;
}

SshKey plainHalf(const QString& file)
{
    ssh_key key = nullptr;
    // An OpenSSH private key holds its public part in clear; IdentityFile may also name a public key.
    for (const QString& name : {file + QStringLiteral(".pub"), file})
        if (QFile::exists(name) && ssh_pki_import_pubkey_file(QFile::encodeName(name).constData(), &key) == SSH_OK)
            return SshKey(key);
    return {};
}

QStringList certificatesOf(const HostConfig& config, const QString& file)
{
    QStringList found;
    for (const QString& name : config.certificateFiles + QStringList{file + QStringLiteral("-cert.pub")})
        if (QFile::exists(name) && !found.contains(name))
            found.append(name);
    return found;
}

/// Whether the certificate is one for this key (base64); where the key's public half is not known it may be. libssh takes
/// a key and its certificate for different kinds, so we look: behind type and nonce a certificate has what a key has
/// behind its type (PROTOCOL.certkeys).
bool mayCertify(const QString& certificate, const QByteArray& plain)
{
    QByteArray certified = QByteArray::fromBase64(blobOfFile(certificate));
    const QByteArray type = takeAgentString(certified);
    takeAgentString(certified); // the nonce
    QByteArray key = QByteArray::fromBase64(plain);
    takeAgentString(key); // its type
    return type.contains("-cert-v01@") && !certified.isEmpty() && (plain.isEmpty() || certified.startsWith(key));
}

} // namespace

SshKey publicHalf(const KeyCandidate& candidate)
{
    if (candidate.certificate.isEmpty())
        return plainHalf(candidate.file);
    ssh_key key = nullptr;
    ssh_pki_import_cert_file(QFile::encodeName(candidate.certificate).constData(), &key);
    return SshKey(key);
}

QList<KeyCandidate> keyCandidates(const HostConfig& config)
{
    QList<KeyCandidate> candidates;
    for (const QString& file : config.identityFiles) {
        if (!QFile::exists(file))
            continue;
        const QByteArray plain = blobOf(plainHalf(file));
        for (const QString& certificate : certificatesOf(config, file))
            if (mayCertify(certificate, plain))
                candidates.append({file, certificate});
        candidates.append({file, {}});
    }
    return candidates;
}

QList<AgentFilter::Identity> agentIdentities(const HostConfig& config, const QByteArrayList& held)
{
    QList<AgentFilter::Identity> chosen;
    QByteArrayList left = held;
    const auto choose = [&chosen, &left](const QByteArray& key, const QByteArray& shown) {
        chosen.append({QByteArray::fromBase64(key), QByteArray::fromBase64(shown)});
        left.removeOne(shown);
    };
    for (const QString& file : config.identityFiles) {
        const QByteArray key = blobOf(plainHalf(file));
        if (key.isEmpty())
            continue;
        for (const QString& certificate : certificatesOf(config, file)) {
            const QByteArray shown = blobOfFile(certificate);
            if (left.contains(shown))
                choose(shown, shown);
            else if (held.contains(key) && mayCertify(certificate, key))
                choose(key, shown);
        }
        if (left.contains(key))
            choose(key, key);
    }
    if (!config.identitiesOnly)
        for (const QByteArray& key : QByteArrayList(left))
            choose(key, key);
    return chosen;
}

} // namespace hopscope
