// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The lab's stack as facts, healthy, with helpers that break one thing the way it looks from outside.
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/model/environment.h"
#include "core/model/factset.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

namespace hopscope::test {

inline QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// Facts of gate (nginx), docs (nginx, docservice, converter) and store (PostgreSQL, RabbitMQ, Redis). Each fact has an
/// evidence id of its own, by order of insertion.
class Scenario {
public:
    static constexpr qint64 kNow = 1795348800000; ///< 2026-11-22T12:00:00Z

    Scenario() { healthy(); }

    Environment environment() const
    {
        Environment env;
        env.name = q("lab");
        env.url = q("https://docs.example.test/healthcheck");
        for (const char* host : {"gate", "docs", "store"})
            env.hosts.append({q(host), q(host), SudoMode::Never, {}});
        return env;
    }

    void set(const QString& subject, const char* name, const QJsonValue& value)
    {
        put({subject, q(name), value, {kNow}, {}, {}});
    }
    void set(const char* subject, const char* name, const QJsonValue& value) { set(q(subject), name, value); }
    void unmeasured(const char* subject, const char* name, const char* why)
    {
        put(notMeasured(q(subject), q(name), q(why), {kNow}));
    }
    void drop(const char* subject, const char* name) { m_facts.removeIf([&](const Fact& f) { return f.subject == q(subject) && f.name == q(name); }); }
    void dropSubject(const QString& prefix)
    {
        m_facts.removeIf([&](const Fact& f) { return f.subject == prefix || f.subject.startsWith(prefix + q("/")) || f.subject.startsWith(prefix + q(">")); });
    }

    QList<Fact> list() const { return m_facts; }
    FactSet facts() const
    {
        FactSet set;
        for (const Fact& fact : m_facts)
            set.insert(fact);
        return set;
    }

    // ---- breaking things ----
    /// A unit stopped by a job: inactive, no process, nothing listening.
    void stopUnit(const char* node, bool byJob = true)
    {
        set(node, "unit.active_state", q("inactive"));
        set(node, "unit.sub_state", q("dead"));
        set(node, "unit.since", at(-60));
        set(node, "unit.stopped_by_job", byJob);
        set(node, "process.running", false);
        set(node, "process.count", 0);
        if (std::any_of(m_facts.cbegin(), m_facts.cend(), [&](const Fact& f) { return f.subject == q(node) && f.name == q("port.listening"); }))
            set(node, "port.listening", false);
    }
    void crashUnit(const char* node)
    {
        stopUnit(node, false);
        set(node, "unit.active_state", q("activating"));
        set(node, "unit.sub_state", q("auto-restart"));
        set(node, "unit.restarts", 1);
    }
    /// Every hop into `node` refuses.
    void refuse(const char* node, const char* verdict = "refused")
    {
        const QString end = q(">") + q(node) + q("@");
        QStringList subjects;
        for (const Fact& fact : m_facts) {
            if (fact.subject.contains(end) && !subjects.contains(fact.subject))
                subjects.append(fact.subject);
        }
        for (const QString& hop : subjects) {
            m_facts.removeIf([&](const Fact& f) { return f.subject == hop; });
            set(hop, "tcp.verdict", q(verdict));
        }
    }
    void closePort(const char* node)
    {
        set(node, "port.listening", false);
        refuse(node);
    }
    /// What nginx says when it cannot reach what is behind it.
    void answer(const QString& hop, int status, const QString& body)
    {
        const bool direct = hop == dsHop() || hop == dsHop6();
        set(hop, "http.status", status);
        set(hop, "http.body", body);
        set(hop, "http.server", direct ? m_server : q("nginx/1.22.1"));
    }
    /// What answers directly at docservice's port calls itself; docservice says nothing.
    void setServer(const char* server) { m_server = q(server); }
    void badGateway(bool docsNginxToo = true)
    {
        entry(502, page502());
        answer(entryHop(), 502, page502());
        if (docsNginxToo)
            answer(gateHop(), 502, page502());
        log("docs/nginx", "NX1", 2, 4);
    }
    /// `count` lines of a signature, the last of them `age` seconds ago.
    void log(const char* node, const char* signature, int age, int count)
    {
        const QByteArray base = QByteArray("log.") + signature;
        set(node, (base + ".count").constData(), count);
        set(node, (base + ".age_s").constData(), age);
        set(node, (base + ".first").constData(), at(-age - count));
        set(node, (base + ".last").constData(), at(-age));
    }
    void healthFalse()
    {
        entry(200, q("false"));
        for (const QString& hop : {entryHop(), gateHop(), dsHop(), dsHop6()})
            answer(hop, 200, q("false"));
    }
    /// The entry accepts the request and does not answer in time.
    void silence()
    {
        for (const char* name : {"entry.status", "entry.body", "entry.server"})
            unmeasured("desktop/client", name, "http.timed-out");
        set("desktop/client", "entry.error", q("http.timed-out"));
        dropSubject(entryHop());
        set(entryHop(), "tcp.verdict", q("open"));
        set(entryHop(), "http.error", q("http.timed-out"));
    }
    void entry(int status, const QString& body)
    {
        set("desktop/client", "entry.status", status);
        set("desktop/client", "entry.body", body);
    }

    static QString at(int seconds) { return Timestamp{kNow + seconds * 1000LL}.iso(); }
    static QString page502() { return q("<html><head><title>502 Bad Gateway</title></head></html>"); }
    static QString entryHop() { return q("desktop/client>gate/nginx@10.77.0.11:443"); }
    static QString gateHop() { return q("gate/nginx>docs/nginx@10.77.0.12:80"); }
    static QString dsHop() { return q("docs/nginx>docs/docservice@127.0.0.1:8000"); }
    static QString dsHop6() { return q("docs/nginx>docs/docservice@[::1]:8000"); }
    static QString dbHop() { return q("docs/docservice>store/postgresql@10.77.0.13:5432"); }
    static QString mqHop() { return q("docs/docservice>store/rabbitmq@10.77.0.13:5672"); }
    static QString cvHop() { return q("docs/converter>store/rabbitmq@10.77.0.13:5672"); }

    static QJsonObject route(const char* file, int line, int port, bool tls, const char* location, const char* name, int toPort)
    {
        return {{q("file"), q(file)},
                {q("line"), line},
                {q("listen"), QJsonArray{QJsonObject{{q("address"), q("*")}, {q("port"), port}, {q("ssl"), tls}}}},
                {q("server_names"), QJsonArray{}},
                {q("default_server"), true},
                {q("location"), q(location)},
                {q("modifier"), QString()},
                {q("target"), QJsonObject{{q("scheme"), q("http")}, {q("name"), q(name)}, {q("port"), toPort}, {q("uri"), QString()}}},
                {q("servers"), QJsonArray{QJsonObject{{q("address"), q(name)}, {q("port"), toPort}, {q("file"), q(file)}, {q("line"), line}}}}};
    }

private:
    void put(Fact fact)
    {
        if (fact.measured())
            fact.evidence = QStringLiteral("e%1").arg(m_ids.value(fact.subject, static_cast<int>(m_ids.size()) + 1));
        m_ids.insert(fact.subject, fact.evidence.isEmpty() ? static_cast<int>(m_ids.size()) + 1 : fact.evidence.mid(1).toInt());
        m_facts.removeIf([&](const Fact& f) { return f.subject == fact.subject && f.name == fact.name; });
        m_facts.append(fact);
    }
    void host(const char* name, const char* ip)
    {
        set(name, "host.reached", true);
        set(name, "host.addresses", QJsonArray{q(ip)});
        set(name, "host.names", QJsonObject{{q("localhost"), QJsonArray{q("::1"), q("127.0.0.1")}},
                                            {q("docs"), QJsonArray{q("10.77.0.12")}},
                                            {q("store"), QJsonArray{q("10.77.0.13")}}});
        set(name, "disk.used_pct", 40);
        set(name, "disk.mount", q("/"));
        set(name, "disk.available_kb", 900000);
        set(name, "disk.inodes_used_pct", 4);
        set(name, "firewall.dropped_ports", QJsonArray{});
        set(name, "firewall.rejected_ports", QJsonArray{});
        set(name, "firewall.default_drop", false);
    }
    void unit(const char* node, const char* unitName, int port = 0)
    {
        set(node, "unit.name", q(unitName));
        set(node, "unit.active_state", q("active"));
        set(node, "unit.sub_state", q("running"));
        set(node, "unit.result", q("success"));
        set(node, "unit.enabled", q("enabled"));
        set(node, "unit.restarts", 0);
        set(node, "unit.since", at(-86400));
        set(node, "process.running", true);
        set(node, "process.count", 1);
        set(node, "process.state", q("S"));
        if (port > 0) {
            set(node, "port.number", port);
            set(node, "port.listening", true);
        }
    }
    void healthy()
    {
        host("gate", "10.77.0.11");
        host("docs", "10.77.0.12");
        host("store", "10.77.0.13");
        unit("gate/nginx", "nginx.service", 443);
        unit("docs/nginx", "nginx.service", 80);
        unit("docs/docservice", "ds-docservice.service", 8000);
        unit("docs/converter", "ds-converter.service");
        unit("store/postgresql", "postgresql@15-main.service", 5432);
        unit("store/rabbitmq", "rabbitmq-server.service", 5672);
        set("store/rabbitmq", "broker.alarms", QJsonArray{});
        set("store/rabbitmq", "broker.queues_stuck", 0);
        set("store/postgresql", "db.slots_free", 96);
        unit("store/redis", "redis-server.service", 6379);
        set("docs/docservice", "port.owner", q("docservice"));
        set("gate/nginx", "nginx.routes", QJsonArray{route("/etc/nginx/conf.d/gate.conf", 9, 443, true, "/", "docs", 80)});
        set("docs/nginx", "nginx.routes", QJsonArray{route("/etc/nginx/conf.d/ds.conf", 7, 80, false, "/", "localhost", 8000)});
        set("docs/docservice", "ds.version", q("8.2.0"));
        set("docs/docservice", "ds.port", 8000);
        set("docs/docservice", "ds.database", QJsonObject{{q("type"), q("postgres")}, {q("host"), q("store")}, {q("port"), 5432}, {q("name"), q("onlyoffice")}});
        set("docs/docservice", "ds.broker", QJsonObject{{q("host"), q("store")}, {q("port"), 5672}, {q("tls"), false}});
        set("docs/docservice", "ds.redis", QJsonObject{{q("host"), q("store")}, {q("port"), 6379}, {q("used"), false}});
        set("docs/docservice", "ds.storage", QJsonObject{{q("type"), q("fs")}, {q("path"), q("/var/lib/onlyoffice")}});
        unmeasured("docs/docservice", "ds.integrator", "integrator.no-url");
        set("desktop/client", "entry.url", q("https://docs.example.test/healthcheck"));
        set("desktop/client", "entry.address", q("10.77.0.11"));
        set("desktop/client", "entry.server", q("nginx/1.22.1"));
        set("desktop/client", "entry.ms", 12);
        entry(200, q("true"));
        for (const QString& hop : {entryHop(), gateHop(), dsHop(), dsHop6()}) {
            set(hop, "tcp.verdict", q("open"));
            answer(hop, 200, q("true"));
        }
        for (const QString& hop : {dbHop(), mqHop(), cvHop(), q("docs/docservice>store/redis@10.77.0.13:6379")}) {
            set(hop, "tcp.verdict", q("open"));
            set(hop, "proto.ok", true);
        }
    }

    QList<Fact> m_facts;
    QString m_server;
    QHash<QString, int> m_ids;
};

/// The catalogue that the program ships.
inline Result<Catalogue> shippedCatalogue()
{
    QList<CatalogueFile> files;
    const QDir folder(QStringLiteral(HOPSCOPE_SOURCE_DIR "/resources/catalogue"));
    for (const QString& name : folder.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            files.append({name, file.readAll()});
    }
    return loadCatalogue(files);
}

} // namespace hopscope::test
