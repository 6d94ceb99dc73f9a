// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/action.h"
#include "core/model/environment.h"

#include <QDialog>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace hopscope {

/// Asks before anything is changed: host, environment, the exact command, risk, what is checked and kept first. Enter
/// and Escape do nothing to the host; production needs the host's name typed.
class PlanDialog : public QDialog {
    Q_OBJECT
public:
    PlanDialog(const Plan& plan, const Environment& environment, QWidget* parent);

signals:
    void confirmed(const hopscope::Plan& plan);

private:
    void addRows(QGridLayout* grid, const Environment& environment);
    void addRow(QGridLayout* grid, const QString& name, const QString& value, bool mono = false);

    Plan m_plan;
    QLineEdit* m_typed = nullptr;
    QPushButton* m_do;
    QPushButton* m_cancel;
};

/// The exact command as a person would type it on that host, each word quoted where the shell would need it.
[[nodiscard]] QString commandLine(const QStringList& argv, bool sudo);

} // namespace hopscope
