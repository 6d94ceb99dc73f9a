// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/timeline/timeline.h"

#include <QChartView>

class QLineSeries;
class QValueAxis;

namespace hopscope {

/// At most two points a pixel column, least and greatest kept, so that no peak is lost. In order of time.
[[nodiscard]] QList<SeriesPoint> decimated(const QList<SeriesPoint>& points, Timestamp from, Timestamp to, int columns);
/// The value 95 % of the points in that time do not exceed; below 0 when there is none.
[[nodiscard]] double percentile95(const QList<SeriesPoint>& points, Timestamp from, Timestamp to);

/// The entry check's response time, on the same time axis as the lanes above it.
class ResponseChart : public QChartView {
    Q_OBJECT
public:
    explicit ResponseChart(QWidget* parent = nullptr);
    /// Room left and right, so that a moment stands under the same moment of the lanes.
    void setMargins(qreal left, qreal right);
    void showPoints(const QList<SeriesPoint>& points, Timestamp from, Timestamp to);
    [[nodiscard]] QSize sizeHint() const override { return {600, 64}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void colour();

    QLineSeries* m_series;
    QValueAxis* m_time;
    QValueAxis* m_value;
    qreal m_left = 150;
    qreal m_right = 0;
};

} // namespace hopscope
