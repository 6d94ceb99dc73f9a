// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/sshprobe.h"

#include "tests/support/fakesshhost.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QStringList kAllPhases{QStringLiteral("resolve"),      QStringLiteral("connect"),  QStringLiteral("banner"),
                             QStringLiteral("key-exchange"), QStringLiteral("host-key"), QStringLiteral("authentication")};

/// Goes through the phases a test names, a few milliseconds each, before it is connected or not.
class PhasedHost : public FakeSshHost {
public:
    QStringList phases = kAllPhases;
    QString jump;
    [[nodiscard]] QString jumpHost() const override { return jump; }

    void connectHost(Done done) override { next(0, std::move(done)); }

private:
    void next(qsizetype index, Done done)
    {
        QTimer::singleShot(5, this, [this, index, done = std::move(done)]() mutable {
            if (index == phases.size())
                return FakeSshHost::connectHost(std::move(done));
            emit phaseEntered(phases.at(index));
            next(index + 1, std::move(done));
        });
    }
};

Result<CommandResult> echoes(const CommandSpec& spec)
{
    return spec.argv.first() == QStringLiteral("echo") ? ran(spec.argv.at(1).toLatin1() + '\n') : ran({});
}

QList<SshStep> probe(SshHost& host, SudoMode sudo)
{
    std::optional<QList<SshStep>> got;
    const SshProbe one(host, sudo, [&](const QList<SshStep>& steps) { got = steps; });
    [&] { QTRY_VERIFY(got.has_value()); }();
    return got.value_or(QList<SshStep>());
}

/// `dns+ tcp- banner?`: one word a step.
QString shape(const QList<SshStep>& steps)
{
    QStringList words;
    for (const SshStep& step : steps)
        words.append(step.step + (!step.ok ? QLatin1Char('?') : *step.ok ? QLatin1Char('+') : QLatin1Char('-')));
    return words.join(QLatin1Char(' '));
}

} // namespace

class TestSshProbe : public QObject {
    Q_OBJECT
private slots:
    void allWell();
    void throughAJumpHost();
    void failsWhereTheErrorSays_data();
    void failsWhereTheErrorSays();
    void jumpHostInTrouble();
    void shellThatIsNone();
    void sudo_data();
    void sudo();
    void deletingCancels();
};

void TestSshProbe::allWell()
{
    PhasedHost host;
    host.reply = echoes;
    const QList<SshStep> steps = probe(host, SudoMode::Passwordless);
    QCOMPARE(shape(steps), QStringLiteral("dns+ tcp+ banner+ key-exchange+ host-key+ authentication+ shell+ sudo+"));
    for (const SshStep& step : steps)
        QVERIFY2(step.ms >= 0 && !step.error, qPrintable(step.step));
    QVERIFY(steps.at(1).ms >= 3);
    QVERIFY(SshProbe::allWell(steps));
    QCOMPARE(host.commands.size(), 2);
    QCOMPARE(host.commands.at(1).sudo, Sudo::NonInteractive);
}

void TestSshProbe::throughAJumpHost()
{
    PhasedHost host;
    host.phases.removeFirst();
    host.reply = echoes;
    host.jump = QStringLiteral("gate");
    const QList<SshStep> steps = probe(host, SudoMode::Never);
    QCOMPARE(shape(steps), QStringLiteral("dns? tcp+ banner+ key-exchange+ host-key+ authentication+ shell+ sudo?"));
    QCOMPARE(steps.first().ms, -1);
    QVERIFY(steps.first().error);
    QCOMPARE(steps.first().error->code, QStringLiteral("ssh.resolved-by-jump"));
    QCOMPARE(steps.first().error->detail, QStringLiteral("gate"));
    QVERIFY(SshProbe::allWell(steps));
}

void TestSshProbe::failsWhereTheErrorSays_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<int>("reached");
    QTest::addColumn<QString>("want");
    const QString rest = QStringLiteral(" banner? key-exchange? host-key? authentication? shell? sudo?");
    QTest::newRow("config") << QStringLiteral("resolve") << 0 << QStringLiteral("dns- tcp?") + rest;
    QTest::newRow("dns") << QStringLiteral("resolve") << 1 << QStringLiteral("dns- tcp?") + rest;
    QTest::newRow("tcp") << QStringLiteral("connect") << 2 << QStringLiteral("dns+ tcp-") + rest;
    QTest::newRow("silent server") << QStringLiteral("banner") << 3
                                   << QStringLiteral("dns+ tcp+ banner- key-exchange? host-key? authentication? shell? sudo?");
    QTest::newRow("key") << QStringLiteral("host-key") << 5
                         << QStringLiteral("dns+ tcp+ banner+ key-exchange+ host-key- authentication? shell? sudo?");
    QTest::newRow("login") << QStringLiteral("authentication") << 6
                           << QStringLiteral("dns+ tcp+ banner+ key-exchange+ host-key+ authentication- shell? sudo?");
}

void TestSshProbe::failsWhereTheErrorSays()
{
    QFETCH(QString, phase);
    QFETCH(int, reached);
    QFETCH(QString, want);
    PhasedHost host;
    host.phases = kAllPhases.mid(0, reached);
    host.unreachable = Error{QStringLiteral("ssh.test"), host.alias(), phase, {}};
    const QList<SshStep> steps = probe(host, SudoMode::Ask);
    QCOMPARE(shape(steps), want);
    QVERIFY(!SshProbe::allWell(steps));
    const auto failed = std::find_if(steps.begin(), steps.end(), [](const SshStep& step) { return step.ok == false; });
    QCOMPARE(failed->error->code, QStringLiteral("ssh.test"));
    QVERIFY(failed->ms >= 0);
    QVERIFY(host.commands.isEmpty());
}

void TestSshProbe::jumpHostInTrouble()
{
    PhasedHost host;
    host.phases = {QStringLiteral("connect")};
    host.unreachable = Error{QStringLiteral("ssh.auth-denied"), QStringLiteral("bastion"), QStringLiteral("authentication"), {}};
    const QList<SshStep> steps = probe(host, SudoMode::Never);
    QCOMPARE(shape(steps), QStringLiteral("dns? tcp- banner? key-exchange? host-key? authentication? shell? sudo?"));
    QCOMPARE(steps.at(1).error->host, QStringLiteral("bastion"));
}

void TestSshProbe::shellThatIsNone()
{
    PhasedHost host;
    host.reply = [](const CommandSpec&) { return ran("This account is not available.\n", 1); };
    const QList<SshStep> steps = probe(host, SudoMode::Passwordless);
    QCOMPARE(shape(steps), QStringLiteral("dns+ tcp+ banner+ key-exchange+ host-key+ authentication+ shell- sudo?"));
    QCOMPARE(steps.at(6).error->code, QStringLiteral("ssh.shell-refused"));
    QCOMPARE(steps.at(6).error->detail, QStringLiteral("This account is not available."));
    QCOMPARE(host.commands.size(), 1);
}

void TestSshProbe::sudo_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("want");
    QTest::addColumn<bool>("well");
    const QString password = QStringLiteral("sudo.needs-password");
    QTest::newRow("wanted without") << int(SudoMode::Passwordless) << password << QStringLiteral("sudo-") << false;
    QTest::newRow("asks, as known") << int(SudoMode::Ask) << password << QStringLiteral("sudo?") << true;
    QTest::newRow("not allowed") << int(SudoMode::Ask) << QStringLiteral("sudo.denied") << QStringLiteral("sudo-") << false;
    QTest::newRow("never") << int(SudoMode::Never) << QStringLiteral("sudo.denied") << QStringLiteral("sudo?") << true;
}

void TestSshProbe::sudo()
{
    QFETCH(int, mode);
    QFETCH(QString, code);
    QFETCH(QString, want);
    QFETCH(bool, well);
    PhasedHost host;
    host.reply = [&code](const CommandSpec& spec) {
        return spec.sudo == Sudo::No ? echoes(spec) : Result<CommandResult>(fail(code));
    };
    const QList<SshStep> steps = probe(host, static_cast<SudoMode>(mode));
    QVERIFY2(shape(steps).endsWith(want), qPrintable(shape(steps)));
    QCOMPARE(SshProbe::allWell(steps), well);
}

void TestSshProbe::deletingCancels()
{
    PhasedHost host;
    {
        const SshProbe one(host, SudoMode::Never, [](const QList<SshStep>&) { QFAIL("cancelled"); });
        QTest::qWait(12);
    }
    QTest::qWait(60);
    QVERIFY(host.commands.isEmpty());
}

QTEST_GUILESS_MAIN(TestSshProbe)
#include "test_sshprobe.moc"
