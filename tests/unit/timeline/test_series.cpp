// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/timeline/series.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hopscope;

class TestSeries : public QObject {
    Q_OBJECT
private slots:
    void keepsShortSeriesAsTheyAre();
    void keepsEverySpike();
    void staysWithinTheLimit_data();
    void staysWithinTheLimit();
    void leavesOutWhatIsNoNumber();
    void standsPointsOfOneMoment();
    void mapsThereAndBack();
    void mapsAnEmptySpan();
};

void TestSeries::keepsShortSeriesAsTheyAre()
{
    const QList<SeriesPoint> points{{{1000}, 1}, {{2000}, 7}, {{3000}, 2}};
    const QList<SeriesPoint> same = decimateMinMax(points, 2);
    QCOMPARE(same.size(), 3);
    QCOMPARE(same.at(1).value, 7.0);
    QVERIFY(decimateMinMax({}, 10).isEmpty());
    QVERIFY(decimateMinMax(points, 0).isEmpty());
}

void TestSeries::keepsEverySpike()
{
    QList<SeriesPoint> points;
    for (int i = 0; i < 10'000; ++i)
        points.append({{1'000'000 + i * 10}, i % 1000 == 500 ? 900.0 : (i % 1000 == 700 ? -5.0 : 20.0)});
    const QList<SeriesPoint> thin = decimateMinMax(points, 50);
    QVERIFY(thin.size() <= 100);
    const auto count = [&thin](double value) {
        return std::count_if(thin.begin(), thin.end(),
                             [value](const SeriesPoint& p) { return qFuzzyCompare(p.value, value); });
    };
    QCOMPARE(count(900.0), 10);
    QCOMPARE(count(-5.0), 10);
}

void TestSeries::staysWithinTheLimit_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("buckets");
    for (const int count : {1, 2, 3, 101, 9999})
        for (const int buckets : {1, 2, 7, 800})
            QTest::addRow("%d in %d", count, buckets) << count << buckets;
}

void TestSeries::staysWithinTheLimit()
{
    QFETCH(const int, count);
    QFETCH(const int, buckets);
    QList<SeriesPoint> points;
    for (int i = 0; i < count; ++i) // gaps of very different length
        points.append({{1'000'000 + static_cast<qint64>(i) * i * (i % 7 + 7 * i)}, std::sin(i) * 100});
    std::sort(points.begin(), points.end(), [](const SeriesPoint& a, const SeriesPoint& b) { return a.at < b.at; });
    const QList<SeriesPoint> thin = decimateMinMax(points, buckets);
    QVERIFY(thin.size() <= qMin(count, 2 * buckets));
    QVERIFY(!thin.isEmpty());
    const auto byValue = [](const SeriesPoint& a, const SeriesPoint& b) { return a.value < b.value; };
    const auto all = std::minmax_element(points.begin(), points.end(), byValue);
    const auto kept = std::minmax_element(thin.begin(), thin.end(), byValue);
    QCOMPARE(kept.first->value, all.first->value);
    QCOMPARE(kept.second->value, all.second->value);
    for (qsizetype i = 1; i < thin.size(); ++i)
        QVERIFY(thin.at(i - 1).at <= thin.at(i).at);
}

void TestSeries::leavesOutWhatIsNoNumber()
{
    QList<SeriesPoint> points;
    for (int i = 0; i < 100; ++i)
        points.append({{1000 + i}, i % 2 ? std::numeric_limits<double>::quiet_NaN() : i});
    for (const SeriesPoint& point : decimateMinMax(points, 5))
        QVERIFY(std::isfinite(point.value));
    points.append({{2000}, std::numeric_limits<double>::infinity()});
    QCOMPARE(decimateMinMax(points, 500).size(), 50);
}

void TestSeries::standsPointsOfOneMoment()
{
    const QList<SeriesPoint> points(100, {{5000}, 3});
    QCOMPARE(decimateMinMax(points, 4).size(), 1);
}

void TestSeries::mapsThereAndBack()
{
    const Timestamp from{1'700'000'000'000};
    const Timestamp to{from.ms + 24 * 3600 * 1000};
    QCOMPARE(mapTimeToX(from, from, to, 800), 0.0);
    QCOMPARE(mapTimeToX(to, from, to, 800), 800.0);
    QCOMPARE(mapTimeToX({from.ms + 12 * 3600 * 1000}, from, to, 800), 400.0);
    QVERIFY(mapTimeToX({from.ms - 1000}, from, to, 800) < 0);
    for (qint64 ms = 0; ms <= to.ms - from.ms; ms += 1'234'567) {
        const Timestamp at{from.ms + ms};
        QCOMPARE(mapXToTime(mapTimeToX(at, from, to, 333.3), from, to, 333.3), at);
    }
}

void TestSeries::mapsAnEmptySpan()
{
    const Timestamp at{5000};
    QCOMPARE(mapTimeToX(at, at, at, 800), 0.0);
    QCOMPARE(mapXToTime(400, at, at, 800), at);
    QCOMPARE(mapXToTime(400, at, {9000}, 0), at);
}

QTEST_GUILESS_MAIN(TestSeries)
#include "test_series.moc"
