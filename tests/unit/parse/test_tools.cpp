// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/netaddress.h"
#include "core/parse/addresses.h"
#include "core/parse/df.h"
#include "core/parse/ps.h"
#include "core/parse/ss.h"
#include "core/parse/systemdshow.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace hopscope;

namespace {

// As printed by Debian 12 (iproute2 6.1, coreutils 9.1, procps 4.0, systemd 252).
const char* const kSs = R"(LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=812,fd=6),("nginx",pid=811,fd=6))
LISTEN 129    128             [::]:80           [::]:*
LISTEN 0      4096   127.0.0.53%lo:53        0.0.0.0:*    users:(("systemd-resolve",pid=33,fd=14))
LISTEN 0      511                *:8000            *:*    users:(("MainThread",pid=9,fd=21))
LISTEN 0      128    [fe80::1]%eth0:546         [::]:*
LISTEN 0      128            [::1]:5432         [::]:*
)";
const char* const kUnix = R"(u_str LISTEN 0      4096   /run/systemd/private 17284 * 0    users:(("systemd",pid=1,fd=17))
u_seq LISTEN 0      4096   /run/udev/control 17290 * 0
u_str LISTEN 0      5      /run/with blank.sock 17291 * 0    users:(("a (b",pid=4,fd=1))
u_str LISTEN 0      5      @/tmp/dbus-x 17292 * 0
)";
const char* const kDf = R"(Filesystem              Type     1024-blocks     Used Available Capacity Mounted on
devtmpfs                devtmpfs    12334460        0  12334460       0% /dev
/dev/vda                ext4       264212084 18156344  82180844      19% /
//nas/share one         cifs         1000000  1000000         0     100% /mnt/with blank
tmpfs                   tmpfs       12342040        0  12342040       0% /run
)";
const char* const kDfInodes = R"(Filesystem                Inodes  IUsed    IFree IUse% Mounted on
devtmpfs                 3083615    114  3083501    1% /dev
/dev/vda                16777216 400000 16377216    3% /
//nas/share one                0      0        0     - /mnt/with blank
)";
const char* const kPs = R"(    1     0 root     Ss      2425 systemd         /lib/systemd/systemd --system
  812     1 www-data S          5 nginx           nginx: worker process
  900     1 ds       Tl        12 tmux: server    tmux new -s a
  901   900 ds       Z          1 x2t <defunct>   [x2t] <defunct>
)";
const char* const kShow = R"(Id=ds-docservice.service
LoadState=loaded
ActiveState=activating
SubState=auto-restart
Result=exit-code
NRestarts=17
MainPID=0
ExecMainStatus=143
ExecMainCode=1
UnitFileState=enabled
Restart=always
MemoryCurrent=[not set]
MemoryMax=infinity
ActiveEnterTimestamp=Sun 2026-11-22 10:55:50 UTC
StateChangeTimestamp=@1700000000
InactiveEnterTimestamp=n/a

Id=nope.service
LoadState=not-found
ActiveState=inactive
MemoryCurrent=18446744073709551615
TasksCurrent=4
)";

} // namespace

class TestTools : public QObject {
    Q_OBJECT
private slots:
    void tcpListeners();
    void unixListeners();
    void fileSystems();
    void fileSystemOfPath();
    void processes();
    void units();
    void journalJson();
    void journalShort();
    void resolvedNames();
    void interfaceAddresses();
    void thisMachine();
    void surviveAnything();
};

void TestTools::tcpListeners()
{
    const QList<ListeningSocket> sockets = parseSs(kSs);
    QCOMPARE(sockets.size(), 6);
    QCOMPARE(sockets.at(0).port, 80);
    QCOMPARE(sockets.at(0).owners, (QList<SocketOwner>{{QStringLiteral("nginx"), 812, 6}, {QStringLiteral("nginx"), 811, 6}}));
    QCOMPARE(sockets.at(1).address, QStringLiteral("[::]"));
    QCOMPARE(sockets.at(1).recvQ, 129);
    QCOMPARE(sockets.at(1).sendQ, 128);
    QVERIFY(sockets.at(1).owners.isEmpty());
    QCOMPARE(sockets.at(2).address, QStringLiteral("127.0.0.53%lo"));
    QCOMPARE(sockets.at(3).address, QStringLiteral("*"));
    QCOMPARE(sockets.at(3).port, 8000);
    QCOMPARE(sockets.at(4).address, QStringLiteral("[fe80::1]%eth0"));
    const QByteArray header("State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n");
    QCOMPARE(parseSs(header + kSs).size(), 6);
    QCOMPARE(parseSs("ESTAB 0 0 1.1.1.1:1 2.2.2.2:2\nLISTEN x 0 1.1.1.1:1 *:*\nLISTEN 0 0 1.1.1.1:99999 *:*\n").size(), 0);
}

void TestTools::unixListeners()
{
    const QList<ListeningSocket> sockets = parseSs(kUnix);
    QCOMPARE(sockets.size(), 4);
    QCOMPARE(sockets.at(0).address, QStringLiteral("/run/systemd/private"));
    QCOMPARE(sockets.at(0).netid, QStringLiteral("u_str"));
    QCOMPARE(sockets.at(0).owners.first().pid, 1);
    QCOMPARE(sockets.at(2).address, QStringLiteral("/run/with blank.sock"));
    QCOMPARE(sockets.at(2).owners.first().process, QStringLiteral("a (b"));
    QCOMPARE(sockets.at(3).address, QStringLiteral("@/tmp/dbus-x"));
}

void TestTools::fileSystems()
{
    const QList<FileSystem> all = parseFileSystems(kDf, kDfInodes);
    QCOMPARE(all.size(), 4);
    QVERIFY(all.at(0).pseudo() && !all.at(1).pseudo() && !all.at(2).pseudo());
    QCOMPARE(all.at(1).type, QStringLiteral("ext4"));
    QCOMPARE(all.at(1).usedPct, 19);
    QCOMPARE(all.at(1).inodesUsedPct, 3);
    QCOMPARE(all.at(2).mount, QStringLiteral("/mnt/with blank"));
    QCOMPARE(all.at(2).type, QStringLiteral("cifs"));
    QCOMPARE(all.at(2).availableKb, 0);
    QCOMPARE(all.at(2).usedPct, 100);
    QVERIFY(!all.at(2).inodesUsedPct);
    QVERIFY(!all.at(3).inodesUsedPct);
    QCOMPARE(parseDf("Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 10 5 5 50% /\n").first().type, QString());
}

void TestTools::fileSystemOfPath()
{
    const QList<FileSystem> all = parseFileSystems(kDf, kDfInodes);
    QCOMPARE(fileSystemOf(all, QStringLiteral("/var/lib/x"))->mount, QStringLiteral("/"));
    QCOMPARE(fileSystemOf(all, QStringLiteral("/run/x"))->mount, QStringLiteral("/run"));
    QCOMPARE(fileSystemOf(all, QStringLiteral("/runner"))->mount, QStringLiteral("/"));
    QVERIFY(!fileSystemOf({}, QStringLiteral("/")));
}

void TestTools::processes()
{
    const QList<ProcessLine> all = parsePs(kPs);
    QCOMPARE(all.size(), 4);
    QCOMPARE(all.at(0).comm, QStringLiteral("systemd"));
    QCOMPARE(all.at(1).args, QStringLiteral("nginx: worker process"));
    QCOMPARE(all.at(1).user, QStringLiteral("www-data"));
    QCOMPARE(all.at(1).elapsedS, 5);
    QCOMPARE(all.at(2).comm, QStringLiteral("tmux: server"));
    QCOMPARE(all.at(2).state(), QLatin1Char('T'));
    QCOMPARE(all.at(3).ppid, 900);
    QCOMPARE(parsePs("PID PPID USER STAT ELAPSED COMMAND COMMAND\n12 1 a S x y\n").size(), 0);
}

void TestTools::units()
{
    const QList<SystemdUnit> units = parseSystemdUnits(kShow);
    QCOMPARE(units.size(), 2);
    const SystemdUnit& unit = units.first();
    QCOMPARE(unit.id, QStringLiteral("ds-docservice.service"));
    QCOMPARE(unit.activeState, QStringLiteral("activating"));
    QCOMPARE(unit.subState, QStringLiteral("auto-restart"));
    QCOMPARE(unit.restarts, 17);
    QCOMPARE(unit.execMainStatus, 143);
    QVERIFY(!unit.memoryBytes && !unit.memoryMax);
    QCOMPARE(unit.activeEnter.iso(), QStringLiteral("2026-11-22T10:55:50.000Z"));
    QCOMPARE(unit.stateChange.ms, 1700000000000);
    QVERIFY(!unit.inactiveEnter.known() && !unit.activeExit.known());
    QCOMPARE(units.at(1).loadState, QStringLiteral("not-found"));
    QVERIFY(!units.at(1).memoryBytes);
    QCOMPARE(units.at(1).tasks, 4);
    QCOMPARE(parseSystemctlShow("A=b=c\nB=\n\n\n\nA=1\nnext line\n").size(), 2);
    QCOMPARE(parseSystemctlShow("A=1\nnext line\n").first().value(QStringLiteral("A")), QStringLiteral("1\nnext line"));
}

void TestTools::journalJson()
{
    const QList<JournalLine> lines = parseJournal(
        R"({"__REALTIME_TIMESTAMP":"1700000000123456","PRIORITY":"6","MESSAGE":"Stopped ds.","_PID":"1","_SYSTEMD_UNIT":"init.scope","UNIT":"ds-docservice.service","SYSLOG_IDENTIFIER":"systemd","JOB_TYPE":"stop","JOB_RESULT":"done"}
{"__REALTIME_TIMESTAMP":"1700000001000000","MESSAGE":[104,105,255],"_SYSTEMD_UNIT":"x.service"}
{"MESSAGE":"no time"}
{broken
)");
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0).at.ms, 1700000000123);
    QCOMPARE(lines.at(0).unit, QStringLiteral("ds-docservice.service"));
    QCOMPARE(lines.at(0).jobType, QStringLiteral("stop"));
    QCOMPARE(lines.at(0).priority, 6);
    QCOMPARE(lines.at(0).pid, 1);
    QCOMPARE(lines.at(1).message, QStringLiteral("hi\uFFFD"));
    QCOMPARE(lines.at(1).priority, -1);
}

void TestTools::journalShort()
{
    const QList<JournalLine> lines = parseJournal("1700000000.123456 docs sh[123]: [x]: y\n"
                                                  "1700000001.000000 docs kernel: Out of memory: Killed\n-- Boot abc --\n");
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0).identifier, QStringLiteral("sh"));
    QCOMPARE(lines.at(0).pid, 123);
    QCOMPARE(lines.at(0).message, QStringLiteral("[x]: y"));
    QVERIFY(!lines.at(1).pid);
    QCOMPARE(lines.at(1).message, QStringLiteral("Out of memory: Killed"));
}

void TestTools::resolvedNames()
{
    QCOMPARE(parseGetentAhosts("::1             STREAM localhost\n::1             DGRAM\n127.0.0.1       STREAM\n127.0.0.1       RAW\n"),
             (QStringList{QStringLiteral("::1"), QStringLiteral("127.0.0.1")}));
    QVERIFY(parseGetentAhosts("").isEmpty());
    QVERIFY(parseGetentAhosts("garbage here\n").isEmpty());
    QVERIFY(isLiteralAddress(QStringLiteral("fe80::1%eth0")) && !isLiteralAddress(QStringLiteral("1.2.3")));
}

void TestTools::interfaceAddresses()
{
    const QList<InterfaceAddress> all = parseIpAddr(
        "1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n"
        "1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever\n"
        "4: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever\n"
        "4: eth0    inet6 fe80::fc:ff:fe00:1/64 scope link \\       valid_lft forever\n"
        "5: tun0    inet 10.0.0.1 peer 10.0.0.2/32 scope global tun0\\       valid_lft forever\n"
        "6: eth1    link/ether 02:00:00:00:00:01\n");
    QCOMPARE(all.size(), 5);
    QVERIFY(all.at(0).loopback && all.at(1).loopback && !all.at(2).loopback);
    QCOMPARE(all.at(2).address, QStringLiteral("192.0.2.2"));
    QCOMPARE(all.at(2).prefix, 24);
    QVERIFY(all.at(3).linkLocal);
    QCOMPARE(all.at(4).address, QStringLiteral("10.0.0.1"));
}

// The real tools of this machine must be understood; what they say differs, that they are read does not.
void TestTools::thisMachine()
{
    const auto output = [](const QString& program, const QStringList& args) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        process.setProcessEnvironment(environment);
        process.start(program, args);
        return process.waitForFinished(10000) ? process.readAllStandardOutput() : QByteArray();
    };
    const QByteArray ps = output(QStringLiteral("ps"), {QStringLiteral("-eo"), QStringLiteral("pid=,ppid=,user=,stat=,etimes=,comm=,args=")});
    if (ps.isEmpty())
        QSKIP("no procps on this machine");
    const QList<ProcessLine> processes = parsePs(ps);
    QVERIFY(processes.size() >= ps.count('\n') - 1);
    bool self = false;
    for (const ProcessLine& process : processes)
        self = self || (process.pid == QCoreApplication::applicationPid() && process.comm.startsWith(QLatin1String("unit_parse_test")));
    QVERIFY(self);
    const QByteArray blocks = output(QStringLiteral("df"), {QStringLiteral("-P"), QStringLiteral("-k"), QStringLiteral("-T")});
    const QByteArray inodes = output(QStringLiteral("df"), {QStringLiteral("-P"), QStringLiteral("-i")});
    const QList<FileSystem> systems = parseFileSystems(blocks, inodes);
    QVERIFY(fileSystemOf(systems, QStringLiteral("/usr")) != nullptr);
    QCOMPARE(systems.size(), blocks.count('\n') - 1);
    QVERIFY(!parseGetentAhosts(output(QStringLiteral("getent"), {QStringLiteral("ahosts"), QStringLiteral("localhost")})).isEmpty());
}

void TestTools::surviveAnything()
{
    QRandomGenerator random(5);
    const QList<QByteArray> seeds{kSs, kUnix, kDf, kPs, kShow, "1700000000.123456 docs sh[123]: x\n{\"__REALTIME_TIMESTAMP\":\"1\"}\n"};
    for (int round = 0; round < 6000; ++round) {
        QByteArray text = seeds.at(round % seeds.size());
        text = text.mid(random.bounded(text.size()), random.bounded(200));
        for (int change = random.bounded(6); change > 0 && !text.isEmpty(); --change)
            text[random.bounded(text.size())] = static_cast<char>(random.bounded(256));
        const qsizetype lines = text.count('\n') + 1;
        QVERIFY(parseSs(text).size() <= lines);
        QVERIFY(parseFileSystems(text, text).size() <= lines);
        QVERIFY(parsePs(text).size() <= lines);
        QVERIFY(parseSystemdUnits(text).size() <= lines);
        QVERIFY(parseJournal(text).size() <= lines);
        QVERIFY(parseGetentAhosts(text).size() <= lines);
        QVERIFY(parseIpAddr(text).size() <= lines);
    }
    QVERIFY(parseSs(QByteArray("LISTEN 0 0 1.1.1.1:1 *:*\n").repeated(100000)).size() <= 20000);
    QVERIFY(parseDf(QByteArray("/dev/a ext4 1 1 1 1% /\n").repeated(100000)).size() <= 5000);
}

QTEST_GUILESS_MAIN(TestTools)
#include "test_tools.moc"
