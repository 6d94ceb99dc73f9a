// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/environments/environmentsupplies.h"
#include "ui/palette/commandpalette.h"
#include "ui/parts/ticker.h"
#include "ui/window/selection.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>

class QFrame;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QVBoxLayout;

namespace hopscope {

class AuditPanel;
class Banner;
class EvidencePanel;
class GraphView;
class Inspector;
class LogPanel;
class Panel;
class ProbePanel;
class ReplayBar;
class ServicesPanel;
class SidePanel;
class StatusLine;
class TimelinePanel;
class TopBar;
class WizardPage;

/// What the program supplies to the window. Each may be empty; what needs it is then not offered.
struct WindowSupplies {
    std::function<void(QString)> openEnvironment{}; ///< a file of an environment
    std::function<void(QString)> openIncident{};    ///< a recorded incident
    /// Writes a report of the current snapshot; must not block: calls `done` in the GUI thread, with an error or none.
    std::function<void(std::shared_ptr<const Snapshot>, QString path, std::function<void(Status)> done)> saveReport{};
    QStringList recent{};         ///< environments that can be chosen, latest first
    EnvironmentSupplies environments{}; ///< where they are kept; without, they are only opened
    const Clock* clock = nullptr; ///< the desktop's clock when null
};

/// The window. Talks only to a Session and shows its snapshots; never waits for anything. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `session` may be null: nothing opened yet. It is not owned and must outlive the window or be replaced first.
    explicit MainWindow(Session* session, WindowSupplies supplies = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows another session from now on.
    void setSession(Session* session);
    void setRecent(const QStringList& paths);

    [[nodiscard]] Selection* selection() { return &m_selection; }
    [[nodiscard]] Inspector* inspector() const { return m_inspector; }
    [[nodiscard]] GraphView* graph() const { return m_graph; }
    [[nodiscard]] LogPanel* logs() const { return m_logs; }
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] WizardPage* wizard() const { return m_wizard; }
    [[nodiscard]] Ticker* ticker() { return &m_ticker; }

public slots:
    void selectNextUnhealthy(bool forward);
    void openPalette();
    void showKeyMap();
    /// The guide from 502 to report takes the place of the overview, or gives it back.
    void showWizard(bool shown);
    /// The environments there are, to make, edit and open one.
    void showEnvironments();
    /// Asks before doing `verb` to `node`; says why when it is not possible.
    void propose(const QString& verb, const QString& node);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildParts();
    void buildBody(QVBoxLayout* column);
    QWidget* buildGraphCard();
    void buildTabs();
    void connectParts();
    void connectTopBar();
    void setupKeys();
    void addKey(const QString& keys, const std::function<void()>& act, bool whileTyping);
    void buildMenu();
    void retranslate();

    void take(const std::shared_ptr<const Snapshot>& snapshot);
    void ask(const Question& question);
    void proposeFix();
    void finishAction(const QString& plan, const QString& code);
    void showLogs(const QString& subject);
    void showEvidence(const QString& id);
    void focusFilter();
    void jump(bool forward);
    void chooseFile(bool incident);
    void saveReport();
    void saveIncident();
    [[nodiscard]] QList<Findable> findables();
    void addCommands(QList<Findable>& list);
    void centre(QWidget* dialog);
    void buildWizard();
    [[nodiscard]] bool wizardShown() const;
    void markFrame();

    QPointer<Session> m_session;
    WindowSupplies m_supplies;
    SystemClock m_systemClock;
    Ticker m_ticker;
    Selection m_selection;
    std::shared_ptr<const Snapshot> m_snapshot;
    bool m_chosenByUs = true; ///< the selection follows the cause until a person selects something

    QList<Panel*> m_panels;
    TopBar* m_topBar;
    ReplayBar* m_replay;
    Banner* m_banner;
    SidePanel* m_side;
    GraphView* m_graph;
    Inspector* m_inspector;
    QTabWidget* m_tabs;
    TimelinePanel* m_timeline;
    LogPanel* m_logs;
    ProbePanel* m_probes;
    ServicesPanel* m_services;
    EvidencePanel* m_evidence;
    AuditPanel* m_audit;
    StatusLine* m_status;
    QWidget* m_zoomBar;
    QFrame* m_frame;
    QStackedWidget* m_pages; ///< overview and wizard
    WizardPage* m_wizard;
    QSplitter* m_across;
    bool m_splitByHand = false; ///< somebody chose the widths; a resize keeps them
};

} // namespace hopscope
