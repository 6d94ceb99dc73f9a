// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/guiderun.h"
#include "core/triage/record/recorder.h"
#include "tests/support/fakesshhost.h"
#include "tests/unit/triage/httpfake.h"
#include "tests/unit/triage/scripted.h"

#include <QTemporaryDir>

#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}
#endif

using namespace hopscope;
using namespace hopscope::test;

class TestGuide : public QObject {
    Q_OBJECT
private slots:
    void theTwelveSteps();
    void everyLookExists();
    void looksComeWithWhatTheyNeed();
    void brokerDownStepByStep();
    void healthyIsWellToTheEnd();
    void nothingMeasuredIsNeverWell();
    void comesAndGoes();
    void skippedAndByHand();
    void halfMeasuredIsNotTheFault();
    void anActionMovesTheFix();
    void aReplayShowsTheSame();
    void entryIsAskedAndRecorded();
    void verifyTakesThreeInARow();
    void verifyGivesUp();
    void cancelEndsTheStep();

private:
    /// Runs one step over facts that are made, as the conductor records it.
    void runStep(Recorder& recorder, const QString& step, const Scenario& scenario, int tries = 0)
    {
        recorder.guide(step, q("begin"));
        for (int i = 0; i < tries; ++i)
            recorder.sample(false, 12);
        look(recorder, scenario);
        recorder.guide(step, q("end"));
    }
    void look(Recorder& recorder, const Scenario& scenario)
    {
        for (const Fact& fact : scenario.list()) {
            Observation observation;
            observation.evidence.host = q("docs");
            observation.evidence.command = q("look at ") + fact.subject;
            observation.evidence.at = m_clock.now();
            observation.evidence.setBytes("seen");
            observation.facts.append(fact);
            observation.facts.last().at = m_clock.now();
            recorder.observe(observation);
        }
        m_clock.advance(5);
    }
    static Scenario brokerDown()
    {
        Scenario scenario;
        scenario.stopUnit("store/rabbitmq");
        scenario.refuse("store/rabbitmq");
        scenario.closePort("docs/docservice");
        scenario.badGateway();
        scenario.log("docs/docservice", "amqp_refused", 1, 20);
        return scenario;
    }
    static Scenario healthy()
    {
        Scenario scenario;
        for (const char* node : {"gate/nginx", "docs/nginx"})
            scenario.set(node, "self.status", 200);
        return scenario;
    }
    static GuideStep stepOf(const Recorder& recorder, const char* id)
    {
        const auto guide = recorder.snapshot().guide;
        const GuideStep* step = guide ? guide->step(q(id)) : nullptr;
        return step ? *step : GuideStep{};
    }
    static const GuideLine* lineOn(const GuideStep& step, const char* subject)
    {
        for (const GuideLine& line : step.lines) {
            if (line.subject == q(subject))
                return &line;
        }
        return nullptr;
    }
    std::unique_ptr<GuideRun> makeRun(FlakySite& site, const char* part)
    {
        m_environment = {};
        m_environment.name = q("lab");
        m_environment.url = site.url();
        m_run.reset();
        m_vantages.reset();
        m_pool = std::make_unique<SshPool>(m_folder.filePath(q("ssh_config")));
        m_vantages = std::make_unique<Vantages>(*m_pool, m_environment);
        m_recorder = std::make_unique<Recorder>(sharedCatalogue(), m_system);
        m_recorder->session(m_environment, q("1.0"));
        m_kit = std::make_unique<GuideKit>();
        GuideStepRule rule = sharedCatalogue()->steps.at(0);
        rule.measure = {q(part)};
        auto run = std::make_unique<GuideRun>(rule, *m_kit, *m_pool, *m_vantages, *m_recorder, m_environment, *sharedCatalogue());
        run->setVerification({10, 400, 3});
        return run;
    }
    /// Until the step ended.
    bool finish(GuideRun& run)
    {
        int ended = 0;
        connect(&run, &GuideRun::ended, &run, [&](const QString&) { ++ended; });
        run.start();
        return QTest::qWaitFor([&] { return ended > 0; }, 10'000) && ended == 1;
    }

    ManualClock m_clock{{Scenario::kNow}};
    SystemClock m_system;
    QTemporaryDir m_folder;
    Environment m_environment;
    std::unique_ptr<SshPool> m_pool;
    std::unique_ptr<Vantages> m_vantages;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<GuideKit> m_kit;
    std::unique_ptr<GuideRun> m_run;
};

void TestGuide::theTwelveSteps()
{
    QStringList ids;
    for (const GuideStepRule& step : sharedCatalogue()->steps) {
        ids.append(step.id);
        QVERIFY2(!step.outcomes.isEmpty(), qPrintable(step.id));
    }
    QCOMPARE(ids, (QStringList{q("reproduce"), q("answered"), q("path"), q("difference"), q("process"), q("dependencies"),
                               q("resources"), q("changes"), q("verdict"), q("fix"), q("verify"), q("report")}));
}

void TestGuide::everyLookExists()
{
    FakeSshHost host;
    HostCollection collection(host, {q("docs"), q("docs"), SudoMode::Never, {}}, {}, m_system, [](Observation) {});
    const QSet<QString> known = lookNames(collection.step(), q("docs"));
    QVERIFY(known.size() > 8);
    for (const GuideStepRule& step : sharedCatalogue()->steps) {
        for (const QString& part : step.measure) {
            for (const QString& look : part.section(QLatin1Char(':'), 1).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
                if (part.startsWith(q("hosts:")))
                    QVERIFY2(known.contains(look.trimmed()), qPrintable(step.id + q(": ") + look));
            }
        }
    }
}

void TestGuide::looksComeWithWhatTheyNeed()
{
    FakeSshHost host;
    HostCollection collection(host, {q("docs"), q("docs"), SudoMode::Never, {}}, {}, m_system, [](Observation) {});
    const auto names = [&](const QSet<QString>& wanted, const std::set<QString>& done) {
        return lookNames(onlyLooks(collection.step(), q("docs"), wanted, done), q("docs"));
    };
    QCOMPARE(names({q("filesystems")}, {}), (QSet<QString>{q("filesystems")}));
    QCOMPARE(names({q("listeners")}, {}), (QSet<QString>{q("listeners"), q("units"), q("processes")}));
    QCOMPARE(names({q("listeners")}, {q("units"), q("processes")}), (QSet<QString>{q("listeners")}));
    QCOMPARE(names({}, {}), lookNames(collection.step(), q("docs")));
}

void TestGuide::brokerDownStepByStep()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    const Scenario broken = brokerDown();
    runStep(recorder, q("reproduce"), broken, 4);
    const GuideStep reproduce = stepOf(recorder, "reproduce");
    QCOMPARE(reproduce.state, q("done"));
    QCOMPARE(reproduce.mark, Health::Ok); // reproduced is what the step is for
    QCOMPARE(reproduce.args.value(q("tries.failed")).toInt(), 4);
    for (const char* id : {"answered", "path", "difference", "process", "dependencies", "resources", "changes", "verdict"})
        runStep(recorder, q(id), broken);
    QCOMPARE(stepOf(recorder, "path").mark, Health::Ok);
    QCOMPARE(stepOf(recorder, "path").args.value(q("path.hosts")).toArray(), (QJsonArray{q("gate"), q("docs")}));
    QCOMPARE(stepOf(recorder, "difference").mark, Health::Failed);
    QCOMPARE(stepOf(recorder, "difference").args.value(q("symptom.first_difference")).toString(), Scenario::mqHop());
    QCOMPARE(stepOf(recorder, "process").mark, Health::Affected); // alive, port closed
    const GuideStep dependencies = stepOf(recorder, "dependencies");
    QCOMPARE(dependencies.mark, Health::Failed);
    const GuideLine* broker = lineOn(dependencies, "store/rabbitmq");
    QVERIFY(broker && broker->finding && broker->mark == Health::Failed);
    QVERIFY(!broker->evidence.isEmpty());
    const GuideLine* database = lineOn(dependencies, "store/postgresql");
    QVERIFY(database && database->mark == Health::Ok);
    QCOMPARE(stepOf(recorder, "resources").mark, Health::Ok);
    const GuideStep verdict = stepOf(recorder, "verdict");
    QCOMPARE(verdict.mark, Health::Failed);
    QVERIFY(verdict.cause && verdict.cause->id == q("MQ01"));
    QVERIFY(verdict.lines.constFirst().mark == Health::Failed && verdict.lines.constFirst().subject == q("store/rabbitmq"));
    // One program's life is one line.
    QCOMPARE(std::count_if(verdict.lines.cbegin(), verdict.lines.cend(),
                           [](const GuideLine& l) { return l.finding && l.subject == q("store/rabbitmq"); }),
             1);
}

void TestGuide::healthyIsWellToTheEnd()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    recorder.guide(q("reproduce"), q("begin"));
    for (int i = 0; i < 4; ++i)
        recorder.sample(true, 12);
    look(recorder, healthy());
    recorder.guide(q("reproduce"), q("end"));
    for (const char* id : {"answered", "path", "difference", "process", "dependencies", "resources", "changes", "verdict"})
        runStep(recorder, q(id), healthy());
    for (const char* id : {"reproduce", "answered", "path", "difference", "process", "dependencies", "resources", "changes", "verdict"}) {
        const GuideStep step = stepOf(recorder, id);
        QVERIFY2(step.mark == Health::Ok, id);
        QVERIFY2(!step.result.en.isEmpty() && !step.result.zh.isEmpty(), id);
        for (const GuideLine& line : step.lines)
            QVERIFY2(line.mark == Health::Ok, qPrintable(q(id) + q(": ") + line.id));
    }
    QVERIFY(!stepOf(recorder, "verdict").cause);
}

void TestGuide::nothingMeasuredIsNeverWell()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    for (const GuideStepRule& rule : sharedCatalogue()->steps) {
        if (rule.kind == q("report"))
            continue;
        recorder.guide(rule.id, q("begin"));
        recorder.guide(rule.id, q("end"));
        const GuideStep step = stepOf(recorder, rule.id.toUtf8().constData());
        QVERIFY2(step.mark != Health::Ok, qPrintable(rule.id));
        for (const GuideLine& line : step.lines)
            QVERIFY2(line.mark == Health::Unknown, qPrintable(line.id));
    }
}

void TestGuide::comesAndGoes()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    recorder.guide(q("reproduce"), q("begin"));
    for (int i = 0; i < 4; ++i)
        recorder.sample(i % 2 == 0, 12);
    recorder.guide(q("reproduce"), q("end"));
    const GuideStep step = stepOf(recorder, "reproduce");
    QCOMPARE(step.mark, Health::Degraded);
    QCOMPARE(step.tries.size(), 4);
    QCOMPARE(step.args.value(q("tries.failed")).toInt(), 2);
}

void TestGuide::skippedAndByHand()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    QVERIFY(!recorder.snapshot().guide->begun);
    recorder.guide(q("resources"), q("skipped"));
    recorder.guide(q("fix"), q("by-hand"));
    recorder.guide(q("no-such-step"), q("begin"));
    QVERIFY(recorder.snapshot().guide->begun);
    QCOMPARE(stepOf(recorder, "resources").state, q("skipped"));
    QCOMPARE(stepOf(recorder, "resources").mark, Health::Unknown);
    QCOMPARE(stepOf(recorder, "fix").state, q("by-hand"));
    // Run after all.
    runStep(recorder, q("resources"), Scenario());
    QCOMPARE(stepOf(recorder, "resources").state, q("done"));
    QCOMPARE(stepOf(recorder, "resources").mark, Health::Ok);
}

/// Mended between two steps: the old refusals beside the new processes look like a firewall.
void TestGuide::halfMeasuredIsNotTheFault()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    runStep(recorder, q("verdict"), brokerDown());
    QCOMPARE(recorder.snapshot().lastFault->verdict.causes.constFirst().id, q("MQ01"));
    Scenario stopped;
    stopped.closePort("docs/docservice");
    stopped.stopUnit("docs/docservice");
    stopped.badGateway();
    runStep(recorder, q("process"), stopped);
    QCOMPARE(stepOf(recorder, "process").mark, Health::Failed);
    QCOMPARE(recorder.snapshot().lastFault->verdict.causes.constFirst().id, q("MQ01"));
    runStep(recorder, q("verdict"), stopped);
    QCOMPARE(recorder.snapshot().lastFault->verdict.causes.constFirst().id, q("DS01"));
}

void TestGuide::anActionMovesTheFix()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    Story(recorder, m_clock).tell();
    const GuideStep fix = stepOf(recorder, "fix");
    QCOMPARE(fix.state, q("done"));
    QCOMPARE(fix.mark, Health::Ok);
    QVERIFY(!fix.lines.isEmpty());
    recorder.action({q("a2"), q("failed"), {}, q("ann"), {{q("code"), q("unverified")}}});
    QCOMPARE(stepOf(recorder, "fix").mark, Health::Degraded);
    recorder.action({q("a3"), q("failed"), {}, q("ann"), {{q("code"), q("action.command-failed")}}});
    QCOMPARE(stepOf(recorder, "fix").mark, Health::Failed);
}

void TestGuide::aReplayShowsTheSame()
{
    Recorder recorder(sharedCatalogue(), m_clock);
    recorder.session(Scenario().environment(), q("1.0"));
    for (const char* id : {"reproduce", "path", "difference", "verdict"})
        runStep(recorder, q(id), brokerDown(), 2);
    recorder.guide(q("resources"), q("skipped"));
    Projection replay(sharedCatalogue());
    for (const Entry& entry : recorder.entries())
        replay.apply(*Entry::fromJson(entry.toJson()));
    const auto live = recorder.snapshot().guide;
    const auto again = replay.snapshot().guide;
    for (qsizetype i = 0; i < live->steps.size(); ++i) {
        const GuideStep& a = live->steps.at(i);
        const GuideStep& b = again->steps.at(i);
        QCOMPARE(b.state, a.state);
        QCOMPARE(b.mark, a.mark);
        QCOMPARE(b.result.en, a.result.en);
        QCOMPARE(b.args, a.args);
        QCOMPARE(b.evidence, a.evidence);
        QCOMPARE(b.lines.size(), a.lines.size());
        for (qsizetype j = 0; j < a.lines.size(); ++j) {
            QCOMPARE(b.lines.at(j).id, a.lines.at(j).id);
            QCOMPARE(b.lines.at(j).mark, a.lines.at(j).mark);
            QCOMPARE(b.lines.at(j).evidence, a.lines.at(j).evidence);
        }
    }
}

void TestGuide::entryIsAskedAndRecorded()
{
    FlakySite site(-1);
    auto run = makeRun(site, "entry");
    QVERIFY(finish(*run));
    QCOMPARE(site.asked(), 1);
    const GuideStep step = stepOf(*m_recorder, "reproduce");
    QCOMPARE(step.state, q("done"));
    QCOMPARE(step.tries.size(), 1);
    QCOMPARE(step.tries.constFirst().status, 502);
    QVERIFY(!step.tries.constFirst().good);
    QCOMPARE(step.lines.constFirst().evidence, step.evidence);
    QVERIFY(!step.evidence.isEmpty());
    QVERIFY(step.ended >= step.started && step.started.known());
}

void TestGuide::verifyTakesThreeInARow()
{
    FlakySite site(2);
    auto run = makeRun(site, "verify");
    QVERIFY(finish(*run));
    QCOMPARE(site.asked(), 5);
    QCOMPARE(stepOf(*m_recorder, "reproduce").args.value(q("tries.in_row")).toInt(), 3);
}

void TestGuide::verifyGivesUp()
{
    FlakySite site(-1);
    auto run = makeRun(site, "verify");
    QVERIFY(finish(*run));
    QVERIFY(site.asked() > 2);
    QCOMPARE(stepOf(*m_recorder, "reproduce").args.value(q("tries.in_row")).toInt(), 0);
}

void TestGuide::cancelEndsTheStep()
{
    FlakySite site(-1);
    auto run = makeRun(site, "verify");
    run->setVerification({10, 60'000, 3});
    int ended = 0;
    connect(run.get(), &GuideRun::ended, run.get(), [&](const QString&) { ++ended; });
    run->start();
    QTRY_VERIFY(site.asked() > 1);
    run->cancel();
    QCOMPARE(ended, 1);
    QVERIFY(!run->running());
    QCOMPARE(stepOf(*m_recorder, "reproduce").state, q("cancelled"));
    const int asked = site.asked();
    QTest::qWait(100);
    QVERIFY(site.asked() <= asked + 1); // at most what was on its way
}

QTEST_MAIN(TestGuide)
#include "test_guide.moc"
