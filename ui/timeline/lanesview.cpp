// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/timeline/lanesview.h"

#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"
#include "ui/window/selection.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace hopscope {

namespace {

/// Laying out times needs each clipped to what is shown; what lies outside is dropped.
LaneScene clipped(LaneScene scene, Timestamp from, Timestamp to)
{
    scene.from = from;
    scene.to = to;
    for (LaneRow& row : scene.rows) {
        row.intervals.removeIf([&](const Interval& i) { return (i.to.known() && i.to < from) || i.from > to; });
        for (Interval& interval : row.intervals)
            interval.from = std::max(interval.from, from);
    }
    scene.marks.removeIf([&](const LaneMark& mark) { return mark.at < from || mark.at > to; });
    return scene;
}

} // namespace

LanesView::LanesView(Selection* selection, QWidget* parent) : QWidget(parent), m_selection(selection)
{
    m_layout.labelWidth = 150;
    m_layout.rowHeight = 20;
    m_layout.labelRows = 1;
    setObjectName(QStringLiteral("lanes"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(selection, &Selection::changed, this, qOverload<>(&LanesView::update));
}

void LanesView::showTimeline(const std::shared_ptr<const Snapshot>& snapshot, Timestamp to, qint64 rangeMs)
{
    m_snapshot = snapshot;
    const qsizetype rows = m_scene.rows.size();
    if (!snapshot || snapshot->timeline.lanes.isEmpty()) {
        m_scene = {};
    } else {
        const Timestamp end = std::max(to, snapshot->timeline.to);
        const Timestamp from = rangeMs > 0 ? Timestamp{end.ms - rangeMs} : snapshot->timeline.from;
        m_scene = clipped(laneScene(snapshot->timeline, words()), std::max(from, snapshot->timeline.from), end);
    }
    if (rows != m_scene.rows.size())
        updateGeometry();
    describe();
    update();
}

QSize LanesView::sizeHint() const
{
    return {600, qMax(120, int(std::ceil(lanesHeight(m_scene, m_layout))) + 4)};
}

void LanesView::describe()
{
    QStringList lines;
    for (const LaneRow& row : std::as_const(m_scene.rows))
        lines += row.title + QStringLiteral(": ") + sayHealth(row.health);
    setAccessibleName(label(Label::LanesName));
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

int LanesView::laneAt(const QPointF& point) const
{
    const qreal y = point.y() - m_layout.axisHeight;
    const int row = y < 0 ? -1 : int(y / m_layout.rowHeight);
    return row < m_scene.rows.size() ? row : -1;
}

int LanesView::current() const
{
    for (int i = 0; i < m_scene.rows.size(); ++i) {
        if (m_scene.rows.at(i).subject == m_selection->subject())
            return i;
    }
    return -1;
}

void LanesView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_scene.rows.isEmpty()) {
        painter.setPen(colours().muted);
        painter.drawText(rect(), Qt::AlignCenter, label(Label::TimelineEmpty));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (const int row = current(); row >= 0) {
        painter.fillRect(QRectF(0, m_layout.axisHeight + row * m_layout.rowHeight, width(), m_layout.rowHeight),
                         colours().accentSoft);
    }
    paintLanes(painter, QRectF(rect()), m_scene, m_layout, paintStyle(), words());
    if (hasFocus()) {
        painter.setPen(colours().accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

bool LanesView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(QPointF(help->pos()));
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), plainTip(tip), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() == QEvent::LanguageChange)
        describe();
    return QWidget::event(event);
}

QString LanesView::tipAt(const QPointF& point) const
{
    for (const LaneMark& mark : m_scene.marks) {
        if (std::abs(laneX(m_scene, QRectF(rect()), m_layout, mark.at) - point.x()) < 4)
            return clockText(mark.at) + QStringLiteral("  ") + mark.label;
    }
    const int row = laneAt(point);
    if (row < 0)
        return {};
    for (const Interval& interval : m_scene.rows.at(row).intervals) {
        const Timestamp to = interval.to.known() ? interval.to : m_scene.to;
        const QRectF area(rect());
        if (point.x() < laneX(m_scene, area, m_layout, interval.from) || point.x() > laneX(m_scene, area, m_layout, to))
            continue;
        return m_scene.rows.at(row).title + QStringLiteral(" · ") + sayHealth(interval.health) + QLatin1Char('\n') +
               clockText(interval.from) + QStringLiteral(" – ") +
               (interval.to.known() ? clockText(interval.to) : QString()) + QStringLiteral(" (") +
               durationText(to.ms - interval.from.ms) + QLatin1Char(')');
    }
    return m_scene.rows.at(row).title;
}

void LanesView::mousePressEvent(QMouseEvent* event)
{
    const int row = laneAt(event->position());
    if (row >= 0 && m_snapshot && m_snapshot->topology.node(m_scene.rows.at(row).subject))
        m_selection->select(m_scene.rows.at(row).subject);
}

void LanesView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0)
        return QWidget::keyPressEvent(event);
    for (int row = current() + step; row >= 0 && row < m_scene.rows.size(); row += step) {
        if (m_snapshot->topology.node(m_scene.rows.at(row).subject))
            return m_selection->select(m_scene.rows.at(row).subject);
    }
}

} // namespace hopscope
