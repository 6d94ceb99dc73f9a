// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logpanel.h"

#include "ui/logs/logsources.h"
#include "ui/logs/logview.h"
#include "ui/logs/logwords.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/say.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

#include <algorithm>

namespace hopscope {

LogPanel::LogPanel(QWidget* parent) : Panel(parent), m_sources(new LogSources(this))
{
    build();
    wire();
    retranslate();
    showCounts();
    showDetail();
}

void LogPanel::build()
{
    auto* sides = new QHBoxLayout(this);
    sides->setContentsMargins(10, 6, 6, 4);
    sides->setSpacing(8);
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("logSources"));
    m_list->setModel(m_sources);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(240);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(1);
    sides->addWidget(m_list);
    auto* column = new QVBoxLayout;
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("logFilter"));
    m_filter->setClearButtonEnabled(true);
    m_previous = pushButton();
    m_previous->setObjectName(QStringLiteral("logPrevious"));
    m_next = pushButton();
    m_next->setObjectName(QStringLiteral("logNext"));
    m_raw = pushButton();
    m_raw->setObjectName(QStringLiteral("logRaw"));
    m_raw->setCheckable(true);
    m_pause = pushButton();
    m_pause->setObjectName(QStringLiteral("logPause"));
    m_counts = plainLabel("faint");
    row->addWidget(m_filter, 1);
    for (QPushButton* button : {m_previous, m_next, m_raw, m_pause})
        row->addWidget(button);
    row->addWidget(m_counts);
    column->addLayout(row);
    m_view = new LogView;
    m_view->setObjectName(QStringLiteral("logView"));
    column->addWidget(m_view, 1);
    m_detail = plainLabel("muted");
    m_detail->setObjectName(QStringLiteral("logDetail"));
    m_detail->setWordWrap(true);
    m_detail->setMaximumHeight(64);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_detail);
    sides->addLayout(column, 1);
}

void LogPanel::wire()
{
    connect(m_sources, &LogSources::followedChanged, this, &LogPanel::followChanged);
    connect(m_filter, &QLineEdit::textChanged, m_view, &LogView::setFilter);
    connect(m_filter, &QLineEdit::textChanged, this, &LogPanel::showCounts);
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_paused); });
    connect(m_raw, &QPushButton::toggled, m_view, &LogView::setRaw);
    connect(m_previous, &QPushButton::clicked, this, [this] { (void)jumpToError(false); });
    connect(m_next, &QPushButton::clicked, this, [this] { (void)jumpToError(true); });
    connect(m_view, &LogView::linesChanged, this, &LogPanel::showCounts);
    connect(m_view, &LogView::currentChanged, this, &LogPanel::showDetail);
}

void LogPanel::setSession(Session* session)
{
    stopAll();
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_sources->clear();
    m_readers.clear();
    m_ended.clear();
    if (!session)
        return;
    m_sources->setTargets(session->logTargets());
    connect(session, &Session::logArrived, this, &LogPanel::take);
    connect(session, &Session::followEnded, this, [this](qint64 follow, const Error& error) {
        for (auto it = m_readings.begin(); it != m_readings.end(); ++it) {
            if (it->follow != follow)
                continue;
            it->follow = 0;
            m_ended = sayError(error);
            m_sources->setEnded(it.key(), m_ended);
        }
        showCounts();
    });
}

bool LogPanel::openFor(const QString& subject)
{
    if (m_session)
        m_sources->setTargets(m_session->logTargets());
    const Node* node = m_snapshot ? m_snapshot->topology.node(subject) : nullptr;
    const QString host = node ? node->host : subject;
    const QString kind = node ? node->kind : QString();
    const QString unit = m_snapshot && m_snapshot->facts
                             ? m_snapshot->facts->value(subject, QStringLiteral("unit.name")).toString()
                             : QString();
    int best = -1;
    int bestScore = 0;
    for (const LogSources::Source& source : m_sources->sources()) {
        const LogTarget& target = source.target;
        if (target.host != host)
            continue;
        const int score = 1 + (!unit.isEmpty() && target.unit == unit ? 4 : 0) +
                          (!kind.isEmpty() && (target.file + target.unit).contains(kind, Qt::CaseInsensitive) ? 2 : 0);
        if (score > bestScore) {
            best = source.number;
            bestScore = score;
        }
    }
    if (best < 0)
        return false;
    stopAll();
    m_filter->clear();
    setPaused(false);
    m_sources->setFollowed(best, true);
    return true;
}

void LogPanel::followChanged(int source, bool on)
{
    const LogSources::Source* known = m_sources->source(source);
    if (!known || !m_session)
        return;
    if (on) {
        m_ended.clear();
        const LogTarget& target = known->target;
        Reading& reading = m_readings[source];
        reading.flavour = logFlavourOf(target.file, target.unit);
        m_view->nameSource(source, LogSources::markOf(source), target.host, target.unit.isEmpty() ? target.file : target.unit);
        m_view->setFollowing(true);
        reading.follow = m_session->follow(target);
    } else {
        const Reading reading = m_readings.take(source);
        if (reading.follow != 0)
            m_session->unfollow(reading.follow);
        std::erase_if(m_held, [source](const LogEntry& entry) { return entry.source == source; });
        m_view->removeSource(source);
    }
    m_view->setColumns(true, m_sources->followedCount() > 1);
    showCounts();
}

void LogPanel::stopAll()
{
    const QList<LogSources::Source> sources = m_sources->sources(); // a copy: the model changes
    for (const LogSources::Source& source : sources)
        m_sources->setFollowed(source.number, false);
    m_readings.clear();
    m_held.clear();
    m_heldRequests.clear();
    m_view->clear();
    m_view->setFilter(m_filter->text());
}

void LogPanel::setPaused(bool paused)
{
    m_paused = paused;
    setCaption(m_pause, label(paused ? Label::LogFollow : Label::LogPause));
    if (!paused) {
        place(std::exchange(m_held, {}));
        describeAgain(std::exchange(m_heldRequests, {}));
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
        parts += label(Label::LogPausedNew, QString::number(m_held.size()));
    const QString all = QString::number(m_view->store().count());
    if (m_sources->rowCount() == 0)
        parts += label(Label::LogNone);
    else if (m_sources->followedCount() == 0)
        parts += label(Label::LogTick);
    else
        parts += m_view->shownLines() == m_view->store().count() ? label(Label::LogLines, all)
                                                                 : label(Label::LogFiltered, QString::number(m_view->shownLines()), all);
    if (m_view->store().dropped() > 0)
        parts += label(Label::LogDropped, QString::number(m_view->store().dropped()));
    m_counts->setText(parts.join(QStringLiteral(" · ")));
}

void LogPanel::showDetail()
{
    const LogEntry* entry = m_view->current();
    m_detail->setVisible(entry != nullptr);
    if (!entry)
        return;
    const LogSources::Source* source = m_sources->source(entry->source);
    const NginxRequest* request =
        source && entry->request >= 0 ? readerOf(source->target.host).request(entry->request) : nullptr;
    const QString where = source ? LogSources::markOf(source->number) + QStringLiteral("  ") + LogSources::nameOf(source->target) : QString();
    m_detail->setText(where + QLatin1Char('\n') + (request ? tellRequest(*request) : escapedLine(entry->bytes, 600)));
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
    m_list->setAccessibleName(label(Label::LogSource));
    m_filter->setAccessibleName(label(Label::LogFilter));
    m_filter->setPlaceholderText(label(Label::LogFilterHint));
    m_filter->setToolTip(label(Label::LogFilterTip));
    setCaption(m_previous, QStringLiteral("↑"), label(Label::LogPreviousError));
    setCaption(m_next, QStringLiteral("↓"), label(Label::LogNextError));
    m_previous->setToolTip(label(Label::LogPreviousError) + QStringLiteral("  Shift+E"));
    m_next->setToolTip(label(Label::LogNextError) + QStringLiteral("  E"));
    setCaption(m_raw, label(Label::LogRaw));
    m_raw->setToolTip(label(Label::LogRawTip));
    setCaption(m_pause, label(m_paused ? Label::LogFollow : Label::LogPause));
    showCounts();
    showDetail();
}

void LogPanel::render()
{
    if (m_session)
        m_sources->setTargets(m_session->logTargets());
    showCounts();
}

} // namespace hopscope
