// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/diagnose.h"
#include "core/topology/build.h"
#include "tests/support/result.h"
#include "tests/unit/diagnosis/scenario.h"

#include <functional>

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

QTEST_GUILESS_MAIN(TestDiagnose)
#include "test_diagnose.moc"
