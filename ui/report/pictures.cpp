// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/sheet.h"

#include "ui/paint/graphpainter.h"
#include "ui/paint/lanespainter.h"
#include "ui/report/claimwords.h"

#include <QPainterPath>

namespace hopscope {
namespace {

/// Cards are narrower on paper so that five columns fit at a readable size.
constexpr TierSpacing kPaper{{138, 60}, 26, 86, 16};

enum class EventKind { Seen, Changed, Acted };

EventKind kindOf(const QString& code)
{
    if (code == QStringLiteral("action-started") || code == QStringLiteral("action-finished"))
        return EventKind::Acted;
    const bool change = code == QStringLiteral("package-changed") || code == QStringLiteral("unit-stopped") ||
                        code == QStringLiteral("unit-started");
    return change ? EventKind::Changed : EventKind::Seen;
}

/// Seen is a filled diamond, changed a hollow one, acted an arrow head: drawn, as no font is sure to have them.
void paintSymbol(QPainter& painter, const QPointF& middle, EventKind kind, const QColor& colour)
{
    QPainterPath path;
    if (kind == EventKind::Acted) {
        path.moveTo(middle + QPointF(-4, -5));
        path.lineTo(middle + QPointF(5, 0));
        path.lineTo(middle + QPointF(-4, 5));
    } else {
        path.moveTo(middle + QPointF(0, -5));
        path.lineTo(middle + QPointF(5, 0));
        path.lineTo(middle + QPointF(0, 5));
        path.lineTo(middle + QPointF(-5, 0));
    }
    path.closeSubpath();
    painter.save();
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(kind == EventKind::Changed ? QBrush(Qt::NoBrush) : QBrush(colour));
    painter.drawPath(path);
    painter.restore();
}

QString eventText(const TimelineEvent& event, const Sheet& sheet)
{
    QJsonObject args = event.args;
    const auto& symptom = sheet.model().verdict.symptom;
    if (event.code == QStringLiteral("first-red") && symptom && symptom->status &&
        !args.contains(QStringLiteral("status")))
        args.insert(QStringLiteral("status"), *symptom->status);
    return sheet.words().event(event.code, event.subject, args);
}

void writeEvents(Sheet& sheet)
{
    for (const TimelineEvent& event : sheet.model().timeline.events) {
        sheet.flow.need(25);
        sheet.flow.item(
            0, [kind = kindOf(event.code), colour = sheet.palette().text](QPainter& painter, const QPointF& at) {
                paintSymbol(painter, {Sheet::kColumn - 16, at.y() + 9.5}, kind, colour);
            });
        sheet.row(sheet.words().time(event.at), Sheet::cited(eventText(event, sheet), {event.evidence}));
    }
}

} // namespace

void writeGraph(Sheet& sheet)
{
    const ReportModel& model = sheet.model();
    if (model.topology.nodes.isEmpty())
        return;
    const GraphInput input{model.topology, model.verdict, &model.facts, {}};
    const GraphScene scene = graphScene(input, tierPositions(model.topology, kPaper), sheet.words());
    const qreal scale = std::min(
        {1.0, PageFlow::width() / scene.bounds.width(), (PageFlow::bodyHeight() - 80) / scene.bounds.height()});
    const qreal height = scene.bounds.height() * scale;
    sheet.heading(QStringLiteral("report.heading.graph"), height);
    sheet.flow.item(height, [scene, scale, style = sheet.style()](QPainter& painter, const QPointF& at) {
        painter.save();
        painter.translate(at.x() + (PageFlow::width() - scene.bounds.width() * scale) / 2, at.y());
        painter.scale(scale, scale);
        painter.translate(-scene.bounds.topLeft());
        paintGraph(painter, scene, style);
        painter.restore();
    });
}

void writeTimeline(Sheet& sheet)
{
    const Timeline& timeline = sheet.model().timeline;
    if (timeline.lanes.isEmpty() && timeline.events.isEmpty())
        return;
    const LaneScene scene = laneScene(timeline, sheet.words());
    const LaneLayout layout{110, 18, 11, 22, false};
    const qreal height = lanesHeight(scene, layout);
    sheet.heading(QStringLiteral("report.heading.timeline"), std::min(height, PageFlow::bodyHeight() - 80));
    const Words& words = sheet.words();
    sheet.flow.item(height,
                    [scene, layout, height, &words, style = sheet.style()](QPainter& painter, const QPointF& at) {
                        paintLanes(painter, {at, QSizeF(PageFlow::width(), height)}, scene, layout, style, words);
                    });
    sheet.flow.space(16);
    writeEvents(sheet);
}

} // namespace hopscope
