// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/action/beforehand.h"
#include "core/action/plans.h"
#include "core/action/unitname.h"
#include "tests/support/result.h"

#include <QJsonArray>

using namespace hopscope;

namespace {

Fact fact(const char* node, const char* name, const QJsonValue& value)
{
    return {QString::fromLatin1(node), QString::fromLatin1(name), value, {1000}, {}, {}};
}

struct Stack {
    Stack()
    {
        environment.hosts = {{QStringLiteral("docs-1"), QStringLiteral("docs"), SudoMode::Ask, {}},
                             {QStringLiteral("store-1"), QStringLiteral("store"), SudoMode::Never, {}}};
        add("docs", "nginx", "nginx.service");
        add("docs", "docservice", "ds-docservice.service");
        add("docs", "converter", "ds-converter");
        add("store", "postgresql", "postgresql@15-main.service");
        add("store", "rabbitmq", "rabbitmq-server.service");
        add("store", "redis", "redis-server.service");
        add("store", "storage", "nfs-server.service");
        add("10.0.0.9", "integrator", "apache2.service");
        add("docs", "haproxy", nullptr);
    }
    void add(const char* host, const char* kind, const char* unit)
    {
        Node node;
        node.host = QString::fromLatin1(host);
        node.kind = QString::fromLatin1(kind);
        node.id = nodeId(node.host, node.kind);
        topology.nodes.append(node);
        if (unit)
            facts.insert(fact(qPrintable(node.id), "unit.name", QString::fromLatin1(unit)));
    }
    [[nodiscard]] Result<Plan> plan(const char* verb, const char* node) const
    {
        return makePlan(QStringLiteral("a1"), QString::fromLatin1(verb), QString::fromLatin1(node), facts, topology,
                        environment);
    }
    [[nodiscard]] QString code(const char* verb, const char* node) const
    {
        const auto result = plan(verb, node);
        return result ? QStringLiteral("planned") : result.error().code;
    }
    FactSet facts;
    Topology topology;
    Environment environment;
};

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

class TestPlans : public QObject {
    Q_OBJECT
private slots:
    void startsAUnit();
    void checksNginxFirst();
    void knowsTheRisk_data();
    void knowsTheRisk();
    void refuses();
    void refusesEverythingReadOnly();
    void reloadsOnlyWhatCan();
    void judgesUnitNames_data();
    void judgesUnitNames();
    void guards_data();
    void guards();
    void neverPutsAHostileNameIntoACommand();
    void savesEvidenceFirst();
};

void TestPlans::startsAUnit()
{
    const Stack stack;
    const auto plan = stack.plan("start", "docs/docservice");
    QVERIFY_RESULT(plan);
    QCOMPARE(plan->id, QStringLiteral("a1"));
    QCOMPARE(plan->verb, QStringLiteral("start"));
    QCOMPARE(plan->host, QStringLiteral("docs"));
    QCOMPARE(plan->node, QStringLiteral("docs/docservice"));
    QCOMPARE(plan->unit, QStringLiteral("ds-docservice.service"));
    QCOMPARE(plan->argv, words("systemctl start ds-docservice.service"));
    QCOMPARE(plan->undo, words("systemctl stop ds-docservice.service"));
    QCOMPARE(plan->prechecks, QList<QStringList>{words("systemctl cat ds-docservice.service")});
    QVERIFY(plan->sudo);

    const auto stop = stack.plan("stop", "store/redis");
    QVERIFY_RESULT(stop);
    QCOMPARE(stop->undo, words("systemctl start redis-server.service"));
    QVERIFY(!stop->sudo); // sudo = never
    const auto restart = stack.plan("restart", "docs/converter");
    QVERIFY_RESULT(restart);
    QVERIFY(restart->undo.isEmpty());
    QCOMPARE(restart->argv, words("systemctl restart ds-converter"));
}

void TestPlans::checksNginxFirst()
{
    const Stack stack;
    for (const char* verb : {"reload", "restart"}) {
        const auto plan = stack.plan(verb, "docs/nginx");
        QVERIFY_RESULT(plan);
        QCOMPARE(plan->prechecks.last(), words("nginx -t"));
    }
    const auto stop = stack.plan("stop", "docs/nginx");
    QVERIFY_RESULT(stop);
    QVERIFY(!stop->prechecks.contains(words("nginx -t")));
}

void TestPlans::knowsTheRisk_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("node");
    QTest::addColumn<QString>("risk");
    const auto row = [](const char* verb, const char* node, const char* risk) {
        QTest::addRow("%s %s", verb, node) << QByteArray(verb) << QByteArray(node) << QString::fromLatin1(risk);
    };
    row("reload", "docs/nginx", "R1");
    row("reload", "store/postgresql", "R1");
    row("restart", "docs/nginx", "R2");
    row("start", "docs/docservice", "R2");
    row("stop", "docs/converter", "R2");
    row("restart", "store/postgresql", "R3");
    row("start", "store/rabbitmq", "R3");
    row("stop", "store/redis", "R3");
    row("restart", "store/storage", "R3");
}

void TestPlans::knowsTheRisk()
{
    QFETCH(const QByteArray, verb);
    QFETCH(const QByteArray, node);
    QFETCH(const QString, risk);
    Stack stack;
    const auto plan = stack.plan(verb.constData(), node.constData());
    QVERIFY_RESULT(plan);
    QCOMPARE(plan->risk, risk);
    if (node == "docs/docservice") { // the container runtime behind it is shared by more than this node
        stack.facts.insert(fact("docs/docservice", "unit.name", QStringLiteral("docker.service")));
        QCOMPARE(stack.plan("restart", "docs/docservice")->risk, QStringLiteral("R3"));
    }
}

void TestPlans::refuses()
{
    Stack stack;
    QCOMPARE(stack.code("enable", "docs/nginx"), QStringLiteral("action.unknown-verb"));
    QCOMPARE(stack.code("", "docs/nginx"), QStringLiteral("action.unknown-verb"));
    QCOMPARE(stack.code("start", "docs/nothing"), QStringLiteral("action.no-unit"));
    QCOMPARE(stack.code("start", "docs/haproxy"), QStringLiteral("action.no-unit"));
    QCOMPARE(stack.code("start", "10.0.0.9/integrator"), QStringLiteral("action.no-unit")); // not one of our hosts
    stack.facts.insert(fact("docs/docservice", "unit.load_state", QStringLiteral("not-found")));
    QCOMPARE(stack.code("start", "docs/docservice"), QStringLiteral("action.no-unit"));
    stack.facts.insert(
        notMeasured(QStringLiteral("docs/nginx"), QStringLiteral("unit.name"), QStringLiteral("ssh.lost"), {2000}));
    QCOMPARE(stack.code("start", "docs/nginx"), QStringLiteral("action.no-unit"));
    stack.facts.insert(fact("docs/converter", "unit.name", QStringLiteral("ssh.service")));
    QCOMPARE(stack.code("restart", "docs/converter"), QStringLiteral("action.guarded"));
}

void TestPlans::refusesEverythingReadOnly()
{
    Stack stack;
    stack.environment.policy = Policy::ReadOnly;
    for (const Node& node : stack.topology.nodes) {
        for (const char* verb : {"start", "stop", "restart", "reload"})
            QCOMPARE(stack.code(verb, qPrintable(node.id)), QStringLiteral("action.read-only"));
    }
}

void TestPlans::reloadsOnlyWhatCan()
{
    Stack stack;
    QCOMPARE(stack.code("reload", "docs/nginx"), QStringLiteral("planned"));
    QCOMPARE(stack.code("reload", "store/postgresql"), QStringLiteral("planned"));
    QCOMPARE(stack.code("reload", "docs/docservice"), QStringLiteral("action.reload-unsupported"));
    QCOMPARE(stack.code("reload", "store/rabbitmq"), QStringLiteral("action.reload-unsupported"));
    stack.facts.insert(fact("docs/nginx", "unit.can_reload", false));
    QCOMPARE(stack.code("reload", "docs/nginx"), QStringLiteral("action.reload-unsupported"));
    stack.facts.insert(fact("docs/nginx", "unit.can_reload", QStringLiteral("yes")));
    QCOMPARE(stack.code("reload", "docs/nginx"), QStringLiteral("planned"));
    stack.facts.insert(fact("store/storage", "unit.can_reload", true));
    QCOMPARE(stack.code("reload", "store/storage"), QStringLiteral("planned"));
}

void TestPlans::judgesUnitNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    for (const char* name : {"nginx", "nginx.service", "ds-docservice.service", "postgresql@15-main.service",
                             "php8.2-fpm", "a:b_c.d-e.service", "srv-data\\x2dold.service"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char* name : {"", "-H", "--root=x", "a b", "a;b", "a*.service", "a?", "a[1]", "$(reboot)", "a\nb", "a/b",
                             "..", "postgresql@.service", "@x.service", "a'b", ".service", "a|b", "a%i"})
        QTest::addRow("not %s", QByteArray(name).toPercentEncoding().constData()) << QString::fromLatin1(name) << false;
    QTest::newRow("not latin") << QString::fromUtf8("nginx\u200b.service") << false;
    QTest::newRow("zero") << (QStringLiteral("nginx") + QChar(0)) << false;
    QTest::newRow("255") << QString(255, QLatin1Char('a')) << true;
    QTest::newRow("256") << QString(256, QLatin1Char('a')) << false;
}

void TestPlans::judgesUnitNames()
{
    QFETCH(const QString, name);
    QFETCH(const bool, good);
    QCOMPARE(isUnitName(name), good);
}

void TestPlans::guards_data()
{
    QTest::addColumn<bool>("guarded");
    for (const char* name :
         {"ssh", "ssh.service", "sshd.service", "sshd@1.service", "ssh.socket", "systemd-networkd.service",
          "systemd-journald", "dbus.service", "dbus-broker.service", "NetworkManager.service", "networking",
          "network.target", "getty@tty1.service", "user@1000.service", "multi-user.target", "-.mount", "srv.mount"})
        QTest::newRow(name) << true;
    for (const char* name :
         {"nginx", "ds-docservice.service", "redis-server.service", "postgresql@15-main.service", "php8.2-fpm"})
        QTest::newRow(name) << false;
}

void TestPlans::guards()
{
    QFETCH(const bool, guarded);
    QCOMPARE(isGuardedUnit(QString::fromLatin1(QTest::currentDataTag())), guarded);
}

void TestPlans::neverPutsAHostileNameIntoACommand()
{
    Stack stack;
    for (const char* name : {"--force", "nginx; reboot", "*", "$(id)", "`id`", "nginx\nreboot"}) {
        stack.facts.insert(fact("docs/nginx", "unit.name", QString::fromLatin1(name)));
        QCOMPARE(stack.code("restart", "docs/nginx"), QStringLiteral("action.bad-unit"));
    }
    stack.facts.insert(fact("docs/nginx", "unit.name", QJsonArray{QStringLiteral("nginx")}));
    QCOMPARE(stack.code("restart", "docs/nginx"), QStringLiteral("action.no-unit"));
}

void TestPlans::savesEvidenceFirst()
{
    Stack stack;
    QJsonArray logs;
    for (const char* path : {"relative.log", "/var/log/nginx/error.log", "/dev/stdout", "/var/../etc/shadow", "/a\nb",
                             "/var/log/nginx/docs.log", "/var/log/nginx/third.log"})
        logs.append(QString::fromLatin1(path));
    stack.facts.insert(fact("docs/nginx", "nginx.error_logs", logs));
    const auto plan = stack.plan("restart", "docs/nginx");
    QVERIFY_RESULT(plan);
    QList<QStringList> argvs;
    for (const EvidenceCommand& command : evidenceCommands(*plan, stack.facts)) {
        argvs.append(command.argv);
        QVERIFY(command.maxBytes > 0 && command.maxBytes <= 512 * 1024);
    }
    QCOMPARE(argvs.size(), 8);
    QVERIFY(argvs.contains(words("systemctl show --no-pager nginx.service")));
    QVERIFY(argvs.contains(words("journalctl --no-pager -o short-iso -n 200 -u nginx.service")));
    QVERIFY(argvs.contains(words("ss -ltnp")));
    QVERIFY(argvs.contains(words("tail -n 200 -- /var/log/nginx/error.log")));
    QVERIFY(argvs.contains(words("tail -n 200 -- /var/log/nginx/docs.log")));

    const auto other = stack.plan("stop", "store/redis");
    QVERIFY_RESULT(other);
    for (const EvidenceCommand& command : evidenceCommands(*other, stack.facts)) {
        QVERIFY(!command.sudo); // sudo = never
        QVERIFY(command.argv.first() != QLatin1String("tail"));
    }
}

QTEST_GUILESS_MAIN(TestPlans)
#include "test_plans.moc"
