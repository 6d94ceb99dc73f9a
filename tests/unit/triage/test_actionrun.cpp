// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/actionrun.h"
#include "tests/support/fakesshhost.h"
#include "tests/unit/triage/httpfake.h"
#include "tests/unit/triage/scripted.h"

#include <QTemporaryDir>

#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}
#endif

using namespace hopscope;
using namespace hopscope::test;

class TestActionRun : public QObject {
    Q_OBJECT
private slots:
    void inOrderUntilVerified();
    void failedPrecheckRunsNothing();
    void failedCommandIsNotVerified();
    void evidenceThatCannotBeKeptHoldsNothingUp();
    void neverGoodIsUnverified();
    void aSuccessAmongFailuresDoesNotCount();
    void cancelledWhileItRuns();
    void deletedAtAnyMoment();
    void sudoAsTheEnvironmentSays();

private:
    Plan plan() const
    {
        Plan plan;
        plan.id = q("a1");
        plan.verb = q("restart");
        plan.host = q("docs");
        plan.node = q("docs/nginx");
        plan.unit = q("nginx.service");
        plan.argv = {q("systemctl"), q("restart"), plan.unit};
        plan.prechecks = {{q("systemctl"), q("cat"), plan.unit}, {q("nginx"), q("-t")}};
        plan.sudo = true;
        plan.risk = q("R2");
        return plan;
    }
    /// Runs the plan to its end; empty when it never ended.
    QString runPlan(FakeSshHost& host, FlakySite& site, SudoMode sudo = SudoMode::Passwordless)
    {
        begin(site, sudo);
        ActionRun run(plan(), host, *m_vantages, *m_recorder, m_environment, {20, 1'500});
        QString ended;
        int times = 0;
        connect(&run, &ActionRun::ended, &run, [&](const QString& code) {
            ended = code;
            ++times;
        });
        run.start();
        static_cast<void>(QTest::qWaitFor([&] { return times > 0; }, 20'000));
        return times == 1 ? ended : QString();
    }
    void begin(const FlakySite& site, SudoMode sudo)
    {
        m_environment = {};
        m_environment.name = q("lab");
        m_environment.url = site.url();
        m_environment.hosts = {{q("docs"), q("docs"), sudo, {}}};
        m_vantages.reset();
        m_pool = std::make_unique<SshPool>(m_folder.filePath(q("ssh_config")));
        m_vantages = std::make_unique<Vantages>(*m_pool, m_environment);
        m_recorder = std::make_unique<Recorder>(sharedCatalogue(), m_clock);
        m_recorder->session(m_environment, q("1.0"));
    }
    QStringList states() const
    {
        QStringList states;
        for (const ActionEvent& event : m_recorder->snapshot().audit)
            states.append(event.state);
        return states;
    }
    static QString typed(const CommandSpec& spec) { return spec.argv.join(QLatin1Char(' ')); }
    static qsizetype position(const FakeSshHost& host, const char* command)
    {
        for (qsizetype i = 0; i < host.commands.size(); ++i) {
            if (typed(host.commands.at(i)) == q(command))
                return i;
        }
        return -1;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Environment m_environment;
    std::unique_ptr<SshPool> m_pool;
    std::unique_ptr<Vantages> m_vantages;
    std::unique_ptr<Recorder> m_recorder;
};

void TestActionRun::inOrderUntilVerified()
{
    FlakySite site(2);
    FakeSshHost host;
    host.reply = [](const CommandSpec& spec) { return ran("out of " + typed(spec).toUtf8()); };
    QCOMPARE(runPlan(host, site), q("verified"));
    QCOMPARE(site.asked(), 5); // two bad ones, then three good in a row
    const qsizetype act = position(host, "systemctl restart nginx.service");
    const qsizetype check = position(host, "nginx -t");
    QVERIFY(check > position(host, "systemctl cat nginx.service"));
    QCOMPARE(act, check + 1);
    QCOMPARE(act, host.commands.size() - 1); // nothing is run afterwards
    for (qsizetype i = 0; i < check - 1; ++i) {
        static const QStringList readers{q("systemctl status"), q("systemctl show"), q("journalctl --no-pager"), q("ss -ltnp"), q("ps -eo"), q("df -P")};
        const bool reads = std::any_of(readers.cbegin(), readers.cend(), [&](const QString& r) { return typed(host.commands.at(i)).startsWith(r); });
        QVERIFY2(reads, qPrintable(typed(host.commands.at(i))));
    }
    QCOMPARE(states(), (QStringList{q("planned"), q("confirmed"), q("snapshot"), q("precheck"), q("precheck"), q("started"),
                                    q("finished"), q("verifying"), q("verified")}));
    // What was kept is in the incident, and the audit says where.
    const Snapshot snapshot = m_recorder->snapshot();
    QCOMPARE(snapshot.plans.at(q("a1")).argv, plan().argv);
    const QJsonArray kept = snapshot.audit.at(2).args.value(q("evidence")).toArray();
    QCOMPARE(kept.size(), check - 1);
    for (const QJsonValue& id : kept)
        QVERIFY(snapshot.evidence->count(id.toString()) == 1);
    QStringList told;
    for (const TimelineEvent& event : snapshot.timeline.events)
        told.append(event.code);
    QVERIFY(told.contains(q("action-started")) && told.contains(q("action-finished")));
}

void TestActionRun::failedPrecheckRunsNothing()
{
    FlakySite site(0);
    FakeSshHost host;
    host.reply = [](const CommandSpec& spec) {
        return spec.argv.value(0) == q("nginx") ? ran({}, 1, "nginx: [emerg] unexpected \"}\" in /etc/nginx/nginx.conf:7\n") : ran("x");
    };
    QCOMPARE(runPlan(host, site), q("action.precheck-failed"));
    QCOMPARE(position(host, "systemctl restart nginx.service"), -1);
    QCOMPARE(site.asked(), 0);
    QCOMPARE(states().last(), q("failed"));
    QVERIFY(!states().contains(q("started")));
    QVERIFY(m_recorder->snapshot().audit.last().args.value(q("detail")).toString().contains(q("unexpected")));
}

void TestActionRun::failedCommandIsNotVerified()
{
    FlakySite site(0);
    FakeSshHost host;
    host.reply = [](const CommandSpec& spec) { return spec.argv.value(1) == q("restart") ? ran({}, 1, "Job failed") : ran("x"); };
    QCOMPARE(runPlan(host, site), q("action.command-failed"));
    QCOMPARE(site.asked(), 0);
    QVERIFY(states().contains(q("finished")));
    QVERIFY(!states().contains(q("verified")));
    host.reply = [](const CommandSpec& spec) -> Result<CommandResult> {
        if (spec.argv.value(1) == q("restart"))
            return fail(q("ssh.lost"));
        return ran("x");
    };
    QCOMPARE(runPlan(host, site), q("ssh.lost"));
}

void TestActionRun::evidenceThatCannotBeKeptHoldsNothingUp()
{
    FlakySite site(0);
    FakeSshHost host;
    host.reply = [](const CommandSpec& spec) -> Result<CommandResult> {
        const QString command = typed(spec);
        if (command.startsWith(q("journalctl")) || command.startsWith(q("ss ")))
            return fail(q("sudo.denied"));
        return ran("x");
    };
    QCOMPARE(runPlan(host, site), q("verified"));
    QVERIFY(position(host, "systemctl restart nginx.service") > 0);
}

void TestActionRun::neverGoodIsUnverified()
{
    FlakySite site(-1);
    FakeSshHost host;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(runPlan(host, site), q("unverified"));
    QVERIFY(timer.elapsed() >= 1'400);
    QVERIFY(site.asked() > 3);
    QVERIFY(!states().contains(q("verified")));
    QVERIFY(!entryIsGood(m_recorder->projection().facts(), m_environment));
}

void TestActionRun::aSuccessAmongFailuresDoesNotCount()
{
    FlakySite site(0);
    FakeSshHost host;
    begin(site, SudoMode::Never);
    ActionRun run(plan(), host, *m_vantages, *m_recorder, m_environment, {20, 10'000});
    QString ended;
    connect(&run, &ActionRun::ended, &run, [&](const QString& code) { ended = code; });
    int seen = 0;
    connect(&run, &ActionRun::progressed, &run, [&](const Progress& progress) {
        // After the second success in a row the site fails once more.
        if (progress.phase == q("verifying") && progress.done == 2 && seen++ == 0)
            site.setFailures(1);
    });
    run.start();
    QVERIFY(QTest::qWaitFor([&] { return !ended.isEmpty(); }, 20'000));
    QCOMPARE(ended, q("verified"));
    QCOMPARE(site.asked(), 6); // good good bad good good good
}

void TestActionRun::cancelledWhileItRuns()
{
    FlakySite site(-1);
    FakeSshHost host;
    begin(site, SudoMode::Never);
    ActionRun run(plan(), host, *m_vantages, *m_recorder, m_environment, {20, 60'000});
    QStringList ended;
    connect(&run, &ActionRun::ended, &run, [&](const QString& code) { ended.append(code); });
    run.start();
    QVERIFY(QTest::qWaitFor([&] { return site.asked() >= 2; }, 20'000));
    run.cancel();
    QCOMPARE(ended, QStringList{q("step.cancelled")});
    QCOMPARE(states().last(), q("cancelled"));
    run.cancel();
    QTest::qWait(100);
    QCOMPARE(ended.size(), 1);
}

void TestActionRun::deletedAtAnyMoment()
{
    FlakySite site(-1);
    for (int afterMs = 0; afterMs < 40; afterMs += 2) {
        FakeSshHost host;
        host.delayMs = 2;
        begin(site, SudoMode::Never);
        bool told = false;
        auto run = std::make_unique<ActionRun>(plan(), host, *m_vantages, *m_recorder, m_environment, ActionRun::Verification{5, 60'000});
        connect(run.get(), &ActionRun::ended, this, [&told](const QString&) { told = true; });
        run->start();
        QTest::qWait(afterMs);
        run.reset();
        const qint64 recorded = m_recorder->entries().size();
        QTest::qWait(10);
        QCOMPARE(m_recorder->entries().size(), recorded);
        QVERIFY(!told);
    }
}

void TestActionRun::sudoAsTheEnvironmentSays()
{
    for (const auto& [mode, sudo] : {std::pair{SudoMode::Passwordless, Sudo::NonInteractive}, std::pair{SudoMode::Ask, Sudo::AskPassword},
                                     std::pair{SudoMode::Never, Sudo::No}}) {
        FlakySite site(0);
        FakeSshHost host;
        QCOMPARE(runPlan(host, site, mode), q("verified"));
        QCOMPARE(host.commands.last().sudo, sudo);
        for (const CommandSpec& command : host.commands) {
            if (typed(command).startsWith(q("ps ")) || typed(command).startsWith(q("df ")))
                QCOMPARE(command.sudo, Sudo::No);
        }
    }
}

QTEST_GUILESS_MAIN(TestActionRun)
#include "test_actionrun.moc"
