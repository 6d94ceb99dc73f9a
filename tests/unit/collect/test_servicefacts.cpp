// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/servicefacts.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QString kStore = QStringLiteral("store");
const QString kDatabase = QStringLiteral("store/postgresql");
const QByteArray kFull = R"({"max":100,"reserved":3,"used":97,"sessions":[{"application":"","client":null,"user":"postgres","state":"active","count":1},
    {"application":"usage-report","client":"10.77.0.20","user":"onlyoffice","state":"idle","count":96}]})";
const QString kBroker = QStringLiteral("store/rabbitmq");

QByteArray broker(const QByteArray& status, const QByteArray& queues)
{
    return status + "\nqueues:\n" + queues + '\n';
}

QByteArray queue(const char* name, int messages, int consumers)
{
    return "{\"name\":\"" + QByteArray(name) + "\",\"messages\":" + QByteArray::number(messages) +
           ",\"consumers\":" + QByteArray::number(consumers) + "}";
}

} // namespace

class TestServiceFacts : public QObject {
    Q_OBJECT
private slots:
    void aWellBroker();
    void aBrokerInAlarm();
    void tasksThatNobodyTakes();
    void queuesThatMayWait_data();
    void queuesThatMayWait();
    void aBrokerThatCannotBeAsked_data();
    void aBrokerThatCannotBeAsked();
    void oneHalfIsReadWithoutTheOther();
    void everyNameIsKnown();
    void aDatabaseWithRoom();
    void aDatabaseThatIsFull();
    void aDatabaseThatLetsNobodyIn();
    void aDatabaseThatCannotBeAsked_data();
    void aDatabaseThatCannotBeAsked();
    void onlyKnownDatabaseNames();
    void aHostWithoutRules();
    void whatTheFirewallTurnsAway();
};

void TestServiceFacts::aWellBroker()
{
    const Facts seen(brokerFacts(kStore, broker(R"({"alarms":[],"rabbitmq_version":"3.10.8"})", '[' + queue("ds.converttask6", 0, 1) + ']')));
    QVERIFY(seen.value(kBroker, "broker.alarms").isArray());
    QVERIFY(seen.value(kBroker, "broker.alarms").toArray().isEmpty());
    QCOMPARE(seen.number(kBroker, "broker.queues_stuck"), 0);
    QCOMPARE(seen.text(kBroker, "broker.version"), QStringLiteral("3.10.8"));
}

void TestServiceFacts::aBrokerInAlarm()
{
    const Facts seen(brokerFacts(kStore, broker(R"({"alarms":[{"node":"rabbit@store","resource":"memory","type":"resource_limit"}],
        "memory":{"total":{"rss":126066688}},"vm_memory_high_watermark_limit":25276502,"disk_free":7,"disk_free_limit":5})", "[]")));
    QCOMPARE(seen.value(kBroker, "broker.alarms").toArray(), QJsonArray{QStringLiteral("memory")});
    QCOMPARE(seen.number(kBroker, "broker.memory_bytes"), 126066688);
    QCOMPARE(seen.number(kBroker, "broker.memory_limit_bytes"), 25276502);
    QCOMPARE(seen.number(kBroker, "broker.disk_free_bytes"), 7);
    QCOMPARE(seen.number(kBroker, "broker.disk_free_limit_bytes"), 5);
}

void TestServiceFacts::tasksThatNobodyTakes()
{
    const Facts seen(brokerFacts(kStore, broker(R"({"alarms":[]})", '[' + queue("ds.convertresponse", 0, 1) + ',' +
                                                                     queue("ds.converttask6", 3, 0) + ']')));
    QCOMPARE(seen.number(kBroker, "broker.queues_stuck"), 1);
    QCOMPARE(seen.number(kBroker, "broker.tasks_waiting"), 3);
    // The fullest first.
    QCOMPARE(seen.value(kBroker, "broker.queues").toArray().at(0).toObject().value(QStringLiteral("name")).toString(),
             QStringLiteral("ds.converttask6"));
}

void TestServiceFacts::queuesThatMayWait_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("delayed by design") << queue("ds.delayed", 4, 0);
    QTest::newRow("answers while docservice is away") << queue("ds.convertresponse", 2, 0);
    QTest::newRow("dead letters") << queue("ds.convertdead", 2, 0);
    QTest::newRow("of another program") << queue("orders.parked", 900, 0);
    QTest::newRow("busy, not stuck") << queue("ds.converttask6", 40, 1);
}

void TestServiceFacts::queuesThatMayWait()
{
    QFETCH(QByteArray, line);
    const Facts seen(brokerFacts(kStore, broker(R"({"alarms":[]})", '[' + line + ']')));
    QCOMPARE(seen.number(kBroker, "broker.queues_stuck"), 0);
    QCOMPARE(seen.number(kBroker, "broker.tasks_waiting"), 0);
}

void TestServiceFacts::aBrokerThatCannotBeAsked_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("why");
    QTest::newRow("not allowed") << broker("\nOnly root or rabbitmq should run rabbitmqctl\n", "\nOnly root or rabbitmq should run rabbitmqctl\n")
                                 << QStringLiteral("command.failed");
    QTest::newRow("node down") << broker("", "") << QStringLiteral("command.failed");
    QTest::newRow("nothing at all") << QByteArray() << QStringLiteral("command.failed");
    QTest::newRow("garbage") << QByteArray("\xff\0[[[{{{", 9) << QStringLiteral("command.failed");
}

void TestServiceFacts::aBrokerThatCannotBeAsked()
{
    QFETCH(QByteArray, output);
    QFETCH(QString, why);
    const Facts seen(brokerFacts(kStore, output));
    // Not "no alarm": nobody answered.
    QCOMPARE(seen.why(kBroker, "broker.alarms"), why);
    QCOMPARE(seen.why(kBroker, "broker.queues_stuck"), why);
    QVERIFY(seen.value(kBroker, "broker.queues").isUndefined());
}

void TestServiceFacts::oneHalfIsReadWithoutTheOther()
{
    const Facts seen(brokerFacts(kStore, broker(R"({"alarms":[]})", "")));
    QVERIFY(seen.value(kBroker, "broker.alarms").isArray());
    QCOMPARE(seen.why(kBroker, "broker.queues_stuck"), QStringLiteral("command.failed"));
}

void TestServiceFacts::everyNameIsKnown()
{
    const QList<Fact> facts = brokerFacts(kStore, broker(R"({"alarms":[],"rabbitmq_version":"3","memory":{"total":{"rss":1}},
        "vm_memory_high_watermark_limit":1,"disk_free":1,"disk_free_limit":1})", "[]"));
    QStringList names;
    for (const Fact& fact : facts)
        names.append(fact.name);
    QStringList known = brokerFactNames();
    names.sort();
    known.sort();
    QCOMPARE(names, known);
}

void TestServiceFacts::aDatabaseWithRoom()
{
    const Facts seen(databaseFacts(kStore, R"({"max":100,"reserved":3,"used":1,"sessions":[{"application":"","client":"10.77.0.20","user":"onlyoffice","state":"idle","count":1}]})"));
    QCOMPARE(seen.number(kDatabase, "db.slots_free"), 96);
    QCOMPARE(seen.number(kDatabase, "db.max_connections"), 100);
    QCOMPARE(seen.number(kDatabase, "db.connections"), 1);
    QCOMPARE(seen.value(kDatabase, "db.busiest").toObject().value(QStringLiteral("who")).toString(), QStringLiteral("onlyoffice @ 10.77.0.20"));
}

void TestServiceFacts::aDatabaseThatIsFull()
{
    const Facts seen(databaseFacts(kStore, kFull));
    QCOMPARE(seen.number(kDatabase, "db.slots_free"), 0);
    const QJsonObject busiest = seen.value(kDatabase, "db.busiest").toObject();
    QCOMPARE(busiest.value(QStringLiteral("who")).toString(), QStringLiteral("usage-report @ 10.77.0.20"));
    QCOMPARE(busiest.value(QStringLiteral("count")).toInt(), 96);
    QCOMPARE(seen.value(kDatabase, "db.sessions").toArray().size(), 2);
}

void TestServiceFacts::aDatabaseThatLetsNobodyIn()
{
    const Facts seen(databaseFacts(kStore, "psql: error: FATAL:  sorry, too many clients already\n"));
    QCOMPARE(seen.number(kDatabase, "db.slots_free"), 0);
    QVERIFY(seen.value(kDatabase, "db.connections").isUndefined());
    QCOMPARE(seen.why(kDatabase, "db.connections"), QString());
}

void TestServiceFacts::aDatabaseThatCannotBeAsked_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("why");
    QTest::newRow("not allowed") << QByteArray("runuser: may not be used by non-root users\n") << QStringLiteral("command.failed");
    QTest::newRow("starting") << QByteArray("psql: error: FATAL:  the database system is starting up\n") << QStringLiteral("command.failed");
    QTest::newRow("silence") << QByteArray() << QStringLiteral("command.failed");
}

void TestServiceFacts::aDatabaseThatCannotBeAsked()
{
    QFETCH(QByteArray, output);
    QFETCH(QString, why);
    QCOMPARE(Facts(databaseFacts(kStore, output)).why(kDatabase, "db.slots_free"), why);
}

void TestServiceFacts::onlyKnownDatabaseNames()
{
    QStringList names;
    for (const Fact& fact : databaseFacts(kStore, kFull))
        names.append(fact.name);
    QStringList known = databaseFactNames();
    names.sort();
    known.sort();
    QCOMPARE(names, known);
}

void TestServiceFacts::aHostWithoutRules()
{
    const Facts seen(firewallFacts(kStore, {}));
    QVERIFY(seen.value(kStore, "firewall.rules").toArray().isEmpty());
    QVERIFY(seen.value(kStore, "firewall.dropped_ports").isArray());
    QCOMPARE(seen.value(kStore, "firewall.default_drop"), QJsonValue(false));
}

void TestServiceFacts::whatTheFirewallTurnsAway()
{
    const Facts seen(firewallFacts(kStore, "table inet f {\n\tchain in {\n\t\ttype filter hook input priority 0; policy drop;\n"
                                           "\t\ttcp dport { 80, 8000-8002 } drop\n\t\ttcp dport 1-65535 reject\n\t}\n"
                                           "\tchain out {\n\t\ttype filter hook output priority 0; policy drop;\n\t\ttcp dport 25 drop\n\t}\n}\n"));
    QCOMPARE(seen.value(kStore, "firewall.dropped_ports").toArray(), (QJsonArray{80, 8000, 8001, 8002}));
    QCOMPARE(seen.value(kStore, "firewall.rejected_ports").toArray().size(), 4096);
    QCOMPARE(seen.value(kStore, "firewall.default_drop"), QJsonValue(true));
    QCOMPARE(seen.value(kStore, "firewall.rules").toArray().size(), 5);
}

QTEST_APPLESS_MAIN(TestServiceFacts)
#include "test_servicefacts.moc"
