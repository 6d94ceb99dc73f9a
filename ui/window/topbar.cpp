// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/topbar.h"

#include "ui/parts/agelabel.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace hopscope {

namespace {

constexpr int kProgressDelayMs = 300;

} // namespace

TopBar::TopBar(const Ticker& ticker, QWidget* parent) : Panel(parent)
{
    setProperty("card", QStringLiteral("bar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 7, 12, 7);
    row->setSpacing(9);
    buildLeft(row);
    m_middle = new QStackedWidget(this);
    m_middle->addWidget(buildLive(ticker));
    m_middle->addWidget(buildProgress());
    row->addWidget(m_middle, 1);
    buildVerbs(row);
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] { m_middle->setCurrentIndex(1); });
    retranslate();
    render();
}

void TopBar::buildLeft(QHBoxLayout* row)
{
    m_name = plainLabel("strong");
    m_environment = toolButton("button");
    m_environment->setObjectName(QStringLiteral("environment"));
    m_environment->setPopupMode(QToolButton::InstantPopup);
    m_environmentMenu = new QMenu(m_environment);
    m_environment->setMenu(m_environmentMenu);
    m_badge = plainLabel("badge");
    m_badge->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_badge->setObjectName(QStringLiteral("policyBadge"));
    row->addWidget(m_name);
    row->addWidget(m_environment);
    row->addWidget(m_badge, 0, Qt::AlignVCenter);
}

QWidget* TopBar::buildLive(const Ticker& ticker)
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_live = toolButton("flat");
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setCheckable(true);
    m_live->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_age = new AgeLabel(ticker, Label::MeasuredAgo);
    m_age->setObjectName(QStringLiteral("measuredAge"));
    row->addWidget(m_live);
    row->addWidget(m_age);
    row->addStretch(1);
    connect(m_live, &QToolButton::clicked, this, &TopBar::liveToggled);
    return page;
}

QWidget* TopBar::buildProgress()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_phase = new ElidedLabel("muted");
    m_phase->setObjectName(QStringLiteral("progressText"));
    m_cancel = pushButton("flat");
    m_cancel->setObjectName(QStringLiteral("cancel"));
    row->addWidget(m_phase);
    row->addWidget(m_cancel);
    row->addStretch(1);
    m_phase->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_phase->setFullText(label(Label::Cancelling));
        emit cancelAsked();
    });
    return page;
}

void TopBar::buildVerbs(QHBoxLayout* row)
{
    m_find = pushButton("flat");
    m_find->setObjectName(QStringLiteral("find"));
    m_diagnose = pushButton("primary");
    m_diagnose->setObjectName(QStringLiteral("diagnose"));
    m_guide = pushButton();
    m_guide->setObjectName(QStringLiteral("guide"));
    m_report = pushButton();
    m_report->setObjectName(QStringLiteral("report"));
    m_menuButton = toolButton("button");
    m_menuButton->setObjectName(QStringLiteral("menu"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menu = new QMenu(m_menuButton);
    m_menuButton->setMenu(m_menu);
    for (QWidget* widget : {static_cast<QWidget*>(m_find), static_cast<QWidget*>(m_diagnose), static_cast<QWidget*>(m_guide),
                            static_cast<QWidget*>(m_report), static_cast<QWidget*>(m_menuButton)})
        row->addWidget(widget);
    // A click must not take the focus: Diagnose is disabled while it runs, and the next button would look chosen.
    for (QPushButton* button : {m_find, m_diagnose, m_guide, m_report})
        button->setFocusPolicy(Qt::TabFocus);
    connect(m_find, &QPushButton::clicked, this, &TopBar::findAsked);
    connect(m_diagnose, &QPushButton::clicked, this, &TopBar::diagnoseAsked);
    connect(m_guide, &QPushButton::clicked, this, &TopBar::guideAsked);
    connect(m_report, &QPushButton::clicked, this, &TopBar::reportAsked);
}

void TopBar::retranslate()
{
    m_name->setText(label(Label::AppName));
    setCaption(m_find, label(Label::FindAnything) + QStringLiteral("   Ctrl K"), label(Label::FindAnything));
    setCaption(m_diagnose, label(Label::Diagnose));
    m_diagnose->setToolTip(QStringLiteral("F5"));
    setCaption(m_guide, label(Label::WizardVerb), label(Label::Wizard));
    m_guide->setToolTip(QStringLiteral("Ctrl+G"));
    setCaption(m_report, label(Label::Report));
    setCaption(m_cancel, label(Label::Cancel));
    m_cancel->setToolTip(QStringLiteral("Esc"));
    setCaption(m_menuButton, label(Label::Menu));
    m_environmentMenu->setAccessibleName(label(Label::ChooseEnvironment));
    m_menu->setAccessibleName(label(Label::Menu));
    rebuildEnvironmentMenu();
}

void TopBar::render()
{
    const bool known = m_snapshot != nullptr;
    const QString name = known ? visibleLine(m_snapshot->environment.name, 40) : label(Label::ChooseEnvironment);
    setCaption(m_environment, name + QStringLiteral("  ▾"), label(Label::Environment) + QStringLiteral(": ") + name);
    renderBadge();
    const bool live = known && m_snapshot->live;
    const bool replay = known && m_snapshot->replay;
    m_live->setVisible(known);
    m_live->setChecked(live);
    m_live->setEnabled(!replay);
    const QString state = label(replay ? Label::Recorded : live ? Label::Live : Label::Paused);
    setCaption(m_live, (live ? QStringLiteral("●  ") : QStringLiteral("○  ")) + state,
               replay ? state : label(live ? Label::PauseLive : Label::StartLive));
    m_live->setToolTip(replay ? QString() : plainTip(label(live ? Label::PauseLive : Label::StartLive)));
    m_live->setProperty("tone", live ? QStringLiteral("live") : QString());
    repolish(m_live);
    m_age->setSince(known ? m_snapshot->measured : Timestamp{}, known ? label(Label::NotMeasuredYet) : QString());
    m_age->updateGeometry();
    m_diagnose->setEnabled(known && !replay && !m_progress.busy);
    m_guide->setEnabled(known);
    m_report->setEnabled(known && m_snapshot->entries > 0);
}

void TopBar::renderBadge()
{
    m_badge->setVisible(m_snapshot != nullptr);
    if (!m_snapshot)
        return;
    const Environment& environment = m_snapshot->environment;
    const bool locked = environment.policy == Policy::ReadOnly;
    const QString policy = label(locked ? Label::ReadOnly : Label::AsksFirst);
    m_badge->setText(environment.production ? label(Label::Production) + QStringLiteral(" · ") + policy : policy);
    m_badge->setAccessibleName(m_badge->text());
    const char* tone = environment.production ? "production" : locked ? "locked" : "";
    if (m_badge->property("tone").toString() != QLatin1String(tone)) {
        m_badge->setProperty("tone", QString::fromLatin1(tone));
        repolish(m_badge);
    }
}

void TopBar::offerReport(bool offered)
{
    m_report->setVisible(offered);
}

void TopBar::setRecent(const QStringList& paths)
{
    m_recent = paths;
    rebuildEnvironmentMenu();
}

void TopBar::rebuildEnvironmentMenu()
{
    m_environmentMenu->clear();
    for (const QString& path : std::as_const(m_recent)) {
        QAction* action = m_environmentMenu->addAction(noMnemonic(visibleLine(QFileInfo(path).completeBaseName(), 60)));
        action->setToolTip(plainTip(path));
        connect(action, &QAction::triggered, this, [this, path] { emit environmentChosen(path); });
    }
    if (!m_recent.isEmpty())
        m_environmentMenu->addSeparator();
    connect(m_environmentMenu->addAction(label(Label::Environments)), &QAction::triggered, this,
            &TopBar::environmentsAsked);
    connect(m_environmentMenu->addAction(label(Label::OpenEnvironment)), &QAction::triggered, this,
            &TopBar::openEnvironmentAsked);
    connect(m_environmentMenu->addAction(label(Label::OpenIncident)), &QAction::triggered, this,
            &TopBar::openIncidentAsked);
}

void TopBar::setProgress(const Progress& progress)
{
    m_progress = progress;
    m_cancel->setEnabled(true);
    m_diagnose->setEnabled(!progress.busy && m_snapshot && !m_snapshot->replay);
    if (!progress.busy) {
        m_delay.stop();
        m_middle->setCurrentIndex(0);
        return;
    }
    showProgressText();
    if (m_middle->currentIndex() == 0 && !m_delay.isActive())
        m_delay.start(kProgressDelayMs);
}

void TopBar::showProgressText()
{
    QStringList parts{sayPhase(m_progress.phase)};
    if (!m_progress.host.isEmpty())
        parts += visibleLine(m_progress.host, 40);
    if (m_progress.total > 0)
        parts += label(Label::ProgressOf, QString::number(m_progress.done), QString::number(m_progress.total));
    m_phase->setFullText(parts.join(QStringLiteral(" · ")));
}

} // namespace hopscope
