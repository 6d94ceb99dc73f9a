// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/statefacts.h"

#include "core/collect/hostcommands.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

QByteArray unit(const char* id, const char* load, const char* active, const char* more = "")
{
    return QByteArray("Id=") + id + "\nLoadState=" + load + "\nActiveState=" + active + "\n" + more + "\n";
}

QByteArray job(const char* unit, const char* type, const char* result)
{
    return QByteArray(R"({"__REALTIME_TIMESTAMP":"1795348800000000","UNIT":")") + unit + R"(","JOB_TYPE":")" + type +
           R"(","JOB_RESULT":")" + result + R"(","MESSAGE":"Stopped.","_PID":"1"})" + '\n';
}

const QByteArray kPs = "    1     0 root     Ss    5000 systemd         /sbin/init\n"
                       "  410     1 root     Ss    4000 nginx           nginx: master process\n"
                       "  411   410 www-data S     3999 nginx           nginx: worker process\n"
                       "  500     1 ds       Z       60 docservice      [docservice] <defunct>\n";

/// systemd of the lab about a docservice that somebody restarted at 17:04:59 and that ended by itself twice; its shell hides that
/// it failed.
const QByteArray kCrashLoop =
    R"({"__REALTIME_TIMESTAMP":"1795367099583208","MESSAGE":"Stopping ds-docservice.service - Docs Docservice...","UNIT":"ds-docservice.service","JOB_TYPE":"stop","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367099596068","MESSAGE":"ds-docservice.service: Deactivated successfully.","UNIT":"ds-docservice.service","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367099596169","MESSAGE":"Stopped ds-docservice.service - Docs Docservice.","UNIT":"ds-docservice.service","JOB_TYPE":"restart","JOB_RESULT":"done","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367099613802","MESSAGE":"Started ds-docservice.service - Docs Docservice.","UNIT":"ds-docservice.service","JOB_TYPE":"start","JOB_RESULT":"done","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367099841943","MESSAGE":"ds-docservice.service: Deactivated successfully.","UNIT":"ds-docservice.service","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367130043220","MESSAGE":"ds-docservice.service: Scheduled restart job, restart counter is at 1.","UNIT":"ds-docservice.service","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367130043556","MESSAGE":"Stopped ds-docservice.service - Docs Docservice.","UNIT":"ds-docservice.service","JOB_TYPE":"restart","JOB_RESULT":"done","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367130061582","MESSAGE":"Started ds-docservice.service - Docs Docservice.","UNIT":"ds-docservice.service","JOB_TYPE":"start","JOB_RESULT":"done","_PID":"1"})" "\n"
    R"({"__REALTIME_TIMESTAMP":"1795367130213895","MESSAGE":"ds-docservice.service: Deactivated successfully.","UNIT":"ds-docservice.service","_PID":"1"})" "\n";

} // namespace

class TestStateFacts : public QObject {
    Q_OBJECT
private slots:
    void unitsBecomeNodes();
    void theRunningClusterStandsForPostgres();
    void maskedAndMissingUnitsAreIgnored();
    void unsetNumbersAreLeftOut();
    void stopJobFromTheJournal();
    void aLaterStartTakesTheStopBack();
    void crashesInARow();
    void journalNoise();
    void oldestProcessStands();
    void aKnownKindMayNotRun();
    void youngestProcess();
    void listenersAndOwners();
    void acceptQueues();
    void configuredPortsStandFirst();
    void filesystemsFullestFirst();
    void namesWithoutAnswerAreKept();
    void addressesWithoutLoopback();
};

void TestStateFacts::unitsBecomeNodes()
{
    const QByteArray show = unit("ds-docservice.service", "loaded", "failed",
                                 "SubState=failed\nResult=oom-kill\nNRestarts=5\nMainPID=0\nExecMainStatus=137\n"
                                 "UnitFileState=enabled\nRestart=always\nMemoryCurrent=1024\n"
                                 "StateChangeTimestamp=Sun 2026-11-22 10:55:50 UTC\nCanReload=no\n");
    const Facts facts(unitFacts(QStringLiteral("docs"), show));
    const QString node = QStringLiteral("docs/docservice");
    QCOMPARE(facts.text(node, "unit.name"), QStringLiteral("ds-docservice.service"));
    QCOMPARE(facts.text(node, "unit.result"), QStringLiteral("oom-kill"));
    QCOMPARE(facts.number(node, "unit.restarts"), 5);
    QCOMPARE(facts.number(node, "unit.exit_status"), 137);
    QCOMPARE(facts.number(node, "unit.memory_bytes"), 1024);
    QCOMPARE(facts.text(node, "unit.since"), QStringLiteral("2026-11-22T10:55:50.000Z"));
    QCOMPARE(facts.value(node, "unit.can_reload"), QJsonValue(false));
}

void TestStateFacts::theRunningClusterStandsForPostgres()
{
    // Debian keeps the old cluster's unit after an upgrade; postgresql.service itself is only an umbrella.
    const QByteArray show = unit("postgresql@13-main.service", "loaded", "inactive") +
                            unit("postgresql.service", "loaded", "active") +
                            unit("postgresql@15-main.service", "loaded", "active");
    QCOMPARE(loadedUnits(show).value(QStringLiteral("postgresql")), QStringLiteral("postgresql@15-main.service"));
    const QByteArray bothDown = unit("postgresql@15-main.service", "loaded", "failed") +
                                unit("postgresql@13-main.service", "loaded", "inactive");
    const QByteArray otherOrder = unit("postgresql@13-main.service", "loaded", "inactive") +
                                  unit("postgresql@15-main.service", "loaded", "failed");
    QCOMPARE(loadedUnits(bothDown), loadedUnits(otherOrder));
    QCOMPARE(Facts(unitFacts(QStringLiteral("store"), show)).subjects(), QStringList{QStringLiteral("store/postgresql")});
}

void TestStateFacts::maskedAndMissingUnitsAreIgnored()
{
    const QByteArray show = unit("nginx.service", "masked", "inactive") + unit("redis.service", "not-found", "inactive") +
                            unit("cron.service", "loaded", "active");
    QVERIFY(unitFacts(QStringLiteral("docs"), show).isEmpty());
    QVERIFY(loadedUnits(show).isEmpty());
    QVERIFY(unitFacts(QStringLiteral("docs"), "System has not been booted with systemd\xff\x00").isEmpty());
}

void TestStateFacts::unsetNumbersAreLeftOut()
{
    const Facts facts(unitFacts(QStringLiteral("docs"), unit("nginx.service", "loaded", "active",
                                                             "MemoryCurrent=[not set]\nStateChangeTimestamp=\n")));
    const QString node = QStringLiteral("docs/nginx");
    QVERIFY(facts.value(node, "unit.memory_bytes").isUndefined());
    QVERIFY(facts.value(node, "unit.since").isUndefined());
    QVERIFY(facts.value(node, "unit.restarts").isUndefined());
    QVERIFY(facts.value(node, "unit.can_reload").isUndefined());
}

void TestStateFacts::stopJobFromTheJournal()
{
    const Facts facts(unitJournalFacts(QStringLiteral("docs"), job("ds-docservice.service", "start", "done") +
                                                                   job("ds-docservice.service", "stop", "done") +
                                                                   job("nginx.service", "start", "failed")));
    QCOMPARE(facts.value(QStringLiteral("docs/docservice"), "unit.stopped_by_job"), QJsonValue(true));
    QCOMPARE(facts.value(QStringLiteral("docs/nginx"), "unit.stopped_by_job"), QJsonValue(false));
}

void TestStateFacts::aLaterStartTakesTheStopBack()
{
    const Facts facts(unitJournalFacts(QStringLiteral("docs"), job("nginx.service", "stop", "done") +
                                                                   job("nginx.service", "start", "done")));
    QCOMPARE(facts.value(QStringLiteral("docs/nginx"), "unit.stopped_by_job"), QJsonValue(false));
}

void TestStateFacts::crashesInARow()
{
    const QString node = QStringLiteral("docs/docservice");
    const Facts facts(unitJournalFacts(QStringLiteral("docs"), kCrashLoop, 5'000));
    QCOMPARE(facts.value(node, "unit.stopped_by_job"), QJsonValue(false));
    // The first death after the restart, not the one the restart itself caused; the host's clock is 5 s before ours.
    QCOMPARE(facts.text(node, "unit.crashing_since"), Timestamp{1795367099841 - 5'000}.iso());
    // Whoever starts it again ends the row.
    const Facts mended(unitJournalFacts(QStringLiteral("docs"), kCrashLoop + job("ds-docservice.service", "restart", "done") +
                                                                    job("ds-docservice.service", "start", "done")));
    QVERIFY(mended.value(node, "unit.crashing_since").isUndefined());
}

void TestStateFacts::journalNoise()
{
    static const char raw[] = "{\"UNIT\":\"nginx.service\",\"MESSAGE\":[255,0,1]}\n{broken\n\xff\xfe\x00\n";
    const QByteArray noise = QByteArray(raw, sizeof raw - 1) +
                             R"({"UNIT":"cron.service","JOB_TYPE":"stop","JOB_RESULT":"done"})" + '\n';
    QVERIFY(unitJournalFacts(QStringLiteral("docs"), noise).isEmpty());
}

void TestStateFacts::oldestProcessStands()
{
    const Timestamp now{1'795'348'800'000};
    const Facts facts(processFacts(QStringLiteral("docs"), kPs, {}, now));
    const QString node = QStringLiteral("docs/nginx");
    QCOMPARE(facts.number(node, "process.count"), 2);
    QCOMPARE(facts.number(node, "process.pid"), 410);
    QCOMPARE(facts.text(node, "process.started"), Timestamp{now.ms - 4'000'000}.iso());
    QCOMPARE(facts.text(QStringLiteral("docs/docservice"), "process.state"), QStringLiteral("Z"));
    QCOMPARE(runningKinds(kPs), (QStringList{QStringLiteral("docservice"), QStringLiteral("nginx")}));
}

void TestStateFacts::aKnownKindMayNotRun()
{
    const Facts facts(processFacts(QStringLiteral("docs"), kPs, {QStringLiteral("converter")}, {1}));
    QCOMPARE(facts.value(QStringLiteral("docs/converter"), "process.running"), QJsonValue(false));
    QVERIFY(facts.value(QStringLiteral("docs/converter"), "process.pid").isUndefined());
    // Nobody said that this host has a broker: nothing is said about one.
    QVERIFY(facts.value(QStringLiteral("docs/rabbitmq"), "process.running").isUndefined());
}

void TestStateFacts::listenersAndOwners()
{
    const QByteArray ss = "LISTEN 0 511 127.0.0.1:8000 0.0.0.0:* users:((\"docservice\",pid=500,fd=20))\n"
                          "LISTEN 3 128 [::]:80 [::]:*\n"
                          "garbage \xff\n";
    const Facts facts(listenerFacts(QStringLiteral("docs"), ss,
                                    {QStringLiteral("docservice"), QStringLiteral("nginx"), QStringLiteral("redis")}));
    QCOMPARE(facts.value(QStringLiteral("docs"), "host.listeners").toArray().size(), 2);
    QCOMPARE(facts.value(QStringLiteral("docs/docservice"), "port.listening"), QJsonValue(true));
    QCOMPARE(facts.text(QStringLiteral("docs/docservice"), "port.owner"), QStringLiteral("docservice"));
    QCOMPARE(facts.value(QStringLiteral("docs/nginx"), "port.listening"), QJsonValue(true));
    // Without root the owner is not shown; that is not "nobody".
    QVERIFY(facts.value(QStringLiteral("docs/nginx"), "port.owner").isUndefined());
    QCOMPARE(facts.value(QStringLiteral("docs/redis"), "port.listening"), QJsonValue(false));
}

void TestStateFacts::youngestProcess()
{
    const Timestamp now{1'795'348'800'000};
    const ProcessSpan nginx = processSpans(kPs, now).value(QStringLiteral("nginx"));
    QCOMPARE(nginx.oldest, (Timestamp{now.ms - 4'000'000}));
    QCOMPARE(nginx.youngest, (Timestamp{now.ms - 3'999'000}));
    QVERIFY(!processSpans(kPs, now).contains(QStringLiteral("redis")));
}

void TestStateFacts::acceptQueues()
{
    // The lab's docs with docservice halted by SIGSTOP.
    const QByteArray ss = "LISTEN 0      511    0.0.0.0:80   0.0.0.0:* users:((\"nginx\",pid=2046,fd=6),(\"nginx\",pid=28,fd=6))\n"
                          "LISTEN 0      511       [::]:80      [::]:* users:((\"nginx\",pid=2046,fd=7),(\"nginx\",pid=28,fd=7))\n"
                          "LISTEN 3      511          *:8000       *:* users:((\"docservice\",pid=2230,fd=22))                 \n";
    const Facts facts(listenerFacts(QStringLiteral("docs"), ss, {QStringLiteral("docservice"), QStringLiteral("nginx")}));
    QCOMPARE(facts.number(QStringLiteral("docs/docservice"), "port.waiting"), 3);
    QCOMPARE(facts.number(QStringLiteral("docs/docservice"), "port.backlog"), 511);
    QCOMPARE(facts.number(QStringLiteral("docs/nginx"), "port.waiting"), 0);
    const Facts closed(listenerFacts(QStringLiteral("docs"), {}, {QStringLiteral("docservice")}));
    QVERIFY(closed.value(QStringLiteral("docs/docservice"), "port.waiting").isUndefined());
}

void TestStateFacts::configuredPortsStandFirst()
{
    const QByteArray ss = "LISTEN 0 511 *:8010 *:* users:((\"docservice\",pid=500,fd=20))\n";
    const Facts facts(listenerFacts(QStringLiteral("docs"), ss, {QStringLiteral("docservice"), QStringLiteral("nginx")},
                                    {{QStringLiteral("docservice"), 8010}}));
    QCOMPARE(facts.number(QStringLiteral("docs/docservice"), "port.number"), 8010);
    QCOMPARE(facts.value(QStringLiteral("docs/docservice"), "port.listening"), QJsonValue(true));
    QCOMPARE(facts.number(QStringLiteral("docs/nginx"), "port.number"), 80);
}

void TestStateFacts::filesystemsFullestFirst()
{
    const QByteArray df = "Filesystem Type 1024-blocks Used Available Capacity Mounted on\n"
                          "/dev/sda1 ext4 1000 400 600 40% /\n"
                          "/dev/sdb1 ext4 1000 990 10 99% /var/lib/my data\n"
                          "tmpfs tmpfs 1000 1000 0 100% /run\n" +
                          commands::kInodesHeading.toByteArray() +
                          "Filesystem Type Inodes IUsed IFree IUse% Mounted on\n"
                          "/dev/sda1 ext4 1000 40 960 4% /\n"
                          "/dev/sdb1 ext4 1000 70 930 7% /var/lib/my data\n";
    const Facts facts(filesystemFacts(QStringLiteral("docs"), df));
    QCOMPARE(facts.number(QStringLiteral("docs"), "disk.used_pct"), 99);
    QCOMPARE(facts.text(QStringLiteral("docs"), "disk.mount"), QStringLiteral("/var/lib/my data"));
    QCOMPARE(facts.number(QStringLiteral("docs"), "disk.inodes_used_pct"), 7);
    QVERIFY(Facts(filesystemFacts(QStringLiteral("docs"), "\xff\x00")).value(QStringLiteral("docs"), "disk.used_pct").isUndefined());
}

void TestStateFacts::namesWithoutAnswerAreKept()
{
    const QByteArray out = "name=store\n10.77.0.13  STREAM store\n10.77.0.13  DGRAM\nname=gone.example\nname=localhost\n"
                           "::1 STREAM localhost\n127.0.0.1 STREAM\n";
    const QJsonObject names =
        Facts(nameFacts(QStringLiteral("docs"), out)).value(QStringLiteral("docs"), "host.names").toObject();
    QCOMPARE(names.value(QStringLiteral("store")).toArray(), QJsonArray{QStringLiteral("10.77.0.13")});
    QVERIFY(names.contains(QStringLiteral("gone.example")));
    QVERIFY(names.value(QStringLiteral("gone.example")).toArray().isEmpty());
    QCOMPARE(names.value(QStringLiteral("localhost")).toArray().size(), 2);
}

void TestStateFacts::addressesWithoutLoopback()
{
    const QByteArray ip = "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever\n"
                          "2: eth0    inet 10.77.0.12/24 brd 10.77.0.255 scope global eth0\\       valid_lft forever\n"
                          "2: eth0    inet6 fe80::1/64 scope link \\       valid_lft forever\n";
    QCOMPARE(Facts(addressFacts(QStringLiteral("docs"), ip)).value(QStringLiteral("docs"), "host.addresses").toArray(),
             QJsonArray{QStringLiteral("10.77.0.12")});
}

QTEST_GUILESS_MAIN(TestStateFacts)
#include "test_statefacts.moc"
