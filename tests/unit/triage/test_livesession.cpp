// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/livesession.h"

#include "core/journal/reader.h"
#include "tests/support/privatesshd.h"
#include "tests/support/result.h"
#include "tests/support/sanitized.h"
#include "tests/unit/triage/httpfake.h"
#include "tests/unit/triage/sameview.h"
#include "tests/unit/triage/scripted.h"

#include "core/triage/replaysession.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTemporaryDir>

#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_options()
{
    return "die_after_fork=0";
}
#endif

using namespace hopscope;
using namespace hopscope::test;

namespace {

} // namespace

class TestLiveSession : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void diagnosesUnreachableHosts();
    void refusalsHarmNothing();
    void followsOnlyKnownHosts();
    void cancelEndsTheRound();
    void liveSeesAChange();
    void aFileThatCannotBeWritten();
    void quitsQuicklyFiftyTimes();

private:
    LiveSettings settings(const QString& url, Policy policy = Policy::Confirm)
    {
        QFile config(m_folder.filePath(q("ssh_config")));
        if (config.open(QIODevice::WriteOnly)) {
            config.write("Host *\n  Hostname 127.0.0.1\n  Port " + QByteArray::number(m_closed) +
                         "\n  IdentityFile none\n  IdentityAgent none\n  UserKnownHostsFile " +
                         m_folder.filePath(q("known_hosts")).toUtf8() + "\n  GlobalKnownHostsFile /dev/null\n");
        }
        LiveSettings settings;
        settings.environment.name = q("lab");
        settings.environment.url = url;
        settings.environment.policy = policy;
        settings.environment.sshConfig = config.fileName();
        for (const char* host : {"gate", "docs"})
            settings.environment.hosts.append({q(host), q(host), SudoMode::Never, {}});
        settings.catalogue = sharedCatalogue();
        settings.version = q("1.0");
        settings.incidentFile = m_folder.filePath(q("i%1.hopscope").arg(++m_files));
        return settings;
    }
    /// One diagnosis from begin to end.
    static bool diagnose(LiveSession& session)
    {
        QSignalSpy diagnosed(&session, &Session::diagnosed);
        session.diagnose();
        return diagnosed.wait(20'000 * kSlow);
    }
    Plan somePlan(const char* host = "docs") const
    {
        Plan plan;
        plan.id = q("a7");
        plan.verb = q("restart");
        plan.host = q(host);
        plan.node = q("docs/nginx");
        plan.unit = q("nginx.service");
        plan.argv = {q("systemctl"), q("restart"), plan.unit};
        return plan;
    }
    static bool closeAndWait(LiveSession& session)
    {
        bool closed = false;
        session.close([&closed](const std::optional<Error>& error) { closed = !error; });
        return QTest::qWaitFor([&closed] { return closed; }, 5'000 * kSlow);
    }
    QTemporaryDir m_folder;
    const quint16 m_closed = freePort();
    int m_files = 0;
};

void TestLiveSession::initTestCase()
{
    // Qt's registry of types grows in whichever thread first names one; its lock is invisible to ThreadSanitizer. All that
    // are named later, by the spies here and by QProcess in the conductor's thread, are named now.
    qRegisterMetaType<Error>();
    qRegisterMetaType<LogChunk>();
    qRegisterMetaType<Question>();
    qRegisterMetaType<Progress>();
    qRegisterMetaType<std::shared_ptr<const Snapshot>>();
    qRegisterMetaType<QProcess::ExitStatus>();
    qRegisterMetaType<QProcess::ProcessError>();
    qRegisterMetaType<QProcess::ProcessState>();
    qRegisterMetaType<QSocketDescriptor>();
    qRegisterMetaType<QSocketNotifier::Type>();
}

void TestLiveSession::diagnosesUnreachableHosts()
{
    FlakySite site(-1);
    const LiveSettings wanted = settings(site.url());
    QByteArray seen;
    {
        LiveSession session(wanted);
        QVERIFY(session.snapshot());
        QVERIFY(session.snapshot()->facts);
        QVERIFY(diagnose(session));
        const auto snapshot = session.snapshot();
        for (const char* host : {"gate", "docs"}) {
            const Fact* reached = snapshot->facts->find(q(host), q("host.reached"));
            QVERIFY(reached);
            QCOMPARE(reached->why, q("ssh.refused"));
        }
        QCOMPARE(snapshot->facts->value(q("desktop/client"), q("entry.status")).toInt(), 502);
        // Our own trouble is not the stack's fault.
        QVERIFY(snapshot->verdict.causes.isEmpty());
        QVERIFY(snapshot->verdict.state != VerdictState::Healthy);
        QVERIFY(!session.progress().busy);
        QVERIFY(closeAndWait(session));
        seen = viewOf(*session.snapshot());
    }
    auto contents = readJournal(wanted.incidentFile);
    QVERIFY_RESULT(contents);
    QVERIFY(!contents->damage);
    // The environment of an incident keeps no paths of this machine, the live one has them.
    const ReplaySession replay(std::move(*contents), wanted.incidentFile, wanted.catalogue);
    QCOMPARE(viewOf(*replay.snapshot()), seen);
}

void TestLiveSession::refusalsHarmNothing()
{
    FlakySite site(0);
    LiveSession readOnly(settings(site.url(), Policy::ReadOnly));
    QSignalSpy refused(&readOnly, &Session::actionFinished);
    readOnly.run(somePlan());
    QVERIFY(refused.wait(5'000 * kSlow));
    QCOMPARE(refused.at(0).at(0).toString(), q("a7"));
    QCOMPARE(refused.at(0).at(1).toString(), q("action.read-only"));
    QVERIFY(QTest::qWaitFor([&] { return !readOnly.snapshot()->audit.isEmpty(); }, 5'000));
    QCOMPARE(readOnly.snapshot()->audit.first().state, q("refused"));
    QCOMPARE(site.asked(), 0); // no diagnosis was started for it

    LiveSession session(settings(site.url()));
    QSignalSpy finished(&session, &Session::actionFinished);
    session.run(somePlan("nowhere"));
    QVERIFY(finished.wait(5'000 * kSlow));
    QCOMPARE(finished.at(0).at(1).toString(), q("action.no-unit"));
    // A second plan is refused and leaves the first one alone.
    finished.clear();
    Plan second = somePlan();
    second.id = q("a8");
    session.run(somePlan());
    session.run(second);
    QVERIFY(QTest::qWaitFor([&] { return finished.count() >= 2; }, 20'000 * kSlow));
    QCOMPARE(finished.at(0).at(0).toString(), q("a8"));
    QCOMPARE(finished.at(0).at(1).toString(), q("action.busy"));
    QCOMPARE(finished.at(1).at(0).toString(), q("a7"));
    QCOMPARE(finished.at(1).at(1).toString(), q("ssh.refused"));
}

void TestLiveSession::followsOnlyKnownHosts()
{
    FlakySite site(0);
    LiveSession session(settings(site.url()));
    QSignalSpy ended(&session, &Session::followEnded);
    const qint64 id = session.follow({q("nowhere"), q("/var/log/x"), {}});
    QVERIFY(ended.wait(5'000 * kSlow));
    QCOMPARE(ended.at(0).at(0).toLongLong(), id);
    QVERIFY(session.follow({q("docs"), q("/var/log/x"), {}}) != id);
    session.unfollow(id + 1);
    session.unfollow(4711);
    QVERIFY(closeAndWait(session));
}

void TestLiveSession::cancelEndsTheRound()
{
    // A site that never answers keeps the round busy.
    LocalServer silent(swallow);
    LiveSession session(settings(q("http://127.0.0.1:%1/").arg(silent.port())));
    QSignalSpy diagnosed(&session, &Session::diagnosed);
    session.diagnose();
    QVERIFY(QTest::qWaitFor([&] { return session.progress().busy; }, 5'000 * kSlow));
    QElapsedTimer timer;
    timer.start();
    session.cancel();
    QVERIFY(diagnosed.wait(2'000 * kSlow));
    QVERIFY2(timer.elapsed() < 1'000 * kSlow, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(QTest::qWaitFor([&] { return !session.progress().busy; }, 2'000));
    QTest::qWait(200);
    QCOMPARE(diagnosed.count(), 1);
    // And a new one may begin, again and again; each ends once.
    for (int i = 0; i < 5; ++i) {
        session.diagnose();
        session.cancel();
    }
    QVERIFY(QTest::qWaitFor([&] { return diagnosed.count() == 6; }, 5'000 * kSlow));
    QTest::qWait(200);
    QCOMPARE(diagnosed.count(), 6);
}

void TestLiveSession::liveSeesAChange()
{
    FlakySite site(0);
    LiveSession session(settings(site.url()));
    QVERIFY(diagnose(session));
    QCOMPARE(session.snapshot()->facts->value(q("desktop/client"), q("entry.status")).toInt(), 200);
    site.setFailures(-1);
    session.setLive(true);
    QVERIFY(QTest::qWaitFor([&] { return session.snapshot()->live; }, 5'000 * kSlow));
    // Three bad samples, a second apart, then a diagnosis of its own.
    QSignalSpy diagnosed(&session, &Session::diagnosed);
    QVERIFY(diagnosed.wait(30'000 * kSlow));
    QCOMPARE(session.snapshot()->facts->value(q("desktop/client"), q("entry.status")).toInt(), 502);
    session.setLive(false);
    QVERIFY(QTest::qWaitFor([&] { return !session.snapshot()->live; }, 5'000 * kSlow));
}

void TestLiveSession::aFileThatCannotBeWritten()
{
    FlakySite site(0);
    LiveSettings wanted = settings(site.url());
    wanted.incidentFile = q("/nowhere/at/all.hopscope");
    LiveSession session(wanted);
    QSignalSpy failed(&session, &LiveSession::recordingFailed);
    QVERIFY(diagnose(session)); // the triage goes on
    QVERIFY(failed.count() == 1);
}

void TestLiveSession::quitsQuicklyFiftyTimes()
{
    LocalServer silent(swallow);
    const QString url = q("http://127.0.0.1:%1/").arg(silent.port());
    qint64 worst = 0;
    for (int i = 0; i < 50; ++i) {
        const LiveSettings wanted = settings(url);
        auto session = std::make_unique<LiveSession>(wanted);
        session->diagnose();
        if (i % 3 == 0)
            session->follow({q("docs"), q("/var/log/x"), {}});
        if (i % 5 == 0)
            session->run(somePlan());
        if (i % 4 == 0)
            session->setLive(true);
        QTest::qWait(i % 7 * 4);
        QElapsedTimer timer;
        timer.start();
        session.reset();
        worst = qMax(worst, timer.elapsed());
        const auto contents = readJournal(wanted.incidentFile);
        QVERIFY_RESULT(contents);
        QVERIFY2(!contents->damage, "the incident was not sealed");
    }
    qInfo("worst of 50: %lld ms", static_cast<long long>(worst));
    QVERIFY2(worst < 2'000 * kSlow, qPrintable(QString::number(worst)));
}

// Ends without static destructors: Qt's registry of meta types, which grew in the conductor's thread, is freed there under
// locks that ThreadSanitizer does not see. Everything of ours is gone by then.
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    TestLiveSession test;
    const int failed = QTest::qExec(&test, argc, argv);
    std::fflush(nullptr);
    ::_exit(failed);
}
#include "test_livesession.moc"
