// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How the log view answers mouse and keyboard.
#include "ui/logs/logview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace hopscope {

QString LogView::selectedText() const
{
    if (m_current < 0)
        return {};
    const auto [low, high] = std::minmax(m_anchor, m_current);
    QStringList lines;
    for (qsizetype row = std::max<qsizetype>(0, low); row <= high && row < m_filter.count(); ++row)
        lines += escapedLine(m_store.line(m_filter.at(row))); // what is copied is what was written
    return lines.join(QLatin1Char('\n'));
}

void LogView::selectTo(qsizetype row, bool extend)
{
    if (m_filter.count() == 0)
        return;
    row = std::clamp<qsizetype>(row, 0, m_filter.count() - 1);
    if (!extend || m_anchor < 0)
        m_anchor = row;
    m_current = row;
    emit currentChanged();
    const int first = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (row < first)
        verticalScrollBar()->setValue(int(row));
    else if (row >= first + page)
        verticalScrollBar()->setValue(int(row) - page + 1);
    viewport()->update();
}

bool LogView::jumpToError(bool down)
{
    const qsizetype step = down ? 1 : -1;
    const qsizetype from = m_current >= 0 ? m_current + step
                           : down         ? verticalScrollBar()->value()
                                          : m_filter.count() - 1;
    for (qsizetype row = from; row >= 0 && row < m_filter.count(); row += step) {
        if (m_store.level(m_filter.at(row)) == LogLevel::Error) {
            selectTo(row, false);
            return true;
        }
    }
    return false;
}

void LogView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = 0;
        m_current = m_filter.count() - 1;
        viewport()->update();
        return;
    }
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const int page = verticalScrollBar()->pageStep();
    const qsizetype row = m_current >= 0 ? m_current : verticalScrollBar()->value();
    switch (event->key()) {
    case Qt::Key_Up:
        return selectTo(row - 1, extend);
    case Qt::Key_Down:
        return selectTo(row + 1, extend);
    case Qt::Key_PageUp:
        return selectTo(row - page, extend);
    case Qt::Key_PageDown:
        return selectTo(row + page, extend);
    case Qt::Key_Home:
        return selectTo(0, extend);
    case Qt::Key_End:
        selectTo(m_filter.count() - 1, extend);
        return setFollowing(true);
    case Qt::Key_E:
        jumpToError(!extend);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LogView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        selectTo(rowAt(event->position().y()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void LogView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        selectTo(rowAt(event->position().y()), true);
}

} // namespace hopscope
