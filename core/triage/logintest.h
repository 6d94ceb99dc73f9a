// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/model/environment.h"
#include "core/triage/secretstore.h"
#include "core/triage/session.h"

#include <QList>
#include <QObject>

#include <memory>
#include <optional>

namespace hopscope {

class ConductorThread;
class LoginTester;

/// One step of a login: `dns tcp banner key-exchange host-key authentication shell sudo`. `ok` is empty for what was not
/// measured; `error` then says why where there is more to say than that an earlier step failed.
struct LoginStep {
    QString step;
    std::optional<bool> ok;
    bool running = false;
    qint64 ms = -1;
    std::optional<Error> error;
};

/// Takes one login apart, as `probe --ssh` does, for a person in front: on a connection of its own, in a thread of its own,
/// with questions. Records nothing and changes nothing on the host. GUI thread; nothing in it waits but the destructor, at
/// most about 2 s.
class LoginTest : public QObject {
    Q_OBJECT
public:
    struct Settings {
        HostSpec host;
        QString sshConfig;                      ///< as in `ssh -F`; empty for the user's own
        std::shared_ptr<SecretStore> secrets{}; ///< the keyring, where there is one
    };
    explicit LoginTest(Settings settings, QObject* parent = nullptr);
    ~LoginTest() override;

    /// Begins, or begins again when it is over.
    void start();
    void answer(qint64 question, bool accepted, const QString& secret, bool keep);
    [[nodiscard]] const Settings& settings() const { return m_settings; }

signals:
    void stepsChanged(const QList<hopscope::LoginStep>& steps);
    void questionAsked(const hopscope::Question& question);
    void finished(bool well);

private:
    Settings m_settings;
    Inbox m_inbox;
    std::unique_ptr<ConductorThread> m_thread;
    std::unique_ptr<Inbox> m_testerInbox;
    LoginTester* m_tester = nullptr; ///< lives and dies in m_thread
};

} // namespace hopscope
