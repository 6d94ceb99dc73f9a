// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/hostcommands.h"
#include "core/collect/statefacts.h"
#include "tests/unit/collect/lookup.h"

#include <QJsonDocument>

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QString kNode = QStringLiteral("docs/docservice");
constexpr qint64 kBegin = 1'795'348'800; ///< 2026-11-22 12:00:00 UTC

/// A line of PID 1 as `journalctl -o json` gives it, at a second after kBegin.
QByteArray line(int second, const char* message, const char* job = "", const char* result = "")
{
    QJsonObject object{{QStringLiteral("__REALTIME_TIMESTAMP"), QString::number(kBegin + second) + QStringLiteral("000000")},
                       {QStringLiteral("UNIT"), QStringLiteral("ds-docservice.service")},
                       {QStringLiteral("_PID"), QStringLiteral("1")},
                       {QStringLiteral("MESSAGE"), QString::fromUtf8(message)}};
    if (*job != 0)
        object.insert(QStringLiteral("JOB_TYPE"), QString::fromLatin1(job));
    if (*result != 0)
        object.insert(QStringLiteral("JOB_RESULT"), QString::fromLatin1(result));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

const char* const kStarted = "Started ds-docservice.service - Docs Docservice.";
const char* const kWell = "ds-docservice.service: Deactivated successfully.";

Facts factsOf(const QByteArray& journal, int second = 3600)
{
    return Facts(unitCrashFacts(QStringLiteral("docs"), journal, {(kBegin + second) * 1000}));
}

QJsonObject first(const Facts& facts)
{
    return facts.value(kNode, "unit.crashes").toArray().first().toObject();
}

} // namespace

class TestCrashFacts : public QObject {
    Q_OBJECT
private slots:
    void teeHidesTheCrash();
    void aStopIsNoCrash();
    void signalAndStatusAreKept();
    void oomIsNamed();
    void oneEndCountsOnce();
    void beginningInTheMiddleProvesNothing();
    void oldCrashesAreForgotten();
    void silenceIsNotMeasured();
    void pipesAreSeenInTheCommand_data();
    void pipesAreSeenInTheCommand();
    void policyAndLastEnd();
};

void TestCrashFacts::teeHidesTheCrash()
{
    // Recorded on systemd 252: docservice killed with SIGKILL behind `sh -c 'exec docservice 2>&1 | tee -a out.log'`.
    const Facts facts = factsOf(
        line(0, kStarted, "start", "done") + line(10, kWell) +
        line(40, "ds-docservice.service: Scheduled restart job, restart counter is at 1.") +
        line(40, "Stopped ds-docservice.service - Docs Docservice.", "restart", "done") +
        line(40, kStarted, "start", "done") + line(90, kWell) +
        line(120, "ds-docservice.service: Scheduled restart job, restart counter is at 2.") +
        line(120, kStarted, "start", "done"));
    QCOMPARE(facts.number(kNode, "unit.crash_count"), 2);
    QCOMPARE(facts.text(kNode, "unit.crash_last"), Timestamp{(kBegin + 90) * 1000}.iso());
    QCOMPARE(first(facts), (QJsonObject{{QStringLiteral("at"), Timestamp{(kBegin + 90) * 1000}.iso()},
                                        {QStringLiteral("how"), QStringLiteral("exited")},
                                        {QStringLiteral("hidden"), true}}));
}

void TestCrashFacts::aStopIsNoCrash()
{
    const QByteArray stop = line(10, "Stopping ds-docservice.service - Docs Docservice...", "stop") +
                            line(10, "ds-docservice.service: Killing process 54 (docservice) with signal SIGKILL.") +
                            line(11, "ds-docservice.service: Main process exited, code=exited, status=143/n/a") +
                            line(11, kWell) + line(11, "Stopped ds-docservice.service - Docs Docservice.", "stop", "done");
    const QByteArray start = line(0, kStarted, "start", "done");
    QCOMPARE(factsOf(start + stop).number(kNode, "unit.crash_count"), 0);
    // After it was started again, the next end is one.
    const Facts again = factsOf(start + stop + line(20, kStarted, "start", "done") + line(30, kWell));
    QCOMPARE(again.number(kNode, "unit.crash_count"), 1);
}

void TestCrashFacts::signalAndStatusAreKept()
{
    const Facts killed = factsOf(line(0, kStarted) +
                                 line(9, "ds-docservice.service: Main process exited, code=killed, status=9/KILL") +
                                 line(9, "ds-docservice.service: Failed with result 'signal'."));
    QCOMPARE(first(killed).value(QStringLiteral("how")).toString(), QStringLiteral("killed"));
    QCOMPARE(first(killed).value(QStringLiteral("status")).toInt(), 9);
    QCOMPARE(first(killed).value(QStringLiteral("hidden")).toBool(), false);
    // systemd 219 (CentOS 7) writes it small and schedules in other words.
    const Facts old = factsOf(line(9, "ds-docservice.service: main process exited, code=exited, status=1/FAILURE") +
                              line(9, "ds-docservice.service holdoff time over, scheduling restart."));
    QCOMPARE(old.number(kNode, "unit.crash_count"), 1);
}

void TestCrashFacts::oomIsNamed()
{
    const Facts facts = factsOf(
        line(0, kStarted) + line(9, "ds-docservice.service: A process of this unit has been killed by the OOM killer.") +
        line(9, "ds-docservice.service: Deactivated successfully."));
    QCOMPARE(first(facts).value(QStringLiteral("how")).toString(), QStringLiteral("oom-kill"));
    QCOMPARE(first(facts).value(QStringLiteral("hidden")).toBool(), true);
}

void TestCrashFacts::oneEndCountsOnce()
{
    const Facts facts = factsOf(
        line(0, kStarted) + line(9, "ds-docservice.service: Main process exited, code=exited, status=1/FAILURE") +
        line(9, "ds-docservice.service: Failed with result 'exit-code'.") +
        line(39, "ds-docservice.service: Scheduled restart job, restart counter is at 1."));
    QCOMPARE(facts.number(kNode, "unit.crash_count"), 1);
}

void TestCrashFacts::beginningInTheMiddleProvesNothing()
{
    QCOMPARE(factsOf(line(9, kWell)).number(kNode, "unit.crash_count"), 0);
    const Facts restarted = factsOf(line(9, kWell) + line(39, "ds-docservice.service: Scheduled restart job, restart counter is at 1."));
    QCOMPARE(restarted.number(kNode, "unit.crash_count"), 1);
}

void TestCrashFacts::oldCrashesAreForgotten()
{
    const Facts facts = factsOf(line(0, kStarted) + line(9, kWell), 25 * 3600);
    QCOMPARE(facts.number(kNode, "unit.crash_count"), 0);
    QVERIFY(facts.value(kNode, "unit.crash_last").isUndefined());
    // A host whose clock is an hour ahead: its lines are an hour older than they say.
    const Facts ahead(unitCrashFacts(QStringLiteral("docs"), line(0, kStarted) + line(9, kWell),
                                     {(kBegin + 24 * 3600 - 1800) * 1000}, 3'600'000));
    QCOMPARE(ahead.number(kNode, "unit.crash_count"), 0);
}

void TestCrashFacts::silenceIsNotMeasured()
{
    QVERIFY(unitCrashFacts(QStringLiteral("docs"), {}, {1}).isEmpty());
    QVERIFY(unitCrashFacts(QStringLiteral("docs"), "No journal files were found.\n\xff{broken\n", {1}).isEmpty());
}

void TestCrashFacts::pipesAreSeenInTheCommand_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<bool>("hides");
    QTest::newRow("packaged") << QByteArray("{ path=/bin/sh ; argv[]=/bin/sh -c exec /var/www/onlyoffice/documentserver/server/"
                                            "DocService/docservice 2>&1 | tee -a /var/log/out.log ; ignore_errors=no ; "
                                            "start_time=[n/a] ; pid=168 ; code=(null) ; status=0/0 }")
                              << true;
    QTest::newRow("bash") << QByteArray("{ path=/bin/bash ; argv[]=/bin/bash -lc a | b ; ignore_errors=no }") << true;
    QTest::newRow("or is no pipe") << QByteArray("{ path=/bin/sh ; argv[]=/bin/sh -c a || b ; ignore_errors=no }") << false;
    QTest::newRow("pipefail") << QByteArray("{ path=/bin/bash ; argv[]=/bin/bash -c set -o pipefail; a | b ; }") << false;
    QTest::newRow("plain") << QByteArray("{ path=/usr/sbin/nginx ; argv[]=/usr/sbin/nginx -g daemon on; | ; pid=1 }") << false;
    QTest::newRow("none") << QByteArray() << false;
}

void TestCrashFacts::pipesAreSeenInTheCommand()
{
    QFETCH(QByteArray, command);
    QFETCH(bool, hides);
    const QByteArray show = "Id=ds-docservice.service\nLoadState=loaded\nActiveState=active\nExecStart=" + command + "\n";
    const Facts facts(unitFacts(QStringLiteral("docs"), show));
    QCOMPARE(facts.value(kNode, "unit.hides_exit"), QJsonValue(hides));
    // What is run may hold a password; only what follows from it is kept.
    for (const Fact& fact : unitFacts(QStringLiteral("docs"), show))
        QVERIFY(!fact.value.toString().contains(QStringLiteral("argv")));
}

void TestCrashFacts::policyAndLastEnd()
{
    const QByteArray show = "Restart=always\nRestartUSec=1min 30s\nResult=success\nNRestarts=2\nExecMainCode=2\n"
                            "ExecMainStatus=9\nId=ds-docservice.service\nLoadState=loaded\nActiveState=active\n"
                            "StartLimitIntervalUSec=10s\nStartLimitBurst=5\n\n"
                            "Id=nginx.service\nLoadState=loaded\nActiveState=active\nRestartUSec=100ms\nExecMainCode=0\n"
                            "StartLimitIntervalUSec=infinity\n";
    const Facts facts(unitFacts(QStringLiteral("docs"), show));
    QCOMPARE(facts.number(kNode, "unit.restart_delay_s"), 90);
    QCOMPARE(facts.number(kNode, "unit.start_limit_burst"), 5);
    QCOMPARE(facts.number(kNode, "unit.start_limit_interval_s"), 10);
    QCOMPARE(facts.text(kNode, "unit.exit_code"), QStringLiteral("killed"));
    const QString nginx = QStringLiteral("docs/nginx");
    QCOMPARE(facts.value(nginx, "unit.restart_delay_s"), QJsonValue(0.1));
    QVERIFY(facts.value(nginx, "unit.exit_code").isUndefined());
    QVERIFY(facts.value(nginx, "unit.start_limit_interval_s").isUndefined());
    QVERIFY(facts.value(nginx, "unit.hides_exit").isUndefined());
    QVERIFY(commands::units({}).join(QLatin1Char(' ')).contains(QStringLiteral("StartLimitBurst")));
}

QTEST_MAIN(TestCrashFacts)
#include "test_crashfacts.moc"
