// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/diagnose.h"
#include "core/topology/build.h"
#include "core/topology/health.h"
#include "tests/support/result.h"
#include "tests/unit/diagnosis/scenario.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>
#include <functional>
#include <random>

using namespace hopscope;
using namespace hopscope::test;

using Breaker = std::function<void(Scenario&)>;
Q_DECLARE_METATYPE(Breaker)

class TestDiagnose : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void oneFault_data();
    void oneFault();
    void twoFaults_data();
    void twoFaults();
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

private:
    Verdict judge(const Scenario& scenario) const
    {
        const FactSet facts = scenario.facts();
        const Environment env = scenario.environment();
        return diagnose(facts, buildTopology(facts, env), m_catalogue, env);
    }
    static QString describe(const Verdict& verdict)
    {
        QStringList lines{toCode(verdict.state)};
        for (const CauseMatch& cause : verdict.causes)
            lines.append(q("cause %1 %2 %3").arg(cause.id, cause.node).arg(cause.confidence));
        for (const CauseMatch& cause : verdict.undecidedBetween)
            lines.append(q("maybe %1 %2 %3").arg(cause.id, cause.node).arg(cause.confidence));
        for (const Finding& finding : verdict.findings)
            lines.append(q("%1 %2 %3 %4").arg(finding.id, toCode(finding.severity), finding.name, finding.subject));
        for (const Unmeasured& gap : verdict.unmeasured)
            lines.append(q("gap %1: %2").arg(gap.what, gap.why));
        return lines.join(QLatin1Char('\n'));
    }

    static QByteArray everything(const Verdict& verdict, const Topology& topology)
    {
        QString text = describe(verdict);
        for (const CauseMatch& cause : verdict.causes) {
            text += cause.evidenceFor.join(q(",")) + cause.evidenceAgainst.join(q(",")) + cause.explains.join(q(",")) +
                    cause.unmeasured.join(q(",")) + cause.fixArgv.join(q(" ")) + cause.since.iso();
            text += QString::fromUtf8(QJsonDocument(cause.args).toJson());
        }
        for (const Finding& finding : verdict.findings)
            text += finding.evidence.join(q(",")) + finding.since.iso() + QString::fromUtf8(QJsonDocument(finding.args).toJson());
        if (verdict.symptom)
            text += verdict.symptom->divergesAt + verdict.symptom->firstDifference + verdict.symptom->answeredBy;
        for (const Node& node : topology.nodes)
            text += node.id + toCode(node.health) + node.reason;
        for (const Hop& hop : topology.hops)
            text += hop.id + toCode(hop.health) + hop.reason + hop.source;
        return text.toUtf8();
    }

    Catalogue m_catalogue;
};

void TestDiagnose::initTestCase()
{
    const auto loaded = shippedCatalogue();
    if (!loaded)
        qWarning().noquote() << loaded.error().code << loaded.error().host << loaded.error().phase << loaded.error().detail;
    QVERIFY_RESULT(loaded);
    m_catalogue = *loaded;
}

void TestDiagnose::oneFault_data()
{
    QTest::addColumn<Breaker>("breaker");
    QTest::addColumn<QString>("cause"); // id at node, empty: healthy
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("diverges");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("by");
    const QString none;

    QTest::newRow("healthy") << Breaker([](Scenario&) {}) << none << none << none << none << none;
    QTest::newRow("DS01") << Breaker([](Scenario& s) {
        s.stopUnit("docs/docservice");
        s.refuse("docs/docservice");
        s.badGateway();
    }) << q("DS01 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS02") << Breaker([](Scenario& s) {
        s.crashUnit("docs/docservice");
        s.refuse("docs/docservice");
        s.badGateway();
    }) << q("DS02 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("MQ01") << Breaker([](Scenario& s) {
        s.stopUnit("store/rabbitmq");
        s.refuse("store/rabbitmq");
        s.closePort("docs/docservice");
        s.set("docs/docservice", "log.amqp_refused.count", 80);
        s.set("docs/docservice", "log.amqp_refused.age_s", 1);
        s.set("docs/docservice", "log.amqp_refused.first", Scenario::at(-80));
        s.badGateway();
    }) << q("MQ01 store/rabbitmq") << q("http") << Scenario::dsHop() << Scenario::mqHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("MQ02") << Breaker([](Scenario& s) {
        s.stopUnit("store/rabbitmq");
        s.refuse("store/rabbitmq");
        s.healthFalse();
    }) << q("MQ02 store/rabbitmq") << q("body") << none << Scenario::mqHop() << q("docservice on docs");
    QTest::newRow("DB01") << Breaker([](Scenario& s) {
        s.stopUnit("store/postgresql");
        s.refuse("store/postgresql");
        s.healthFalse();
    }) << q("DB01 store/postgresql") << q("body") << none << Scenario::dbHop() << q("docservice on docs");
    QTest::newRow("NG01") << Breaker([](Scenario& s) {
        s.stopUnit("docs/nginx");
        s.refuse("docs/nginx");
        s.badGateway(false);
    }) << q("NG01 docs/nginx") << q("http") << Scenario::gateHop() << Scenario::gateHop() << q("nginx/1.22.1 on gate");
    QTest::newRow("nginx of the gate") << Breaker([](Scenario& s) {
        s.stopUnit("gate/nginx");
        s.refuse("gate/nginx");
        s.drop("desktop/client", "entry.status");
        s.drop("desktop/client", "entry.body");
        s.drop("desktop/client", "entry.server");
        s.set("desktop/client", "entry.error", q("tcp.refused"));
    }) << q("NG01 gate/nginx") << q("http") << Scenario::entryHop() << Scenario::entryHop() << none;
    QTest::newRow("DS03") << Breaker([](Scenario& s) {
        s.crashUnit("docs/docservice");
        s.refuse("docs/docservice");
        s.log("docs/docservice", "config_missing_key", 10, 3);
        s.log("docs/docservice", "uncaught_exception", 10, 3);
        s.badGateway();
    }) << q("DS03 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS02 after a mended DS03") << Breaker([](Scenario& s) {
        s.crashUnit("docs/docservice");
        s.refuse("docs/docservice");
        s.log("docs/docservice", "config_missing_key", 60, 3);
        s.log("docs/docservice", "listening", 40, 1);
        s.badGateway();
    }) << q("DS02 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS04") << Breaker([](Scenario& s) {
        s.crashUnit("docs/docservice");
        s.crashUnit("docs/converter");
        s.refuse("docs/docservice");
        s.log("docs/docservice", "config_unparsable", 10, 3);
        s.log("docs/converter", "config_unparsable", 10, 3);
        s.badGateway();
    }) << q("DS04 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS05") << Breaker([](Scenario& s) {
        s.crashUnit("docs/docservice");
        s.refuse("docs/docservice");
        s.log("docs/docservice", "config_unreadable", 10, 3);
        s.badGateway();
    }) << q("DS05 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS06") << Breaker([](Scenario& s) {
        s.crashUnit("docs/docservice");
        s.set("docs/docservice", "port.listening", true);
        s.set("docs/docservice", "port.owner", q("python3"));
        s.log("docs/docservice", "port_taken", 10, 3);
        s.entry(404, q("Not found"));
        s.setServer("SimpleHTTP/0.6 Python/3.11.2");
        for (const QString& hop : {Scenario::entryHop(), Scenario::gateHop(), Scenario::dsHop(), Scenario::dsHop6()})
            s.answer(hop, 404, q("Not found"));
    }) << q("DS06 docs/docservice") << q("http") << none << Scenario::dsHop() << q("SimpleHTTP/0.6 Python/3.11.2 on docs");
    QTest::newRow("DS08") << Breaker([](Scenario& s) {
        s.set("docs/nginx", "nginx.routes", QJsonArray{Scenario::route("/etc/nginx/conf.d/ds.conf", 7, 80, false, "/", "localhost", 8010)});
        s.dropSubject(Scenario::dsHop());
        s.dropSubject(Scenario::dsHop6());
        s.set("docs/nginx>docs/docservice@127.0.0.1:8010", "tcp.verdict", q("refused"));
        s.set("docs/nginx>docs/docservice@[::1]:8010", "tcp.verdict", q("refused"));
        s.badGateway();
    }) << q("DS08 docs/nginx") << q("http") << q("docs/nginx>docs/docservice@127.0.0.1:8010")
       << q("docs/nginx>docs/docservice@127.0.0.1:8010") << q("nginx/1.22.1 on docs");
    QTest::newRow("DS09") << Breaker([](Scenario& s) {
        s.set("docs/docservice", "process.state", q("T"));
        for (const QString& hop : {Scenario::dsHop(), Scenario::dsHop6()}) {
            s.dropSubject(hop);
            s.set(hop, "tcp.verdict", q("open"));
            s.set(hop, "http.error", q("http.timed-out"));
        }
        s.entry(504, q("504 Gateway Time-out"));
        s.answer(Scenario::entryHop(), 504, q("504"));
        s.answer(Scenario::gateHop(), 504, q("504"));
    }) << q("DS09 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS12") << Breaker([](Scenario& s) {
        s.closePort("docs/docservice");
        s.log("docs/docservice", "db_columns", 300, 1);
        s.badGateway();
    }) << q("DS12 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DS16") << Breaker([](Scenario& s) {
        s.stopUnit("docs/docservice", false);
        s.set("docs/docservice", "unit.enabled", q("disabled"));
        s.refuse("docs/docservice");
        s.badGateway();
    }) << q("DS16 docs/docservice") << q("http") << Scenario::dsHop() << Scenario::dsHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("CV01") << Breaker([](Scenario& s) {
        s.stopUnit("docs/converter");
        s.set("store/rabbitmq", "broker.queues_stuck", 1);
    }) << q("CV01 docs/converter") << q("queue") << none << none << q("docservice on docs");
    QTest::newRow("DB02") << Breaker([](Scenario& s) {
        s.stopUnit("store/postgresql");
        s.refuse("store/postgresql");
        s.closePort("docs/docservice");
        s.log("docs/docservice", "db_columns", 50, 1);
        s.badGateway();
    }) << q("DB02 store/postgresql") << q("http") << Scenario::dsHop() << Scenario::dbHop() << q("nginx/1.22.1 on docs");
    QTest::newRow("DB08") << Breaker([](Scenario& s) {
        s.set(Scenario::dbHop(), "proto.ok", false);
        s.set(Scenario::dbHop(), "proto.code", q("53300"));
        s.healthFalse();
    }) << q("DB08 store/postgresql") << q("body") << none << Scenario::dbHop() << q("docservice on docs");
    QTest::newRow("MQ07") << Breaker([](Scenario& s) { s.set("store/rabbitmq", "broker.alarms", QJsonArray{q("memory")}); })
                          << q("MQ07 store/rabbitmq") << q("alarm") << none << none << q("docservice on docs");
    QTest::newRow("NW02") << Breaker([](Scenario& s) {
        s.refuse("docs/nginx", "timed-out");
        s.entry(504, q("504"));
        s.answer(Scenario::entryHop(), 504, q("504"));
    }) << q("NW02 docs/nginx") << q("http") << Scenario::gateHop() << Scenario::gateHop() << q("nginx/1.22.1 on gate");
    QTest::newRow("HR03 true") << Breaker([](Scenario& s) { s.set("store", "disk.used_pct", 100); })
                               << q("HR03 store") << q("disk") << none << none << q("docservice on docs");
    QTest::newRow("HR03 false") << Breaker([](Scenario& s) {
        s.set("store", "disk.used_pct", 100);
        s.set("store/rabbitmq", "broker.alarms", QJsonArray{q("disk")});
        s.set(Scenario::dbHop(), "proto.ok", false);
        s.set(Scenario::dbHop(), "proto.code", q("53100"));
        s.healthFalse();
    }) << q("HR03 store") << q("disk") << none << Scenario::dbHop() << q("docservice on docs");
}

void TestDiagnose::oneFault()
{
    QFETCH(Breaker, breaker);
    QFETCH(QString, cause);
    QFETCH(QString, check);
    QFETCH(QString, diverges);
    QFETCH(QString, first);
    QFETCH(QString, by);
    Scenario scenario;
    breaker(scenario);
    const Verdict verdict = judge(scenario);
    const QByteArray seen = describe(verdict).toUtf8();
    if (cause.isEmpty()) {
        QVERIFY2(verdict.state == VerdictState::Healthy, seen.constData());
        QVERIFY(!verdict.symptom);
        return;
    }
    QVERIFY2(verdict.state == VerdictState::Fault, seen.constData());
    QVERIFY2(verdict.causes.size() == 1, seen.constData());
    QCOMPARE(verdict.causes.at(0).id + q(" ") + verdict.causes.at(0).node, cause);
    QVERIFY(!verdict.causes.at(0).evidenceFor.isEmpty());
    QVERIFY(verdict.symptom.has_value());
    QCOMPARE(verdict.symptom->check, check);
    QCOMPARE(verdict.symptom->divergesAt, diverges);
    QCOMPARE(verdict.symptom->firstDifference, first);
    QCOMPARE(verdict.symptom->answeredBy, by);
    for (const Finding& finding : verdict.findings) {
        if (finding.severity == Severity::Critical)
            QVERIFY2(verdict.causes.at(0).explains.contains(finding.id), qPrintable(finding.name + q(" ") + finding.subject));
    }
}

void TestDiagnose::twoFaults_data()
{
    QTest::addColumn<Breaker>("breaker");
    QTest::addColumn<QStringList>("causes");
    QTest::newRow("DS01 and DB01") << Breaker([](Scenario& s) {
        s.stopUnit("docs/docservice");
        s.stopUnit("store/postgresql");
        s.refuse("docs/docservice");
        s.refuse("store/postgresql");
        s.badGateway();
    }) << QStringList{q("DB01 store/postgresql"), q("DS01 docs/docservice")};
    QTest::newRow("DB01 and MQ02") << Breaker([](Scenario& s) {
        s.stopUnit("store/rabbitmq");
        s.stopUnit("store/postgresql");
        s.refuse("store/rabbitmq");
        s.refuse("store/postgresql");
        s.healthFalse();
    }) << QStringList{q("DB01 store/postgresql"), q("MQ02 store/rabbitmq")};
    QTest::newRow("DS01 and a full disk elsewhere") << Breaker([](Scenario& s) {
        s.stopUnit("docs/docservice");
        s.refuse("docs/docservice");
        s.badGateway();
        s.set("store", "disk.used_pct", 99);
    }) << QStringList{q("DS01 docs/docservice"), q("HR03 store")};
    QTest::newRow("NG01 and CV01") << Breaker([](Scenario& s) {
        s.stopUnit("docs/nginx");
        s.stopUnit("docs/converter");
        s.refuse("docs/nginx");
        s.badGateway(false);
    }) << QStringList{q("CV01 docs/converter"), q("NG01 docs/nginx")};
}

void TestDiagnose::twoFaults()
{
    QFETCH(Breaker, breaker);
    QFETCH(QStringList, causes);
    Scenario scenario;
    breaker(scenario);
    const Verdict verdict = judge(scenario);
    QStringList found;
    for (const CauseMatch& cause : verdict.causes)
        found.append(cause.id + q(" ") + cause.node);
    found.sort();
    QVERIFY2(found == causes, describe(verdict).toUtf8().constData());
    QCOMPARE(verdict.state, VerdictState::Fault);
}

void TestDiagnose::sayingNothingIsNotHealthy_data()
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
    QTest::newRow("entry not asked") << Breaker([](Scenario& s) { s.drop("desktop/client", "entry.status"); });
}

void TestDiagnose::sayingNothingIsNotHealthy()
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

void TestDiagnose::noiseIsNotBlamed_data()
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

void TestDiagnose::noiseIsNotBlamed()
{
    QFETCH(Breaker, breaker);
    Scenario scenario;
    breaker(scenario);
    const Verdict verdict = judge(scenario);
    QVERIFY2(verdict.state == VerdictState::Healthy, describe(verdict).toUtf8().constData());
}

void TestDiagnose::rivalsAreNamedWhenNothingSeparatesThem()
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

void TestDiagnose::aBlindHostLeavesItUndecidedOrUnmeasured()
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

void TestDiagnose::orderOfFactsDoesNotMatter()
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
        const Verdict verdict = diagnose(set, topology, m_catalogue, env);
        applyHealth(topology, set, verdict);
        const QByteArray text = everything(verdict, topology);
        if (round == 0)
            first = text;
        QCOMPARE(text, first);
    }
}

void TestDiagnose::sinceIsTheUnitsChangeOfState()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.refuse("docs/docservice");
    scenario.badGateway();
    const Verdict verdict = judge(scenario);
    QCOMPARE(verdict.causes.size(), 1);
    QCOMPARE(verdict.causes.at(0).since.iso(), Scenario::at(-60));
}

void TestDiagnose::healthIsPaintedFromTheVerdict()
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
    applyHealth(topology, facts, diagnose(facts, topology, m_catalogue, scenario.environment()));
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

void TestDiagnose::aFixIsNeverHalfACommand()
{
    Scenario scenario;
    scenario.stopUnit("docs/docservice");
    scenario.refuse("docs/docservice");
    scenario.badGateway();
    QCOMPARE(judge(scenario).causes.at(0).fixArgv, (QStringList{q("systemctl"), q("start"), q("ds-docservice.service")}));
    scenario.drop("docs/docservice", "unit.name");
    QVERIFY(judge(scenario).causes.at(0).fixArgv.isEmpty());
}

void TestDiagnose::theWriterIsNotGuessed()
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

void TestDiagnose::aSymptomIsOnlyWhatWasRead()
{
    Scenario scenario;
    scenario.stopUnit("docs/converter"); // its queue was not looked at
    const Verdict verdict = judge(scenario);
    QCOMPARE(verdict.causes.at(0).id, q("CV01"));
    QVERIFY(!verdict.symptom);
}

void TestDiagnose::aLargeStackIsJudgedQuickly()
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
    const Verdict verdict = diagnose(facts, buildTopology(facts, env), m_catalogue, env);
    qInfo("60 stopped Document Servers judged in %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(verdict.causes.size(), 120); // each has its docservice and its converter stopped
}

QTEST_GUILESS_MAIN(TestDiagnose)
#include "test_diagnose.moc"
