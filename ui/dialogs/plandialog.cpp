// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/plandialog.h"

#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace hopscope {

namespace {

constexpr int kWidth = 560;

QString quoted(const QString& word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    QString inner = word;
    return QLatin1Char('\'') + inner.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString verbText(const QString& verb)
{
    static const QHash<QString, Label> known{{QStringLiteral("start"), Label::StartVerb},
                                             {QStringLiteral("stop"), Label::StopVerb},
                                             {QStringLiteral("restart"), Label::RestartVerb},
                                             {QStringLiteral("reload"), Label::ReloadVerb}};
    const auto it = known.find(verb);
    return it == known.end() ? visibleLine(verb) : label(*it);
}

QString environmentText(const Environment& environment)
{
    const QString name = visibleLine(environment.name);
    return environment.production ? name + QStringLiteral("  ·  ") + label(Label::Production) : name;
}

} // namespace

QString commandLine(const QStringList& argv, bool sudo)
{
    QStringList words;
    if (sudo)
        words += QStringLiteral("sudo");
    for (const QString& word : argv)
        words += quoted(word);
    return words.join(QLatin1Char(' '));
}

PlanDialog::PlanDialog(const Plan& plan, const Environment& environment, QWidget* parent)
    : QDialog(parent), m_plan(plan)
{
    setObjectName(QStringLiteral("planDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString unit = visibleLine(plan.unit.isEmpty() ? plan.node : plan.unit);
    const QString question = label(Label::PlanTitle, verbText(plan.verb), unit, visibleLine(plan.host));
    setWindowTitle(question);
    setAccessibleName(question);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(14);
    QLabel* title = plainLabel("title");
    title->setText(question);
    title->setWordWrap(true);
    column->addWidget(title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(7);
    grid->setColumnStretch(1, 1);
    addRows(grid, environment);
    column->addLayout(grid);
    if (environment.production) {
        QLabel* ask = plainLabel("warning");
        ask->setText(label(Label::PlanProduction, visibleLine(plan.host)));
        ask->setWordWrap(true);
        m_typed = new QLineEdit;
        m_typed->setObjectName(QStringLiteral("typedHost"));
        m_typed->setAccessibleName(label(Label::PlanTyped));
        column->addWidget(ask);
        column->addWidget(m_typed);
    }
    auto* buttons = new QHBoxLayout;
    m_do = pushButton("danger");
    m_do->setObjectName(QStringLiteral("confirm"));
    setCaption(m_do, verbText(plan.verb), question);
    m_cancel = pushButton();
    m_cancel->setObjectName(QStringLiteral("cancelPlan"));
    setCaption(m_cancel, label(Label::Cancel));
    column->addStretch(1);
    buttons->addStretch(1);
    buttons->addWidget(m_do);
    buttons->addWidget(m_cancel);
    column->addLayout(buttons);
    m_cancel->setAutoDefault(true);
    m_cancel->setDefault(true);
    m_do->setEnabled(!m_typed);
    if (m_typed) {
        connect(m_typed, &QLineEdit::textChanged, this,
                [this](const QString& text) { m_do->setEnabled(text.trimmed() == m_plan.host); });
        m_typed->setFocus();
    } else {
        m_cancel->setFocus();
    }
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, [this] {
        emit confirmed(m_plan);
        accept();
    });
    setMinimumWidth(kWidth);
    resize(kWidth, column->totalHeightForWidth(kWidth));
}

void PlanDialog::addRows(QGridLayout* grid, const Environment& environment)
{
    addRow(grid, label(Label::PlanHost), visibleLine(m_plan.host));
    addRow(grid, label(Label::Environment), environmentText(environment));
    addRow(grid, label(Label::PlanCommand), visibleLine(commandLine(m_plan.argv, m_plan.sudo), 2000), true);
    addRow(grid, label(Label::PlanRisk), sayRisk(m_plan.risk));
    QStringList checks;
    for (const QStringList& check : m_plan.prechecks)
        checks += visibleLine(commandLine(check, m_plan.sudo), 1000);
    addRow(grid, label(Label::PlanPrechecks),
           checks.isEmpty() ? label(Label::PlanNoPrechecks) : checks.join(QLatin1Char('\n')), !checks.isEmpty());
    addRow(grid, label(Label::PlanUndo),
           m_plan.undo.isEmpty() ? label(Label::PlanNoUndo) : visibleLine(commandLine(m_plan.undo, m_plan.sudo), 1000),
           !m_plan.undo.isEmpty());
    addRow(grid, label(Label::PlanSaved), label(Label::PlanSavedText, visibleLine(m_plan.host)));
    addRow(grid, label(Label::PlanAfter), label(Label::PlanAfterText));
}

void PlanDialog::addRow(QGridLayout* grid, const QString& name, const QString& value, bool mono)
{
    const int row = grid->rowCount();
    QLabel* left = plainLabel("muted");
    left->setText(name);
    QLabel* right = plainLabel();
    right->setText(value);
    right->setWordWrap(true);
    right->setAccessibleName(name + QStringLiteral(": ") + value);
    right->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (mono)
        right->setFont(monoFont());
    grid->addWidget(left, row, 0, Qt::AlignTop | Qt::AlignLeft);
    grid->addWidget(right, row, 1);
}

} // namespace hopscope
