// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/wizard/stepcard.h"

#include "ui/dialogs/plandialog.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/speech/sayguide.h"
#include "ui/theme/theme.h"
#include "ui/wizard/checkline.h"
#include "ui/wizard/guiderows.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace hopscope {
namespace {

constexpr int kRunningShown = 8;

QVBoxLayout* fill(QFrame* card)
{
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    return column;
}

QFrame* rule()
{
    QFrame* line = cardFrame("rule");
    line->setFixedHeight(1);
    return line;
}

QLabel* wrapped(const char* role, const QString& text)
{
    QLabel* label = plainLabel(role);
    label->setText(text);
    label->setWordWrap(true);
    label->setAccessibleName(text);
    return label;
}

/// Everything that decides how the cards look.
QString fingerprint(const Snapshot& snapshot, const GuideStep& step)
{
    const GuideChoice choice = guideChoice(snapshot, step.id);
    return step.id + QLatin1Char('|') + step.state + QLatin1Char('|') + QString::number(step.runs) + QLatin1Char('|') +
           step.ended.iso() + QLatin1Char('|') + QString::number(step.state == QStringLiteral("running") ? step.evidence.size() : 0) +
           QLatin1Char('|') + choice.next + QString::number(int(choice.move)) + QString::number(int(uiLanguage()));
}

} // namespace

StepCard::StepCard(QWidget* parent) : QWidget(parent)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 8, 0);
    m_column->setSpacing(16);
}

void StepCard::clear()
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // one of its buttons may be what asked for this
        }
        delete item;
    }
}

void StepCard::showStep(const Snapshot& snapshot, const QString& id)
{
    const GuideStep* step = snapshot.guide ? snapshot.guide->step(id) : nullptr;
    const QString now = step ? fingerprint(snapshot, *step) : QString();
    if (now == m_shown)
        return;
    m_shown = now;
    clear();
    if (!step)
        return;
    if (step->state == QStringLiteral("running") && !step->evidence.isEmpty())
        m_column->addWidget(runningCard(snapshot, *step));
    else if (step->over() && !step->lines.isEmpty())
        m_column->addWidget(linesCard(snapshot, *step));
    if (QFrame* next = nextCard(snapshot, *step))
        m_column->addWidget(next);
    m_column->addStretch(1);
}

QFrame* StepCard::linesCard(const Snapshot& snapshot, const GuideStep& step) const
{
    QFrame* card = cardFrame();
    card->setObjectName(QStringLiteral("stepLines"));
    QVBoxLayout* column = fill(card);
    for (const GuideLine& line : step.lines) {
        if (column->count() > 0)
            column->addWidget(rule());
        column->addWidget(new CheckLine(line, snapshot));
    }
    return card;
}

/// What is being run, latest last: somebody who waits wants to see that something happens.
QFrame* StepCard::runningCard(const Snapshot& snapshot, const GuideStep& step) const
{
    QFrame* card = cardFrame();
    card->setObjectName(QStringLiteral("stepRunning"));
    QVBoxLayout* column = fill(card);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(5);
    for (const QString& id : step.evidence.mid(qMax<qsizetype>(0, step.evidence.size() - kRunningShown))) {
        const auto found = snapshot.evidence->find(id);
        if (found == snapshot.evidence->end())
            continue;
        auto* command = new ElidedLabel("muted");
        command->setFont(monoFont(12));
        command->setFullText(visibleLine(found->second.host, 60) + QStringLiteral("$ ") + visibleLine(found->second.command, 300) +
                             QStringLiteral("  · ") + words().duration(found->second.durationMs));
        column->addWidget(command);
    }
    return card;
}

QFrame* StepCard::fixCard(const CauseMatch& cause, const Snapshot& snapshot) const
{
    QFrame* card = cardFrame();
    card->setObjectName(QStringLiteral("nextCard"));
    QVBoxLayout* column = fill(card);
    column->setContentsMargins(16, 13, 16, 13);
    column->setSpacing(6);
    const QString fix = sayFix(cause);
    column->addWidget(wrapped("strong", label(Label::WizardNext, fix.isEmpty() ? words().text(QStringLiteral("fix.none")) : fix)));
    QStringList about{sayRisk(cause.risk)};
    const bool ours = !cause.fixArgv.isEmpty();
    about += label(ours ? Label::WizardSnapshotFirst : Label::FixByHand);
    column->addWidget(wrapped("muted", about.join(QStringLiteral(". "))));
    if (!ours)
        return card;
    const QString host = cause.node.section(QLatin1Char('/'), 0, 0);
    const HostSpec* spec = snapshot.environment.host(host);
    const QString command = commandLine(cause.fixArgv, spec && spec->sudo != SudoMode::Never);
    auto* row = new QHBoxLayout;
    auto* text = new ElidedLabel;
    text->setFont(monoFont(12));
    text->setFullText(visibleLine(host, 60) + QStringLiteral("$ ") + visibleLine(command, 400));
    text->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(text, 1);
    row->addWidget(copyButton(command));
    row->addStretch(1);
    column->addLayout(row);
    return card;
}

QFrame* StepCard::nextCard(const Snapshot& snapshot, const GuideStep& step) const
{
    const GuideChoice choice = guideChoice(snapshot, step.id);
    const GuideStep* next = snapshot.guide->step(choice.next);
    const bool toFix = next && next->kind == QStringLiteral("fix") && step.over();
    const bool atFix = step.kind == QStringLiteral("fix") && !step.over();
    if ((toFix || atFix) && !snapshot.verdict.causes.isEmpty())
        return fixCard(snapshot.verdict.causes.constFirst(), snapshot);
    if (!next || !step.over())
        return nullptr;
    QFrame* card = cardFrame();
    card->setObjectName(QStringLiteral("nextCard"));
    QVBoxLayout* column = fill(card);
    column->setContentsMargins(16, 13, 16, 13);
    column->setSpacing(5);
    column->addWidget(wrapped("strong", label(Label::WizardNext, sayGuideText(words(), next->title))));
    column->addWidget(wrapped("muted", sayGuideText(words(), next->why)));
    return card;
}

} // namespace hopscope
