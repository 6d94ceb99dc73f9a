// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/build.h"
#include "core/topology/health.h"
#include "core/topology/risefall.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace hopscope;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// Two hosts: `front` with an nginx that proxies to `back:8000`, `back` with docservice and a database on a third, foreign machine.
class Facts {
public:
    FactSet set;
    Environment env;

    Facts()
    {
        env.url = q("http://docs.test/healthcheck");
        env.hosts = {{q("front"), q("front"), SudoMode::Never, {}}, {q("back"), q("back"), SudoMode::Never, {}}};
        host("front", "10.0.0.1");
        host("back", "10.0.0.2");
        say("desktop/client", "entry.url", env.url);
        say("desktop/client", "entry.address", q("10.0.0.1"));
        say("front/nginx", "port.number", 80);
        say("back/docservice", "port.number", 8000);
        routes({server("back", 8000)});
        say("back/docservice", "ds.database", QJsonObject{{q("type"), q("postgres")}, {q("host"), q("db")}, {q("port"), 5432}});
        say("back/docservice", "ds.broker", QJsonObject{{q("host"), q("127.0.0.1")}, {q("port"), 5672}});
    }
    void say(const char* subject, const char* name, const QJsonValue& value)
    {
        set.insert({q(subject), q(name), value, {1}, q("e1"), {}});
    }
    void unmeasured(const char* subject, const char* name, const char* why)
    {
        set.insert(notMeasured(q(subject), q(name), q(why), {1}));
    }
    void host(const char* name, const char* ip)
    {
        say(name, "host.reached", true);
        say(name, "host.addresses", QJsonArray{q(ip)});
        say(name, "host.names", QJsonObject{{q("back"), QJsonArray{q("fd00::2"), q("10.0.0.2")}}, {q("db"), QJsonArray{q("10.9.9.9")}}});
    }
    static QJsonObject server(const char* address, int port)
    {
        return {{q("address"), q(address)}, {q("port"), port}, {q("file"), q("/etc/nginx/up.conf")}, {q("line"), 3}};
    }
    void routes(const QJsonArray& servers)
    {
        say("front/nginx", "nginx.routes",
            QJsonArray{QJsonObject{{q("listen"), QJsonArray{QJsonObject{{q("address"), q("")}, {q("port"), 80}}}},
                                   {q("server_names"), QJsonArray{q("docs.test")}},
                                   {q("location"), q("/")},
                                   {q("modifier"), q("")},
                                   {q("target"), QJsonObject{{q("scheme"), q("http")}, {q("name"), q("up")}}},
                                   {q("servers"), servers}}});
    }
    Topology build() const { return buildTopology(set, env); }
};

QStringList hopIds(const Topology& topology, bool onPath)
{
    QStringList ids;
    for (const Hop& hop : topology.hops) {
        if (hop.onPath == onPath)
            ids.append(hop.id);
    }
    return ids;
}

} // namespace

class TestBuild : public QObject {
    Q_OBJECT
private slots:
    void followsTheRequest();
    void foreignFarEndsKeepTheirAddress();
    void aTranslatedEntryAddressFindsItsHost();
    void unreachedHostsStayVisible();
    void aHostOfKnownAddressIsOwnedUnasked();
    void sharedRedisIsNotRequired();
    void newDocumentServersStandAlone();
    void theIntegratorIsUnknownUntilSeen();
    void spareAndDownServersAreOffThePath();
    void aForeignProcessDoesNotChangeTheIntent();
    void loopsAndRubbishEnd();
    void unnamedUpstreamsKeepTheirName();
    void riseAndFall();
};

void TestBuild::followsTheRequest()
{
    const Topology t = Facts().build();
    QCOMPARE(hopIds(t, true), (QStringList{q("desktop/client>front/nginx@10.0.0.1:80"),
                                           q("front/nginx>back/docservice@10.0.0.2:8000"),
                                           q("front/nginx>fd00::2/unknown@[fd00::2]:8000")}));
    const Hop* hop = t.hop(q("front/nginx>back/docservice@10.0.0.2:8000"));
    QCOMPARE(hop->source, q("/etc/nginx/up.conf:3"));
    QCOMPARE(hop->family, q("ipv4"));
    QCOMPARE(t.node(q("front/nginx"))->tier, 1);
    QCOMPARE(t.node(q("back/docservice"))->tier, 2);
    QVERIFY(t.hop(q("back/docservice>back/rabbitmq@127.0.0.1:5672")));
    QCOMPARE(t.hop(q("back/docservice>back/rabbitmq@127.0.0.1:5672"))->protocol, q("amqp"));
    QCOMPARE(t.shapeId(), Facts().build().shapeId());
}

void TestBuild::foreignFarEndsKeepTheirAddress()
{
    const Topology t = Facts().build();
    const Node* node = t.node(q("10.9.9.9/postgresql"));
    QVERIFY(node);
    QCOMPARE(node->host, q("10.9.9.9"));
    QCOMPARE(node->tier, 3);
    QVERIFY(node->required);
    QCOMPARE(node->health, Health::Unknown);
    QVERIFY(t.hop(q("back/docservice>10.9.9.9/postgresql@10.9.9.9:5432")));
}

void TestBuild::aTranslatedEntryAddressFindsItsHost()
{
    Facts facts;
    facts.say("desktop/client", "entry.address", q("203.0.113.5"));
    QVERIFY(facts.build().hop(q("desktop/client>front/nginx@203.0.113.5:80")));
    facts.set.insert(notMeasured(q("front/nginx"), q("nginx.routes"), q("sudo.needed"), {1}));
    const Topology blind = facts.build();
    QVERIFY(blind.hop(q("desktop/client>203.0.113.5/unknown@203.0.113.5:80")));
    QCOMPARE(hopIds(blind, true).size(), 1);
}

void TestBuild::unreachedHostsStayVisible()
{
    Facts facts;
    facts.env.hosts.append({q("dark"), q("dark"), SudoMode::Never, {}});
    facts.unmeasured("dark", "host.reached", "ssh.timed-out");
    Topology t = facts.build();
    QVERIFY(t.node(q("dark/unknown")));
    applyHealth(t, facts.set, {});
    QCOMPARE(t.node(q("dark/unknown"))->health, Health::Unknown);
    QCOMPARE(t.node(q("dark/unknown"))->reason, q("ssh.timed-out"));
    for (const Node& node : t.nodes)
        QVERIFY(node.health != Health::Ok); // nothing was probed yet
}

void TestBuild::aHostOfKnownAddressIsOwnedUnasked()
{
    Facts facts;
    facts.env.hosts.append({q("ops@10.9.9.9:2222"), q("db1"), SudoMode::Never, {}});
    facts.unmeasured("db1", "host.reached", "ssh.refused");
    const Topology t = facts.build();
    QVERIFY(t.hop(q("back/docservice>db1/postgresql@10.9.9.9:5432")));
    QCOMPARE(t.node(q("db1/postgresql"))->reason, q("ssh.refused"));
    QVERIFY(!t.node(q("db1/unknown")));
}

void TestBuild::sharedRedisIsNotRequired()
{
    Facts facts;
    QJsonObject redis{{q("host"), q("127.0.0.1")}, {q("port"), 6379}, {q("used"), false}};
    facts.say("back/docservice", "ds.redis", redis);
    QVERIFY(!facts.build().node(q("back/redis"))->required);
    redis.insert(q("used"), true);
    facts.say("back/docservice", "ds.redis", redis);
    QVERIFY(facts.build().node(q("back/redis"))->required);
}

void TestBuild::newDocumentServersStandAlone()
{
    Facts facts;
    facts.say("back/docservice", "ds.version", q("9.4.0"));
    facts.say("back/rabbitmq", "process.running", false);
    const Topology t = facts.build();
    QVERIFY(!t.node(q("10.9.9.9/postgresql")));
    QVERIFY(!t.node(q("back/rabbitmq"))->required);
    facts.say("back/docservice", "ds.version", q("9.3.1"));
    QVERIFY(facts.build().node(q("back/rabbitmq"))->required);
}

void TestBuild::theIntegratorIsUnknownUntilSeen()
{
    Facts facts;
    facts.unmeasured("back/docservice", "ds.integrator", "integrator.no-url");
    const Topology unknown = facts.build();
    QCOMPARE(unknown.node(q("unknown/integrator"))->reason, q("integrator.no-url"));
    facts.say("back/docservice", "ds.integrator", QJsonObject{{q("url"), q("https://10.8.8.8/callback?x=1")}});
    const Topology seen = facts.build();
    QVERIFY(!seen.node(q("unknown/integrator")));
    QVERIFY(seen.hop(q("back/docservice>10.8.8.8/integrator@10.8.8.8:443")));
    QVERIFY(!seen.node(q("10.8.8.8/integrator"))->required);
}

void TestBuild::spareAndDownServersAreOffThePath()
{
    Facts facts;
    QJsonObject down = Facts::server("10.0.0.7", 8000);
    down.insert(q("down"), true);
    QJsonObject backup = Facts::server("10.0.0.8", 8000);
    backup.insert(q("backup"), true);
    facts.routes({Facts::server("10.0.0.2", 8000), down, backup});
    const Topology t = facts.build();
    QVERIFY(!t.hop(q("front/nginx>10.0.0.7/unknown@10.0.0.7:8000"))->onPath);
    QVERIFY(!t.hop(q("front/nginx>10.0.0.8/unknown@10.0.0.8:8000"))->onPath);
    QVERIFY(t.hop(q("front/nginx>back/docservice@10.0.0.2:8000"))->onPath);
}

void TestBuild::aForeignProcessDoesNotChangeTheIntent()
{
    Facts facts;
    facts.say("back", "host.listeners",
              QJsonArray{QJsonObject{{q("address"), q("*")}, {q("port"), 8000}, {q("process"), q("nginx")}}});
    QVERIFY(facts.build().hop(q("front/nginx>back/docservice@10.0.0.2:8000")));
}

void TestBuild::loopsAndRubbishEnd()
{
    Facts facts;
    facts.routes({Facts::server("10.0.0.1", 80), Facts::server("127.0.0.1", 80)});
    QCOMPARE(hopIds(facts.build(), true).size(), 1);
    QJsonArray many;
    for (int i = 0; i < 500; ++i)
        many.append(Facts::server(qPrintable(q("10.1.%1.%2").arg(i / 250).arg(i % 250)), 8000));
    facts.routes(many);
    QVERIFY(facts.build().nodes.size() < 100);
    facts.say("front/nginx", "nginx.routes", q("not a list"));
    facts.say("back/docservice", "ds.database", 7);
    facts.say("front", "host.addresses", QJsonObject());
    facts.say("front", "host.names", QJsonArray{1});
    QVERIFY(facts.build().node(q("desktop/client")));
}

void TestBuild::unnamedUpstreamsKeepTheirName()
{
    Facts facts;
    facts.routes({Facts::server("nowhere", 8000)});
    const Topology t = facts.build();
    QVERIFY(t.hop(q("front/nginx>nowhere/unknown@nowhere:8000")));
}

void TestBuild::riseAndFall()
{
    RiseFall probe;
    QCOMPARE(probe.health(), Health::Unknown);
    QCOMPARE(probe.update(true), Health::Unknown);
    QCOMPARE(probe.update(true), Health::Ok);
    QCOMPARE(probe.update(false), Health::Ok);
    QVERIFY(probe.suspicious());
    QCOMPARE(probe.update(false), Health::Ok);
    QCOMPARE(probe.update(true), Health::Ok); // one good sample starts the count again
    probe.update(false);
    probe.update(false);
    QCOMPARE(probe.update(false), Health::Failed);
    QVERIFY(!probe.suspicious());
    QCOMPARE(probe.update(true), Health::Failed);
    QCOMPARE(probe.update(true), Health::Ok);
}

QTEST_GUILESS_MAIN(TestBuild)
#include "test_build.moc"
