// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logview.h"

#include "ui/speech/labels.h"
#include "ui/theme/theme.h"

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
    return row >= 0 && row < m_filter.count() ? escapedLine(m_store.line(m_filter.at(row))) : QString();
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
    const QString text = escapedLine(m_store.line(index));
    painter.setPen(inkOf(level, c));
    painter.drawText(10 - horizontalScrollBar()->value(), y + painter.fontMetrics().ascent() + 1, text);
    const int wide = painter.fontMetrics().horizontalAdvance(text);
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
