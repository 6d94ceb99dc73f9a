// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/hostcollection.h"

#include "core/collect/hostcommands.h"
#include "tests/support/fakesshhost.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QByteArray kUnits = "Id=ds-docservice.service\nLoadState=loaded\nActiveState=active\n\n"
                          "Id=nginx.service\nLoadState=loaded\nActiveState=active\n";
const QByteArray kPs = "  410     1 root     Ss    4000 nginx           nginx: master\n"
                       "  500     1 ds       Ss      60 docservice      docservice\n";
const QByteArray kBeam = "  600     1 rabbitmq Ssl   900 beam.smp        beam.smp -W w\n";
const QByteArray kPostgres = "  700     1 postgres Ss    900 postgres        postgres -D /var/lib/postgresql/15/main\n";
const QByteArray kSs = "LISTEN 0 511 127.0.0.1:8000 0.0.0.0:*\n";
const QByteArray kDf = "Filesystem Type 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 ext4 1000 400 600 40% /\n";
const QByteArray kNginx = "http { error_log /var/log/nginx/own.log; server { listen 80; location / { proxy_pass "
                          "http://docs.internal:8000; } } }\n";
const QByteArray kDs = "{\"services\":{\"CoAuthoring\":{\"sql\":{\"type\":\"postgres\",\"dbHost\":\"store\",\"dbPort\":5432}}}}";

/// What the host has, by path: `state` as the reading script says it.
struct HostFile {
    const char* state;
    QByteArray bytes;
};

/// The answer of the reading script for these files.
CommandResult filesAnswer(const CommandSpec& spec, const QMap<QString, HostFile>& files,
                          const QByteArray& modified = "1795348800")
{
    const QByteArray nonce = spec.argv.at(4).toLatin1();
    QByteArray out;
    for (qsizetype i = 7; i < spec.argv.size(); ++i) {
        const HostFile file = files.value(spec.argv.at(i), {"missing", {}});
        out += '\n' + nonce + ' ' + QByteArray::number(i - 7) + ' ' + file.state + ' ' + modified + " root 640 " +
               spec.argv.at(i).toUtf8() + '\n' + file.bytes;
    }
    return ran(out);
}

bool readsFiles(const CommandSpec& spec)
{
    return spec.argv.value(2).startsWith(QStringLiteral("nonce=$1"));
}

QString program(const CommandSpec& spec)
{
    return spec.argv.value(0) == QStringLiteral("env") ? spec.argv.value(2) : spec.argv.value(0);
}

/// A host of the stack; a test changes what it says by program.
class Stack : public FakeSshHost {
public:
    Stack()
    {
        reply = [this](const CommandSpec& spec) { return answer(spec); };
    }
    QMap<QString, Result<CommandResult>> says{{QStringLiteral("systemctl"), ran(kUnits)}, {QStringLiteral("ps"), ran(kPs)},
                                              {QStringLiteral("ss"), ran(kSs)}};
    QMap<QString, HostFile> files{{QStringLiteral("/etc/nginx/nginx.conf"), {"read", kNginx}},
                                  {QStringLiteral("/etc/onlyoffice/documentserver/local.json"), {"read", kDs}}};
    bool sudoRefused = false;
    QByteArray clock = "1795348800.0"; ///< the host's own

private:
    Result<CommandResult> answer(const CommandSpec& spec)
    {
        if (spec.sudo != Sudo::No && sudoRefused)
            return fail(QStringLiteral("sudo.denied"));
        if (readsFiles(spec))
            return filesAnswer(spec, files, QByteArray::number(clock.toDouble(), 'f', 0));
        if (spec.argv == commands::filesystems())
            return ran(kDf);
        if (spec.argv == commands::system())
            return ran("clock=" + clock + " zone=+0000\nhostname=docs\n");
        return says.value(program(spec), ran({}));
    }
};

} // namespace

class TestHostCollection : public QObject {
    Q_OBJECT
private slots:
    void readsTheWholeStack();
    void onlyReadersAreRun();
    void unreachableHostSaysWhy();
    void refusedSudoFallsBack();
    void deniedFilesAreNotMeasured();
    void aMissingToolSaysNothing();
    void aLostConnectionSaysNothing();
    void servicesAreAskedWhereTheyRun();
    void whatAStoppedServiceSaidIsOver();
    void logClockOfTheEnvironment();
    void namesFromFilesAreOnlyArguments();
    void agesUnderAWrongClock_data();
    void agesUnderAWrongClock();
    void deletedInTheMiddle();

private:
    void collect(FakeSshHost& host, SudoMode sudo = SudoMode::Never, const QString& logClock = {})
    {
        m_seen.clear();
        HostCollection collection(host, {QStringLiteral("docs"), QStringLiteral("docs"), sudo, logClock},
                                  {{QStringLiteral("db_refused"), {QStringLiteral("docservice")}, QStringLiteral("ECONNREFUSED")}},
                                  m_clock, [this](const Observation& observation) { m_seen.append(observation); });
        StepRun run(collection.step(), m_clock);
        run.start();
        QVERIFY(QTest::qWaitFor([&run] { return !run.running(); }, 10'000));
    }
    Facts facts() const
    {
        QList<Fact> all;
        for (const Observation& observation : m_seen)
            all += observation.facts;
        return Facts(all);
    }
    ManualClock m_clock{{1'795'348'800'000}};
    QList<Observation> m_seen;
};

void TestHostCollection::readsTheWholeStack()
{
    Stack host;
    host.files.insert(QStringLiteral("/var/log/onlyoffice/documentserver/docservice/out.log"),
                      {"read", "[2026-11-22T11:59:00.000] [ERROR] [localhost] [d] [u] nodeJS - connect ECONNREFUSED\n"});
    collect(host);
    const Facts seen = facts();
    QCOMPARE(seen.value(QStringLiteral("docs"), "host.reached"), QJsonValue(true));
    QCOMPARE(seen.text(QStringLiteral("docs/docservice"), "unit.active_state"), QStringLiteral("active"));
    QCOMPARE(seen.value(QStringLiteral("docs/docservice"), "port.listening"), QJsonValue(true));
    QCOMPARE(seen.value(QStringLiteral("docs/nginx"), "port.listening"), QJsonValue(false));
    QCOMPARE(seen.number(QStringLiteral("docs"), "disk.used_pct"), 40);
    QCOMPARE(seen.value(QStringLiteral("docs/docservice"), "ds.database").toObject().value(QStringLiteral("host")).toString(),
             QStringLiteral("store"));
    QCOMPARE(seen.number(QStringLiteral("docs/docservice"), "log.db_refused.count"), 1);
    // The log that only the configuration names was asked for as well.
    bool asked = false;
    for (const CommandSpec& command : host.commands)
        asked = asked || (readsFiles(command) && command.argv.contains(QStringLiteral("/var/log/nginx/own.log")));
    QVERIFY(asked);
    for (const Observation& observation : m_seen) {
        QCOMPARE(observation.evidence.host.isEmpty(), observation.evidence.command.isEmpty());
        QVERIFY(observation.evidence.command.isEmpty() || !observation.evidence.sha256.isEmpty());
    }
}

void TestHostCollection::onlyReadersAreRun()
{
    Stack host;
    host.says[QStringLiteral("ps")] = ran(kPs + kBeam + kPostgres);
    collect(host, SudoMode::Passwordless);
    QVERIFY(host.commands.size() >= 11);
    const QStringList direct{QStringLiteral("ip"), QStringLiteral("ss"), QStringLiteral("ps"), QStringLiteral("journalctl")};
    // Scripts are ours, word for word; what comes from the host stands behind them as arguments.
    const QStringList scripts{commands::system().at(2), commands::filesystems().at(2), commands::resolve({QStringLiteral("x")}).at(2),
                              commands::nginxVersion().at(2), commands::broker().at(2), commands::databaseActivity().at(2),
                              commands::firewall().at(2), commands::packages().at(2),
                              commands::oomKills().at(2), remoteFilesArgv("n", {}).at(2)};
    for (const CommandSpec& command : host.commands) {
        const QStringList& argv = command.argv;
        const bool reads = direct.contains(argv.value(0)) ||
                           argv.mid(0, 4) == QStringList{QStringLiteral("env"), QStringLiteral("TZ=UTC"), QStringLiteral("systemctl"),
                                                         QStringLiteral("show")} ||
                           (argv.value(0) == QStringLiteral("sh") && argv.value(1) == QStringLiteral("-c") && scripts.contains(argv.value(2)));
        QVERIFY2(reads, qPrintable(argv.join(QLatin1Char(' '))));
        QVERIFY(command.input.isEmpty());
    }
    // Nothing in the scripts writes: no redirection but to /dev/null and no command that changes anything.
    static const QRegularExpression writes(QStringLiteral(">(?!/dev/null|&1)|\\b(rm|mv|cp|tee|touch|mkdir|chmod|chown|kill|sed -i|nginx -[tTs])\\b"));
    for (QString script : scripts)
        QVERIFY2(!writes.match(script.replace(QStringLiteral("2>"), QStringLiteral(">"))).hasMatch(), qPrintable(script));
    for (const CommandSpec& command : host.commands)
        QVERIFY(!command.argv.contains(QStringLiteral("--vacuum-time")) && !command.argv.contains(QStringLiteral("--rotate")));
}

void TestHostCollection::unreachableHostSaysWhy()
{
    Stack host;
    host.unreachable = Error{QStringLiteral("ssh.refused"), QStringLiteral("docs"), QStringLiteral("connect"), {}};
    collect(host);
    QCOMPARE(m_seen.size(), 1);
    QCOMPARE(facts().why(QStringLiteral("docs"), "host.reached"), QStringLiteral("ssh.refused"));
    QVERIFY(host.commands.isEmpty());
}

void TestHostCollection::refusedSudoFallsBack()
{
    Stack host;
    host.sudoRefused = true;
    collect(host, SudoMode::Passwordless);
    QCOMPARE(facts().value(QStringLiteral("docs/docservice"), "port.listening"), QJsonValue(true));
    QList<Sudo> how;
    for (const CommandSpec& command : host.commands) {
        if (program(command) == QStringLiteral("ss"))
            how.append(command.sudo);
    }
    QCOMPARE(how, (QList<Sudo>{Sudo::NonInteractive, Sudo::No}));
    for (const Observation& observation : m_seen)
        QVERIFY(!observation.evidence.command.startsWith(QStringLiteral("sudo ")));
}

void TestHostCollection::deniedFilesAreNotMeasured()
{
    Stack host;
    host.sudoRefused = true;
    host.files = {{QStringLiteral("/etc/nginx/nginx.conf"), {"unreadable", {}}},
                  {QStringLiteral("/etc/onlyoffice/documentserver/local.json"), {"unreadable", {}}},
                  {QStringLiteral("/var/log/onlyoffice/documentserver/docservice/out.log"), {"unreadable", {}}}};
    collect(host, SudoMode::Passwordless);
    const Facts seen = facts();
    QCOMPARE(seen.why(QStringLiteral("docs/nginx"), "nginx.routes"), QStringLiteral("sudo.denied"));
    QCOMPARE(seen.why(QStringLiteral("docs/docservice"), "ds.database"), QStringLiteral("sudo.denied"));
    QCOMPARE(seen.why(QStringLiteral("docs/docservice"), "log.db_refused.count"), QStringLiteral("file.unreadable"));

    // With sudo the same files can be read.
    Stack allowed;
    const auto files = allowed.files;
    allowed.files = host.files;
    const auto plain = allowed.reply;
    allowed.reply = [&](const CommandSpec& spec) { return readsFiles(spec) && spec.sudo != Sudo::No ? filesAnswer(spec, files) : plain(spec); };
    collect(allowed, SudoMode::Passwordless);
    QVERIFY(facts().value(QStringLiteral("docs/docservice"), "ds.database").isObject());
    QVERIFY(facts().value(QStringLiteral("docs/nginx"), "nginx.routes").isArray());
}

void TestHostCollection::aMissingToolSaysNothing()
{
    Stack host;
    host.says[QStringLiteral("ss")] = ran({}, 127, "sh: 1: exec: ss: not found\n");
    host.says[QStringLiteral("ip")] = ran({}, 1, "Cannot open netlink socket\n");
    host.says[QStringLiteral("ps")] = ran({}, 127, "ps: not found\n");
    collect(host);
    const Facts seen = facts();
    // Not "false": nobody looked.
    QCOMPARE(seen.why(QStringLiteral("docs/docservice"), "port.listening"), QStringLiteral("command.missing"));
    QCOMPARE(seen.why(QStringLiteral("docs/docservice"), "process.running"), QStringLiteral("command.missing"));
    QCOMPARE(seen.why(QStringLiteral("docs"), "host.listeners"), QStringLiteral("command.missing"));
    QCOMPARE(seen.why(QStringLiteral("docs"), "host.addresses"), QStringLiteral("command.failed"));
}

void TestHostCollection::aLostConnectionSaysNothing()
{
    Stack host;
    host.says[QStringLiteral("ss")] = fail(QStringLiteral("ssh.lost"));
    collect(host);
    QCOMPARE(facts().why(QStringLiteral("docs/nginx"), "port.listening"), QStringLiteral("ssh.lost"));
    bool recorded = false;
    for (const Observation& observation : m_seen)
        recorded = recorded || (observation.evidence.exit == -1 && observation.evidence.bytes == "ssh.lost");
    QVERIFY(recorded);
}

void TestHostCollection::servicesAreAskedWhereTheyRun()
{
    Stack host;
    const auto asks = [&host] {
        return std::any_of(host.commands.cbegin(), host.commands.cend(), [](const CommandSpec& c) { return c.argv == commands::broker(); });
    };
    collect(host);
    QVERIFY(!asks());
    QCOMPARE(facts().why(QStringLiteral("docs/rabbitmq"), "broker.alarms"), QString());

    host.says[QStringLiteral("ps")] = ran(kPs + kBeam);
    host.says[QStringLiteral("sh")] = ran("{\"alarms\":[]}\nqueues:\n[]\n");
    collect(host, SudoMode::Passwordless);
    QVERIFY(asks());
    QVERIFY(facts().value(QStringLiteral("docs/rabbitmq"), "broker.alarms").isArray());
    QCOMPARE(facts().number(QStringLiteral("docs/rabbitmq"), "broker.queues_stuck"), 0);

    host.says[QStringLiteral("sh")] = ran({}, commands::kNotRoot);
    collect(host);
    QCOMPARE(facts().why(QStringLiteral("docs/rabbitmq"), "broker.alarms"), QStringLiteral("sudo.needed"));
    QCOMPARE(facts().why(QStringLiteral("docs"), "firewall.dropped_ports"), QStringLiteral("sudo.needed"));

    host.says[QStringLiteral("sh")] = fail(QStringLiteral("ssh.command-timeout"));
    collect(host, SudoMode::Passwordless);
    QCOMPARE(facts().why(QStringLiteral("docs/rabbitmq"), "broker.alarms"), QStringLiteral("ssh.command-timeout"));
}

void TestHostCollection::whatAStoppedServiceSaidIsOver()
{
    Stack host;
    host.says[QStringLiteral("systemctl")] = ran(kUnits + "\nId=rabbitmq-server.service\nLoadState=loaded\nActiveState=inactive\n");
    collect(host);
    FactSet known;
    known.insert({QStringLiteral("docs/rabbitmq"), QStringLiteral("broker.alarms"), QJsonArray{QStringLiteral("memory")}, {}, {}, {}});
    for (const Observation& observation : m_seen) {
        for (const Fact& fact : observation.facts)
            known.insert(fact);
    }
    QVERIFY(!known.find(QStringLiteral("docs/rabbitmq"), QStringLiteral("broker.alarms")));
}

void TestHostCollection::logClockOfTheEnvironment()
{
    Stack host;
    host.files.insert(QStringLiteral("/var/log/onlyoffice/documentserver/docservice/out.log"),
                      {"read", "[2026-11-22T19:59:00.000] [ERROR] [localhost] [d] [u] nodeJS - connect ECONNREFUSED\n"});
    collect(host, SudoMode::Never, QStringLiteral("+08:00"));
    QCOMPARE(facts().number(QStringLiteral("docs/docservice"), "log.db_refused.count"), 1);
    collect(host);
    QCOMPARE(facts().number(QStringLiteral("docs/docservice"), "log.db_refused.count"), 0);
}

void TestHostCollection::namesFromFilesAreOnlyArguments()
{
    Stack host;
    host.files[QStringLiteral("/etc/nginx/nginx.conf")] = {
        "read", "http { upstream a { server -oProxyCommand=x:80; server \"$(touch /tmp/x)\":80; server good.example:80; } server { "
                "location / { proxy_pass http://a; } } }\n"};
    collect(host);
    bool resolved = false;
    for (const CommandSpec& command : host.commands) {
        if (command.argv.value(2) != commands::resolve({QStringLiteral("x")}).at(2))
            continue;
        resolved = true;
        QVERIFY(command.argv.contains(QStringLiteral("good.example")));
        for (const QString& argument : command.argv.mid(4))
            QVERIFY2(!argument.startsWith(QLatin1Char('-')), qPrintable(argument));
    }
    QVERIFY(resolved);
}

void TestHostCollection::agesUnderAWrongClock_data()
{
    QTest::addColumn<int>("hours");
    QTest::newRow("right") << 0;
    QTest::newRow("a day ahead") << 24;
    QTest::newRow("a day behind") << -24;
}

/// Whatever the host's clock says, nothing lies in the desktop's future and everything is as old as it is.
void TestHostCollection::agesUnderAWrongClock()
{
    QFETCH(const int, hours);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_clock.now().ms, Qt::UTC).addSecs(qint64(hours) * 3600);
    const auto minuteAgo = [&](const char* format) { return now.addSecs(-60).toString(QLatin1String(format)).toLatin1(); };
    Stack host;
    host.clock = QByteArray::number(now.toSecsSinceEpoch()) + ".0";
    host.says[QStringLiteral("systemctl")] = ran(kUnits + "StateChangeTimestamp=" + minuteAgo("ddd yyyy-MM-dd hh:mm:ss") + " UTC\n");
    host.files.insert(QStringLiteral("/var/log/onlyoffice/documentserver/docservice/out.log"),
                      {"read", '[' + minuteAgo("yyyy-MM-ddThh:mm:ss") + ".000] [ERROR] [localhost] [d] [u] nodeJS - connect ECONNREFUSED\n"});
    collect(host);
    const Facts seen = facts();
    const QString minute = Timestamp{m_clock.now().ms - 60'000}.iso();
    QCOMPARE(seen.text(QStringLiteral("docs/nginx"), "unit.since"), minute);
    QCOMPARE(seen.text(QStringLiteral("docs/docservice"), "log.db_refused.last"), minute);
    QCOMPARE(seen.number(QStringLiteral("docs/docservice"), "log.db_refused.age_s"), 60);
    QCOMPARE(seen.number(QStringLiteral("docs"), "host.clock_offset_ms"), hours * 3'600'000);
    for (const Observation& observation : m_seen) {
        for (const Fact& fact : observation.facts) {
            QVERIFY2(fact.at.ms <= m_clock.now().ms, qPrintable(fact.name));
            if (fact.name.endsWith(QStringLiteral("age_s")))
                QVERIFY2(fact.value.toDouble() >= 0, qPrintable(fact.name));
            const QDateTime time = QDateTime::fromString(fact.value.toString(), Qt::ISODateWithMs);
            QVERIFY2(!time.isValid() || time.toMSecsSinceEpoch() <= m_clock.now().ms, qPrintable(fact.name));
        }
    }
}

void TestHostCollection::deletedInTheMiddle()
{
    for (int afterMs = 0; afterMs < 12; ++afterMs) {
        Stack host;
        host.delayMs = 1;
        int late = 0;
        bool gone = false;
        {
            HostCollection collection(host, {QStringLiteral("docs"), QStringLiteral("docs"), SudoMode::Never, {}}, {}, m_clock,
                                      [&](const Observation&) { late += gone ? 1 : 0; });
            StepRun run(collection.step(), m_clock);
            run.start();
            QTest::qWait(afterMs);
        }
        gone = true;
        QTest::qWait(5);
        QCOMPARE(late, 0);
    }
}

QTEST_GUILESS_MAIN(TestHostCollection)
#include "test_hostcollection.moc"
