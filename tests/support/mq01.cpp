// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/mq01.h"

#include "core/triage/session.h"

namespace hopscope::mq01 {

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

Timestamp clock(int hour, int minute, int second)
{
    return {QDateTime(QDate(2026, 11, 22), QTime(hour, minute, second)).toMSecsSinceEpoch()};
}

const QString kBroker = q("store/rabbitmq");
const QString kServer = q("docs/docservice");

struct Builder {
    Snapshot s;
    bool fault = false;
    std::shared_ptr<FactSet> facts = std::make_shared<FactSet>();
    std::shared_ptr<std::map<QString, Evidence>> evidence = std::make_shared<std::map<QString, Evidence>>();

    Health affected() const { return fault ? Health::Affected : Health::Ok; }

    void node(const char* id, const char* kind, const char* host, const char* title, int tier, Health health,
              const char* reason = "", bool onPath = false)
    {
        s.topology.nodes.append({q(id), q(kind), q(host), q(title), tier, onPath, true, health, q(reason)});
    }
    void hop(const char* from, const char* to, const char* address, const char* protocol, Health health,
             const char* source = "", bool onPath = false)
    {
        s.topology.hops.append({hopId(q(from), q(to), q(address)),
                                q(from),
                                q(to),
                                q(address),
                                familyOf(q(address)),
                                q(source),
                                q(protocol),
                                onPath,
                                health,
                                {}});
    }
    QString ran(const char* host, const char* command, int exit, qint64 ms, const char* output)
    {
        Evidence e;
        e.id = QStringLiteral("e%1").arg(evidence->size() + 1);
        e.host = q(host);
        e.command = q(command);
        e.exit = exit;
        e.durationMs = ms;
        e.at = {s.at.ms - 2000 - qint64(evidence->size()) * 137};
        e.setBytes(QByteArray(output));
        evidence->insert({e.id, e});
        return e.id;
    }
    void fact(const char* subject, const char* name, const QJsonValue& value, const QString& from)
    {
        facts->insert({q(subject), q(name), value, {s.at.ms - 2000}, from, {}});
    }
};

void addTopology(Builder& b)
{
    b.node("desktop/client", "client", "desktop", "This desktop", 0, b.affected(), b.fault ? "entry-status" : "", true);
    b.node("gate/nginx", "nginx", "gate", "nginx", 1, b.affected(), b.fault ? "broker-down-at-start" : "", true);
    b.node("docs/docservice", "docservice", "docs", "docservice", 2, b.affected(),
           b.fault ? "broker-down-at-start" : "", true);
    b.node("docs/converter", "converter", "docs", "converter", 2, b.affected(), b.fault ? "broker-down-at-start" : "");
    b.node("store/rabbitmq", "rabbitmq", "store", "RabbitMQ", 3, b.fault ? Health::Failed : Health::Ok,
           b.fault ? "broker-down-at-start" : "");
    b.node("store/postgresql", "postgresql", "store", "PostgreSQL", 3, Health::Ok);
    b.node("docs/storage", "storage", "docs", "File cache", 3, Health::Ok);
    b.node("cloud.acme/integrator", "integrator", "cloud.acme", "Integrator", 3, Health::Unknown, "integrator.no-url");
    b.hop("desktop/client", "gate/nginx", "10.9.0.2:443", "https", b.affected(), "", true);
    b.hop("gate/nginx", "docs/docservice", "10.9.0.3:8000", "http", b.affected(), "/etc/nginx/conf.d/ds.conf:14", true);
    b.hop("docs/docservice", "store/rabbitmq", "10.9.0.4:5672", "amqp", b.fault ? Health::Failed : Health::Ok,
          "/etc/onlyoffice/documentserver/local.json:31");
    b.hop("docs/docservice", "store/postgresql", "10.9.0.4:5432", "postgresql", Health::Ok,
          "/etc/onlyoffice/documentserver/local.json:12");
    b.hop("docs/docservice", "docs/storage", "unix:/var/lib/onlyoffice", "file", Health::Ok);
    b.hop("docs/docservice", "docs/converter", "unix:amqp", "amqp", b.affected());
    b.hop("docs/converter", "cloud.acme/integrator", "10.9.0.9:443", "https", Health::Unknown);
}

void addBrokerFacts(Builder& b)
{
    const QString show = b.ran(
        "store", "systemctl show rabbitmq-server -p Id,ActiveState,SubState,Result,UnitFileState,NRestarts", 0, 12,
        b.fault ? "Id=rabbitmq-server.service\nActiveState=inactive\nSubState=dead\nResult=success\n"
                  "UnitFileState=enabled\nNRestarts=0\n"
                : "Id=rabbitmq-server.service\nActiveState=active\nSubState=running\n");
    const QString dial = b.ran("docs", "connect 10.9.0.4:5672", 0, 1, b.fault ? "refused\n" : "open\n");
    const QString ss =
        b.ran("store", "ss -Hltnp", 0, 9, "LISTEN 0 244 10.9.0.4:5432 0.0.0.0:* users:((\"postgres\",pid=812))\n");
    b.fact("store/rabbitmq", "unit.name", q("rabbitmq-server.service"), show);
    b.fact("store/rabbitmq", "unit.active_state", b.fault ? q("inactive") : q("active"), show);
    b.fact("store/rabbitmq", "unit.sub_state", b.fault ? q("dead") : q("running"), show);
    b.fact("store/rabbitmq", "unit.result", q("success"), show);
    b.fact("store/rabbitmq", "unit.enabled", q("enabled"), show);
    b.fact("store/rabbitmq", "unit.restarts", 0, show);
    b.fact("store/rabbitmq", "unit.since", clock(10, 55, 50).iso(), show);
    b.fact("store/rabbitmq", "unit.stopped_by_job", b.fault, show);
    b.fact("store/rabbitmq", "port.number", 5672, ss);
    b.fact("store/rabbitmq", "port.listening", !b.fault, ss);
    const QString hop = hopId(kServer, kBroker, q("10.9.0.4:5672"));
    b.facts->insert({hop, q("tcp.verdict"), b.fault ? q("refused") : q("open"), {b.s.at.ms - 2000}, dial, {}});
    b.facts->insert({hop, q("tcp.ms"), 1, {b.s.at.ms - 2000}, dial, {}});
}

void addServerFacts(Builder& b)
{
    const QString show = b.ran("docs", "systemctl show ds-docservice -p Id,ActiveState,SubState,NRestarts", 0, 11,
                               "Id=ds-docservice.service\nActiveState=active\nSubState=running\nNRestarts=0\n");
    const QString entry =
        b.ran("desktop", "GET https://docs.acme/healthcheck", 0, 14,
              b.fault ? "HTTP/1.1 502 Bad Gateway\r\nServer: nginx/1.22.1\r\n\r\n<html><b>502</b></html>"
                      : "HTTP/1.1 200 OK\r\n\r\ntrue");
    const QString log =
        b.ran("docs", "tail -n 200 /var/log/onlyoffice/documentserver/docservice/out.log", 0, 7,
              "[2026-11-22T10:56:22.104] [ERROR] [localhost] [docId] [userId] nodeJS - [AMQP] Error: connect "
              "ECONNREFUSED 10.9.0.4:5672\n");
    b.fact("docs/docservice", "unit.name", q("ds-docservice.service"), show);
    b.fact("docs/docservice", "unit.active_state", q("active"), show);
    b.fact("docs/docservice", "unit.sub_state", q("running"), show);
    b.fact("docs/docservice", "unit.enabled", q("enabled"), show);
    b.fact("docs/docservice", "unit.restarts", 0, show);
    b.fact("docs/docservice", "unit.since", clock(10, 56, 21).iso(), show);
    b.fact("docs/docservice", "port.number", 8000, show);
    b.fact("docs/docservice", "port.listening", !b.fault, show);
    b.fact("docs/docservice", "ds.version", q("8.2.2"), show);
    if (b.fault)
        b.fact("docs/docservice", "log.last_error",
               QJsonObject{{q("at"), clock(10, 56, 22).iso()},
                           {q("text"), q("Error: connect ECONNREFUSED 10.9.0.4:5672")}},
               log);
    b.facts->insert(notMeasured(kServer, q("ds.integrator"), q("integrator.no-url"), {b.s.at.ms - 2000}));
    b.fact("desktop/client", "entry.url", q("https://docs.acme/healthcheck"), entry);
    b.fact("desktop/client", "entry.status", b.fault ? 502 : 200, entry);
    b.fact("desktop/client", "entry.server", q("nginx/1.22.1"), entry);
    b.fact("desktop/client", "entry.body", q("<html><b>502</b></html>"), entry);
    b.fact("desktop/client", "entry.ms", 14, entry);
    b.fact("gate/nginx", "unit.name", q("nginx.service"), show);
    b.fact("gate/nginx", "unit.active_state", q("active"), show);
    b.fact("gate/nginx", "unit.enabled", q("enabled"), show);
    b.fact("gate/nginx", "nginx.version", q("1.22.1"), show);
    b.fact("store/postgresql", "unit.name", q("postgresql@15-main.service"), show);
    b.fact("store/postgresql", "unit.active_state", q("active"), show);
    b.fact("store/postgresql", "port.number", 5432, show);
    b.fact("store", "host.load1", 3.1, show);
    b.fact("store", "host.cores", 2, show);
}

void addVerdict(Builder& b)
{
    Verdict& v = b.s.verdict;
    v.unmeasured = {{q("docs/docservice ds.integrator"), q("integrator.no-url")}};
    v.state = b.fault ? VerdictState::Fault : VerdictState::Healthy;
    if (!b.fault)
        return;
    const QString broker = hopId(kServer, kBroker, q("10.9.0.4:5672"));
    const QString entry = hopId(q("gate/nginx"), kServer, q("10.9.0.3:8000"));
    const auto port = [](int number) { return QJsonObject{{q("port"), number}, {q("address"), q("10.9.0.4:5672")}}; };
    v.symptom = Symptom{q("https://docs.acme/healthcheck"), q("http"), 502,   q("<html><b>502</b></html>"),
                        q("nginx/1.22.1 on gate"),          entry,     broker};
    v.findings = {
        {q("f1"),
         q("entry-status"),
         Severity::Critical,
         q("desktop/client"),
         {q("e5")},
         clock(10, 56, 21),
         {{q("status"), 502}}},
        {q("f2"), q("port-refused"), Severity::Critical, kBroker, {q("e2"), q("e3")}, clock(10, 55, 50), port(5672)},
        {q("f3"), q("port-closed"), Severity::Critical, kServer, {q("e3")}, clock(10, 56, 21), port(8000)},
        {q("f4"), q("tcp-refused"), Severity::Critical, entry, {q("e5")}, clock(10, 56, 21), port(8000)},
        {q("f5"), q("load-high"), Severity::Warning, q("store"), {q("e4")}, clock(10, 50, 0), {{q("load"), 3.1}}},
    };
    CauseMatch cause;
    cause.id = q("MQ01");
    cause.name = q("broker-down-at-start");
    cause.node = kBroker;
    cause.confidence = 0.97;
    cause.evidenceFor = {q("e1"), q("e2"), q("e3"), q("e4"), q("e5"), q("e6")};
    cause.explains = {q("f1"), q("f2"), q("f3"), q("f4")};
    cause.fixCode = q("start-unit");
    cause.fixArgv = {q("systemctl"), q("start"), q("rabbitmq-server")};
    cause.risk = q("R2");
    cause.since = clock(10, 55, 50);
    cause.args = {{q("unit"), q("rabbitmq-server")}, {q("host"), q("store")}, {q("port"), 5672}};
    v.causes = {cause};
}

void addLanes(Builder& b, bool recovered)
{
    Timeline& t = b.s.timeline;
    t.from = clock(10, 54, 0);
    t.to = b.s.at;
    const Timestamp stopped = clock(10, 55, 50);
    const Timestamp red = clock(10, 56, 21);
    const Timestamp well = clock(11, 0, 30);
    const auto lane = [&](const QString& subject, Timestamp bad, Health health) {
        QList<Interval> list{{t.from, b.fault || recovered ? bad : Timestamp{}, Health::Ok}};
        if (b.fault || recovered)
            list.append({bad, recovered ? well : Timestamp{}, health});
        if (recovered)
            list.append({well, {}, Health::Ok});
        t.lanes.append({subject, list});
    };
    lane(q("desktop/client"), red, Health::Affected);
    lane(q("gate/nginx"), red, Health::Affected);
    lane(kServer, red, Health::Affected);
    if (b.fault || recovered) {
        t.lanes.last().intervals[0].to = stopped;
        t.lanes.last().intervals.insert(1, {stopped, red, Health::Degraded});
    }
    lane(kBroker, stopped, Health::Failed);
    t.lanes.append({q("store/postgresql"), {{t.from, {}, Health::Ok}}});
    t.lanes.append({q("ssh"), {{t.from, {}, Health::Ok}}});
    for (qint64 ms = t.from.ms; ms < t.to.ms; ms += 5000) {
        const bool down = (b.fault || recovered) && ms > red.ms && !(recovered && ms > well.ms);
        t.response.append({{ms}, down ? 12.0 + double(ms / 5000 % 3) : 180.0 + double(ms / 5000 % 7) * 6.0});
    }
}

void addEvents(Builder& b, bool recovered)
{
    Timeline& t = b.s.timeline;
    t.events = {{clock(10, 54, 0), q("connected"), q("store"), {}, {}}};
    if (!b.fault && !recovered)
        return;
    t.events += {{clock(10, 55, 48),
                  q("package-changed"),
                  q("store"),
                  q("e1"),
                  {{q("package"), q("rabbitmq-server")}, {q("version"), q("3.10.8-1.1")}}},
                 {clock(10, 55, 50), q("unit-stopped"), kBroker, q("e1"), {{q("unit"), q("rabbitmq-server")}}},
                 {clock(10, 56, 21), q("unit-started"), kServer, q("e4"), {{q("unit"), q("ds-docservice")}}},
                 {clock(10, 56, 21), q("first-red"), q("desktop/client"), q("e5"), {{q("status"), 502}}},
                 {clock(10, 57, 2), q("cause-known"), kBroker, q("e2"), {{q("cause"), q("broker-down-at-start")}}}};
    t.figures.firstRed = clock(10, 56, 21);
    t.figures.firstFailedSample = clock(10, 56, 24);
    t.figures.detected = clock(10, 56, 30);
    t.figures.causeKnown = clock(10, 57, 2);
    if (!recovered)
        return;
    t.figures.acted = clock(11, 0, 12);
    t.figures.firstSuccess = clock(11, 0, 30);
    t.figures.recovered = clock(11, 0, 33);
    t.events += {{clock(11, 0, 12), q("action-started"), kBroker, {}, {{q("verb"), q("start")}}},
                 {clock(11, 0, 30), q("first-success"), q("desktop/client"), {}, {}},
                 {clock(11, 0, 33), q("recovered"), q("desktop/client"), {}, {}}};
    const Plan plan{q("a1"),
                    q("start"),
                    q("store"),
                    kBroker,
                    q("rabbitmq-server.service"),
                    {q("systemctl"), q("start"), q("rabbitmq-server.service")},
                    true,
                    {},
                    {},
                    q("R2")};
    b.s.plans.insert({plan.id, plan});
    b.s.audit = {{q("a1"), q("confirmed"), clock(11, 0, 11), q("ops"), {}},
                 {q("a1"), q("finished"), clock(11, 0, 14), q("ops"), {{q("exit"), 0}}},
                 {q("a1"), q("verified"), clock(11, 0, 33), q("ops"), {{q("successes"), 3}}}};
}

} // namespace

Timestamp now()
{
    return clock(10, 59, 32);
}

Snapshot snapshot(Moment moment)
{
    Builder b;
    b.fault = moment == Moment::Fault;
    Snapshot& s = b.s;
    s.environment.name = q("docs-acme");
    s.environment.url = q("https://docs.acme/healthcheck");
    s.environment.production = true;
    s.environment.policy = Policy::Confirm;
    s.at = moment == Moment::Recovered ? clock(11, 1, 30) : moment == Moment::Fault ? now() : clock(10, 55, 40);
    s.measured = {s.at.ms - 2000};
    s.live = true;
    s.entries = 412;
    for (const char* host : {"gate", "docs", "store"}) {
        s.environment.hosts.append({q(host), q(host), SudoMode::Ask, {}});
        s.hosts.append({q(host), q("ready"), qint64(9 + s.hosts.size() * 2), std::nullopt});
    }
    addTopology(b);
    addBrokerFacts(b);
    addServerFacts(b);
    addVerdict(b);
    addLanes(b, moment == Moment::Recovered);
    addEvents(b, moment == Moment::Recovered);
    s.facts = b.facts;
    s.evidence = b.evidence;
    s.headHash = q("9f2c");
    return s;
}

} // namespace hopscope::mq01
