// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/ssh/sshhost.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace hopscope {

/// One step of a login. `ok` is empty for what was not measured: after a failure, or because there was nothing to measure
/// (no name lookup through a jump host, then with `ssh.resolved-by-jump` and its alias; sudo that the environment never uses
/// or that wants a password nobody can give).
struct SshStep {
    QString step; ///< `dns tcp banner key-exchange host-key authentication shell sudo`
    std::optional<bool> ok;
    qint64 ms = -1;
    std::optional<Error> error; ///< why it failed, or why it was not measured where there is more to say
};

/// Takes a login apart into its steps and times each. Nothing is changed on the host: the shell is asked to `echo`, sudo
/// to run `true` without a password. `done` is called once, later, with all eight steps in order; deleting it cancels.
/// The host must be one that is not connected yet, or its steps up to the shell are not measured.
class SshProbe : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const QList<SshStep>&)>;

    SshProbe(SshHost& host, SudoMode sudo, Done done, QObject* parent = nullptr);
    /// Told of all steps as they stand whenever one begins or ends; set right after making it.
    std::function<void(const QList<SshStep>& steps, qsizetype current)> onProgress{};
    bool canAsk = false; ///< somebody is there for sudo's password where the environment says to ask

    /// No step failed and a shell answered.
    [[nodiscard]] static bool allWell(const QList<SshStep>& steps);

private:
    void onPhase(const QString& phase);
    void onConnected(const Status& connected);
    void tryShell();
    void trySudo();
    void noteJump();
    void enter(qsizetype step);
    void end(std::optional<bool> ok, std::optional<Error> error = {});
    void finish();

    QPointer<SshHost> m_host;
    SudoMode m_sudo;
    Done m_done;
    QList<SshStep> m_steps;
    qsizetype m_current = -1; ///< the step under way, -1 between two
    QElapsedTimer m_clock;    ///< since it began
};

} // namespace hopscope
