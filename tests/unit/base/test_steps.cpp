// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/steps.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace hopscope;

namespace {

/// Ends after `ms` on the event loop; `cancelled` counts how often it was told to stop.
Step wait(const char* name, int ms, const Status& status = {}, int* cancelled = nullptr)
{
    return step(
        QString::fromLatin1(name),
        [ms, status](const StepDone& done) { QTimer::singleShot(ms, [done, status] { done(status); }); },
        [cancelled] {
            if (cancelled)
                ++*cancelled;
        });
}

Step atOnce(const char* name, const Status& status = {})
{
    return call(QString::fromLatin1(name), [status] { return status; });
}

Step never(const char* name, int* cancelled = nullptr)
{
    return step(
        QString::fromLatin1(name), [](const StepDone&) {},
        [cancelled] {
            if (cancelled)
                ++*cancelled;
        });
}

Status bad(const char* code = "test.bad")
{
    return fail(QString::fromLatin1(code));
}

/// One run, its log as `name code` lines, and how it ended.
struct Probe {
    explicit Probe(Step root) : run(std::make_unique<StepRun>(std::move(root), clock))
    {
        run->onEvent([this](const StepEvent& event) {
            log.append(event.name + QLatin1Char(' ') + event.code +
                       (event.error.isEmpty() ? QString() : QLatin1Char(' ') + event.error));
        });
        run->onFinished([this](const Status& status) {
            ++finished;
            result = status;
        });
    }
    [[nodiscard]] bool finish()
    {
        run->start();
        return QTest::qWaitFor([this] { return finished > 0; }, 5000);
    }
    ManualClock clock{{1000}};
    std::unique_ptr<StepRun> run;
    QStringList log;
    int finished = 0;
    Status result;
};

QStringList lines(const char* text)
{
    QStringList result;
    for (const QString& line : QString::fromLatin1(text).split(QLatin1Char(',')))
        result.append(line.trimmed());
    return result;
}

} // namespace

class TestSteps : public QObject {
    Q_OBJECT
private slots:
    void runsTree_data();
    void runsTree();
    void cancelReachesWhatRuns();
    void cancelBeforeAndAfterDoesNothing();
    void timeoutStopsALeaf();
    void timeoutStopsAGroup();
    void lateAndSecondCallsAreIgnored();
    void laterSeesWhatCameBefore();
    void thousandsThatEndAtOnceNeedNoStack();
    void logCarriesTheClock();
    void neverRunsMoreThanTheLimit();
    void deletingTheRunCancelsSilently();
    void mayBeDeletedFromAnyCallback_data();
    void mayBeDeletedFromAnyCallback();
    void mayBeCancelledFromAnyCallback_data();
    void mayBeCancelledFromAnyCallback();
};

void TestSteps::runsTree_data()
{
    QTest::addColumn<Step>("root");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QStringList>("log");
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    QTest::newRow("leaf") << atOnce("a") << QString() << lines("a started,a finished");
    QTest::newRow("leaf fails") << atOnce("a", bad()) << s("test.bad") << lines("a started,a failed test.bad");
    QTest::newRow("empty group") << sequence(s("all"), {}) << QString() << lines("all started,all finished");
    QTest::newRow("sequence")
        << sequence(s("all"), {wait("a", 20), atOnce("b"), wait("c", 1)}) << QString()
        << lines("all started,a started,a finished,b started,b finished,c started,c finished,all finished");
    QTest::newRow("sequence stops")
        << sequence(s("all"), {atOnce("a"), wait("b", 1, bad()), atOnce("c"), atOnce("d")}) << s("test.bad")
        << lines(
               "all started,a started,a finished,b started,b failed test.bad,c skipped,d skipped,all failed test.bad");
    QTest::newRow("sequence continues") << sequence(s("all"),
                                                    {atOnce("a", bad("test.one")), atOnce("b", bad("test.two")),
                                                     atOnce("c")},
                                                    OnError::Continue)
                                        << s("test.one")
                                        << lines("all started,a started,a failed test.one,b started,b failed "
                                                 "test.two,c started,c finished,all failed test.one");
    QTest::newRow("sequence ignores")
        << sequence(s("all"), {atOnce("a", bad()), atOnce("b")}, OnError::Ignore) << QString()
        << lines("all started,a started,a failed test.bad,b started,b finished,all finished");
    QTest::newRow("parallel")
        << parallel(s("all"), {wait("a", 60), wait("b", 1), wait("c", 30)}, 0) << QString()
        << lines("all started,a started,b started,c started,b finished,c finished,a finished,all finished");
    QTest::newRow("parallel of two")
        << parallel(s("all"), {wait("a", 400), wait("b", 1), wait("c", 1)}, 2) << QString()
        << lines("all started,a started,b started,b finished,c started,c finished,a finished,all finished");
    QTest::newRow("parallel stops")
        << parallel(s("all"), {never("a"), wait("b", 1, bad()), never("c")}, 2) << s("test.bad")
        << lines("all started,a started,b started,b failed test.bad,a cancelled,c skipped,all failed test.bad");
    QTest::newRow("parallel stops before the next began")
        << parallel(s("all"), {atOnce("a", bad()), atOnce("b")}, 0) << s("test.bad")
        << lines("all started,a started,a failed test.bad,b skipped,all failed test.bad");
    QTest::newRow("parallel continues")
        << parallel(s("all"), {wait("a", 30), wait("b", 1, bad())}, 0, OnError::Continue) << s("test.bad")
        << lines("all started,a started,b started,b failed test.bad,a finished,all failed test.bad");
    QTest::newRow("nested")
        << sequence(s("all"),
                    {parallel(s("hosts"), {sequence(s("h1"), {atOnce("c1", bad()), atOnce("x1")}), atOnce("c2")}, 1,
                              OnError::Ignore),
                     atOnce("judge")})
        << QString()
        << lines("all started,hosts started,h1 started,c1 started,c1 failed test.bad,x1 skipped,h1 failed test.bad,"
                 "c2 started,c2 finished,hosts finished,judge started,judge finished,all finished");
}

void TestSteps::runsTree()
{
    QFETCH(const Step, root);
    QFETCH(const QString, error);
    QFETCH(const QStringList, log);
    Probe probe(root);
    QVERIFY(probe.finish());
    QCOMPARE(probe.log, log);
    QCOMPARE(probe.result ? QString() : probe.result.error().code, error);
    QVERIFY(!probe.run->running());
    QTest::qWait(80); // nothing more may come
    QCOMPARE(probe.log, log);
    QCOMPARE(probe.finished, 1);
}

void TestSteps::cancelReachesWhatRuns()
{
    int a = 0;
    int b = 0;
    Probe probe(sequence(QStringLiteral("all"),
                         {atOnce("first"),
                          parallel(QStringLiteral("both"), {never("a", &a), wait("b", 5, {}, &b), never("c")}, 2),
                          atOnce("last")}));
    probe.run->start();
    QVERIFY(probe.run->running());
    probe.run->cancel();
    QCOMPARE(probe.finished, 1);
    QCOMPARE(probe.result.error().code, QStringLiteral("step.cancelled"));
    QCOMPARE(a, 1);
    QCOMPARE(b, 1);
    QTest::qWait(30);
    QCOMPARE(probe.log, lines("all started,first started,first finished,both started,a started,b started,"
                              "a cancelled,b cancelled,c skipped,both cancelled,last skipped,all cancelled"));
    QCOMPARE(probe.finished, 1);
}

void TestSteps::cancelBeforeAndAfterDoesNothing()
{
    int told = 0;
    Probe probe(wait("a", 1, {}, &told));
    probe.run->cancel();
    QVERIFY(probe.log.isEmpty());
    QVERIFY(probe.finish());
    probe.run->cancel();
    probe.run->start();
    QCOMPARE(probe.log, lines("a started,a finished"));
    probe.run.reset();
    QCOMPARE(told, 0);
}

void TestSteps::timeoutStopsALeaf()
{
    int told = 0;
    Probe probe(sequence(QStringLiteral("all"), {never("slow", &told).within(20), wait("next", 1).within(5000)},
                         OnError::Continue));
    QVERIFY(probe.finish());
    QCOMPARE(told, 1);
    QCOMPARE(probe.result.error().code, QStringLiteral("step.timeout"));
    QCOMPARE(
        probe.log,
        lines(
            "all started,slow started,slow timed-out step.timeout,next started,next finished,all failed step.timeout"));
}

void TestSteps::timeoutStopsAGroup()
{
    int told = 0;
    Probe probe(
        sequence(QStringLiteral("all"),
                 {sequence(QStringLiteral("inner"), {never("a", &told), atOnce("b")}).within(20), atOnce("c")}));
    QVERIFY(probe.finish());
    QCOMPARE(told, 1);
    QCOMPARE(probe.log, lines("all started,inner started,a started,a cancelled,b skipped,inner timed-out step.timeout,"
                              "c skipped,all failed step.timeout"));
}

void TestSteps::lateAndSecondCallsAreIgnored()
{
    StepDone kept;
    const auto twice = step(QStringLiteral("twice"), [&kept](const StepDone& done) {
        kept = done;
        done({});
        done(bad());
    });
    {
        Probe probe(sequence(QStringLiteral("all"), {twice, atOnce("b")}));
        QVERIFY(probe.finish());
        kept(bad());
        QCOMPARE(probe.log, lines("all started,twice started,twice finished,b started,b finished,all finished"));
    }
    kept(bad()); // the run is gone
}

void TestSteps::laterSeesWhatCameBefore()
{
    int found = 0;
    Probe probe(sequence(QStringLiteral("all"), {call(QStringLiteral("look"),
                                                      [&found]() -> Status {
                                                          found = 2;
                                                          return {};
                                                      }),
                                                 later(QStringLiteral("use"), [&found] {
                                                     std::vector<Step> steps;
                                                     for (int i = 0; i < found; ++i)
                                                         steps.push_back(atOnce("x"));
                                                     return sequence(QStringLiteral("found"), std::move(steps));
                                                 })}));
    QVERIFY(probe.finish());
    QCOMPARE(probe.log, lines("all started,look started,look finished,use started,found started,x started,x finished,"
                              "x started,x finished,found finished,use finished,all finished"));
}

void TestSteps::thousandsThatEndAtOnceNeedNoStack()
{
    Probe one(sequence(QStringLiteral("all"), std::vector<Step>(50'000, atOnce("x"))));
    QVERIFY(one.finish());
    QCOMPARE(one.log.size(), 100'002);
    Probe all(parallel(QStringLiteral("all"), std::vector<Step>(50'000, atOnce("x")), 0));
    QVERIFY(all.finish());
    QCOMPARE(all.log.size(), 100'002);
}

void TestSteps::logCarriesTheClock()
{
    Probe probe(wait("a", 5));
    probe.run->start();
    probe.clock.advance(250);
    QVERIFY(QTest::qWaitFor([&probe] { return probe.finished > 0; }, 5000));
    QCOMPARE(probe.run->events().size(), 2);
    QCOMPARE(probe.run->events().at(0).at, Timestamp{1000});
    QCOMPARE(probe.run->events().at(1).at, Timestamp{1250});
}

void TestSteps::neverRunsMoreThanTheLimit()
{
    int now = 0;
    int most = 0;
    std::vector<Step> steps;
    for (int i = 0; i < 20; ++i)
        steps.push_back(step(QStringLiteral("x"), [&now, &most, i](const StepDone& done) {
            most = std::max(most, ++now);
            QTimer::singleShot(i % 3, [done, &now] {
                --now;
                done({});
            });
        }));
    Probe probe(parallel(QStringLiteral("all"), std::move(steps), 4));
    QVERIFY(probe.finish());
    QCOMPARE(most, 4);
}

void TestSteps::deletingTheRunCancelsSilently()
{
    int told = 0;
    Probe probe(parallel(QStringLiteral("all"), {never("a", &told), wait("b", 1, {}, &told), never("c", &told)}, 2));
    probe.run->start();
    const QStringList before = probe.log;
    probe.run.reset();
    QTest::qWait(20);
    QCOMPARE(told, 2); // c never began
    QCOMPARE(probe.log, before);
    QCOMPARE(probe.finished, 0);
}

namespace {

/// Two sequences side by side with every kind of ending, so that each log line is a chance to pull the run away.
Step busyTree(int* told)
{
    return parallel(QStringLiteral("all"),
                    {sequence(QStringLiteral("s1"), {atOnce("a"), wait("b", 1), wait("c", 1, bad()), atOnce("d")}),
                     sequence(QStringLiteral("s2"), {wait("e", 3, {}, told), never("f", told).within(10)}),
                     later(QStringLiteral("l"), [told] { return never("g", told).within(15); })},
                    0, OnError::Continue);
}

void addLogLines()
{
    QTest::addColumn<int>("line");
    Probe probe(busyTree(nullptr));
    if (!probe.finish())
        qFatal("the tree does not end");
    for (int i = 0; i < probe.log.size(); ++i)
        QTest::addRow("%d %s", i, qPrintable(probe.log.at(i))) << i;
}

} // namespace

void TestSteps::mayBeDeletedFromAnyCallback_data()
{
    addLogLines();
}

void TestSteps::mayBeDeletedFromAnyCallback()
{
    QFETCH(const int, line);
    const ManualClock clock({1});
    int told = 0;
    int seen = 0;
    auto run = std::make_unique<StepRun>(busyTree(&told), clock);
    run->onEvent([&](const StepEvent&) {
        if (seen++ == line)
            run.reset();
    });
    run->start();
    QVERIFY(QTest::qWaitFor([&run] { return !run; }, 5000));
    QTest::qWait(25);
    QCOMPARE(seen, line + 1);
}

void TestSteps::mayBeCancelledFromAnyCallback_data()
{
    addLogLines();
}

void TestSteps::mayBeCancelledFromAnyCallback()
{
    QFETCH(const int, line);
    int told = 0;
    Probe probe(busyTree(&told));
    QStringList log;
    probe.run->onEvent([&](const StepEvent& event) {
        log.append(event.name + QLatin1Char(' ') + event.code);
        if (log.size() == line + 1)
            probe.run->cancel();
    });
    QVERIFY(probe.finish());
    QTest::qWait(25);
    QCOMPARE(probe.finished, 1);
    // Whatever began also ended, once.
    for (const QString& name :
         {QStringLiteral("all"), QStringLiteral("s1"), QStringLiteral("b"), QStringLiteral("f"), QStringLiteral("g")}) {
        const auto own = log.filter(QRegularExpression(QLatin1Char('^') + name + QLatin1Char(' ')));
        QVERIFY2(own.size() <= 2, qPrintable(log.join(QLatin1Char('\n'))));
        if (own.contains(name + QStringLiteral(" started")))
            QCOMPARE(own.size(), 2);
    }
    QVERIFY(log.constLast().startsWith(QStringLiteral("all ")) || log.contains(QStringLiteral("all cancelled")));
}

QTEST_GUILESS_MAIN(TestSteps)
#include "test_steps.moc"
