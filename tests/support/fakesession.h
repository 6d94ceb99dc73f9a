// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

#include <QHash>

namespace hopscope {

/// A Session that does what a test tells it and remembers what it was asked.
class FakeSession : public Session {
public:
    explicit FakeSession(QObject* parent = nullptr) : Session(parent) {}

    void show(const Snapshot& snapshot);
    void setProgress(const Progress& progress);
    void setTargets(const QList<LogTarget>& targets) { m_targets = targets; }
    void ask(const Question& question) { emit questionAsked(question); }
    void sendLog(qint64 follow, const QByteArray& bytes, const QList<LogMark>& marks = {});
    void finishAction(const QString& plan, const QString& code) { emit actionFinished(plan, code); }

    struct Answer {
        qint64 question = 0;
        bool accepted = false;
        QString secret;
        bool keep = false;
    };
    int diagnoses = 0;
    int cancels = 0;
    bool liveAsked = false;
    QList<Plan> ran;
    QStringList steps; ///< run (`path`), or marked (`path skipped`)
    QList<Answer> answers;
    QList<Timestamp> seeks;
    QList<LogTarget> followed;
    QList<qint64> unfollowed;
    QList<ProbeRequest> probes; ///< the id of one is its place in here, from 1
    QList<qint64> cancelledProbes;

    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const override { return m_snapshot; }
    [[nodiscard]] Progress progress() const override { return m_progress; }
    void diagnose() override { ++diagnoses; }
    void setLive(bool on) override { liveAsked = on; }
    void cancel() override { ++cancels; }
    [[nodiscard]] Result<Plan> plan(const QString& verb, const QString& node) const override;
    void run(const Plan& plan) override { ran.append(plan); }
    void runStep(const QString& step) override { steps.append(step); }
    void markStep(const QString& step, const QString& how) override { steps.append(step + QLatin1Char(' ') + how); }
    [[nodiscard]] QList<LogTarget> logTargets() const override { return m_targets; }
    qint64 follow(const LogTarget& target) override;
    void unfollow(qint64 follow) override { unfollowed.append(follow); }
    qint64 probe(const ProbeRequest& request) override
    {
        probes.append(request);
        return probes.size();
    }
    void cancelProbe(qint64 probe) override { cancelledProbes.append(probe); }
    void sendProbe(const ProbeNews& news) { emit probed(news); }
    void answer(qint64 question, bool accepted, const QString& secret, bool keep) override;
    void seek(Timestamp at) override { seeks.append(at); }
    [[nodiscard]] Status saveAs(const QString& path) override;

private:
    std::shared_ptr<const Snapshot> m_snapshot;
    Progress m_progress;
    QList<LogTarget> m_targets;
};

} // namespace hopscope
