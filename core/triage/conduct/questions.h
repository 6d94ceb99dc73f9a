// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/ssh/sshhost.h"
#include "core/triage/secretstore.h"
#include "core/triage/session.h"

#include <QSet>

#include <functional>
#include <map>

namespace hopscope {

/// Carries questions of the SSH layer up to whoever sits in front, and the answers down. Without a listener every question
/// is refused at once. One thread: the conductor's.
///
/// What can be named is asked once: a password that proved right answers later questions of that name for as long as the
/// program runs, several commands that want the same one share a dialog, and what a person refused is refused until
/// askAnew(). A secret enters the keyring only when the person said so and it proved right, and leaves it when it proves
/// wrong. One-time codes have no name and are neither kept nor shared.
class Questions {
public:
    using Ask = std::function<void(const Question&)>;
    explicit Questions(Ask ask, std::shared_ptr<SecretStore> store = {});

    void put(const SshQuestion& question, SshReply reply);
    /// Tells without asking; `kind` as in Question.
    void tell(const QString& kind, const QString& host);
    void answer(qint64 id, bool accepted, Secret secret, bool keep);
    void refuseAll();
    /// A person tries again: what was refused or told before may come up once more.
    void askAnew();

private:
    struct Waiting {
        SshQuestion question;
        QString subject; ///< what is asked for, whoever asks; empty for what is never shared
        QList<SshReply> replies;
    };
    struct Held {
        std::shared_ptr<Secret> secret;
        quint64 generation = 0;
        bool keep = false;   ///< goes to the keyring once it proved right
        bool stored = false; ///< is there
    };
    [[nodiscard]] bool tellOf(const SshQuestion& question);
    void show(qint64 id);
    void lookUp(qint64 id);
    void hold(const QString& subject, std::shared_ptr<Secret> secret, bool keep, bool stored);
    void give(const QString& subject, const SshReply& reply);
    void judge(const QString& subject, quint64 generation, bool right);
    void resolve(qint64 id, bool accepted);

    Ask m_ask;
    std::shared_ptr<SecretStore> m_store;
    Inbox m_home;
    qint64 m_next = 1;
    quint64 m_generation = 0;
    std::map<qint64, Waiting> m_waiting;
    std::map<QString, Held> m_held;
    QSet<QString> m_refused;
    QSet<QString> m_told;
    std::shared_ptr<Questions*> m_self;
};

} // namespace hopscope
