// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/timeline/builder.h"

#include <QTest>

#include <algorithm>

using namespace hopscope;

namespace {
Timestamp s(qint64 seconds)
{
    return {1'700'000'000'000 + seconds * 1000};
}
const QString kNode = QStringLiteral("docs/docservice");
} // namespace

class TestBuilder : public QObject {
    Q_OBJECT
private slots:
    void mergesEqualNeighbours();
    void closesIntervalsWhereTheNextBegins();
    void lastWordOfAMomentCounts();
    void toleratesAClockSetBack();
    void tellsTheFiguresOfAnOutage();
    void forgetsABlip();
    void countsSuccessesAnewAfterAFailure();
    void countsSuccessesAnewAfterAnAction();
    void recoversByItself();
    void armsAgainForTheNextOutage();
    void keepsFiguresWhileANewFailureIsNotJudged();
    void takesEvidenceBeforeAndAfterTheCheck();
    void ignoresEvidenceOfThePreviousOutage();
    void staleRedOpensNothing();
    void ordersEventsAndSpansAll();
    void ignoresUnknownTimes();
    void thinsALongResponseSeries();
};

void TestBuilder::mergesEqualNeighbours()
{
    TimelineBuilder builder;
    for (int i = 0; i < 5; ++i)
        builder.setHealth(kNode, Health::Ok, s(i));
    const Timeline timeline = builder.build(s(9));
    QCOMPARE(timeline.lanes.size(), 1);
    QCOMPARE(timeline.lanes.first().intervals, QList<Interval>({{s(0), {}, Health::Ok}}));
    QCOMPARE(timeline.to, s(9));
}

void TestBuilder::closesIntervalsWhereTheNextBegins()
{
    TimelineBuilder builder;
    builder.setHealth(kNode, Health::Ok, s(0));
    builder.setHealth(kNode, Health::Failed, s(10));
    builder.setHealth(QStringLiteral("gate/nginx"), Health::Affected, s(11));
    builder.setHealth(kNode, Health::Unknown, s(20));
    builder.setHealth(kNode, Health::Ok, s(30));
    const Timeline timeline = builder.build(s(40));
    QCOMPARE(timeline.lanes.size(), 2);
    QCOMPARE(timeline.lanes.first().intervals, QList<Interval>({{s(0), s(10), Health::Ok},
                                                                {s(10), s(20), Health::Failed},
                                                                {s(20), s(30), Health::Unknown},
                                                                {s(30), {}, Health::Ok}}));
}

void TestBuilder::lastWordOfAMomentCounts()
{
    TimelineBuilder builder;
    builder.setHealth(kNode, Health::Ok, s(0));
    builder.setHealth(kNode, Health::Failed, s(5));
    builder.setHealth(kNode, Health::Ok, s(5)); // as if nothing had happened
    builder.setHealth(kNode, Health::Degraded, s(7));
    builder.setHealth(kNode, Health::Failed, s(7));
    QCOMPARE(builder.build(s(9)).lanes.first().intervals,
             QList<Interval>({{s(0), s(7), Health::Ok}, {s(7), {}, Health::Failed}}));
}

void TestBuilder::toleratesAClockSetBack()
{
    TimelineBuilder builder;
    builder.setHealth(kNode, Health::Ok, s(100));
    builder.setHealth(kNode, Health::Failed, s(110));
    builder.setHealth(kNode, Health::Ok, s(50));
    builder.setHealth(kNode, Health::Failed, s(51));
    const Timestamp after110{s(110).ms + 1}; // nothing vanishes, nothing runs backwards
    QCOMPARE(builder.build(s(120)).lanes.first().intervals, QList<Interval>({{s(100), s(110), Health::Ok},
                                                                             {s(110), after110, Health::Failed},
                                                                             {after110, {after110.ms + 1}, Health::Ok},
                                                                             {{after110.ms + 1}, {}, Health::Failed}}));
}

void TestBuilder::tellsTheFiguresOfAnOutage()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), true);
    builder.entryCheck(s(10), false);
    builder.entryCheck(s(11), false);
    builder.entryCheck(s(12), false);
    builder.detected(s(12));
    builder.detected(s(13));
    builder.earliestEvidence(s(4));
    builder.causeKnown(s(15));
    builder.causeKnown(s(16));
    builder.acted(s(60));
    builder.entryCheck(s(61), false);
    builder.entryCheck(s(65), true);
    builder.entryCheck(s(66), true);
    QVERIFY(!builder.build(s(66)).figures.recovered.known());
    builder.entryCheck(s(67), true);
    builder.entryCheck(s(68), true);
    const RecoveryFigures figures = builder.build(s(70)).figures;
    QCOMPARE(figures.firstRed, s(4));
    QCOMPARE(figures.firstFailedSample, s(10));
    QCOMPARE(figures.detected, s(12));
    QCOMPARE(figures.causeKnown, s(15));
    QCOMPARE(figures.acted, s(60));
    QCOMPARE(figures.firstSuccess, s(65));
    QCOMPARE(figures.recovered, s(67));
    QCOMPARE(figures.targetMs, 15 * 60 * 1000);
}

void TestBuilder::forgetsABlip()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), false);
    QCOMPARE(builder.build(s(1)).figures.firstFailedSample, s(0)); // it may be the beginning of one
    builder.entryCheck(s(1), true);
    const Timeline timeline = builder.build(s(2));
    QVERIFY(!timeline.figures.firstRed.known());
    QVERIFY(timeline.events.isEmpty());
    builder.entryCheck(s(20), false);
    builder.detected(s(22));
    QCOMPARE(builder.build(s(23)).figures.firstFailedSample, s(20));
}

void TestBuilder::countsSuccessesAnewAfterAFailure()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), false);
    builder.detected(s(0));
    const QList<bool> flapping{true, true, false, true, false, false, true, true, true};
    for (int i = 0; i < flapping.size(); ++i) {
        builder.entryCheck(s(i + 1), flapping.at(i));
        QCOMPARE(builder.build(s(i + 1)).figures.recovered.known(), i == 8);
    }
    QCOMPARE(builder.build(s(10)).figures.firstFailedSample, s(0));
    QCOMPARE(builder.build(s(10)).figures.firstSuccess, s(7));
    QCOMPARE(builder.build(s(10)).figures.recovered, s(9));
}

void TestBuilder::countsSuccessesAnewAfterAnAction()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), false);
    builder.detected(s(0));
    builder.entryCheck(s(1), true);
    builder.entryCheck(s(2), true);
    builder.acted(s(3));
    builder.entryCheck(s(4), true);
    QVERIFY(!builder.build(s(4)).figures.recovered.known());
    QCOMPARE(builder.build(s(4)).figures.firstSuccess, s(4));
    builder.acted(s(5)); // a second action starts the count again, the first one's time stays
    builder.entryCheck(s(6), true);
    builder.entryCheck(s(7), true);
    builder.entryCheck(s(8), true);
    QCOMPARE(builder.build(s(9)).figures.acted, s(3));
    QCOMPARE(builder.build(s(9)).figures.recovered, s(8));
}

void TestBuilder::recoversByItself()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), false);
    builder.detected(s(1));
    for (int i = 2; i < 5; ++i)
        builder.entryCheck(s(i), true);
    const RecoveryFigures figures = builder.build(s(5)).figures;
    QVERIFY(!figures.acted.known());
    QVERIFY(!figures.causeKnown.known());
    QCOMPARE(figures.firstSuccess, s(2));
    QCOMPARE(figures.recovered, s(4));
}

void TestBuilder::armsAgainForTheNextOutage()
{
    TimelineBuilder builder;
    for (const int start : {0, 1000}) {
        builder.setHealth(kNode, Health::Failed, s(start));
        builder.entryCheck(s(start), false);
        builder.detected(s(start + 2));
        builder.acted(s(start + 30));
        for (int i = 40; i < 43; ++i)
            builder.entryCheck(s(start + i), true);
        builder.setHealth(kNode, Health::Ok, s(start + 42));
    }
    const Timeline timeline = builder.build(s(1100));
    QCOMPARE(timeline.figures.firstRed, s(1000));
    QCOMPARE(timeline.figures.acted, s(1030));
    QCOMPARE(timeline.figures.recovered, s(1042));
    QCOMPARE(timeline.lanes.first().intervals.size(), 4);
    QStringList codes;
    for (const TimelineEvent& event : timeline.events)
        codes.append(event.code);
    const QStringList once{QStringLiteral("first-red"), QStringLiteral("first-success"), QStringLiteral("recovered")};
    QCOMPARE(codes, once + once);
}

void TestBuilder::keepsFiguresWhileANewFailureIsNotJudged()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), false);
    builder.detected(s(1));
    for (int i = 2; i < 5; ++i)
        builder.entryCheck(s(i), true);
    builder.entryCheck(s(100), false);
    QCOMPARE(builder.build(s(100)).figures.recovered, s(4));
    builder.detected(s(102));
    QCOMPARE(builder.build(s(102)).figures.firstRed, s(100));
    QVERIFY(!builder.build(s(102)).figures.recovered.known());
}

void TestBuilder::takesEvidenceBeforeAndAfterTheCheck()
{
    TimelineBuilder before;
    before.earliestEvidence(s(-50));
    before.earliestEvidence(s(-20));
    before.entryCheck(s(0), false);
    QCOMPARE(before.build(s(1)).figures.firstRed, s(-50));
    QCOMPARE(before.build(s(1)).from, s(-50));

    TimelineBuilder after;
    after.entryCheck(s(0), false);
    after.earliestEvidence(s(5));
    QCOMPARE(after.build(s(6)).figures.firstRed, s(0));
    after.earliestEvidence(s(-5));
    QCOMPARE(after.build(s(6)).figures.firstRed, s(-5));
    QCOMPARE(after.build(s(6)).figures.firstFailedSample, s(0));
}

void TestBuilder::ignoresEvidenceOfThePreviousOutage()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), false);
    builder.detected(s(1));
    for (int i = 2; i < 5; ++i)
        builder.entryCheck(s(i), true);
    builder.earliestEvidence(s(-3)); // still in the log
    builder.entryCheck(s(100), false);
    builder.earliestEvidence(s(3));
    builder.detected(s(101));
    QCOMPARE(builder.build(s(102)).figures.firstRed, s(100));
    builder.earliestEvidence(s(90));
    QCOMPARE(builder.build(s(102)).figures.firstRed, s(90));
}

void TestBuilder::staleRedOpensNothing()
{
    TimelineBuilder builder;
    builder.entryCheck(s(0), true);
    builder.detected(s(1));
    builder.causeKnown(s(1));
    builder.acted(s(1));
    QVERIFY(!builder.build(s(2)).figures.firstRed.known());

    TimelineBuilder unchecked; // red without any entry check: nothing says it is stale
    unchecked.detected(s(1));
    QCOMPARE(unchecked.build(s(2)).figures.firstRed, s(1));
    QVERIFY(!unchecked.build(s(2)).figures.firstFailedSample.known());
}

void TestBuilder::ordersEventsAndSpansAll()
{
    TimelineBuilder builder;
    builder.addEvent({s(5), QStringLiteral("connected"), QStringLiteral("docs"), {}, {}});
    builder.addEvent({s(-90), QStringLiteral("unit-stopped"), kNode, QStringLiteral("e3"), {}});
    builder.addEvent({s(5), QStringLiteral("lost"), QStringLiteral("gate"), {}, {}});
    const Timeline timeline = builder.build(s(1));
    QCOMPARE(timeline.from, s(-90));
    QCOMPARE(timeline.to, s(5));
    QCOMPARE(timeline.events.at(0).code, QStringLiteral("unit-stopped"));
    QCOMPARE(timeline.events.at(0).evidence, QStringLiteral("e3"));
    QCOMPARE(timeline.events.at(1).code, QStringLiteral("connected"));
    QCOMPARE(timeline.events.at(2).code, QStringLiteral("lost"));
}

void TestBuilder::ignoresUnknownTimes()
{
    TimelineBuilder builder;
    builder.setHealth(kNode, Health::Ok, {});
    builder.addEvent({{}, QStringLiteral("lost"), {}, {}, {}});
    builder.addResponse({{}, 3});
    builder.entryCheck({}, false);
    builder.detected({});
    builder.earliestEvidence({});
    const Timeline timeline = builder.build(s(3));
    QVERIFY(timeline.lanes.isEmpty() && timeline.events.isEmpty() && timeline.response.isEmpty());
    QVERIFY(!timeline.figures.firstRed.known());
    QCOMPARE(timeline.from, s(3));
    QCOMPARE(timeline.to, s(3));
}

void TestBuilder::thinsALongResponseSeries()
{
    TimelineBuilder builder;
    for (int i = 0; i < 100'000; ++i)
        builder.addResponse({s(i), i == 77 ? 5000.0 : 20.0});
    const QList<SeriesPoint> response = builder.build(s(100'000)).response;
    QVERIFY(response.size() <= 65'536);
    QVERIFY(std::any_of(response.begin(), response.end(),
                        [](const SeriesPoint& p) { return p.at == s(77) && p.value > 4999; }));
    QVERIFY(std::is_sorted(response.begin(), response.end(),
                           [](const SeriesPoint& a, const SeriesPoint& b) { return a.at < b.at; }));
    QCOMPARE(response.last().at, s(99'999));
}

QTEST_GUILESS_MAIN(TestBuilder)
#include "test_builder.moc"
