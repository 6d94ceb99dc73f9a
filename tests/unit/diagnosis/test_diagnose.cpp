// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/unit/diagnosis/judge.h"

using namespace hopscope;
using namespace hopscope::test;

class TestDiagnose : public QObject {
    Q_OBJECT
private slots:
    void oneFault_data();
    void oneFault();
    void twoFaults_data();
    void twoFaults();
};

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
        s.log("docs/docservice", "uncaught_exception", 10, 3);
        for (const QString& hop : {Scenario::entryHop(), Scenario::gateHop(), Scenario::dsHop()})
            s.answer(hop, 404, q("Not found"));
        // Python's server has IPv4 only.
        s.dropSubject(Scenario::dsHop6());
        s.set(Scenario::dsHop6(), "tcp.verdict", q("refused"));
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
        // The handshake goes well: superusers' slots are left, and the login is judged before the slots are counted.
        s.set("store/postgresql", "db.slots_free", 0);
        s.log("docs/docservice", "db_slots", 1, 4);
        s.healthFalse();
    }) << q("DB08 store/postgresql") << q("slots") << none << Scenario::dsHop() << q("docservice on docs");
    QTest::newRow("DB08 while docservice still has a session") << Breaker([](Scenario& s) { s.set("store/postgresql", "db.slots_free", 0); })
                                                              << q("DB08 store/postgresql") << q("slots") << none << none << q("docservice on docs");
    QTest::newRow("DB08 without a look inside") << Breaker([](Scenario& s) {
        s.unmeasured("store/postgresql", "db.slots_free", "sudo.needed");
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
    QTest::newRow("NW02 before the gateway gives up") << Breaker([](Scenario& s) {
        s.refuse("docs/nginx", "timed-out");
        s.silence();
    }) << q("NW02 docs/nginx") << q("http") << Scenario::gateHop() << Scenario::gateHop() << none;
    QTest::newRow("MQ07 with a publisher that hangs") << Breaker([](Scenario& s) {
        s.set("store/rabbitmq", "broker.alarms", QJsonArray{q("memory")});
        s.silence();
        for (const QString& hop : {Scenario::gateHop(), Scenario::dsHop(), Scenario::dsHop6()}) {
            s.dropSubject(hop);
            s.set(hop, "tcp.verdict", q("open"));
            s.set(hop, "http.error", q("http.timed-out"));
        }
    }) << q("MQ07 store/rabbitmq") << q("http") << Scenario::dsHop() << Scenario::dsHop() << none;
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

QTEST_GUILESS_MAIN(TestDiagnose)
#include "test_diagnose.moc"
