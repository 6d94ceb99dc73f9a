// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/graph/graphview.h"

#include "ui/graph/graphaccess.h"
#include "ui/paint/graphpainter.h"
#include "ui/speech/labels.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"
#include "ui/window/selection.h"

#include <QAccessible>
#include <QPainter>
#include <QPainterPath>

namespace hopscope {

namespace {

constexpr qreal kMinScale = 0.1;
constexpr qreal kMaxScale = 3;
constexpr qreal kMaxFit = 1.15; // a small path does not grow to giant cards

QPainterPath curveOf(const GraphHop& hop)
{
    if (hop.path.size() < 4)
        return {};
    QPainterPath path(hop.path.at(0));
    path.cubicTo(hop.path.at(1), hop.path.at(2), hop.path.at(3));
    return path;
}

} // namespace

GraphView::GraphView(Selection* selection, QWidget* parent) : QWidget(parent), m_selection(selection)
{
    installGraphAccessibility();
    setObjectName(QStringLiteral("graph"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(label(Label::GraphName));
    setAccessibleDescription(label(Label::GraphHelp));
    connect(selection, &Selection::changed, this, &GraphView::followSelection);
}

void GraphView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const QRectF before = m_scene.bounds;
    m_snapshot = snapshot;
    rebuild();
    if (m_fitted && m_scene.bounds != before)
        fit();
    update();
}

void GraphView::rebuild()
{
    if (!m_snapshot || m_snapshot->topology.nodes.isEmpty()) {
        m_scene = {};
        return;
    }
    const GraphInput input{m_snapshot->topology, m_snapshot->verdict, m_snapshot->facts.get(), m_selection->subject()};
    m_scene = graphScene(input, m_placing.of(m_snapshot->topology), words());
}

void GraphView::followSelection()
{
    rebuild();
    update();
    QAccessibleEvent changed(this, QAccessible::Focus);
    changed.setChild(graphChildIndex(m_scene, m_selection->subject()));
    if (hasFocus() && changed.child() >= 0)
        QAccessible::updateAccessibility(&changed);
}

void GraphView::fit()
{
    m_fitted = true;
    if (m_scene.bounds.isEmpty() || width() < 20 || height() < 20)
        return;
    const QRectF room = QRectF(rect()).adjusted(8, 8, -8, -8);
    m_scale = qBound(kMinScale, qMin(room.width() / m_scene.bounds.width(), room.height() / m_scene.bounds.height()),
                     kMaxFit);
    m_offset = room.center() - m_scene.bounds.center() * m_scale;
    update();
}

void GraphView::zoomAt(const QPointF& point, qreal factor)
{
    const qreal scale = qBound(kMinScale, m_scale * factor, kMaxScale);
    m_offset = point - (point - m_offset) * (scale / m_scale);
    m_scale = scale;
    m_fitted = false;
    update();
}

QRect GraphView::cardRect(const QString& node) const
{
    const GraphNode* card = m_scene.node(node);
    if (!card)
        return {};
    return QRectF(card->rect.topLeft() * m_scale + m_offset, card->rect.size() * m_scale).toAlignedRect();
}

QRect GraphView::hopRect(const QString& hop) const
{
    for (const GraphHop& candidate : m_scene.hops) {
        if (candidate.id == hop) {
            const QRectF bounds = curveOf(candidate).boundingRect().adjusted(-4, -4, 4, 4);
            return QRectF(bounds.topLeft() * m_scale + m_offset, bounds.size() * m_scale).toAlignedRect();
        }
    }
    return {};
}

QString GraphView::subjectAt(const QPointF& point) const
{
    const QPointF at = toScene(point);
    for (const GraphNode& node : m_scene.nodes) {
        if (node.rect.contains(at))
            return node.id;
    }
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    for (const GraphHop& hop : m_scene.hops) {
        if (stroker.createStroke(curveOf(hop)).contains(at))
            return hop.id;
    }
    return {};
}

void GraphView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_scene.nodes.isEmpty()) {
        painter.setPen(colours().muted);
        painter.drawText(rect(), Qt::AlignCenter, label(Label::GraphEmpty));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(m_offset);
    painter.scale(m_scale, m_scale);
    const PaintStyle style = paintStyle();
    for (const GraphHop& hop : m_scene.hops) {
        if (hop.id == m_selection->subject()) {
            painter.setPen(QPen(style.palette.accentSoft, 10, Qt::SolidLine, Qt::RoundCap));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(curveOf(hop));
        }
    }
    paintGraph(painter, m_scene, style);
    if (!hasFocus() || !m_showFocus)
        return;
    if (const GraphNode* node = m_scene.node(m_selection->subject())) {
        painter.setPen(QPen(style.palette.text, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(node->rect.adjusted(-7, -7, 7, 7), 12, 12);
    }
}

void GraphView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(label(Label::GraphName));
        setAccessibleDescription(label(Label::GraphHelp));
        rebuild();
    }
    update();
}

} // namespace hopscope
