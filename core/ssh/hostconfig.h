// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hopscope {

/// Comma-separated names as ssh_config(5) lists them, in the order of preference.
struct AlgorithmLists {
    QByteArray kex;
    QByteArray ciphers;
    QByteArray macs;
    QByteArray hostKeys;
};

/// What `ssh -G` says about one host; names as in ssh_config(5).
struct HostConfig {
    enum class Strict { Yes, Ask, AcceptNew, No };
    enum class Family { Any, Inet, Inet6 };
    enum class Method { PublicKey, Interactive, Password };
    QString alias;
    QString hostname;
    QString user;
    quint16 port = 22;
    QStringList identityFiles;
    QStringList certificateFiles;
    bool identitiesOnly = false;
    QString identityAgent; ///< a socket's path; empty for none
    QStringList userKnownHosts;
    QStringList globalKnownHosts;
    QStringList revokedHostKeys; ///< each must be readable, or no host key is believed
    Strict strict = Strict::Ask;
    QString hostKeyAlias;
    bool hashKnownHosts = false;
    QString proxyJump; ///< `a,b`, also where a ProxyCommand says so; empty for none
    int connectTimeoutMs = 0; ///< 0: not set
    AlgorithmLists algorithms; ///< empty where the file leaves ssh's default: our own then
    QList<Method> methods{Method::PublicKey, Method::Interactive, Method::Password}; ///< those to try, in this order
    int prompts = 3;        ///< for a password, a passphrase, and rounds of questions
    bool batchMode = false; ///< nobody may be asked
    Family family = Family::Any;
    QString bindAddress; ///< empty for any
    bool readByOurselves = false; ///< there was no `ssh` to ask

    /// The name known_hosts knows this host by: HostKeyAlias, `name`, or `[name]:port`.
    [[nodiscard]] QByteArray knownHostsName() const;
    /// `user@hostname:port`, which names a password.
    [[nodiscard]] QString account() const;
};

/// `user@host:port`, `alias`, `[::1]:2222`, `ssh://user@host:port`.
struct Destination {
    QString user;
    QString host;
    quint16 port = 0; ///< 0: not given
};

/// Refuses what a shell or ssh itself could take for something else (code `ssh.config`).
[[nodiscard]] Result<Destination> parseDestination(const QString& text);

/// Reads the output of `ssh -G`; lists that equal `defaults` count as not set. A ProxyCommand that is only a
/// jump is read as one. Code `ssh.config` where a host name is missing, `ssh.proxy-command` for any other command.
[[nodiscard]] Result<HostConfig> parseSshConfigDump(const QByteArray& dump, const QString& alias,
                                                    const AlgorithmLists& defaults = {});
/// The lists alone, as they stand in such an output.
[[nodiscard]] AlgorithmLists algorithmsOfDump(const QByteArray& dump);

/// Nothing that a shell or ssh itself could take for something else.
[[nodiscard]] bool isPlainName(const QString& text);

/// `a,b,c` as the immediate jump and what lies before it: {c, "a,b"}.
[[nodiscard]] std::pair<QString, QString> splitProxyJump(const QString& proxyJump);

} // namespace hopscope
