// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logpanel.h"

#include "ui/logs/logview.h"
#include "ui/parts/choicebox.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hopscope {

namespace {

constexpr qsizetype kMaxHeld = qsizetype{4} * 1024 * 1024;

} // namespace

LogPanel::LogPanel(QWidget* parent) : Panel(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 6, 4);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_source = new ChoiceBox;
    m_source->setObjectName(QStringLiteral("logSource"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("logFilter"));
    m_filter->setClearButtonEnabled(true);
    m_pause = pushButton();
    m_pause->setObjectName(QStringLiteral("logPause"));
    m_counts = plainLabel("faint");
    row->addWidget(m_source);
    row->addWidget(m_filter, 1);
    row->addWidget(m_pause);
    row->addWidget(m_counts);
    column->addLayout(row);
    m_view = new LogView;
    m_view->setObjectName(QStringLiteral("logView"));
    column->addWidget(m_view, 1);
    connect(m_source, &QComboBox::activated, this, &LogPanel::followIndex);
    connect(m_filter, &QLineEdit::textChanged, m_view, &LogView::setFilter);
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_paused); });
    connect(m_view, &LogView::linesChanged, this, &LogPanel::showCounts);
    retranslate();
    showCounts();
}

void LogPanel::setSession(Session* session)
{
    stop();
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_view->clear();
    m_targets.clear();
    fillTargets();
    if (!session)
        return;
    connect(session, &Session::logArrived, this, &LogPanel::take);
    connect(session, &Session::followEnded, this, [this](qint64 follow, const Error& error) {
        if (follow != m_follow)
            return;
        m_follow = 0;
        m_ended = sayError(error);
        showCounts();
    });
}

QString LogPanel::nameOf(const LogTarget& target)
{
    return visibleLine(target.host, 60) + QStringLiteral(" · ") +
           visibleLine(target.unit.isEmpty() ? target.file : target.unit, 120);
}

void LogPanel::fillTargets()
{
    const QList<LogTarget> targets = m_session ? m_session->logTargets() : QList<LogTarget>{};
    const auto same = [](const LogTarget& a, const LogTarget& b) {
        return a.host == b.host && a.file == b.file && a.unit == b.unit;
    };
    if (m_source->count() > 0 && std::equal(targets.begin(), targets.end(), m_targets.begin(), m_targets.end(), same))
        return;
    const QString chosen = m_source->currentIndex() > 0 ? m_source->currentText() : QString();
    m_targets = targets;
    m_source->clear();
    m_source->addItem(label(targets.isEmpty() ? Label::LogNone : Label::LogChoose));
    for (const LogTarget& target : targets)
        m_source->addItem(nameOf(target));
    m_source->setCurrentIndex(qMax(0, m_source->findText(chosen)));
}

bool LogPanel::openFor(const QString& subject)
{
    fillTargets();
    const Node* node = m_snapshot ? m_snapshot->topology.node(subject) : nullptr;
    const QString host = node ? node->host : subject;
    const QString kind = node ? node->kind : QString();
    const QString unit = m_snapshot && m_snapshot->facts
                             ? m_snapshot->facts->value(subject, QStringLiteral("unit.name")).toString()
                             : QString();
    int best = -1;
    int bestScore = 0;
    for (int i = 0; i < m_targets.size(); ++i) {
        const LogTarget& target = m_targets.at(i);
        if (target.host != host)
            continue;
        const int score = 1 + (!unit.isEmpty() && target.unit == unit ? 4 : 0) +
                          (!kind.isEmpty() && (target.file + target.unit).contains(kind, Qt::CaseInsensitive) ? 2 : 0);
        if (score > bestScore) {
            best = i;
            bestScore = score;
        }
    }
    if (best < 0)
        return false;
    m_source->setCurrentIndex(best + 1);
    followIndex(best + 1);
    return true;
}

void LogPanel::followIndex(int index)
{
    stop();
    m_view->clear();
    m_filter->clear();
    m_ended.clear();
    setPaused(false);
    m_view->setFollowing(true);
    if (m_session && index > 0 && index <= m_targets.size())
        m_follow = m_session->follow(m_targets.at(index - 1));
    showCounts();
}

void LogPanel::stop()
{
    if (m_session && m_follow != 0)
        m_session->unfollow(m_follow);
    m_follow = 0;
    m_held.clear();
    m_heldLines = 0;
}

void LogPanel::take(const LogChunk& chunk)
{
    if (chunk.follow != m_follow || m_follow == 0)
        return;
    if (chunk.restarted)
        m_view->appendGap(label(Label::LogGap).toUtf8());
    if (!m_paused)
        return m_view->append(chunk.bytes);
    m_heldLines += chunk.bytes.count('\n');
    m_held += chunk.bytes;
    if (m_held.size() > kMaxHeld)
        m_held = m_held.last(kMaxHeld);
    showCounts();
}

void LogPanel::setPaused(bool paused)
{
    m_paused = paused;
    setCaption(m_pause, label(paused ? Label::LogFollow : Label::LogPause));
    if (!paused) {
        m_view->append(std::exchange(m_held, {}));
        m_heldLines = 0;
        m_view->setFollowing(true);
    }
    showCounts();
}

void LogPanel::showCounts()
{
    QStringList parts;
    if (!m_ended.isEmpty())
        parts += label(Label::LogEnded, m_ended);
    if (m_paused)
        parts += label(Label::LogPausedNew, QString::number(m_heldLines));
    const QString all = QString::number(m_view->store().count());
    parts += m_filter->text().isEmpty() ? label(Label::LogLines, all)
                                        : label(Label::LogFiltered, QString::number(m_view->shownLines()), all);
    if (m_view->store().dropped() > 0)
        parts += label(Label::LogDropped, QString::number(m_view->store().dropped()));
    m_counts->setText(parts.join(QStringLiteral(" · ")));
}

void LogPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool LogPanel::jumpToError(bool down)
{
    return m_view->jumpToError(down);
}

void LogPanel::retranslate()
{
    setAccessibleName(label(Label::Logs));
    m_source->setAccessibleName(label(Label::LogSource));
    m_filter->setAccessibleName(label(Label::LogFilter));
    m_filter->setPlaceholderText(label(Label::LogFilter) + QStringLiteral("  /"));
    setCaption(m_pause, label(m_paused ? Label::LogFollow : Label::LogPause));
    m_source->clear();
    fillTargets();
}

void LogPanel::render()
{
    fillTargets();
}

} // namespace hopscope
