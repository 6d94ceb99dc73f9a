// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logview.h"

#include "ui/speech/labels.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace hopscope {

namespace {

constexpr qsizetype kSlice = 10'000;

QColor inkOf(LogLevel level, const Palette& c)
{
    switch (level) {
    case LogLevel::Error:
        return c.cause;
    case LogLevel::Warning:
        return c.degraded;
    case LogLevel::Debug:
        return c.faint;
    case LogLevel::Gap:
        return c.accent;
    case LogLevel::None:
    case LogLevel::Info:
        break;
    }
    return c.text;
}

} // namespace

LogView::LogView(QWidget* parent) : QAbstractScrollArea(parent), m_filter(m_store)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(label(Label::LogView));
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &LogView::filterSlice);
}

void LogView::append(QByteArrayView bytes)
{
    const qint64 dropped = m_store.dropped();
    m_store.append(bytes);
    if (!m_filter.active() && m_current >= 0) { // what is selected keeps its text
        m_anchor -= qsizetype(m_store.dropped() - dropped);
        m_current -= qsizetype(m_store.dropped() - dropped);
    }
    refresh();
}

void LogView::merge(std::vector<LogEntry> batch)
{
    const auto added = qsizetype(batch.size());
    const qint64 dropped = m_store.dropped();
    const qint64 changed = m_store.merge(std::move(batch));
    m_filter.rewind(changed);
    if (m_filter.busy())
        (void)m_filter.step(kSlice);
    if (m_current >= 0 && !m_filter.active()) {
        const qint64 inserted = changed <= dropped + m_current ? added : 0;
        const qint64 moved = inserted - (m_store.dropped() - dropped);
        m_anchor = std::max<qsizetype>(0, m_anchor + qsizetype(moved));
        m_current = std::max<qsizetype>(0, m_current + qsizetype(moved));
    }
    refresh();
}

void LogView::setShown(int source, qint64 request, const QString& shown, LogLevel level)
{
    const qint64 number = m_store.setShown(source, request, shown, level);
    if (number < 0)
        return;
    if (m_filter.active()) {
        m_filter.rewind(number);
        (void)m_filter.step(kSlice);
    }
    refresh();
    emit currentChanged();
}

void LogView::removeSource(int source)
{
    m_store.removeSource(source);
    m_filter.rewind(0);
    (void)m_filter.step(kSlice);
    m_anchor = m_current = -1;
    refresh();
    emit currentChanged();
}

void LogView::nameSource(int source, const QString& mark, const QString& host, const QString& name)
{
    const QString file = name.section(QLatin1Char('/'), -1);
    m_sources[source] = {mark, host + QLatin1Char(' ') + file};
    m_filter.nameSource(source, host, name);
}

void LogView::setColumns(bool time, bool source)
{
    m_timeColumn = time;
    m_sourceColumn = source;
    viewport()->update();
}

void LogView::setRaw(bool raw)
{
    m_filter.setRaw(raw);
    m_anchor = m_current = -1;
    (void)m_filter.step(kSlice);
    refresh();
    emit currentChanged();
}

const LogEntry* LogView::current() const
{
    return m_current >= 0 && m_current < m_filter.count() ? &m_store.entry(m_filter.at(m_current)) : nullptr;
}

void LogView::appendGap(const QByteArray& text)
{
    m_store.appendGap(text);
    refresh();
}

void LogView::clear()
{
    m_store.clear();
    m_anchor = m_current = -1;
    m_widest = 0;
    setFilter({});
}

void LogView::setBytes(const QByteArray& bytes)
{
    clear();
    m_store.append(bytes);
    m_store.flush();
    setFollowing(false);
    refresh();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
}

void LogView::setFilter(const QString& text)
{
    m_filter.setText(text);
    m_anchor = m_current = -1;
    refresh();
}

void LogView::refresh()
{
    if (m_filter.busy() && !m_slices.isActive())
        m_slices.start();
    const int page = qMax(1, viewport()->height() / lineHeight());
    m_moving = true;
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(qMax<qsizetype>(0, m_filter.count() - page)));
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_moving = false;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, qMax(0, m_widest + 16 - viewport()->width()));
    emit linesChanged();
    viewport()->update();
}

void LogView::filterSlice()
{
    if (!m_filter.step(kSlice))
        m_slices.stop();
    refresh();
}

int LogView::lineHeight() const
{
    return QFontMetrics(monoFont()).height() + 2;
}

void LogView::setFollowing(bool on)
{
    if (on == m_following)
        return;
    m_following = on;
    emit followingChanged(on);
    if (on)
        refresh();
}

void LogView::scrollContentsBy(int, int)
{
    if (!m_moving)
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum() && m_slices.isActive() == false);
    viewport()->update();
}

void LogView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    refresh();
}

QString LogView::shownText(qsizetype row) const
{
    if (row < 0 || row >= m_filter.count())
        return {};
    const LogEntry& entry = m_store.entry(m_filter.at(row));
    return entry.shown.isNull() || m_filter.raw() ? escapedLine(entry.bytes) : entry.shown;
}

// Time and source stand before the line and do not scroll sideways. Returns where the line starts.
int LogView::paintColumns(QPainter& painter, const LogEntry& entry, int y) const
{
    const int wide = painter.fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int base = y + painter.fontMetrics().ascent() + 1;
    int x = 10;
    painter.setPen(colours().faint);
    if (m_timeColumn) {
        if (entry.ms > 0 && entry.level != LogLevel::Gap)
            painter.drawText(x, base, QDateTime::fromMSecsSinceEpoch(entry.ms).toString(QStringLiteral("HH:mm:ss.zzz")));
        x += 13 * wide;
    }
    if (m_sourceColumn) {
        constexpr int kNameChars = 18;
        const auto [mark, name] = m_sources.value(entry.source);
        painter.setPen(colours().text);
        painter.drawText(x, base, mark);
        painter.setPen(colours().muted);
        painter.drawText(x + 2 * wide, base, painter.fontMetrics().elidedText(name, Qt::ElideRight, kNameChars * wide));
        x += (kNameChars + 3) * wide;
    }
    return x;
}

void LogView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setFont(monoFont());
    const int height = lineHeight();
    qsizetype row = verticalScrollBar()->value();
    for (int y = 0; y < viewport()->height() && row < m_filter.count(); y += height, ++row)
        paintRow(painter, row, y);
    if (hasFocus() && m_filter.count() == 0) {
        painter.setPen(colours().accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void LogView::paintRow(QPainter& painter, qsizetype row, int y) const
{
    const Palette& c = colours();
    const int height = lineHeight();
    const qsizetype index = m_filter.at(row);
    const LogLevel level = m_store.level(index);
    const auto [low, high] = std::minmax(m_anchor, m_current);
    if (m_current >= 0 && row >= low && row <= high)
        painter.fillRect(0, y, viewport()->width(), height, c.accentSoft);
    // Colour is not the only sign: a bar stands before errors and warnings.
    if (level == LogLevel::Error || level == LogLevel::Warning)
        painter.fillRect(0, y + 2, level == LogLevel::Error ? 4 : 2, height - 4, inkOf(level, c));
    const int left = paintColumns(painter, m_store.entry(index), y);
    const QString text = shownText(row);
    painter.save();
    painter.setClipRect(left - 2, y, viewport()->width(), height);
    painter.setPen(inkOf(level, c));
    painter.drawText(left - horizontalScrollBar()->value(), y + painter.fontMetrics().ascent() + 1, text);
    painter.restore();
    const int wide = left + painter.fontMetrics().horizontalAdvance(text);
    if (wide > m_widest) {
        auto* self = const_cast<LogView*>(this);
        self->m_widest = wide;
        self->horizontalScrollBar()->setRange(0, qMax(0, wide + 16 - viewport()->width()));
    }
}

qsizetype LogView::rowAt(qreal y) const
{
    const qsizetype row = verticalScrollBar()->value() + qsizetype(y / lineHeight());
    return std::clamp<qsizetype>(row, -1, m_filter.count() - 1);
}

void LogView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(label(Label::LogView));
}

} // namespace hopscope
