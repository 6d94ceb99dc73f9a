// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/lanespainter.h"

#include "ui/paint/marks.h"
#include "ui/paint/textfit.h"

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

constexpr qreal kLabelRow = 15;

bool isChange(const QString& code)
{
    return code == QStringLiteral("package-changed") || code == QStringLiteral("action-started") ||
           code == QStringLiteral("unit-stopped") || code == QStringLiteral("unit-started");
}

/// What gets a line through all lanes; the rest stands in the list of events.
bool isTurn(const QString& code)
{
    return code == QStringLiteral("package-changed") || code == QStringLiteral("action-started") ||
           code == QStringLiteral("first-red") || code == QStringLiteral("recovered");
}

QString laneTitle(const QString& subject, const Words& words)
{
    if (subject == QStringLiteral("ssh"))
        return words.text(QStringLiteral("lane.ssh"));
    if (subject == QStringLiteral("desktop/client"))
        return words.text(QStringLiteral("lane.client"));
    const QString host = subject.section(QLatin1Char('/'), 0, 0);
    // Several nginx stand in one stack; their hosts tell them apart.
    if (subject.section(QLatin1Char('/'), 1) == QStringLiteral("nginx"))
        return QStringLiteral("nginx · %1").arg(host);
    return words.subjectTitle(subject);
}

void paintAxis(QPainter& painter, const QRectF& rect, const LaneScene& scene, const LaneLayout& layout,
               const PaintStyle& style, const Words& words)
{
    const qint64 span = std::max<qint64>(1, scene.to.ms - scene.from.ms);
    const qreal width = rect.width() - layout.labelWidth;
    const qint64 step = tickStep(span, std::max(2, static_cast<int>(width / 110)));
    const QFont font = style.font(11);
    for (qint64 t = (scene.from.ms / step + 1) * step; t <= scene.to.ms; t += step) {
        const qreal x = laneX(scene, rect, layout, {t});
        painter.setPen(QPen(style.palette.line, 1));
        painter.drawLine(QPointF(x, rect.top() + layout.axisHeight - 4), QPointF(x, rect.bottom()));
        const QString label = step < 60'000 ? words.time({t}) : words.shortTime({t});
        const qreal taken = lineWidth(label, font) + 4;
        if (x + taken / 2 <= rect.right() + 2)
            paintLine(painter, x - taken / 2, rect.top() + 11, taken, label, font, style.palette.faint,
                      Qt::AlignHCenter);
    }
}

void paintInterval(QPainter& painter, const QRectF& bar, Health health, const Palette& palette)
{
    QPen pen = healthPen(health, palette, 1.1);
    QColor outline = pen.color();
    if (health == Health::Failed) {
        painter.setBrush(palette.cause);
    } else {
        painter.setBrush(palette.soft(health));
        pen.setColor(outline);
    }
    painter.setPen(pen);
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
}

void paintRow(QPainter& painter, const QRectF& rect, qreal y, const LaneRow& row, const LaneScene& scene,
              const LaneLayout& layout, const PaintStyle& style)
{
    const qreal middle = y + layout.rowHeight / 2;
    qreal labelX = rect.left();
    if (layout.marks) {
        paintMark(painter, {labelX, middle - 5.5, 11, 11}, row.health, style.palette);
        labelX += 18;
    }
    paintLine(painter, labelX, middle + 4, rect.left() + layout.labelWidth - labelX - 8, row.title, style.font(11),
              style.palette.text);
    for (const Interval& interval : row.intervals) {
        const qreal a = laneX(scene, rect, layout, std::max(interval.from, scene.from));
        const qreal b = laneX(scene, rect, layout, interval.to.known() ? std::min(interval.to, scene.to) : scene.to);
        if (b > a)
            paintInterval(painter, {a, middle - layout.barHeight / 2, std::max<qreal>(2, b - a), layout.barHeight},
                          interval.health, style.palette);
    }
}

void paintMarkLines(QPainter& painter, const QRectF& body, const LaneScene& scene, const LaneLayout& layout,
                    const PaintStyle& style)
{
    QPen dashed(style.palette.accent, 1);
    dashed.setDashPattern({3, 3});
    painter.setPen(dashed);
    for (const LaneMark& mark : scene.marks) {
        if (mark.at < scene.from || mark.at > scene.to)
            continue;
        const qreal x = laneX(scene, body, layout, mark.at);
        painter.drawLine(QPointF(x, body.top() + layout.axisHeight - 4), QPointF(x, body.bottom()));
    }
}

/// Labels under the lanes, each beside its line, in the first row where it meets no other; one that fits in none is
/// left out, as the list of events has it.
void paintMarkLabels(QPainter& painter, const QRectF& body, const LaneScene& scene, const LaneLayout& layout,
                     const PaintStyle& style)
{
    const QFont font = style.font(11);
    QList<qreal> taken(layout.labelRows, body.left());
    for (const LaneMark& mark : scene.marks) {
        if (mark.at < scene.from || mark.at > scene.to)
            continue;
        const qreal width = lineWidth(mark.label, font) + 8;
        const qreal x = std::min(laneX(scene, body, layout, mark.at) - 2, body.right() - width);
        for (int row = 0; row < layout.labelRows; ++row) {
            if (x < taken.at(row))
                continue;
            const qreal y = body.bottom() - (layout.labelRows - row - 1) * kLabelRow - 4;
            paintLine(painter, x + 4, y, width, mark.label, font,
                      mark.good     ? style.palette.well
                      : mark.change ? style.palette.text
                                    : style.palette.cause);
            taken[row] = x + width + 6;
            break;
        }
    }
}

} // namespace

LaneScene laneScene(const Timeline& timeline, const Words& words)
{
    LaneScene scene{timeline.from, timeline.to, {}, {}};
    for (const Lane& lane : timeline.lanes) {
        const Health last = lane.intervals.isEmpty() ? Health::Unknown : lane.intervals.last().health;
        scene.rows.append({laneTitle(lane.subject, words), lane.subject, last, lane.intervals});
    }
    for (const TimelineEvent& event : timeline.events) {
        if (isTurn(event.code))
            scene.marks.append({event.at, words.event(event.code, event.subject, event.args), isChange(event.code),
                                event.code == QStringLiteral("recovered")});
    }
    return scene;
}

qint64 tickStep(qint64 spanMs, int most)
{
    static constexpr std::array<qint64, 17> kSteps{1'000,     2'000,     5'000,      10'000,     15'000,    30'000,
                                                   60'000,    120'000,   300'000,    600'000,    900'000,   1'800'000,
                                                   3'600'000, 7'200'000, 21'600'000, 43'200'000, 86'400'000};
    for (const qint64 step : kSteps) {
        if (spanMs / step <= most)
            return step;
    }
    return std::max<qint64>(1, spanMs / most / 86'400'000 + 1) * 86'400'000;
}

qreal lanesHeight(const LaneScene& scene, const LaneLayout& layout)
{
    return layout.axisHeight + static_cast<qreal>(scene.rows.size()) * layout.rowHeight +
           (layout.labelRows > 0 ? layout.labelRows * kLabelRow + 4 : 0);
}

qreal laneX(const LaneScene& scene, const QRectF& rect, const LaneLayout& layout, Timestamp at)
{
    const qreal left = rect.left() + layout.labelWidth;
    const auto span = static_cast<qreal>(std::max<qint64>(1, scene.to.ms - scene.from.ms));
    return left + (rect.right() - left) * static_cast<qreal>(at.ms - scene.from.ms) / span;
}

void paintLanes(QPainter& painter, const QRectF& rect, const LaneScene& scene, const LaneLayout& layout,
                const PaintStyle& style, const Words& words)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body(rect.left(), rect.top(), rect.width(), lanesHeight(scene, layout));
    // Lines end with the lanes; the labels stand below them on clear ground.
    const QRectF lanes = body.adjusted(0, 0, 0, layout.labelRows > 0 ? -layout.labelRows * kLabelRow - 2 : 0);
    paintAxis(painter, lanes, scene, layout, style, words);
    qreal y = rect.top() + layout.axisHeight;
    for (const LaneRow& row : scene.rows) {
        paintRow(painter, body, y, row, scene, layout, style);
        y += layout.rowHeight;
    }
    paintMarkLines(painter, lanes, scene, layout, style);
    paintMarkLabels(painter, body, scene, layout, style);
    painter.restore();
}

} // namespace hopscope
