// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The last step of the handshake: whether to believe the key the server showed.
#include "core/ssh/handshake.h"
#include "core/ssh/knownhosts.h"
#include "core/ssh/randomart.h"
#include "core/ssh/revokedkeys.h"

namespace hopscope {

Result<ServerKey> Handshake::serverKey() const
{
    ssh_key raw = nullptr;
    char* base64 = nullptr;
    if (ssh_get_server_publickey(m_session->get(), &raw) != SSH_OK)
        return fail(QStringLiteral("ssh.not-ssh"), m_session->errorText());
    const SshKey key(raw);
    if (ssh_pki_export_pubkey_base64(key.get(), &base64) != SSH_OK)
        return fail(QStringLiteral("ssh.not-ssh"), m_session->errorText());
    ServerKey result;
    result.blob = base64;
    ssh_string_free_char(base64);
    const QByteArray decoded = QByteArray::fromBase64(result.blob);
    result.type = decoded.mid(4, decoded.size() > 4 ? static_cast<unsigned char>(decoded.at(3)) : 0);
    result.look = lookOfKey(result.type, result.blob);
    return result;
}

/// RevokedHostKeys, which no known_hosts outweighs.
Status Handshake::checkRevoked(ServerKey& key) const
{
    const RevokedBy by = revokedBy(m_config.revokedHostKeys, QByteArray::fromBase64(key.blob));
    if (by.revocation == Revocation::No)
        return {};
    if (by.revocation == Revocation::Damaged)
        return fail(QStringLiteral("ssh.revoked-keys-damaged"), by.file);
    key.judgement = ServerKey::Judgement::Revoked;
    key.refusal = Error{QStringLiteral("ssh.host-key-revoked"), {}, {}, key.look.fingerprint + QLatin1Char(' ') + by.file};
    key.known.append(lookOfKey(key.type, key.blob, by.file));
    return {};
}

Result<ServerKey> Handshake::judgeKey()
{
    m_enter(m_phase = ConnectPhase::HostKey);
    auto result = serverKey();
    if (!result)
        return result;
    if (const Status believed = checkRevoked(*result); !believed)
        return fail(believed.error());
    if (result->refusal)
        return result;
    // Read again: the first reading chose the algorithms, this one judges, and another connect may have added the key.
    const QStringList files = m_config.userKnownHosts + m_config.globalKnownHosts;
    const KnownHosts known = KnownHosts::read(files, m_config.knownHostsName());
    const auto answer = known.check(result->type, result->blob);
    result->authority = known.authority();
    for (const KnownHosts::Line& line : known.lines())
        result->known.append(lookOfKey(line.type, line.blob, line.where));
    const auto refusal = [&](const char* code) {
        return Error{QString::fromLatin1(code), {}, {}, result->look.fingerprint + QLatin1Char(' ') + known.where()};
    };
    switch (answer) {
    case KnownHosts::Answer::Revoked:
        result->judgement = ServerKey::Judgement::Revoked;
        result->refusal = refusal("ssh.host-key-revoked");
        break;
    case KnownHosts::Answer::Unreadable:
        return fail(refusal("ssh.known-hosts-damaged"));
    case KnownHosts::Answer::Changed:
        result->judgement = ServerKey::Judgement::Changed;
        result->refusal = refusal("ssh.host-key-changed");
        break;
    case KnownHosts::Answer::Unknown:
        judgeByPlainName(*result);
        break;
    case KnownHosts::Answer::Known:
        break;
    }
    return result;
}

/// A host on a port of its own may be known, or have its key revoked, by its bare name, as ssh has it.
void Handshake::judgeByPlainName(ServerKey& key) const
{
    key.judgement = ServerKey::Judgement::Unknown;
    if (m_config.port == 22 || !m_config.hostKeyAlias.isEmpty())
        return;
    const KnownHosts plain =
        KnownHosts::read(m_config.userKnownHosts + m_config.globalKnownHosts, m_config.hostname.toLower().toUtf8());
    const auto answer = plain.check(key.type, key.blob);
    if (answer == KnownHosts::Answer::Known)
        key.judgement = ServerKey::Judgement::Known;
    if (answer != KnownHosts::Answer::Revoked)
        return;
    key.judgement = ServerKey::Judgement::Revoked;
    key.refusal = Error{QStringLiteral("ssh.host-key-revoked"), {}, {}, key.look.fingerprint + QLatin1Char(' ') + plain.where()};
    for (const KnownHosts::Line& line : plain.lines())
        key.known.append(lookOfKey(line.type, line.blob, line.where));
}

} // namespace hopscope
