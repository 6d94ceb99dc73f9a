// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/algorithms.h"

#include "core/ssh/knownhosts.h"

namespace hopscope {
namespace {

/// `ssh -Q HostKeyAlgorithms`: the only list whose value may have wildcards, which stand for names in this order.
const QByteArrayList& allHostKeys()
{
    static const QByteArrayList names = QByteArray(
        "ssh-ed25519,ssh-ed25519-cert-v01@openssh.com,sk-ssh-ed25519@openssh.com,sk-ssh-ed25519-cert-v01@openssh.com,"
        "ecdsa-sha2-nistp256,ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp384,"
        "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
        "sk-ecdsa-sha2-nistp256@openssh.com,sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,"
        "webauthn-sk-ecdsa-sha2-nistp256@openssh.com,ssh-dss,ssh-dss-cert-v01@openssh.com,ssh-rsa,"
        "ssh-rsa-cert-v01@openssh.com,rsa-sha2-256,rsa-sha2-256-cert-v01@openssh.com,rsa-sha2-512,"
        "rsa-sha2-512-cert-v01@openssh.com").split(',');
    return names;
}

QByteArrayList namesOf(const QByteArray& list)
{
    QByteArrayList names;
    for (const QByteArray& name : list.split(','))
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    return names;
}

bool matchesAny(const QByteArray& name, const QByteArrayList& patterns)
{
    for (const QByteArray& pattern : patterns)
        if (wildcardMatches(pattern, name))
            return true;
    return false;
}

QByteArray joined(const QByteArrayList& first, const QByteArrayList& second)
{
    QByteArrayList names = first;
    for (const QByteArray& name : second)
        if (!names.contains(name))
            names.append(name);
    return names.join(',');
}

QByteArrayList withoutWildcards(const QByteArrayList& patterns)
{
    QByteArrayList names;
    for (const QByteArray& pattern : patterns) {
        if (!pattern.contains('*') && !pattern.contains('?')) {
            names.append(pattern);
            continue;
        }
        for (const QByteArray& name : allHostKeys())
            if (wildcardMatches(pattern, name))
                names.append(name);
    }
    return names;
}

} // namespace

const AlgorithmLists& sshDefaultAlgorithms()
{
    static const AlgorithmLists lists{
        "sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org,"
        "ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,"
        "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256",
        "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com",
        "umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,"
        "hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1",
        "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,ecdsa-sha2-nistp384-cert-v01@openssh.com,"
        "ecdsa-sha2-nistp521-cert-v01@openssh.com,sk-ssh-ed25519-cert-v01@openssh.com,"
        "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,"
        "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,sk-ssh-ed25519@openssh.com,"
        "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256"};
    return lists;
}

QByteArray assembledAlgorithms(const QByteArray& keyword, const QByteArray& value)
{
    const AlgorithmLists& lists = sshDefaultAlgorithms();
    const QByteArrayList defaults = namesOf(keyword == "kexalgorithms" ? lists.kex
                                            : keyword == "ciphers"     ? lists.ciphers
                                            : keyword == "macs"        ? lists.macs
                                                                       : lists.hostKeys);
    const char how = value.isEmpty() ? '\0' : value.front();
    if (how != '+' && how != '-' && how != '^')
        return joined({}, withoutWildcards(namesOf(value)));
    const QByteArrayList named = namesOf(value.mid(1));
    if (how == '+')
        return joined(defaults, withoutWildcards(named));
    if (how == '^')
        return joined(withoutWildcards(named), defaults);
    QByteArrayList left;
    for (const QByteArray& name : defaults)
        if (!matchesAny(name, named))
            left.append(name);
    return left.join(',');
}

AlgorithmLists withoutDefaults(AlgorithmLists lists, const AlgorithmLists& defaults)
{
    for (const auto list : {&AlgorithmLists::kex, &AlgorithmLists::ciphers, &AlgorithmLists::macs, &AlgorithmLists::hostKeys})
        if (lists.*list == defaults.*list)
            (lists.*list).clear();
    return lists;
}

QByteArray authenticatedCiphers(const QByteArray& ciphers)
{
    QByteArrayList found;
    for (const QByteArray& name : namesOf(ciphers))
        if (name.contains("-gcm@") || name.startsWith("chacha20-poly1305"))
            found.append(name);
    return found.join(',');
}

} // namespace hopscope
