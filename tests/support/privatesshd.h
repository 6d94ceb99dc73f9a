// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace hopscope::test {

/// A real sshd of our own on a free loopback port, with its own host key, user key, known_hosts and ssh_config. Nothing
/// outside its temporary folder is read or written, except /run/sshd, which sshd insists on.
class PrivateSshd {
public:
    struct Setup {
        QByteArray extraConfig; ///< lines for sshd_config
        QByteArray environment; ///< `NAME=value …` for every session
        bool trusted = true;    ///< known_hosts has the host key
        QByteArray passphrase;  ///< of the user's key
    };
    PrivateSshd() = default;
    ~PrivateSshd();
    PrivateSshd(const PrivateSshd&) = delete;
    PrivateSshd& operator=(const PrivateSshd&) = delete;

    /// Why it cannot run here; empty where it can.
    [[nodiscard]] static QString missing();
    /// False when sshd did not come up; log() then says why.
    [[nodiscard]] bool start(const Setup& setup);
    [[nodiscard]] bool start() { return start(Setup{}); }
    void stop();
    /// Kills the listener and every session process it started.
    void killAll(int signal);
    /// Only the sessions: the listener takes new ones.
    void killSessions(int signal);
    /// Lets accounts other than root read authorized_keys, and reach files in here whose names they know.
    void openToAccounts() const;

    /// The sessions' HOME, empty but for what a test puts there: the account's own .bashrc stays out of the tests.
    [[nodiscard]] QString home() const { return path(QStringLiteral("home")); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString configFile() const { return path(QStringLiteral("ssh_config")); }
    [[nodiscard]] QByteArray log();
    [[nodiscard]] QByteArray hostKeyLine() const; ///< `ssh-ed25519 AAAA…`
    /// Appends `Host NAME` with these lines to ssh_config; address, port, user, key and known_hosts are filled in.
    void addHost(const QString& name, const QByteArray& lines = {});
    void writeFile(const QString& name, const QByteArray& content, bool executable = false) const;
    [[nodiscard]] bool makeKey(const QString& name, const QByteArray& passphrase = {}) const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_log;
};

/// A port nobody listens on, for now.
[[nodiscard]] quint16 freePort();
/// The processes below `pid`, itself not included.
[[nodiscard]] QList<qint64> descendants(qint64 pid);

} // namespace hopscope::test
