// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What the parts of the window ask of each other and of the session.
#include "ui/window/mainwindow.h"

#include "ui/dialogs/fixdialog.h"
#include "ui/dialogs/plandialog.h"
#include "ui/evidence/evidencepanel.h"
#include "ui/graph/graphview.h"
#include "ui/inspector/inspector.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"
#include "ui/models/derive.h"
#include "ui/services/servicespanel.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/window/banner.h"
#include "ui/window/replaybar.h"
#include "ui/window/statusline.h"
#include "ui/window/topbar.h"

#include <QTabWidget>

namespace hopscope {

namespace {

QString bareUnit(QString unit)
{
    if (unit.endsWith(QStringLiteral(".service")))
        unit.chop(8);
    return unit;
}

} // namespace

void MainWindow::connectParts()
{
    connect(&m_selection, &Selection::changed, this, [this] { m_chosenByUs = false; });
    connect(m_graph, &GraphView::activated, this, [this] { m_inspector->setFocus(); });
    connect(m_inspector, &Inspector::logsAsked, this, &MainWindow::showLogs);
    connect(m_inspector, &Inspector::verbAsked, this, &MainWindow::propose);
    connect(m_inspector, &Inspector::evidenceAsked, this, &MainWindow::showEvidence);
    connect(m_services, &ServicesPanel::logsAsked, this, &MainWindow::showLogs);
    connect(m_services, &ServicesPanel::verbAsked, this, &MainWindow::propose);
    connect(m_banner, &Banner::fixAsked, this, &MainWindow::proposeFix);
    connect(m_banner, &Banner::evidenceAsked, this, [this] {
        if (!m_snapshot || m_snapshot->verdict.causes.isEmpty())
            return;
        m_tabs->setCurrentWidget(m_evidence);
        m_evidence->showOnly(m_snapshot->verdict.causes.first().evidenceFor);
    });
    connect(m_replay, &ReplayBar::seekAsked, this, [this](Timestamp at) {
        if (m_session)
            m_session->seek(at);
    });
}

void MainWindow::connectTopBar()
{
    connect(m_topBar, &TopBar::findAsked, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::diagnoseAsked, this, [this] {
        if (m_session)
            m_session->diagnose();
    });
    connect(m_topBar, &TopBar::guideAsked, this, [this] { showWizard(!wizardShown()); });
    connect(m_topBar, &TopBar::cancelAsked, this, [this] {
        if (m_session)
            m_session->cancel();
    });
    connect(m_topBar, &TopBar::liveToggled, this, [this](bool on) {
        if (m_session)
            m_session->setLive(on);
    });
    connect(m_topBar, &TopBar::reportAsked, this, &MainWindow::saveReport);
    connect(m_topBar, &TopBar::environmentsAsked, this, &MainWindow::showEnvironments);
    connect(m_topBar, &TopBar::openEnvironmentAsked, this, [this] { chooseFile(false); });
    connect(m_topBar, &TopBar::openIncidentAsked, this, [this] { chooseFile(true); });
    connect(m_topBar, &TopBar::environmentChosen, this, [this](const QString& path) {
        if (m_supplies.openEnvironment)
            m_supplies.openEnvironment(path);
    });
}

void MainWindow::propose(const QString& verb, const QString& node)
{
    if (!m_session || !m_snapshot)
        return;
    const Result<Plan> plan = m_session->plan(verb, node);
    if (!plan) {
        m_status->say(label(Label::PlanNotAllowed, sayError(plan.error())));
        return;
    }
    auto* dialog = new PlanDialog(*plan, m_snapshot->environment, this);
    connect(dialog, &PlanDialog::confirmed, this, [this](const Plan& confirmed) {
        if (m_session)
            m_session->run(confirmed);
    });
    dialog->open();
}

/// A fix that is one of our verbs is proposed as a plan; anything else is shown in words with its command.
void MainWindow::proposeFix()
{
    if (!m_session || !m_snapshot || m_snapshot->verdict.causes.isEmpty())
        return;
    const CauseMatch cause = m_snapshot->verdict.causes.first();
    static const QHash<QString, QString> verbs{{QStringLiteral("start-unit"), QStringLiteral("start")},
                                               {QStringLiteral("restart-unit"), QStringLiteral("restart")},
                                               {QStringLiteral("reload-unit"), QStringLiteral("reload")}};
    QString whyNot;
    if (verbs.contains(cause.fixCode)) {
        const Result<Plan> plan = m_session->plan(verbs.value(cause.fixCode), cause.node);
        // Only when the plan is what the verdict advises; otherwise its words and command are shown.
        const bool same = plan && (cause.fixArgv.isEmpty() || bareUnit(plan->unit) == bareUnit(cause.fixArgv.last()));
        if (same)
            return propose(verbs.value(cause.fixCode), cause.node);
        if (!plan)
            whyNot = sayError(plan.error());
    }
    (new FixDialog(cause, whyNot, this))->open();
}

void MainWindow::finishAction(const QString& plan, const QString& code)
{
    const auto it = m_snapshot ? m_snapshot->plans.find(plan) : decltype(m_snapshot->plans.end()){};
    const QString name = m_snapshot && it != m_snapshot->plans.end()
                             ? visibleLine(commandLine(it->second.argv, false), 120)
                             : visibleLine(plan);
    if (code == QStringLiteral("verified"))
        m_status->say(label(Label::ActionVerified, name));
    else if (code == QStringLiteral("unverified"))
        m_status->say(label(Label::ActionUnverified, name));
    else
        m_status->say(label(Label::ActionFailed, name, sayError({code, {}, {}, {}})));
}

void MainWindow::showLogs(const QString& subject)
{
    m_tabs->setCurrentWidget(m_logs);
    if (!m_logs->openFor(subject))
        m_status->say(label(Label::LogNone));
    m_logs->view()->setFocus();
}

void MainWindow::showEvidence(const QString& id)
{
    m_tabs->setCurrentWidget(m_evidence);
    if (!id.isEmpty()) {
        m_evidence->select(id);
        return;
    }
    QStringList ids;
    if (m_snapshot) {
        for (const Evidence& evidence : evidenceBehind(*m_snapshot, m_selection.subject()))
            ids += evidence.id;
    }
    m_evidence->showOnly(ids);
}

void MainWindow::selectNextUnhealthy(bool forward)
{
    if (!m_snapshot)
        return;
    const QStringList wrong = unhealthySubjects(*m_snapshot);
    if (wrong.isEmpty()) {
        m_status->say(label(Label::VerdictHealthy));
        return;
    }
    const qsizetype at = wrong.indexOf(m_selection.subject());
    const qsizetype next =
        at < 0 ? (forward ? 0 : wrong.size() - 1) : (at + (forward ? 1 : wrong.size() - 1)) % wrong.size();
    m_selection.select(wrong.at(next));
}

} // namespace hopscope
