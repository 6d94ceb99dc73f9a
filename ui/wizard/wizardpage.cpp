// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/wizard/wizardpage.h"

#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/speech/sayguide.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"
#include "ui/wizard/stepcard.h"
#include "ui/wizard/steplist.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace hopscope {
namespace {

constexpr int kSideWidth = 272;
constexpr int kTextWidth = 780;

bool isRunning(const GuideStep& step)
{
    return step.state == QStringLiteral("running");
}

/// What makes it worth reading: the verdict explains itself, the others say what is checked and why.
QString explanation(const GuideStep& step)
{
    if (step.id == QStringLiteral("verdict") && step.state == QStringLiteral("done") && step.cause)
        return words().causeLine(*step.cause);
    return sayGuideText(words(), step.why);
}

} // namespace

WizardPage::WizardPage(QWidget* parent) : Panel(parent), m_rows(new RowsModel(3, this))
{
    setObjectName(QStringLiteral("wizard"));
    setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildSide());
    row->addWidget(buildStep(), 1);
    addKey(QStringLiteral("Alt+Left"), &WizardPage::goBack);
    addKey(QStringLiteral("R"), &WizardPage::runAgain);
    addKey(QStringLiteral("S"), &WizardPage::leaveOut);
    connect(m_list, &StepList::stepChosen, this, &WizardPage::showStep);
    connect(m_close, &QPushButton::clicked, this, &WizardPage::closeAsked);
    connect(m_back, &QPushButton::clicked, this, &WizardPage::goBack);
    connect(m_again, &QPushButton::clicked, this, &WizardPage::runAgain);
    connect(m_skip, &QPushButton::clicked, this, &WizardPage::leaveOut);
    connect(m_go, &QPushButton::clicked, this, &WizardPage::goOn);
    retranslate();
    render();
}

void WizardPage::addKey(const QString& keys, void (WizardPage::*act)())
{
    auto* shortcut = new QShortcut(QKeySequence(keys), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, act);
}

QWidget* WizardPage::buildSide()
{
    QFrame* side = cardFrame("side");
    side->setFixedWidth(kSideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 18, 0, 12);
    column->setSpacing(2);
    m_title = plainLabel("name");
    m_where = plainLabel("muted");
    for (QLabel* text : {m_title, m_where}) {
        text->setContentsMargins(20, 0, 12, 0);
        column->addWidget(text);
    }
    column->addSpacing(8);
    m_list = new StepList(m_rows);
    m_list->setObjectName(QStringLiteral("wizardSteps"));
    column->addWidget(m_list, 1);
    m_close = pushButton("flat");
    m_close->setObjectName(QStringLiteral("wizardClose"));
    m_close->setFocusPolicy(Qt::TabFocus);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(14, 0, 14, 0);
    foot->addWidget(m_close);
    foot->addStretch(1);
    column->addLayout(foot);
    return side;
}

QWidget* WizardPage::buildStep()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(34, 24, 26, 22);
    column->setSpacing(6);
    m_count = plainLabel("section");
    m_headline = plainLabel("headline");
    m_headline->setObjectName(QStringLiteral("wizardHeadline"));
    m_headline->setWordWrap(true);
    m_why = plainLabel("why");
    m_why->setObjectName(QStringLiteral("wizardWhy"));
    m_why->setWordWrap(true);
    m_why->setMaximumWidth(kTextWidth);
    m_why->setMinimumHeight(44); // two lines: the cards below stay where they are
    m_why->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    m_mark = new MarkWidget(22);
    auto* lower = new QVBoxLayout; // beside the first line of the headline
    lower->setContentsMargins(0, 5, 0, 0);
    lower->addWidget(m_mark);
    lower->addStretch(1);
    head->addLayout(lower);
    head->addWidget(m_headline, 1);
    column->addWidget(m_count);
    column->addLayout(head);
    column->addWidget(m_why);
    column->addSpacing(6);
    m_card = new StepCard;
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_card);
    column->addWidget(m_scroll, 1);
    column->addSpacing(8);
    buildButtons(column);
    return page;
}

void WizardPage::buildButtons(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->setContentsMargins(0, 0, 8, 0);
    const auto add = [&](const char* kind, const char* name) {
        QPushButton* button = pushButton(kind);
        button->setObjectName(QString::fromLatin1(name));
        button->setProperty("size", QStringLiteral("tall"));
        row->addWidget(button);
        return button;
    };
    m_back = add("", "wizardBack");
    m_again = add("", "wizardAgain");
    row->addStretch(1);
    m_skip = add("", "wizardSkip");
    m_go = add("primary", "wizardGo");
    column->addLayout(row);
}

void WizardPage::setSession(Session* session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_step.clear();
    m_asked.clear();
    if (!session)
        return;
    connect(session, &Session::stepFinished, this, [this](const QString& step) {
        if (step != m_asked)
            return;
        m_asked.clear(); // also where it was never begun
        renderButtons();
    });
}

void WizardPage::open()
{
    if (m_snapshot && m_step.isEmpty())
        enter(guideStart(*m_snapshot));
    keepFocus();
}

/// Shows a step and, when nobody has run it, runs it: a step only reads.
void WizardPage::enter(const QString& step)
{
    showStep(step);
    const GuideStep* found = m_snapshot && m_snapshot->guide ? m_snapshot->guide->step(step) : nullptr;
    if (found && !found->over() && guideChoice(*m_snapshot, step).move == GuideMove::Run)
        run(step);
}

void WizardPage::showStep(const QString& step)
{
    if (step.isEmpty() || step == m_step)
        return;
    m_step = step;
    m_scroll->verticalScrollBar()->setValue(0);
    render();
}

void WizardPage::run(const QString& step)
{
    if (!m_session || !m_snapshot || !m_snapshot->guide || !m_asked.isEmpty())
        return;
    const GuideStep* found = m_snapshot->guide->step(step);
    m_asked = step;
    m_askedRuns = found ? found->runs : 0;
    m_session->runStep(step);
    renderButtons();
}

void WizardPage::goOn()
{
    if (!m_snapshot || !m_session || !m_asked.isEmpty())
        return;
    const GuideChoice choice = guideChoice(*m_snapshot, m_step);
    switch (choice.move) {
    case GuideMove::Wait:
        return;
    case GuideMove::Run:
        return run(m_step);
    case GuideMove::Fix:
        emit fixAsked();
        return;
    case GuideMove::Report:
        emit reportAsked();
        return;
    case GuideMove::Finish:
        emit closeAsked();
        return;
    case GuideMove::Next:
        break;
    }
    for (const QString& passed : choice.passed)
        m_session->markStep(passed, QStringLiteral("skipped"));
    enter(choice.next);
}

void WizardPage::goBack()
{
    if (m_snapshot)
        showStep(guideChoice(*m_snapshot, m_step).previous);
}

void WizardPage::runAgain()
{
    if (m_snapshot && guideChoice(*m_snapshot, m_step).canRun)
        run(m_step);
}

void WizardPage::leaveOut()
{
    if (!m_snapshot || !m_session || !m_asked.isEmpty())
        return;
    const GuideChoice choice = guideChoice(*m_snapshot, m_step);
    const GuideStep* here = m_snapshot->guide ? m_snapshot->guide->step(m_step) : nullptr;
    if (!here)
        return;
    if (choice.canMend) {
        // At the fix itself or just before it.
        const bool atFix = here->kind == QStringLiteral("fix");
        const QString fix = atFix ? m_step : choice.next;
        m_session->markStep(fix, QStringLiteral("by-hand"));
        return enter(guideChoice(*m_snapshot, fix).next);
    }
    if (!choice.canSkip)
        return;
    m_session->markStep(m_step, QStringLiteral("skipped"));
    enter(choice.next);
}

void WizardPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return Panel::keyPressEvent(event);
    // On a button Enter means that button; anywhere else it goes on.
    if (auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget()); button && isAncestorOf(button))
        button->click();
    else
        goOn();
}

void WizardPage::retranslate()
{
    m_title->setText(label(Label::Wizard));
    setAccessibleName(label(Label::Wizard));
    m_list->setAccessibleName(label(Label::WizardSteps));
    setCaption(m_close, QStringLiteral("‹ ") + label(Label::WizardClose), label(Label::WizardClose));
    m_close->setToolTip(QStringLiteral("Ctrl+G"));
    setCaption(m_back, label(Label::WizardBack));
    m_back->setToolTip(QStringLiteral("Alt+←"));
    setCaption(m_again, label(Label::WizardAgain));
    m_again->setToolTip(QStringLiteral("R"));
    m_card->forget();
}

void WizardPage::render()
{
    if (isVisible() && m_step.isEmpty() && m_snapshot && m_snapshot->guide)
        return enter(guideStart(*m_snapshot)); // opened before the steps were known
    m_rows->setRows(m_snapshot ? guideRows(*m_snapshot) : QList<Row>());
    m_where->setText(m_snapshot ? visibleLine(m_snapshot->environment.name, 40) + QStringLiteral(" · ") +
                                      clockText(m_snapshot->at, m_snapshot->at)
                                : QString());
    const GuideStep* step = m_snapshot && m_snapshot->guide ? m_snapshot->guide->step(m_step) : nullptr;
    if (step && step->id == m_asked && (step->runs > m_askedRuns || isRunning(*step)))
        m_asked.clear();
    m_list->showStep(m_step);
    if (step) {
        renderHead(*step);
        m_card->showStep(*m_snapshot, m_step);
    }
    renderButtons();
}

void WizardPage::renderHead(const GuideStep& step)
{
    const int row = m_rows->rowOf(step.id);
    const QString title = sayGuideText(words(), step.title);
    m_count->setText(words().text(QStringLiteral("guide.step"), {{QStringLiteral("number"), row + 1}, {QStringLiteral("count"), m_rows->rowCount()}}) +
                     QStringLiteral(" · ") + title);
    QString headline = step.state == QStringLiteral("done") ? sayGuideResult(words(), step) : QString();
    if (headline.isEmpty())
        headline = title;
    headline[0] = headline.startsWith(QStringLiteral("nginx")) || headline.startsWith(QStringLiteral("docservice")) ? headline.at(0) : headline.at(0).toUpper();
    m_headline->setText(headline);
    m_headline->setAccessibleName(headline);
    m_mark->setVisible(step.over());
    m_mark->setHealth(step.mark);
    m_why->setText(explanation(step));
    m_why->setAccessibleName(m_why->text());
}

void WizardPage::renderButtons()
{
    const bool known = m_snapshot && m_snapshot->guide && m_session;
    const GuideChoice choice = known ? guideChoice(*m_snapshot, m_step) : GuideChoice{};
    const bool waits = choice.move == GuideMove::Wait || !m_asked.isEmpty();
    const GuideStep* next = known ? m_snapshot->guide->step(choice.next) : nullptr;
    QString go = label(Label::WizardGo);
    if (waits)
        go = label(Label::WizardRunning);
    else if (choice.move == GuideMove::Run)
        go = label(Label::WizardRun);
    else if (choice.move == GuideMove::Fix)
        go = label(Label::Fix);
    else if (choice.move == GuideMove::Report)
        go = label(Label::SaveReport);
    else if (choice.move == GuideMove::Finish || !next)
        go = label(Label::WizardFinish);
    else
        go = label(Label::WizardGoTo, sayGuideText(words(), next->title));
    setCaption(m_go, go);
    m_go->setToolTip(QStringLiteral("Enter"));
    m_go->setEnabled(known && !waits);
    m_back->setEnabled(!choice.previous.isEmpty());
    m_again->setEnabled(choice.canRun && !waits);
    m_skip->setVisible(choice.canMend || choice.canSkip);
    m_skip->setEnabled(!waits);
    setCaption(m_skip, label(choice.canMend ? Label::WizardByHand : Label::WizardSkip));
    m_skip->setToolTip(QStringLiteral("S"));
    keepFocus();
}

/// While a step runs its button cannot have the focus; afterwards Enter must go on again.
void WizardPage::keepFocus()
{
    if (!isVisible())
        return;
    const QWidget* focus = QApplication::focusWidget();
    const bool lost = !focus || focus == this || !isAncestorOf(focus) || !focus->isEnabled() || !focus->isVisible();
    // Somebody at work in a dialog or in the top bar is left there.
    if (focus && focus != this && !isAncestorOf(focus) && focus->isVisible() && focus->isEnabled() && focus->window() != window())
        return;
    if (lost || focus == m_go)
        (m_go->isEnabled() ? static_cast<QWidget*>(m_go) : this)->setFocus();
}

} // namespace hopscope
