// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Keys, menu, palette and file dialogs of the window.
#include "ui/window/mainwindow.h"

#include "ui/dialogs/keymap.h"
#include "ui/environments/environmentsdialog.h"
#include "ui/evidence/evidencepanel.h"
#include "ui/graph/graphview.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"
#include "ui/models/derive.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"
#include "ui/window/sidepanel.h"
#include "ui/window/statusline.h"
#include "ui/window/topbar.h"

#include <QActionGroup>
#include <QApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QTabWidget>

namespace hopscope {

namespace {

/// What a report is called unless somebody says otherwise: `docs-acme-2026-11-22-1059.pdf`.
QString reportName(const QString& environment, Timestamp at)
{
    QString name = environment.left(60);
    for (QChar& c : name) {
        if (!c.isLetterOrNumber() && c != QLatin1Char('-') && c != QLatin1Char('.'))
            c = QLatin1Char('-');
    }
    return name + QDateTime::fromMSecsSinceEpoch(at.ms).toString(QStringLiteral("-yyyy-MM-dd-HHmm")) + QStringLiteral(".pdf");
}

} // namespace

/// A single letter must not act while somebody types it into a field.
void MainWindow::addKey(const QString& keys, const std::function<void()>& act, bool whileTyping)
{
    auto* shortcut = new QShortcut(QKeySequence(keys), this);
    connect(shortcut, &QShortcut::activated, this, [act, whileTyping] {
        if (whileTyping || !qobject_cast<QLineEdit*>(QApplication::focusWidget()))
            act();
    });
}

void MainWindow::setupKeys()
{
    addKey(
        QStringLiteral("Ctrl+K"), [this] { openPalette(); }, true);
    addKey(
        QStringLiteral("F5"),
        [this] {
            if (m_session)
                m_session->diagnose();
        },
        true);
    addKey(
        QStringLiteral("F6"),
        [this] {
            if (m_session && m_snapshot)
                m_session->setLive(!m_snapshot->live);
        },
        true);
    addKey(
        QStringLiteral("Ctrl+E"), [this] { showEnvironments(); }, true);
    addKey(
        QStringLiteral("Ctrl+G"), [this] { showWizard(!wizardShown()); }, true);
    addKey(
        QStringLiteral("Ctrl+O"), [this] { chooseFile(false); }, true);
    addKey(
        QStringLiteral("Esc"),
        [this] {
            if (m_session && m_session->progress().busy)
                m_session->cancel();
            else if (wizardShown())
                showWizard(false);
        },
        true);
    addKey(
        QStringLiteral("/"), [this] { focusFilter(); }, false);
    addKey(
        QStringLiteral("n"), [this] { jump(true); }, false);
    addKey(
        QStringLiteral("Shift+N"), [this] { jump(false); }, false);
    addKey(
        QStringLiteral("?"), [this] { showKeyMap(); }, false);
    for (int i = 0; i < m_tabs->count(); ++i)
        addKey(
            QStringLiteral("Ctrl+%1").arg(i + 1), [this, i] { m_tabs->setCurrentIndex(i); }, true);
}

void MainWindow::jump(bool forward)
{
    if (m_logs->view()->hasFocus() && m_logs->jumpToError(forward))
        return;
    selectNextUnhealthy(forward);
}

void MainWindow::focusFilter()
{
    const QWidget* focus = QApplication::focusWidget();
    const bool below = focus && m_tabs->isAncestorOf(focus);
    if (m_tabs->currentWidget() == m_logs && below)
        m_logs->focusFilter();
    else if (m_tabs->currentWidget() == m_evidence && below)
        m_evidence->focusFilter();
    else
        m_side->focusFilter();
}

void MainWindow::showKeyMap()
{
    (new KeyMapDialog(this))->open();
}

void MainWindow::buildMenu()
{
    QMenu* menu = m_topBar->menu();
    menu->clear();
    const auto add = [&](QMenu* to, Label text, const std::function<void()>& act) {
        QAction* action = to->addAction(noMnemonic(label(text)));
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    add(menu, Label::Environments, [this] { showEnvironments(); })->setEnabled(bool(m_supplies.environments.list));
    add(menu, Label::OpenEnvironment, [this] { chooseFile(false); })->setEnabled(bool(m_supplies.openEnvironment));
    add(menu, Label::OpenIncident, [this] { chooseFile(true); })->setEnabled(bool(m_supplies.openIncident));
    add(menu, Label::SaveIncident, [this] { saveIncident(); });
    menu->addSeparator();
    QMenu* view = menu->addMenu(label(Label::View));
    QMenu* theme = view->addMenu(label(Label::ThemeMenu));
    auto* themes = new QActionGroup(menu);
    for (const auto& [mode, text] :
         {std::pair{ThemeMode::Desktop, Label::ThemeDesktop}, std::pair{ThemeMode::Light, Label::ThemeLight},
          std::pair{ThemeMode::Dark, Label::ThemeDark}}) {
        QAction* action = add(theme, text, [mode = mode] { Theme::instance().setMode(mode); });
        action->setCheckable(true);
        action->setChecked(Theme::instance().mode() == mode);
        themes->addAction(action);
    }
    QMenu* language = view->addMenu(label(Label::LanguageMenu));
    auto* languages = new QActionGroup(menu);
    for (const auto& [code, text] : {std::pair{Language::English, QStringLiteral("English")},
                                     std::pair{Language::Chinese, QStringLiteral("简体中文")}}) {
        QAction* action = language->addAction(text);
        // Queued: the switch rebuilds this very menu.
        connect(
            action, &QAction::triggered, this, [code = code] { setUiLanguage(code); }, Qt::QueuedConnection);
        action->setCheckable(true);
        action->setChecked(uiLanguage() == code);
        languages->addAction(action);
    }
    add(view, Label::Fit, [this] { m_graph->fit(); });
    add(menu, Label::KeyMap, [this] { showKeyMap(); });
    menu->addSeparator();
    add(menu, Label::Quit, [this] { close(); });
}

void MainWindow::addCommands(QList<Findable>& list)
{
    const auto add = [&](const char* id, Label title, const char* keys, std::function<void()> act) {
        list.append({QString::fromLatin1(id), label(title).remove(QChar(0x2026)),
                     *keys ? QString::fromLatin1(keys) : label(Label::PaletteCommand), -1, std::move(act)});
    };
    add("cmd:diagnose", Label::Diagnose, "F5", [this] {
        if (m_session)
            m_session->diagnose();
    });
    add("cmd:live", m_snapshot && m_snapshot->live ? Label::PauseLive : Label::StartLive, "F6", [this] {
        if (m_session && m_snapshot)
            m_session->setLive(!m_snapshot->live);
    });
    add("cmd:wizard", Label::Wizard, "Ctrl+G", [this] { showWizard(true); });
    if (m_supplies.saveReport)
        add("cmd:report", Label::SaveReport, "", [this] { saveReport(); });
    add("cmd:save", Label::SaveIncident, "", [this] { saveIncident(); });
    if (m_supplies.environments.list)
        add("cmd:environments", Label::Environments, "Ctrl+E", [this] { showEnvironments(); });
    add("cmd:open", Label::OpenEnvironment, "Ctrl+O", [this] { chooseFile(false); });
    add("cmd:incident", Label::OpenIncident, "", [this] { chooseFile(true); });
    add("cmd:light", Label::ThemeLight, "", [] { Theme::instance().setMode(ThemeMode::Light); });
    add("cmd:dark", Label::ThemeDark, "", [] { Theme::instance().setMode(ThemeMode::Dark); });
    add("cmd:keys", Label::KeyMap, "?", [this] { showKeyMap(); });
    for (int i = 0; i < m_tabs->count(); ++i) {
        list.append({QStringLiteral("cmd:tab%1").arg(i), m_tabs->tabText(i), QStringLiteral("Ctrl+%1").arg(i + 1), -1,
                     [this, i] { m_tabs->setCurrentIndex(i); }});
    }
}

QList<Findable> MainWindow::findables()
{
    QList<Findable> list;
    if (m_snapshot) {
        const Snapshot& s = *m_snapshot;
        const auto add = [&](const QString& id, const QString& title, const QString& detail) {
            list.append({id, title, detail, int(healthOf(s, id)), [this, id] { m_selection.select(id); }});
        };
        for (const Row& row : checkRows(s)) {
            if (!row.subject.isEmpty() && row.id.startsWith(QStringLiteral("finding:")))
                list.append({row.id, row.cells.first(), saySubject(s, row.subject),
                             int(row.mark.value_or(Health::Unknown)),
                             [this, subject = row.subject] { m_selection.select(subject); }});
        }
        for (const Node& node : s.topology.nodes)
            add(node.id, sayNode(s, node.id), visibleLine(node.host, 60));
        for (const HostState& host : s.hosts)
            add(host.name, visibleLine(host.name, 60), label(Label::Host));
        for (const Hop& hop : s.topology.hops)
            add(hop.id, sayNode(s, hop.from) + QStringLiteral(" → ") + sayNode(s, hop.to),
                visibleLine(hop.address, 60));
    }
    addCommands(list);
    return list;
}

void MainWindow::openPalette()
{
    for (const CommandPalette* open : findChildren<CommandPalette*>()) {
        if (open->isVisible())
            return;
    }
    auto* palette = new CommandPalette(findables(), this);
    centre(palette);
    palette->open();
}

void MainWindow::showEnvironments()
{
    if (!m_supplies.environments.list || findChild<EnvironmentsDialog*>())
        return;
    auto* dialog = new EnvironmentsDialog(m_supplies.environments, m_supplies.recent.value(0), this);
    connect(dialog, &EnvironmentsDialog::openAsked, this, [this](const QString& path) {
        if (m_supplies.openEnvironment)
            m_supplies.openEnvironment(path);
    });
    connect(dialog, &EnvironmentsDialog::fileAsked, dialog, [this, dialog] {
        dialog->reject();
        chooseFile(false);
    });
    dialog->open();
}

void MainWindow::centre(QWidget* dialog)
{
    const QPoint top = mapToGlobal(QPoint((width() - dialog->width()) / 2, 90));
    dialog->move(top);
}

void MainWindow::chooseFile(bool incident)
{
    const auto open = incident ? m_supplies.openIncident : m_supplies.openEnvironment;
    if (!open)
        return;
    auto* dialog = new QFileDialog(this, label(incident ? Label::OpenIncident : Label::OpenEnvironment), QString(),
                                   label(incident ? Label::IncidentFiles : Label::EnvironmentFiles));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, open);
    dialog->open();
}

void MainWindow::saveIncident()
{
    if (!m_session || !m_snapshot || m_snapshot->replay)
        return;
    auto* dialog = new QFileDialog(this, label(Label::SaveIncident), QString(), label(Label::IncidentFiles));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("hopscope"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const Status saved = m_session ? m_session->saveAs(path) : Status{};
        m_status->say(saved ? label(Label::IncidentSaved, path) : label(Label::NotSaved, sayError(saved.error())));
    });
    dialog->open();
}

void MainWindow::saveReport()
{
    if (!m_snapshot || !m_supplies.saveReport)
        return;
    auto* dialog = new QFileDialog(this, label(Label::SaveReport), QString(),
                                   QStringLiteral("PDF (*.pdf);;HTML (*.html);;Markdown (*.md);;JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(reportName(m_snapshot->environment.name, m_snapshot->at));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_supplies.saveReport(m_snapshot, path, [window = QPointer<MainWindow>(this), path](const Status& saved) {
            if (!window)
                return;
            if (saved && window->m_session && window->m_snapshot && window->m_snapshot->guide && window->m_snapshot->guide->begun)
                window->m_session->markStep(QStringLiteral("report"), QStringLiteral("done"));
            window->m_status->say(saved ? label(Label::ReportSaved, path)
                                            : label(Label::NotSaved, sayError(saved.error())));
        });
    });
    dialog->open();
}

} // namespace hopscope
