// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/options.h"
#include "core/base/inbox.h"
#include "core/ssh/configwatch.h"
#include "core/triage/session.h"
#include "ui/window/mainwindow.h"
#include "ui/words/words.h"

#include <QObject>

#include <memory>

namespace hopscope {

class Keyring;

/// The desktop program: the window and the session it shows. Opens environments and incidents, keeps the list of recent
/// ones, writes reports off the GUI thread.
class Desktop : public QObject {
    Q_OBJECT
public:
    explicit Desktop(Options options);
    ~Desktop() override;

    /// Shows the window with what the command line named, or the recorded sample; false with a line on stderr when that
    /// cannot be opened.
    [[nodiscard]] bool start();
    /// Null before start().
    [[nodiscard]] MainWindow* window() const { return m_window.get(); }
    /// What the window shows, or null.
    [[nodiscard]] Session* session() const { return m_session.get(); }

private:
    [[nodiscard]] WindowSupplies supplies();
    [[nodiscard]] EnvironmentSupplies environmentSupplies();
    void forget(const QString& path);
    void readAliases();
    void offerEnvironments();
    /// Runs `job` beside the window and `done` with its result in the window's thread.
    template <class T> void beside(std::function<T()> job, std::function<void(T)> done);
    [[nodiscard]] bool openEnvironment(const QString& path);
    [[nodiscard]] bool openIncident(const QString& path);
    void show(std::unique_ptr<Session> session);
    void saveReport(std::shared_ptr<const Snapshot> snapshot, const QString& path, std::function<void(Status)> done);
    void remember(const QString& path);
    void complain(const QString& text);

    Options m_options;
    Inbox m_inbox;
    std::shared_ptr<Keyring> m_keyring; ///< outlives the session, whose thread calls it
    ConfigWatch m_configWatch;
    std::function<void(QStringList)> m_aliasesWanted;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace hopscope
