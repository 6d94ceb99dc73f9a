// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/timeline/series.h"

#include <algorithm>
#include <cmath>

namespace hopscope {
namespace {

struct Extremes {
    qsizetype low = -1;
    qsizetype high = -1;
};

void flush(const QList<SeriesPoint>& points, Extremes& extremes, QList<SeriesPoint>& result)
{
    if (extremes.low < 0)
        return;
    result.append(points.at(std::min(extremes.low, extremes.high)));
    if (extremes.low != extremes.high)
        result.append(points.at(std::max(extremes.low, extremes.high)));
    extremes = {};
}

} // namespace

QList<SeriesPoint> decimateMinMax(const QList<SeriesPoint>& points, qsizetype buckets)
{
    QList<SeriesPoint> numbers;
    numbers.reserve(points.size());
    std::copy_if(points.begin(), points.end(), std::back_inserter(numbers),
                 [](const SeriesPoint& point) { return std::isfinite(point.value); });
    if (buckets < 1 || numbers.size() <= 2 * buckets)
        return buckets < 1 ? QList<SeriesPoint>() : numbers;

    const qint64 first = numbers.first().at.ms;
    const double span = static_cast<double>(numbers.last().at.ms - first) + 1;
    QList<SeriesPoint> result;
    result.reserve(2 * buckets);
    Extremes extremes;
    qsizetype bucket = 0;
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const double share = static_cast<double>(numbers.at(i).at.ms - first) / span;
        const auto own = std::clamp(static_cast<qsizetype>(share * static_cast<double>(buckets)), bucket, buckets - 1);
        if (own != bucket)
            flush(numbers, extremes, result);
        bucket = own;
        if (extremes.low < 0 || numbers.at(i).value < numbers.at(extremes.low).value)
            extremes.low = i;
        if (extremes.high < 0 || numbers.at(i).value > numbers.at(extremes.high).value)
            extremes.high = i;
    }
    flush(numbers, extremes, result);
    return result;
}

double mapTimeToX(Timestamp at, Timestamp from, Timestamp to, double width)
{
    if (to <= from)
        return 0;
    return static_cast<double>(at.ms - from.ms) / static_cast<double>(to.ms - from.ms) * width;
}

Timestamp mapXToTime(double x, Timestamp from, Timestamp to, double width)
{
    if (to <= from || !(width > 0))
        return from;
    return {from.ms + std::llround(x / width * static_cast<double>(to.ms - from.ms))};
}

} // namespace hopscope
