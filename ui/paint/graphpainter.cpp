// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/graphpainter.h"

#include "ui/paint/marks.h"
#include "ui/paint/textfit.h"

#include <QPainterPath>

#include <cmath>

namespace hopscope {
namespace {

constexpr qreal kCorner = 9;

QPainterPath pathOf(const GraphHop& hop)
{
    QPainterPath path(hop.path.value(0));
    if (hop.path.size() == 4)
        path.cubicTo(hop.path.at(1), hop.path.at(2), hop.path.at(3));
    return path;
}

QPen hopPen(const GraphHop& hop, const Palette& palette)
{
    if (hop.accent)
        return {palette.accent, 2.6};
    if (hop.health == Health::Ok)
        return {palette.faint, 1.3};
    return healthPen(hop.health, palette, 1.5);
}

void paintArrow(QPainter& painter, const QPointF& tip, const QPointF& before, const QColor& colour, qreal size)
{
    const QPointF d = tip - before;
    const qreal length = std::hypot(d.x(), d.y());
    if (length < 0.01)
        return;
    const QPointF along = d / length;
    const QPointF across(-along.y(), along.x());
    QPainterPath head(tip);
    head.lineTo(tip - along * size + across * size * 0.5);
    head.lineTo(tip - along * size - across * size * 0.5);
    head.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(head);
}

void paintCard(QPainter& painter, const GraphNode& node, const Palette& palette)
{
    if (node.selected) {
        painter.setPen(QPen(palette.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(node.rect.adjusted(-3.5, -3.5, 3.5, 3.5), kCorner + 3, kCorner + 3);
    }
    const bool plain = node.health == Health::Ok || node.health == Health::Unknown;
    const qreal width = node.health == Health::Failed ? 2 : 1.3;
    painter.setPen(plain ? QPen(palette.line, 1.3) : healthPen(node.health, palette, width));
    painter.setBrush(node.health == Health::Failed ? palette.causeSoft : palette.surface);
    painter.drawRoundedRect(node.rect, kCorner, kCorner);
}

} // namespace

void paintNode(QPainter& painter, const GraphNode& node, const PaintStyle& style)
{
    const Palette& palette = style.palette;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(painter, node, palette);
    const QRectF& r = node.rect;
    paintMark(painter, {r.left() + 10, r.top() + 13, 13, 13}, node.health, palette);
    paintLine(painter, r.left() + 30, r.top() + 24, r.width() - 40, node.title, style.font(13, QFont::DemiBold),
              palette.text);
    paintLine(painter, r.left() + 14, r.top() + 40, r.width() - 24, node.line1, style.font(11), palette.muted);
    const bool red = node.health == Health::Failed || node.health == Health::Affected;
    const QColor& how = red ? palette.cause : node.health == Health::Degraded ? palette.degraded : palette.muted;
    paintLine(painter, r.left() + 14, r.top() + 54, r.width() - 24, node.line2, style.font(11), how);
    painter.restore();
}

void paintHop(QPainter& painter, const GraphHop& hop, const PaintStyle& style)
{
    if (hop.path.size() != 4)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen pen = hopPen(hop, style.palette);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(hop));
    paintArrow(painter, hop.path.at(3), hop.path.at(2), pen.color(), hop.accent ? 9 : 7);
    painter.restore();
}

void paintHopLabel(QPainter& painter, const GraphHop& hop, qreal nodeHeight, const PaintStyle& style)
{
    if (hop.label.isEmpty() || hop.path.size() != 4)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& palette = style.palette;
    // The pill stands in the middle; a plain label nearer to its far end, where curves have parted.
    const bool straight = std::abs(hop.path.at(0).y() - hop.path.at(3).y()) < 4;
    QPointF middle = pathOf(hop).pointAtPercent(hop.accent || straight ? 0.5 : 0.68);
    const QFont font = style.font(11, hop.accent ? QFont::Medium : QFont::DemiBold);
    const qreal width = lineWidth(hop.label, font) + (hop.accent ? 18 : 8);
    // Between cards that stand closer than the pill is wide it goes above them.
    if (hop.accent && straight && width > hop.path.at(3).x() - hop.path.at(0).x() - 12)
        middle.ry() -= nodeHeight / 2 + 13;
    const QRectF pill(middle.x() - width / 2, middle.y() - 8.5, width, 17);
    if (hop.accent) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.accentSoft);
        painter.drawRoundedRect(pill, 8.5, 8.5);
    } else if (!straight) {
        // The curve gives way to its label.
        painter.fillRect(pill.adjusted(1, 1, -1, -1), palette.surface);
    }
    const bool red = hop.health == Health::Failed || hop.health == Health::Affected;
    const qreal baseline = !straight || hop.accent ? middle.y() + 4 : hop.below ? middle.y() + 14 : middle.y() - 6;
    paintLine(painter, pill.left() - 2, baseline, pill.width() + 4, hop.label, font,
              hop.accent ? palette.accent
              : red      ? palette.cause
                         : palette.muted,
              Qt::AlignHCenter);
    painter.restore();
}

void paintTiers(QPainter& painter, const GraphScene& scene, const PaintStyle& style)
{
    painter.save();
    const QFont font = style.font(11, QFont::DemiBold);
    for (qsizetype i = 0; i < scene.tiers.size(); ++i) {
        const GraphTier& tier = scene.tiers.at(i);
        const bool last = i + 1 == scene.tiers.size();
        const qreal right = last ? scene.bounds.right() : (tier.right + scene.tiers.at(i + 1).left) / 2;
        paintLine(painter, tier.left, scene.bounds.top() + 22, right - tier.left - 6, tier.title, font,
                  style.palette.faint);
        if (!last && right > tier.right) {
            QPen pen(style.palette.line, 1);
            pen.setDashPattern({2, 4});
            painter.setPen(pen);
            painter.drawLine(QPointF(right, scene.bounds.top() + 12), QPointF(right, scene.bounds.bottom() - 8));
        }
    }
    painter.restore();
}

void paintGraph(QPainter& painter, const GraphScene& scene, const PaintStyle& style)
{
    paintTiers(painter, scene, style);
    // The accent is drawn over the others where curves meet.
    for (const bool accent : {false, true}) {
        for (const GraphHop& hop : scene.hops) {
            if (hop.accent == accent)
                paintHop(painter, hop, style);
        }
    }
    for (const GraphNode& node : scene.nodes)
        paintNode(painter, node, style);
    for (const GraphHop& hop : scene.hops) {
        const GraphNode* from = scene.node(hop.from);
        paintHopLabel(painter, hop, from ? from->rect.height() : 0, style);
    }
}

} // namespace hopscope
