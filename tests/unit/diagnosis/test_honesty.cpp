// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/unit/diagnosis/judge.h"

#include <QElapsedTimer>

#include <algorithm>
#include <random>

using namespace hopscope;
using namespace hopscope::test;

class TestHonesty : public QObject {
    Q_OBJECT
private slots:
    void sayingNothingIsNotHealthy_data();
    void sayingNothingIsNotHealthy();
    void noiseIsNotBlamed_data();
    void noiseIsNotBlamed();
    void rivalsAreNamedWhenNothingSeparatesThem();
    void aBlindHostLeavesItUndecidedOrUnmeasured();
    void orderOfFactsDoesNotMatter();
    void sinceIsTheUnitsChangeOfState();
    void healthIsPaintedFromTheVerdict();
    void aFixIsNeverHalfACommand();
    void theWriterIsNotGuessed();
    void aSymptomIsOnlyWhatWasRead();
    void aLargeStackIsJudgedQuickly();
};

void TestHonesty::sayingNothingIsNotHealthy_data()
{
    QTest::addColumn<Breaker>("breaker");
    QTest::newRow("no facts at all") << Breaker([](Scenario& s) {
        for (const char* subject : {"desktop", "gate", "docs", "store"})
            s.dropSubject(q(subject));
    });
    QTest::newRow("a host refuses ssh") << Breaker([](Scenario& s) {
        s.dropSubject(q("store"));
        s.unmeasured("store", "host.reached", "ssh.refused");
    });
    QTest::newRow("database never spoken to") << Breaker([](Scenario& s) { s.drop("docs/docservice>store/postgresql@10.77.0.13:5432", "proto.ok"); });
    QTest::newRow("broker unknown") << Breaker([](Scenario& s) {
        s.dropSubject(Scenario::mqHop());
        s.unmeasured("docs/docservice", "ds.broker", "sudo.needed");
    });
    QTest::newRow("routes unreadable") << Breaker([](Scenario& s) { s.unmeasured("docs/nginx", "nginx.routes", "sudo.needed"); });
    QTest::newRow("converter not looked at") << Breaker([](Scenario& s) { s.unmeasured("docs/converter", "process.running", "ssh.timed-out"); });
    QTest::newRow("one hop never replayed") << Breaker([](Scenario& s) { s.dropSubject(Scenario::gateHop()); });
    QTest::newRow("broker's alarms not readable") << Breaker([](Scenario& s) { s.unmeasured("store/rabbitmq", "broker.alarms", "sudo.needed"); });
    QTest::newRow("broker's queues not readable") << Breaker([](Scenario& s) { s.unmeasured("store/rabbitmq", "broker.queues_stuck", "command.failed"); });
    QTest::newRow("connection slots not readable") << Breaker([](Scenario& s) { s.unmeasured("store/postgresql", "db.slots_free", "sudo.needed"); });
    QTest::newRow("entry not asked") << Breaker([](Scenario& s) { s.drop("desktop/client", "entry.status"); });
}

void TestHonesty::sayingNothingIsNotHealthy()
{
    QFETCH(Breaker, breaker);
    Scenario scenario;
    breaker(scenario);
    const Verdict verdict = judge(scenario);
    QVERIFY2(verdict.state == VerdictState::Unmeasured, describe(verdict).toUtf8().constData());
    QVERIFY(verdict.causes.isEmpty());
    QVERIFY(!verdict.unmeasured.isEmpty());
    QVERIFY2(!verdict.nextMeasurement.isEmpty(), describe(verdict).toUtf8().constData());
}

void TestHonesty::noiseIsNotBlamed_data()
{
    QTest::addColumn<Breaker>("breaker");
    QTest::newRow("redis of the community edition") << Breaker([](Scenario& s) {
        s.stopUnit("store/redis");
        s.refuse("store/redis");
    });
    QTest::newRow("one refused address beside a good one") << Breaker([](Scenario& s) {
        s.dropSubject(Scenario::dsHop6());
        s.set(Scenario::dsHop6(), "tcp.verdict", q("refused"));
    });
    QTest::newRow("an nginx nobody passes through") << Breaker([](Scenario& s) {
        s.set("store/nginx", "unit.active_state", q("inactive"));
        s.set("store/nginx", "process.running", false);
    });
    QTest::newRow("old log lines") << Breaker([](Scenario& s) {
        s.log("docs/docservice", "config_missing_key", 600, 5);
        s.log("docs/docservice", "amqp_refused", 600, 5);
        s.log("docs/nginx", "NX1", 600, 5);
    });
    QTest::newRow("a disk that is only nearly full") << Breaker([](Scenario& s) { s.set("docs", "disk.used_pct", 91); });
}

void TestHonesty::noiseIsNotBlamed()
{
    QFETCH(Breaker, breaker);
    Scenario scenario;
    breaker(scenario);
    const Verdict verdict = judge(scenario);
    QVERIFY2(verdict.state == VerdictState::Healthy, describe(verdict).toUtf8().constData());
}

void TestHonesty::rivalsAreNamedWhenNothingSeparatesThem()
{
    // The port is closed, the process runs, and neither its log nor the broker's host can be read.
    Scenario scenario;
    scenario.closePort("docs/docservice");
    scenario.badGateway();
    scenario.unmeasured("docs/docservice", "log.db_columns.count", "sudo.needed");
    scenario.unmeasured("docs/docservice", "log.db_refused.count", "sudo.needed");
    for (const QString& hop : {Scenario::mqHop(), Scenario::cvHop()})
        scenario.dropSubject(hop);
    scenario.unmeasured("store/rabbitmq", "port.listening", "sudo.needed");
    const Verdict verdict = judge(scenario);
    QVERIFY2(verdict.state == VerdictState::Undecided, describe(verdict).toUtf8().constData());
    QVERIFY(verdict.causes.isEmpty());
    QVERIFY2(verdict.undecidedBetween.size() >= 2, describe(verdict).toUtf8().constData());
    QStringList ids;
    for (const CauseMatch& rival : verdict.undecidedBetween) {
        ids.append(rival.id);
        QVERIFY(!rival.unmeasured.isEmpty());
    }
    QVERIFY2(ids.contains(q("MQ01")), describe(verdict).toUtf8().constData());
    QVERIFY2(ids.contains(q("DS12")), describe(verdict).toUtf8().constData());
    QVERIFY(!verdict.nextMeasurement.isEmpty());
}

void TestHonesty::aBlindHostLeavesItUndecidedOrUnmeasured()
{
    Scenario scenario;
    scenario.dropSubject(q("docs"));
    scenario.unmeasured("docs", "host.reached", "ssh.refused");
    scenario.badGateway(false);
    scenario.drop("docs/nginx", "log.NX1.count");
    scenario.dropSubject(q("docs"));
    scenario.unmeasured("docs", "host.reached", "ssh.refused");
    const Verdict verdict = judge(scenario);
    QVERIFY2(verdict.state == VerdictState::Unmeasured, describe(verdict).toUtf8().constData());
    QVERIFY(verdict.causes.isEmpty());
    QVERIFY(verdict.symptom.has_value());
    QCOMPARE(verdict.nextMeasurement, q("reach-host"));
    const auto ssh = std::find_if(verdict.unmeasured.cbegin(), verdict.unmeasured.cend(),
                                  [](const Unmeasured& u) { return u.what == q("docs host.reached"); });
    QVERIFY(ssh != verdict.unmeasured.cend());
    QCOMPARE(ssh->why, q("ssh.refused"));
}

void TestHonesty::orderOfFactsDoesNotMatter()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.stopUnit("store/postgresql");
    scenario.refuse("docs/docservice");
    scenario.refuse("store/postgresql");
    scenario.badGateway();
    const Environment env = scenario.environment();
    QByteArray first;
    std::mt19937 random(7);
    for (int round = 0; round < 12; ++round) {
        QList<Fact> facts = scenario.list();
        std::shuffle(facts.begin(), facts.end(), random);
        FactSet set;
        for (const Fact& fact : facts)
            set.insert(fact);
        Topology topology = buildTopology(set, env);
        const Verdict verdict = diagnose(set, topology, catalogue(), env);
        applyHealth(topology, set, verdict);
        const QByteArray text = everything(verdict, topology);
        if (round == 0)
            first = text;
        QCOMPARE(text, first);
    }
}

void TestHonesty::sinceIsTheUnitsChangeOfState()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.refuse("docs/docservice");
    scenario.badGateway();
    const Verdict verdict = judge(scenario);
    QCOMPARE(verdict.causes.size(), 1);
    QCOMPARE(verdict.causes.at(0).since.iso(), Scenario::at(-60));
}

void TestHonesty::healthIsPaintedFromTheVerdict()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.refuse("docs/docservice");
    scenario.badGateway();
    scenario.stopUnit("store/redis");
    scenario.unmeasured("store/postgresql", "process.running", "ssh.timed-out");
    scenario.dropSubject(Scenario::dbHop());
    const FactSet facts = scenario.facts();
    Topology topology = buildTopology(facts, scenario.environment());
    applyHealth(topology, facts, diagnose(facts, topology, catalogue(), scenario.environment()));
    const auto health = [&](const char* id) { return topology.node(q(id))->health; };
    QCOMPARE(health("docs/docservice"), Health::Failed);
    QCOMPARE(topology.node(q("docs/docservice"))->reason, q("docservice-stopped"));
    QCOMPARE(health("docs/nginx"), Health::Affected);
    QCOMPARE(health("gate/nginx"), Health::Affected);
    QCOMPARE(health("desktop/client"), Health::Affected);
    QCOMPARE(health("store/rabbitmq"), Health::Ok);
    QCOMPARE(health("store/postgresql"), Health::Unknown);
    QCOMPARE(topology.node(q("store/postgresql"))->reason, q("ssh.timed-out"));
    QCOMPARE(health("unknown/integrator"), Health::Unknown);
    QCOMPARE(topology.hop(Scenario::dsHop())->health, Health::Affected);
    QCOMPARE(topology.hop(Scenario::mqHop())->health, Health::Ok);
    QCOMPARE(topology.hop(Scenario::dbHop())->health, Health::Unknown);
}

void TestHonesty::aFixIsNeverHalfACommand()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.refuse("docs/docservice");
    scenario.badGateway();
    QCOMPARE(judge(scenario).causes.at(0).fixArgv, (QStringList{q("systemctl"), q("start"), q("ds-docservice.service")}));
    scenario.drop("docs/docservice", "unit.name");
    QVERIFY(judge(scenario).causes.at(0).fixArgv.isEmpty());
}

void TestHonesty::theWriterIsNotGuessed()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.refuse("docs/docservice");
    scenario.badGateway();
    scenario.dropSubject(Scenario::gateHop());
    const Verdict verdict = judge(scenario);
    QCOMPARE(verdict.causes.at(0).id, q("DS01"));
    QCOMPARE(verdict.symptom->answeredBy, q("nginx/1.22.1")); // gate or docs: nobody asked in between
}

void TestHonesty::aSymptomIsOnlyWhatWasRead()
{
    Scenario scenario;
    scenario.stopUnit("docs/converter"); // its queue was not looked at
    const Verdict verdict = judge(scenario);
    QCOMPARE(verdict.causes.at(0).id, q("CV01"));
    QVERIFY(!verdict.symptom);
}

void TestHonesty::aLargeStackIsJudgedQuickly()
{
    Scenario scenario;
    QJsonArray servers;
    QJsonObject many = Scenario::route("/etc/nginx/conf.d/ds.conf", 7, 80, false, "/", "localhost", 8000);
    Environment env = scenario.environment();
    FactSet facts = scenario.facts();
    for (int i = 0; i < 60; ++i) {
        const QString host = q("ds%1").arg(i);
        const QString ip = q("10.78.0.%1").arg(i);
        env.hosts.append({host, host, SudoMode::Never, {}});
        servers.append(QJsonObject{{q("address"), ip}, {q("port"), 8000}});
        const auto say = [&](const QString& subject, const char* name, const QJsonValue& value) {
            facts.insert({subject, q(name), value, {Scenario::kNow}, q("e9"), {}});
        };
        say(host, "host.reached", true);
        say(host, "host.addresses", QJsonArray{ip});
        for (const char* kind : {"docservice", "converter", "postgresql", "rabbitmq", "redis", "nginx"}) {
            const QString node = nodeId(host, q(kind));
            say(node, "unit.active_state", q("inactive"));
            say(node, "process.running", false);
            say(node, "port.listening", false);
        }
        say(nodeId(host, q("docservice")), "port.number", 8000);
        say(hopId(q("docs/nginx"), nodeId(host, q("docservice")), ip + q(":8000")), "tcp.verdict", q("refused"));
    }
    many.insert(q("servers"), servers);
    facts.insert({q("docs/nginx"), q("nginx.routes"), QJsonArray{many}, {Scenario::kNow}, q("e9"), {}});
    QElapsedTimer timer;
    timer.start();
    const Verdict verdict = diagnose(facts, buildTopology(facts, env), catalogue(), env);
    qInfo("60 stopped Document Servers judged in %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(verdict.causes.size(), 120); // each has its docservice and its converter stopped
}

QTEST_GUILESS_MAIN(TestHonesty)
#include "test_honesty.moc"
