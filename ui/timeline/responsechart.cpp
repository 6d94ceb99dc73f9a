// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/timeline/responsechart.h"

#include "ui/speech/labels.h"
#include "ui/theme/theme.h"

#include <QChart>
#include <QEvent>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace hopscope {

QList<SeriesPoint> decimated(const QList<SeriesPoint>& points, Timestamp from, Timestamp to, int columns)
{
    QList<SeriesPoint> inside;
    for (const SeriesPoint& point : points) {
        if (point.at >= from && point.at <= to)
            inside.append(point);
    }
    const qint64 span = std::max<qint64>(1, to.ms - from.ms);
    if (columns < 1 || inside.size() <= 2 * qsizetype(columns))
        return inside;
    QList<SeriesPoint> out;
    qsizetype i = 0;
    for (int column = 0; column < columns && i < inside.size(); ++column) {
        const qint64 end = from.ms + span * (column + 1) / columns;
        qsizetype least = i;
        qsizetype greatest = i;
        const qsizetype first = i;
        for (; i < inside.size() && (inside.at(i).at.ms <= end || column == columns - 1); ++i) {
            if (inside.at(i).value < inside.at(least).value)
                least = i;
            if (inside.at(i).value > inside.at(greatest).value)
                greatest = i;
        }
        if (i == first)
            continue;
        out.append(inside.at(std::min(least, greatest)));
        if (least != greatest)
            out.append(inside.at(std::max(least, greatest)));
    }
    return out;
}

double percentile95(const QList<SeriesPoint>& points, Timestamp from, Timestamp to)
{
    QList<double> values;
    for (const SeriesPoint& point : points) {
        if (point.at >= from && point.at <= to && point.value >= 0)
            values.append(point.value);
    }
    if (values.isEmpty())
        return -1;
    const qsizetype rank = std::max<qsizetype>(0, qsizetype(std::ceil(double(values.size()) * 0.95)) - 1);
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values.at(rank);
}

ResponseChart::ResponseChart(QWidget* parent)
    : QChartView(parent), m_series(new QLineSeries(this)), m_time(new QValueAxis(this)), m_value(new QValueAxis(this))
{
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setAccessibleName(label(Label::ResponseName));
    QChart* shown = chart();
    shown->setAnimationOptions(QChart::NoAnimation);
    shown->legend()->hide();
    shown->setMargins({});
    shown->setBackgroundVisible(false);
    shown->addSeries(m_series);
    shown->addAxis(m_time, Qt::AlignBottom);
    shown->addAxis(m_value, Qt::AlignLeft);
    m_series->attachAxis(m_time);
    m_series->attachAxis(m_value);
    m_time->setVisible(false);
    m_value->setVisible(false); // its scale is told in words beside it
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    colour();
}

void ResponseChart::setMargins(qreal left, qreal right)
{
    m_left = left;
    m_right = right;
    place();
}

void ResponseChart::showPoints(const QList<SeriesPoint>& points, Timestamp from, Timestamp to)
{
    const QList<SeriesPoint> few = decimated(points, from, to, qMax(1, int(width() - m_left - m_right)));
    QList<QPointF> list;
    double most = 1;
    for (const SeriesPoint& point : few) {
        const double value = std::max(0.0, point.value);
        list.append({double(point.at.ms), value});
        most = std::max(most, value);
    }
    m_series->replace(list);
    m_time->setRange(double(from.ms), double(std::max(to.ms, from.ms + 1)));
    // A round top, so that the scale does not change with every sample.
    const double step = std::pow(10.0, std::floor(std::log10(most)));
    m_value->setRange(0, std::ceil(most / step) * step);
}

void ResponseChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    place();
}

void ResponseChart::place()
{
    chart()->setPlotArea(QRectF(m_left, 6, qMax(10.0, width() - m_left - m_right), qMax(10.0, height() - 12.0)));
}

void ResponseChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        colour();
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(label(Label::ResponseName));
}

void ResponseChart::colour()
{
    const Palette& c = colours();
    setBackgroundBrush(Qt::NoBrush);
    m_series->setPen(QPen(c.accent, 1.6));
}

} // namespace hopscope
