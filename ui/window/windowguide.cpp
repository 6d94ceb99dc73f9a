// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The guide inside the window: a page that takes the place of the overview.
#include "ui/graph/graphview.h"
#include "ui/window/mainwindow.h"
#include "ui/wizard/wizardpage.h"

#include <QStackedWidget>

namespace hopscope {

void MainWindow::buildWizard()
{
    m_wizard = new WizardPage;
    connect(m_wizard, &WizardPage::fixAsked, this, &MainWindow::proposeFix);
    connect(m_wizard, &WizardPage::reportAsked, this, &MainWindow::saveReport);
    connect(m_wizard, &WizardPage::closeAsked, this, [this] { showWizard(false); });
}

bool MainWindow::wizardShown() const
{
    return m_pages->currentWidget() == m_wizard;
}

void MainWindow::showWizard(bool shown)
{
    if (shown && !m_snapshot)
        return;
    m_pages->setCurrentIndex(shown ? 1 : 0);
    if (shown)
        m_wizard->open();
    else
        m_graph->setFocus();
}

} // namespace hopscope
