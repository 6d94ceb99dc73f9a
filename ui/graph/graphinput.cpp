// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How the graph answers mouse and keyboard.
#include "ui/graph/graphview.h"

#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/window/selection.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <cmath>
#include <limits>

namespace hopscope {

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (!showTip(help->pos(), help->globalPos())) {
            QToolTip::hideText();
            event->ignore();
        }
        return true;
    }
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        m_showFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

bool GraphView::showTip(const QPoint& at, const QPoint& global)
{
    const QString subject = subjectAt(QPointF(at));
    if (subject.isEmpty() || !m_snapshot)
        return false;
    QStringList lines{saySubject(*m_snapshot, subject)};
    if (const Hop* hop = m_snapshot->topology.hop(subject); hop && !hop->source.isEmpty())
        lines += visibleLine(hop->source);
    const QString reason = sayNodeReason(*m_snapshot, subject);
    if (!reason.isEmpty())
        lines += reason;
    QToolTip::showText(global, plainTip(lines.join(QLatin1Char('\n'))), this);
    return true;
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_fitted)
        fit();
}

void GraphView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position();
    m_pressedOffset = m_offset;
    m_dragging = false;
    const QString subject = subjectAt(m_pressed);
    if (!subject.isEmpty())
        m_selection->select(subject);
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        setCursor(subjectAt(event->position()).isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
        return;
    }
    const QPointF moved = event->position() - m_pressed;
    if (!m_dragging && moved.manhattanLength() < 6)
        return;
    m_dragging = true;
    m_fitted = false;
    setCursor(Qt::ClosedHandCursor);
    m_offset = m_pressedOffset + moved;
    update();
}

void GraphView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
    setCursor(Qt::ArrowCursor);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QString subject = subjectAt(event->position());
    if (subject.isEmpty())
        fit();
    else
        emit activated(subject);
}

void GraphView::wheelEvent(QWheelEvent* event)
{
    zoomAt(event->position(), std::pow(1.0015, event->angleDelta().y()));
    event->accept();
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    m_showFocus = true;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const QString next = neighbour(event->key());
        if (!next.isEmpty())
            m_selection->select(next);
        return;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!m_selection->subject().isEmpty())
            emit activated(m_selection->subject());
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// Left and right follow a hop, the one whose far end is nearest in height; up and down stay in the tier.
QString GraphView::neighbour(int key) const
{
    const GraphNode* node = m_scene.node(m_selection->subject());
    if (!node)
        return m_scene.nodes.isEmpty() ? QString() : m_scene.nodes.first().id;
    if (key == Qt::Key_Up || key == Qt::Key_Down)
        return besideInTier(*node, key == Qt::Key_Down);
    QString best;
    qreal bestDistance = std::numeric_limits<qreal>::max();
    for (const GraphHop& hop : m_scene.hops) {
        const QString& near = key == Qt::Key_Right ? hop.from : hop.to;
        const QString& far = key == Qt::Key_Right ? hop.to : hop.from;
        const GraphNode* other = near == node->id ? m_scene.node(far) : nullptr;
        if (!other || std::abs(other->rect.left() - node->rect.left()) < 1)
            continue;
        const qreal distance = std::abs(other->rect.center().y() - node->rect.center().y());
        if (distance < bestDistance) {
            bestDistance = distance;
            best = other->id;
        }
    }
    return best;
}

QString GraphView::besideInTier(const GraphNode& node, bool down) const
{
    QString best;
    qreal bestDistance = std::numeric_limits<qreal>::max();
    for (const GraphNode& other : m_scene.nodes) {
        const qreal dy = other.rect.center().y() - node.rect.center().y();
        const qreal dx = std::abs(other.rect.center().x() - node.rect.center().x());
        if (other.id == node.id || dx > node.rect.width() || (down ? dy <= 0 : dy >= 0))
            continue;
        if (std::abs(dy) < bestDistance) {
            bestDistance = std::abs(dy);
            best = other.id;
        }
    }
    return best;
}

} // namespace hopscope
