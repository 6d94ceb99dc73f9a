// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace hopscope {

enum class Sudo { No, NonInteractive, AskPassword };

/// A command as an argument vector. It is quoted once for POSIX sh by core/ssh and by nobody else, and runs with
/// LC_ALL=C whatever the login shell is.
struct CommandSpec {
    QStringList argv;
    QByteArray input;                  ///< fed to stdin, then closed
    int timeoutMs = 10'000;            ///< for the whole command
    qsizetype maxOutput = qsizetype{1024} * 1024; ///< stdout and stderr together; more ends it with `ssh.output-limit`
    Sudo sudo = Sudo::No;
};

struct CommandResult {
    int exit = -1;     ///< -1 when killed by a signal
    QByteArray signal; ///< `KILL`, empty otherwise
    QByteArray out;
    QByteArray err;
    qint64 durationMs = 0;
};

/// Ends a command early: TERM, 2 s, KILL, close (a silent command survives a mere close). Dropping the handle does not
/// cancel.
class CommandHandle {
public:
    CommandHandle() = default;
    explicit CommandHandle(std::function<void()> cancelCall) : m_cancel(std::move(cancelCall)) {}
    void cancel() const
    {
        if (m_cancel)
            m_cancel();
    }

private:
    std::function<void()> m_cancel;
};

/// A host key as a person compares it.
struct SshKeyLook {
    QString type;        ///< `ssh-ed25519`
    QString fingerprint; ///< `SHA256:…`
    QString art;         ///< OpenSSH's picture of it, 11 lines of 19 columns
    QString where;       ///< `file:line` of known_hosts; empty for the key the server shows
};

/// Something only a person can answer, or should know. The reply may be called once, from the pool's thread, now or
/// later. Changed and revoked keys and Touch are told, not asked: nothing waits for their reply, and there is no way to
/// accept such a key from here. TouchOver takes a Touch back.
struct SshQuestion {
    enum class Kind {
        UnknownHostKey,
        Passphrase,
        Password,
        KeyboardInteractive,
        SudoPassword,
        Touch,
        TouchOver,
        ChangedHostKey,
        RevokedHostKey
    };
    Kind kind = Kind::UnknownHostKey;
    QString host;        ///< alias
    QString fingerprint; ///< `SHA256:…` for host keys
    QString prompt;      ///< what the server asks, untrusted text; the key file of a passphrase
    bool echo = false;
    int attempt = 1;
    QString keepAs{};          ///< names the secret in a keyring (`password u@h:22`, `passphrase FILE`, `sudo u@h:22`); empty
                               ///< where it must never be kept, as one-time codes
    SshKeyLook key{};          ///< host keys: what the server shows
    QList<SshKeyLook> known{}; ///< host keys: what known_hosts has for it, the revoked line first
    QString name{};            ///< host keys: how known_hosts calls the host
    QString note{};            ///< an error code that a person should know with it, `ssh.host-key-authority`
};
struct SshAnswer {
    bool accepted = false;
    Secret secret;
    /// Told, in the pool's thread and at most once, whether the secret was the right one; not at all where that never
    /// came out.
    std::function<void(bool right)> verdict{};
};
using SshReply = std::function<void(SshAnswer)>;
/// Where nobody can answer the handler is empty: unknown keys are refused, secrets end with `ssh.auth-needs-input`.
using SshQuestionHandler = std::function<void(const SshQuestion&, SshReply)>;

/// One host over one SSH connection. All calls and callbacks happen in the thread of the SshPool; the network happens
/// in the reactor thread. Every callback is called exactly once unless the pool dies first. Errors carry host (alias)
/// and phase (`resolve connect banner key-exchange host-key authentication channel command`). Codes: ssh.resolve
/// ssh.refused ssh.unreachable ssh.connect-timeout ssh.not-ssh ssh.host-key-unknown ssh.host-key-changed
/// ssh.host-key-revoked ssh.auth-denied ssh.auth-needs-input ssh.auth-too-many-tries ssh.lost ssh.peer-frozen
/// ssh.channel-limit ssh.command-timeout ssh.cancelled ssh.output-limit ssh.config ssh.host-key-authority sudo.needs-password sudo.denied; for
/// forwards tcp.refused tcp.timed-out tcp.unreachable tcp.failed.
class SshHost : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Connecting, Ready, Failed };
    Q_ENUM(State)

    /// One jump host on the way, as ssh_config names it.
    struct Hop {
        QString alias;
        State state = State::Idle;
        std::optional<Error> failure{}; ///< why it is Failed
    };

    using Done = std::function<void(Status)>;
    using CommandDone = std::function<void(Result<CommandResult>)>;
    /// Called with each piece of stdout; a few may wait for it, and no more is read until it took them (back-pressure).
    using Chunk = std::function<void(const QByteArray&)>;
    using ForwardDone = std::function<void(Result<OwnedFd>)>;

    using QObject::QObject;

    [[nodiscard]] virtual QString alias() const = 0;
    [[nodiscard]] virtual State state() const = 0;
    /// Why state() is Failed; nothing otherwise.
    [[nodiscard]] virtual std::optional<Error> failure() const { return std::nullopt; }
    /// The alias of the last jump host on the way here, empty for a direct connection and before the configuration was read.
    [[nodiscard]] virtual QString jumpHost() const { return {}; }
    /// Every jump host on the way here, the one next to the desktop first; empty for a direct connection and before the
    /// configuration was read. stateChanged() tells of theirs too.
    [[nodiscard]] virtual QList<Hop> hops() const { return {}; }
    /// Whether ssh_config was read by ourselves because there is no `ssh` program; false before it was read.
    [[nodiscard]] virtual bool readByOurselves() const { return false; }
    /// Connects unless it already is; run(), stream() and forward() do it by themselves.
    virtual void connectHost(Done done) = 0;
    virtual CommandHandle run(const CommandSpec& spec, CommandDone done) = 0;
    /// Like run(), for commands that go on (`tail -F`): timeoutMs and maxOutput do not apply, CommandResult::out is
    /// empty.
    virtual CommandHandle stream(const CommandSpec& spec, Chunk chunk, CommandDone done) = 0;
    /// direct-tcpip from this host to address:port; the descriptor is one end of a non-blocking socketpair.
    virtual void forward(const QString& address, quint16 port, int timeoutMs, ForwardDone done) = 0;
    /// Round trip of the last answered command, -1 before the first.
    [[nodiscard]] virtual qint64 roundTripMs() const = 0;
    [[nodiscard]] virtual qint64 bytesReceived() const = 0;

signals:
    void stateChanged();
    /// A connect under way begins its next phase: `resolve connect banner key-exchange host-key authentication`. Through
    /// a jump host there is no `resolve`, because the name is looked up there.
    void phaseEntered(const QString& phase);
};

} // namespace hopscope
