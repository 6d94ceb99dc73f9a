// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/diagnosis/catalogue.h"
#include "core/triage/secretstore.h"
#include "core/triage/session.h"

#include <memory>

namespace hopscope {

class Conductor;
class ConductorThread;

/// What a live triage needs to start.
struct LiveSettings {
    Environment environment;
    std::shared_ptr<const Catalogue> catalogue;
    QString version;
    QString incidentFile; ///< where the incident is recorded; empty keeps it in memory
    bool canAsk = false;  ///< somebody answers questions; without, unknown keys and wanted secrets are refused
    std::shared_ptr<SecretStore> secrets{}; ///< the keyring, where there is one
};

/// A triage over SSH. Owns the conductor's thread; its calls are posted there and its signals come back through an Inbox.
class LiveSession final : public Session {
    Q_OBJECT
public:
    explicit LiveSession(LiveSettings settings, QObject* parent = nullptr);
    /// Ends what runs, closes the incident with its seal and waits for the conductor (at most about 2 s).
    ~LiveSession() override;

    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const override { return m_snapshot; }
    [[nodiscard]] Progress progress() const override { return m_progress; }
    void diagnose() override;
    void setLive(bool on) override;
    void cancel() override;
    [[nodiscard]] Result<Plan> plan(const QString& verb, const QString& node) const override;
    void run(const Plan& plan) override;
    void runStep(const QString& step) override;
    void markStep(const QString& step, const QString& how) override;
    [[nodiscard]] QList<LogTarget> logTargets() const override;
    qint64 follow(const LogTarget& target) override;
    void unfollow(qint64 follow) override;
    qint64 probe(const ProbeRequest& request) override;
    void cancelProbe(qint64 probe) override;
    void answer(qint64 question, bool accepted, const QString& secret, bool keep) override;
    void seek(Timestamp at) override;
    [[nodiscard]] Status saveAs(const QString& path) override;

    /// Seals the incident now, after everything recorded so far is on disk; `done` gets the first write error, if any.
    void close(std::function<void(std::optional<Error>)> done);

signals:
    /// The incident file could not be started or written; the triage goes on.
    void recordingFailed(const hopscope::Error& error);

private:
    void take(std::shared_ptr<const Snapshot> snapshot);

    LiveSettings m_settings;
    Inbox m_inbox;
    std::unique_ptr<ConductorThread> m_thread;
    std::unique_ptr<Inbox> m_conductorInbox;
    Conductor* m_conductor = nullptr; ///< lives and dies in m_thread
    std::shared_ptr<const Snapshot> m_snapshot;
    Progress m_progress;
    qint64 m_nextFollow = 1;
    qint64 m_nextProbe = 1;

    friend class Conductor;
};

} // namespace hopscope
