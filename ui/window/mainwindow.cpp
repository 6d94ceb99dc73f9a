// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/mainwindow.h"

#include "ui/evidence/evidencepanel.h"
#include "ui/graph/graphview.h"
#include "ui/inspector/inspector.h"
#include "ui/logs/logpanel.h"
#include "ui/models/derive.h"
#include "ui/parts/widgets.h"
#include "ui/probes/probepanel.h"
#include "ui/services/auditpanel.h"
#include "ui/services/servicespanel.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timelinepanel.h"
#include "ui/window/banner.h"
#include "ui/window/replaybar.h"
#include "ui/window/sidepanel.h"
#include "ui/window/statusline.h"
#include "ui/window/topbar.h"
#include "ui/wizard/wizardpage.h"

#include <QComboBox>
#include <QEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace hopscope {

MainWindow::MainWindow(Session* session, WindowSupplies supplies, QWidget* parent)
    : QMainWindow(parent), m_supplies(std::move(supplies)),
      m_ticker(m_supplies.clock ? *m_supplies.clock : static_cast<const Clock&>(m_systemClock))
{
    (void)Theme::instance(); // colours and fonts must stand before the first widget measures itself
    buildParts();
    m_frame = new QFrame;
    m_frame->setObjectName(QStringLiteral("frame"));
    auto* column = new QVBoxLayout(m_frame);
    column->setContentsMargins(0, 0, 0, 3);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_replay);
    buildBody(column);
    column->addWidget(m_status);
    setCentralWidget(m_frame);
    connectParts();
    connectTopBar();
    setupKeys();
    retranslate();
    resize(1440, 900);
    setMinimumSize(900, 560);
    setSession(session);
    m_graph->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildParts()
{
    m_topBar = new TopBar(m_ticker);
    m_topBar->setRecent(m_supplies.recent);
    m_topBar->offerReport(bool(m_supplies.saveReport));
    m_replay = new ReplayBar;
    m_banner = new Banner(m_ticker);
    m_side = new SidePanel(&m_selection);
    m_graph = new GraphView(&m_selection);
    m_inspector = new Inspector(&m_selection, m_ticker);
    m_timeline = new TimelinePanel(&m_selection, m_ticker);
    m_logs = new LogPanel;
    m_probes = new ProbePanel(m_ticker);
    m_services = new ServicesPanel(&m_selection);
    m_evidence = new EvidencePanel;
    m_audit = new AuditPanel;
    m_status = new StatusLine;
    buildWizard();
    m_panels = {m_topBar, m_replay,   m_banner,   m_side,  m_inspector, m_timeline,
                m_logs,   m_probes,   m_services, m_evidence, m_audit, m_status, m_wizard};
}

void MainWindow::buildBody(QVBoxLayout* column)
{
    auto* body = new QWidget;
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(12, 10, 12, 8);
    inside->setSpacing(10);
    inside->addWidget(m_banner);
    m_across = new QSplitter(Qt::Horizontal);
    m_across->setHandleWidth(10);
    m_across->addWidget(m_side);
    m_across->addWidget(buildGraphCard());
    m_across->addWidget(m_inspector);
    m_across->setStretchFactor(1, 1);
    m_across->setChildrenCollapsible(false);
    buildTabs();
    QFrame* below = cardFrame();
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(1, 1, 1, 1);
    belowColumn->addWidget(m_tabs);
    auto* down = new QSplitter(Qt::Vertical);
    down->setHandleWidth(10);
    connect(m_across, &QSplitter::splitterMoved, this, [this] { m_splitByHand = true; });
    down->addWidget(m_across);
    down->addWidget(below);
    down->setStretchFactor(0, 3);
    down->setStretchFactor(1, 2);
    down->setSizes({380, 332});
    down->setChildrenCollapsible(false);
    inside->addWidget(down, 1);
    m_pages = new QStackedWidget;
    m_pages->addWidget(body);
    m_pages->addWidget(m_wizard);
    column->addWidget(m_pages, 1);
}

QWidget* MainWindow::buildGraphCard()
{
    QFrame* card = cardFrame("graph");
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(4, 4, 4, 4);
    grid->addWidget(m_graph, 0, 0);
    m_zoomBar = new QWidget;
    auto* row = new QHBoxLayout(m_zoomBar);
    row->setContentsMargins(0, 0, 4, 2);
    row->setSpacing(0);
    const auto add = [&](const char* name, const QString& text, void (GraphView::*act)()) {
        QToolButton* button = toolButton("flat");
        button->setObjectName(QString::fromLatin1(name));
        button->setText(text);
        connect(button, &QToolButton::clicked, m_graph, act);
        row->addWidget(button);
    };
    add("zoomOut", QStringLiteral("−"), &GraphView::zoomOut);
    add("zoomFit", QStringLiteral("⤢"), &GraphView::fit);
    add("zoomIn", QStringLiteral("+"), &GraphView::zoomIn);
    grid->addWidget(m_zoomBar, 0, 0, Qt::AlignBottom | Qt::AlignRight);
    return card;
}

void MainWindow::buildTabs()
{
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("tabs"));
    for (QWidget* page :
         {static_cast<QWidget*>(m_timeline), static_cast<QWidget*>(m_logs), static_cast<QWidget*>(m_probes),
          static_cast<QWidget*>(m_services),
          static_cast<QWidget*>(m_evidence), static_cast<QWidget*>(m_audit)})
        m_tabs->addTab(page, QString());
    auto* corner = new QWidget;
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 3, 8, 3);
    row->addWidget(m_timeline->range());
    m_tabs->setCornerWidget(corner);
    connect(m_tabs, &QTabWidget::currentChanged, this,
            [this](int index) { m_timeline->range()->setVisible(index == 0); });
}

void MainWindow::retranslate()
{
    const Label titles[] = {Label::Timeline, Label::Logs, Label::Probes, Label::Services, Label::Evidence, Label::Audit};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, label(titles[i]));
    m_tabs->tabBar()->setAccessibleName(label(Label::KeyTabs));
    m_tabs->setAccessibleName(label(Label::KeyTabs));
    const auto name = [this](const char* button, Label text) {
        auto* found = m_zoomBar->findChild<QToolButton*>(QString::fromLatin1(button));
        found->setAccessibleName(label(text));
        found->setToolTip(label(text));
    };
    name("zoomOut", Label::ZoomOut);
    name("zoomFit", Label::Fit);
    name("zoomIn", Label::ZoomIn);
    markFrame();
    buildMenu();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

/// The path gets what the sides do not need.
void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_splitByHand)
        return;
    const int side = qBound(190, width() * 17 / 100, 280);
    const int details = qBound(236, width() * 22 / 100, 380);
    m_across->setSizes({side, width() - side - details, details});
}

void MainWindow::setSession(Session* session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_snapshot.reset();
    m_selection.select({});
    m_chosenByUs = true;
    m_ticker.freeze({});
    m_inspector->setSession(session);
    m_probes->setSession(session);
    m_services->setSession(session);
    m_logs->setSession(session);
    m_wizard->setSession(session);
    showWizard(false);
    if (session) {
        connect(session, &Session::snapshotChanged, this, &MainWindow::take);
        connect(session, &Session::progressChanged, m_topBar, &TopBar::setProgress);
        connect(session, &Session::progressChanged, m_banner, [this](const Progress& p) { m_banner->setBusy(p.busy); });
        connect(session, &Session::questionAsked, this, &MainWindow::ask);
        connect(session, &Session::actionFinished, this, &MainWindow::finishAction);
    }
    take(session ? session->snapshot() : nullptr);
    m_topBar->setProgress(session ? session->progress() : Progress{});
    m_banner->setBusy(session && session->progress().busy);
}

void MainWindow::setRecent(const QStringList& paths)
{
    m_supplies.recent = paths;
    m_topBar->setRecent(paths);
}

void MainWindow::take(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    m_ticker.freeze(snapshot && snapshot->replay ? snapshot->at : Timestamp{});
    if (snapshot && m_chosenByUs) {
        // Whoever opens the window at night sees the cause first.
        const QStringList wrong = unhealthySubjects(*snapshot);
        if (!snapshot->verdict.causes.isEmpty())
            m_selection.select(snapshot->verdict.causes.first().node);
        else if (!wrong.isEmpty())
            m_selection.select(wrong.first());
        else if (!snapshot->topology.nodes.isEmpty())
            m_selection.select(snapshot->topology.nodes.first().id);
        m_chosenByUs = true;
    }
    for (Panel* panel : std::as_const(m_panels))
        panel->setSnapshot(snapshot);
    m_graph->setSnapshot(snapshot);
    markFrame();
}

/// Production stands around everything, so that nobody acts there believing to be elsewhere. The frame always has its
/// width: nothing moves.
void MainWindow::markFrame()
{
    const bool production = m_snapshot && m_snapshot->environment.production;
    QString title = label(Label::AppName);
    if (m_snapshot)
        title.prepend(visibleLine(m_snapshot->environment.name, 60) + QStringLiteral(" – "));
    if (production)
        title.prepend(label(Label::Production) + QStringLiteral(" · "));
    setWindowTitle(title);
    const QString mark = production ? QStringLiteral("production") : QString();
    if (m_frame->property("mark").toString() == mark)
        return;
    m_frame->setProperty("mark", mark);
    m_frame->setAccessibleName(production ? label(Label::Production) : QString());
    repolish(m_frame);
}

} // namespace hopscope
