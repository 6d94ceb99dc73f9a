// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/logs/followwords.h"
#include "core/triage/probes.h"
#include "core/triage/record/snapshot.h"

#include <QObject>
#include <QString>

#include <memory>

namespace hopscope {

/// What is being done right now, for progress and its cancel button. `phase` is a code: `connecting collecting
/// probing judging snapshot precheck acting verifying saving`.
struct Progress {
    bool busy = false;
    QString phase;
    QString host;
    int done = 0;
    int total = 0;
    Timestamp started;
};

/// A host key as a person compares it.
struct HostKeyLook {
    QString type;        ///< `ssh-ed25519`
    QString fingerprint; ///< `SHA256:…`
    QString art;         ///< OpenSSH's picture of it, lines of equal width
    QString where;       ///< `file:line` of known_hosts; empty for the key the server shows
};

/// A question that only the person in front can answer, or something the person should see at once.
struct Question {
    qint64 id = 0; ///< 0: told, not asked; no answer is expected
    QString kind;  ///< `unknown-host-key passphrase password keyboard-interactive sudo-password`; told: `touch touch-over
                   ///< changed-host-key revoked-host-key own-config-reader`
    QString host;
    QString fingerprint;
    QString prompt; ///< untrusted text from the server; the key file of a passphrase
    bool echo = false;
    int attempt = 1;
    bool canKeep = false;       ///< a keyring is there and may have this secret
    HostKeyLook key{};          ///< host keys: what the server shows
    QList<HostKeyLook> known{}; ///< host keys: what known_hosts has for the host
    QString name{};             ///< host keys: how known_hosts calls the host
    QString note{};             ///< an error code that belongs to the question
};

/// A piece of a followed log: complete lines, bytes as they came, at most 256 KB a piece.
struct LogChunk {
    qint64 follow = 0;
    QByteArray bytes;
    QList<LogMark> marks{}; ///< what is to be known about the log before these bytes; they may be none
};

/// What can be followed on a host: a file, or a systemd unit's journal.
struct LogTarget {
    QString host;
    QString file; ///< absolute path, or empty
    QString unit; ///< unit name, or empty
};

/// The window's and the command line's only handle on a triage: live over SSH, or a replay of a file. Lives in the
/// caller's thread; nothing in it blocks. Snapshots arrive at most 4 times a second.
class Session : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
    [[nodiscard]] virtual Progress progress() const = 0;

    /// Connects, collects, probes and judges one round; finished by diagnosed().
    virtual void diagnose() = 0;
    virtual void setLive(bool on) = 0;
    /// Ends what is running; what was recorded stays.
    virtual void cancel() = 0;

    /// What a verb would do on a node. Codes: action.read-only action.no-unit action.unknown-verb action.replay.
    [[nodiscard]] virtual Result<Plan> plan(const QString& verb, const QString& node) const = 0;
    /// Runs a plan the person has confirmed: snapshot of evidence, pre-checks, command, then the failed checks until 3
    /// successes in a row or 60 s. Finished by actionFinished().
    virtual void run(const Plan& plan) = 0;

    /// Runs one step of the guide (Snapshot::guide), the first time or again; finished by stepFinished(). Waits for a
    /// round that runs; does nothing while another step or an action runs.
    virtual void runStep(const QString& step) = 0;
    /// Notes that a step is over without being run by us: `how` is `skipped`, `by-hand` or `done`.
    virtual void markStep(const QString& step, const QString& how) = 0;

    /// Files and units worth following, as discovered.
    [[nodiscard]] virtual QList<LogTarget> logTargets() const = 0;
    virtual qint64 follow(const LogTarget& target) = 0;
    virtual void unfollow(qint64 follow) = 0;

    /// Tries ports; answers come by probed(), and are recorded. Ends one that runs. 0 where nothing can be probed.
    virtual qint64 probe(const ProbeRequest& request)
    {
        Q_UNUSED(request)
        return 0;
    }
    /// Ends it; what was measured stays and probed() tells the end.
    virtual void cancelProbe(qint64 probe) { Q_UNUSED(probe) }

    /// Answers a question; `accepted` false refuses. `keep` puts the secret into the keyring once it has proved right.
    virtual void answer(qint64 question, bool accepted, const QString& secret, bool keep) = 0;

    /// Replay only: shows the state at that moment.
    virtual void seek(Timestamp at) = 0;
    /// Keeps the incident as a file of its own; live only.
    [[nodiscard]] virtual Status saveAs(const QString& path) = 0;

signals:
    void snapshotChanged(const std::shared_ptr<const hopscope::Snapshot>& snapshot);
    void progressChanged(const hopscope::Progress& progress);
    void questionAsked(const hopscope::Question& question);
    void diagnosed();
    /// `code` is `verified`, `unverified`, `refused` or an error code.
    void actionFinished(const QString& plan, const QString& code);
    void stepFinished(const QString& step);
    void logArrived(const hopscope::LogChunk& chunk);
    void probed(const hopscope::ProbeNews& news);
    void followEnded(qint64 follow, const hopscope::Error& error);
};

} // namespace hopscope
