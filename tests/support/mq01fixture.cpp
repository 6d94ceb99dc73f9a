// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/mq01fixture.h"

namespace hopscope::test {
namespace {

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

void addEvidence(Incident& i, int number, const char* host, const char* command, int exit, Timestamp at,
                 const QByteArray& bytes)
{
    Evidence e;
    e.id = QStringLiteral("e%1").arg(number);
    e.host = s(host);
    e.command = s(command);
    e.exit = exit;
    e.durationMs = 7 + number % 9;
    e.at = at;
    e.setBytes(bytes);
    i.evidence.emplace(e.id, e);
}

void addFact(Incident& i, const char* subject, const char* name, const QJsonValue& value, int evidence)
{
    i.facts.insert({s(subject), s(name), value, clockTime(10, 57, 0), QStringLiteral("e%1").arg(evidence), {}});
}

Node node(const char* id, const char* kind, const char* host, const char* title, int tier, bool onPath, Health health,
          const char* reason)
{
    return {s(id), s(kind), s(host), s(title), tier, onPath, true, health, s(reason)};
}

Hop hop(const char* from, const char* to, const char* address, const char* protocol, bool onPath, Health health,
        const char* reason = "")
{
    return {hopId(s(from), s(to), s(address)), s(from),     s(to),  s(address), familyOf(s(address)),
            s("/etc/nginx/conf.d/ds.conf:12"), s(protocol), onPath, health,     s(reason)};
}

void addTopology(Incident& i)
{
    const Health bad = Health::Affected;
    const Health cause = Health::Failed;
    i.topology.nodes = {
        node("desktop/client", "client", "desktop", "client", 0, true, bad, "client-502"),
        node("gate/nginx", "nginx", "gate", "nginx", 1, true, bad, "http-502"),
        node("docs/nginx", "nginx", "docs", "nginx", 2, true, bad, "http-502"),
        node("docs/docservice", "docservice", "docs", "docservice", 2, true, bad, "port-closed"),
        node("docs/converter", "converter", "docs", "converter", 2, false, bad, "broker-retries"),
        node("store/rabbitmq", "rabbitmq", "store", "RabbitMQ", 3, false, cause, "broker-down-at-start"),
        node("store/postgresql", "postgresql", "store", "PostgreSQL", 3, false, Health::Ok, ""),
        node("docs/storage", "storage", "docs", "File cache", 3, false, Health::Ok, ""),
        node("cloud.acme/integrator", "integrator", "cloud.acme", "Integrator", 3, false, Health::Unknown,
             "integrator.no-url")};
    i.topology.hops = {hop("desktop/client", "gate/nginx", "10.0.0.1:443", "https", true, bad),
                       hop("gate/nginx", "docs/nginx", "10.0.0.2:80", "http", true, bad),
                       hop("docs/nginx", "docs/docservice", "127.0.0.1:8000", "http", true, bad),
                       hop("docs/docservice", "docs/converter", "", "amqp", false, Health::Ok),
                       hop("docs/docservice", "store/rabbitmq", "10.0.0.3:5672", "amqp", false, cause),
                       hop("docs/docservice", "store/postgresql", "10.0.0.3:5432", "postgresql", false, Health::Ok),
                       hop("docs/docservice", "docs/storage", "unix:/var/lib/onlyoffice", "file", false, Health::Ok),
                       hop("docs/converter", "cloud.acme/integrator", "10.0.9.9:443", "https", false, Health::Unknown,
                           "integrator.no-url")};
}

void addObservations(Incident& i)
{
    addEvidence(i, 1, "desktop", "GET https://docs.acme/healthcheck from desktop", 0, clockTime(10, 56, 21),
                "HTTP/1.1 502 Bad Gateway\r\nServer: nginx/1.22.1\r\n\r\n<html><b>502 Bad Gateway</b></html>\n");
    addEvidence(i, 2, "gate", "tail -n 200 /var/log/nginx/access.log", 0, clockTime(10, 57, 1),
                "10.0.0.9 - - [22/Nov/2026:10:56:21 +0800] \"GET /healthcheck HTTP/1.1\" 502 157\n");
    addEvidence(i, 3, "docs", "connect 10.0.0.3:5672 from docs", 0, clockTime(10, 56, 58), "refused\n");
    addEvidence(i, 4, "store", "connect 127.0.0.1:5672 from store", 0, clockTime(10, 56, 58), "refused\n");
    addEvidence(i, 5, "store",
                "systemctl show rabbitmq-server -p ActiveState,SubState,Result,NRestarts,StateChangeTimestamp", 0,
                clockTime(10, 56, 59),
                "ActiveState=inactive\nSubState=dead\nResult=success\nNRestarts=0\n"
                "StateChangeTimestamp=Sun 2026-11-22 10:55:50 CST\n");
    addEvidence(i, 6, "docs", "ss -ltnp", 0, clockTime(10, 57, 0),
                "State  Recv-Q Send-Q Local Address:Port\nLISTEN 0      511    0.0.0.0:80\n");
    addEvidence(i, 7, "docs", "tail -n 500 /var/log/onlyoffice/documentserver/docservice/out.log", 0,
                clockTime(10, 57, 0),
                "[2026-11-22T10:56:59.120] [ERROR] nodeJS - [AMQP] Error: connect ECONNREFUSED 10.0.0.3:5672\n"
                "    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1494:16)\n"
                "[2026-11-22T10:57:00.124] [ERROR] nodeJS - [AMQP] Error: connect ECONNREFUSED 10.0.0.3:5672\n");
    addEvidence(i, 8, "store", "pg handshake 10.0.0.3:5432 from docs", 0, clockTime(10, 57, 1), "AuthenticationSASL\n");
    addEvidence(i, 9, "store", "tail -n 100 /var/log/dpkg.log", 0, clockTime(10, 57, 1),
                "2026-11-22 10:55:49 upgrade rabbitmq-server:all 3.10.7-1 3.10.8-1\n2026-11-22 10:55:50 status "
                "half-configured rabbitmq-server:all\n");
    addEvidence(i, 10, "docs", "df -P -k /var/lib/onlyoffice", 0, clockTime(10, 57, 1),
                "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vdb1 83886080 34393293 49492787 41% "
                "/var/lib/onlyoffice\n");
    addFact(i, "desktop/client", "entry.url", s("https://docs.acme/healthcheck"), 1);
    addFact(i, "desktop/client", "entry.status", 502, 1);
    addFact(i, "gate/nginx", "log.NX1.count", 37, 2);
    addFact(i, "docs/docservice>store/rabbitmq@10.0.0.3:5672", "tcp.verdict", s("refused"), 3);
    addFact(i, "store/rabbitmq", "port.listening", false, 4);
    addFact(i, "store/rabbitmq", "unit.active_state", s("inactive"), 5);
    addFact(i, "store/rabbitmq", "unit.since", clockTime(10, 55, 50).iso(), 5);
    addFact(i, "store/rabbitmq", "port.number", 5672, 5);
    addFact(i, "docs/docservice", "port.listening", false, 6);
    addFact(i, "docs/docservice", "log.amqp-refused.count", 37, 7);
    addFact(i, "docs/docservice>store/postgresql@10.0.0.3:5432", "tcp.ms", 1, 8);
    addFact(i, "docs/storage", "storage.used_pct", 41, 10);
    addFact(i, "gate", "host.clock_offset_ms", 100, 2);
    addFact(i, "docs", "host.clock_offset_ms", -400, 6);
    addFact(i, "store", "host.clock_offset_ms", 1200, 5);
    i.facts.insert(
        notMeasured(s("cloud.acme/integrator"), s("ds.integrator"), s("integrator.no-url"), clockTime(10, 57, 1)));
}

Finding finding(const char* id, const char* name, const char* subject, const char* evidence, Timestamp since,
                QJsonObject args = {})
{
    return {s(id), s(name), Severity::Critical, s(subject), {s(evidence)}, since, std::move(args)};
}

void addVerdict(Incident& i)
{
    Verdict& v = i.verdict;
    v.state = VerdictState::Fault;
    v.symptom = Symptom{s("https://docs.acme/healthcheck"),
                        s("http"),
                        502,
                        s("<html><b>502 Bad Gateway</b></html>"),
                        s("nginx/1.22.1 on docs"),
                        s("docs/nginx>docs/docservice@127.0.0.1:8000"),
                        s("docs/docservice>store/rabbitmq@10.0.0.3:5672")};
    v.findings = {finding("f1", "client-502", "desktop/client", "e1", clockTime(10, 56, 21)),
                  finding("f2", "http-502", "gate/nginx", "e2", clockTime(10, 56, 21)),
                  finding("f3", "http-502", "docs/nginx", "e2", clockTime(10, 56, 21)),
                  finding("f4", "port-closed", "docs/docservice", "e6", clockTime(10, 56, 21)),
                  finding("f5", "unit-inactive", "store/rabbitmq", "e5", clockTime(10, 55, 50))};
    CauseMatch m;
    m.id = s("MQ01");
    m.name = s("broker-down-at-start");
    m.node = s("store/rabbitmq");
    m.confidence = 0.97;
    m.evidenceFor = {s("e3"), s("e4"), s("e5"), s("e7"), s("e9")};
    m.explains = {s("f1"), s("f2"), s("f3"), s("f4")};
    m.unmeasured = {s("cloud.acme/integrator ds.integrator")};
    m.fixCode = s("start-unit");
    m.fixArgv = {s("systemctl"), s("start"), s("rabbitmq-server")};
    m.risk = s("R2");
    m.since = clockTime(10, 55, 50);
    m.args = {{s("unit"), s("rabbitmq-server")}};
    v.causes = {m};
    v.unmeasured = {{s("cloud.acme/integrator ds.integrator"), s("integrator.no-url")}};
}

Lane lane(const char* subject, Timestamp bad, Timestamp good, Health health, Timestamp end)
{
    if (!bad.known())
        return {s(subject), {{clockTime(10, 54, 45), {}, Health::Ok}}};
    Lane l{s(subject), {{clockTime(10, 54, 45), bad, Health::Ok}, {bad, good < end ? good : Timestamp{}, health}}};
    if (good < end)
        l.intervals.append({good, {}, Health::Ok});
    return l;
}

void addTimeline(Incident& i, bool recovered)
{
    Timeline& t = i.timeline;
    t.from = clockTime(10, 54, 45);
    t.to = i.at;
    t.lanes = {lane("desktop/client", clockTime(10, 56, 21), clockTime(11, 3, 33), Health::Affected, i.at),
               lane("gate/nginx", clockTime(10, 56, 21), clockTime(11, 3, 33), Health::Affected, i.at),
               lane("docs/docservice", clockTime(10, 56, 21), clockTime(11, 2, 54), Health::Affected, i.at),
               lane("store/rabbitmq", clockTime(10, 55, 50), clockTime(11, 2, 53), Health::Failed, i.at),
               lane("store/postgresql", {}, {}, Health::Ok, i.at)};
    t.events = {{clockTime(10, 55, 50),
                 s("package-changed"),
                 s("store"),
                 s("e9"),
                 {{s("package"), s("rabbitmq-server")}, {s("version"), s("3.10.8-1")}}},
                {clockTime(10, 55, 50), s("unit-stopped"), s("store/rabbitmq"), s("e5"), {}},
                {clockTime(10, 56, 21), s("first-red"), s("gate/nginx"), s("e1"), {{s("status"), 502}}},
                {clockTime(10, 57, 2), s("cause-known"), s("store/rabbitmq"), {}, {}}};
    t.figures.firstRed = clockTime(10, 56, 21);
    t.figures.firstFailedSample = clockTime(10, 56, 21);
    t.figures.detected = clockTime(10, 56, 30);
    t.figures.causeKnown = clockTime(10, 57, 2);
    for (int minute = 0; minute < 4; ++minute)
        t.response.append({clockTime(10, 54 + minute, 50), minute < 2 ? 180.0 - minute * 7 : 12.0});
    if (!recovered)
        return;
    t.events += {{clockTime(11, 2, 52), s("action-started"), s("store/rabbitmq"), {}, {{s("verb"), s("start")}}},
                 {clockTime(11, 2, 54), s("unit-started"), s("store/rabbitmq"), s("e20"), {}},
                 {clockTime(11, 3, 13), s("first-success"), s("desktop/client"), s("e21"), {}},
                 {clockTime(11, 3, 33), s("recovered"), s("desktop/client"), s("e21"), {}}};
    t.figures.acted = clockTime(11, 2, 52);
    t.figures.firstSuccess = clockTime(11, 3, 13);
    t.figures.recovered = clockTime(11, 3, 33);
}

void addAction(Incident& i)
{
    addEvidence(i, 14, "store", "journalctl -u rabbitmq-server -n 200 --no-pager", 0, clockTime(11, 2, 50),
                "Nov 22 10:55:50 store systemd[1]: Stopping RabbitMQ Messaging Server...\nNov 22 10:55:50 store "
                "systemd[1]: Stopped RabbitMQ Messaging Server.\n");
    addEvidence(i, 20, "store", "sudo systemctl start rabbitmq-server", 0, clockTime(11, 2, 52), "");
    addEvidence(i, 21, "desktop", "GET https://docs.acme/healthcheck from desktop", 0, clockTime(11, 3, 33),
                "HTTP/1.1 200 OK\r\n\r\ntrue\n");
    i.plans.emplace(s("a1"), Plan{s("a1"),
                                  s("start"),
                                  s("store"),
                                  s("store/rabbitmq"),
                                  s("rabbitmq-server"),
                                  {s("systemctl"), s("start"), s("rabbitmq-server")},
                                  true,
                                  {},
                                  {s("systemctl"), s("stop"), s("rabbitmq-server")},
                                  s("R2")});
    const auto event = [&](const char* state, Timestamp at, QJsonObject args) {
        i.audit.append({s("a1"), s(state), at, s("ops"), std::move(args)});
    };
    event("planned", clockTime(11, 2, 40), {});
    event("confirmed", clockTime(11, 2, 49), {});
    event("snapshot", clockTime(11, 2, 50), {{s("evidence"), s("e14")}});
    event("started", clockTime(11, 2, 52), {});
    event("finished", clockTime(11, 2, 53), {{s("exit"), 0}, {s("evidence"), s("e20")}});
    event("verified", clockTime(11, 3, 33), {{s("successes"), 3}, {s("evidence"), s("e21")}});
}

} // namespace

Timestamp clockTime(int hour, int minute, int second)
{
    constexpr qint64 kMidnight = 1'795'276'800'000; // 2026-11-22T00:00:00+08:00 is 16:00 UTC of the day before
    return {kMidnight + ((hour * 60 + minute) * 60 + second) * qint64{1000}};
}

Incident mq01(bool recovered)
{
    Incident i;
    i.at = recovered ? clockTime(11, 3, 50) : clockTime(10, 59, 30);
    i.environment.name = s("docs-acme");
    i.environment.url = s("https://docs.acme/healthcheck");
    i.environment.production = true;
    i.environment.hosts = {{s("gate"), s("gate"), SudoMode::Ask, {}},
                           {s("docs"), s("docs"), SudoMode::Ask, {}},
                           {s("store"), s("store"), SudoMode::Ask, {}}};
    addTopology(i);
    addObservations(i);
    addVerdict(i);
    addTimeline(i, recovered);
    if (recovered)
        addAction(i);
    return i;
}

} // namespace hopscope::test
