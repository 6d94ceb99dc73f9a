// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// desktop -> gate -> middle -> inner -> target: four sshds, four accounts, four keys. Whatever breaks, the error names
// the hop that broke and the phase.
#include "tests/support/ownmachine.h"
#include "tests/support/sshfixture.h"

#include <QDir>
#include <QElapsedTimer>

#include <array>
#include <csignal>

using namespace hopscope;
using namespace hopscope::test;

namespace {
constexpr std::array<const char*, 4> kHops{"gate", "middle", "inner", "target"};
constexpr std::array<const char*, 4> kUsers{"alice", "bob", "carol", "dave"};
} // namespace

class TestJumpChain : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void worksWithOwnUsersAndKeys();
    void takesTheChainFromJumpsOfJumps();
    void namesTheHopThatDies_data();
    void namesTheHopThatDies();
    void namesTheHopThatFreezes_data();
    void namesTheHopThatFreezes();
    void namesTheHopAndThePhaseOfAFailedConnect_data();
    void namesTheHopAndThePhaseOfAFailedConnect();

private:
    void writeConfig(const QByteArray& replaced = {}, const QByteArray& by = {});
    [[nodiscard]] QString configFile() const { return m_folder.filePath(QStringLiteral("ssh_config")); }
    static void eachHop();
    QTemporaryDir m_folder;
    std::array<PrivateSshd, 4> m_sshd;
    QByteArray m_config;
};

void TestJumpChain::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    if (!ownMachineMissing().isEmpty())
        QSKIP(qPrintable(ownMachineMissing()));
    QVERIFY(QDir().mkpath(m_folder.filePath(QStringLiteral("homes"))));
    QVERIFY(QFile::setPermissions(m_folder.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther));
    for (std::size_t i = 0; i < 4; ++i) {
        PrivateSshd::Setup setup;
        setup.passphrase = i == 2 ? "open sesame" : "";
        QVERIFY(addAccount(kUsers[i], "/bin/sh", m_folder.filePath(QStringLiteral("homes")), 4001 + int(i)));
        setup.extraConfig = QByteArray("AllowUsers ") + kUsers[i];
        QVERIFY2(m_sshd[i].start(setup), m_sshd[i].log().constData());
        m_sshd[i].openToAccounts();
        const auto file = [&](const char* what) { return m_sshd[i].path(QString::fromLatin1(what)).toUtf8(); };
        m_config += QByteArray("Host ") + kHops[i] + "\nHostName 127.0.0.1\nPort " +
                    QByteArray::number(m_sshd[i].port()) + "\nUser " + kUsers[i] + "\nIdentityFile " + file("user") +
                    "\nIdentitiesOnly yes\nIdentityAgent none\nGlobalKnownHostsFile none\nUserKnownHostsFile " +
                    file("known_hosts") + "\n\n";
    }
    writeConfig();
}

/// `replaced` in the options of one hop gives way to `by`.
void TestJumpChain::writeConfig(const QByteArray& replaced, const QByteArray& by)
{
    QByteArray config = m_config;
    if (!replaced.isEmpty()) {
        QVERIFY(config.contains(replaced));
        config.replace(replaced, by);
    }
    QFile file(configFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Host target\nProxyJump gate,middle,inner\n\n" + config);
}

/// The key of `inner` has a passphrase.
static SshQuestionHandler knowsThePassphrase(QStringList* asked = nullptr)
{
    return [asked](const SshQuestion& question, const SshReply& reply) {
        if (asked)
            asked->append(question.host);
        reply({question.kind == SshQuestion::Kind::Passphrase, Secret("open sesame")});
    };
}

/// The way as the window shows it: `gate ready, middle failed, …`.
static QString wayTo(const SshHost& host)
{
    QStringList way;
    for (const SshHost::Hop& hop : host.hops())
        way += hop.alias + QLatin1Char(' ') + QVariant::fromValue(hop.state).toString().toLower() +
               (hop.failure ? QLatin1Char(' ') + hop.failure->code : QString());
    return way.join(QStringLiteral(", "));
}

void TestJumpChain::worksWithOwnUsersAndKeys()
{
    QStringList asked;
    SshPool pool(configFile(), knowsThePassphrase(&asked));
    SshHost* target = pool.host(QStringLiteral("target"));
    QVERIFY(target->hops().isEmpty());
    QStringList seen;
    connect(target, &SshHost::stateChanged, this, [&] { seen += wayTo(*target); });
    CommandSpec spec = shell("id -un; head -c 3000000 /dev/zero");
    spec.maxOutput = 5'000'000;
    QElapsedTimer timer;
    timer.start();
    const auto result = runAndWait(target, spec, 30'000);
    QVERIFY_RESULT(result);
    // Each hop shows while it connects and once it is there.
    QVERIFY2(seen.contains(QStringLiteral("gate connecting, middle connecting, inner connecting")), qPrintable(seen.join(u'\n')));
    QVERIFY2(seen.contains(QStringLiteral("gate ready, middle ready, inner connecting")), qPrintable(seen.join(u'\n')));
    QCOMPARE(wayTo(*target), QStringLiteral("gate ready, middle ready, inner ready"));
    qInfo("three jumps and 3 MB: %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(result->out.startsWith("dave\n"));
    QCOMPARE(result->out.size(), 3'000'005);
    QCOMPARE(asked, QStringList{QStringLiteral("inner")}); // the question names the hop it is for
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY2(m_sshd[i].log().contains(QByteArray("Accepted publickey for ") + kUsers[i]), kHops[i]);
}

/// The same way written as each hop's own ProxyJump.
void TestJumpChain::takesTheChainFromJumpsOfJumps()
{
    QFile file(configFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Host target\nProxyJump inner\nHost inner\nProxyJump middle\nHost middle\nProxyJump gate\n\n" +
               m_config);
    file.close();
    SshPool pool(configFile(), knowsThePassphrase());
    const auto result = runAndWait(pool.host(QStringLiteral("target")), shell("id -un"), 30'000);
    writeConfig();
    QVERIFY_RESULT(result);
    QCOMPARE(result->out, QByteArray("dave\n"));
}

void TestJumpChain::eachHop()
{
    QTest::addColumn<int>("hop");
    for (std::size_t i = 0; i < 4; ++i)
        QTest::newRow(kHops[i]) << int(i);
}

void TestJumpChain::namesTheHopThatDies_data()
{
    eachHop();
}

void TestJumpChain::namesTheHopThatDies()
{
    QFETCH(const int, hop);
    SshPool pool(configFile(), knowsThePassphrase());
    SshHost* target = pool.host(QStringLiteral("target"));
    QVERIFY_RESULT(connectAndWait(target, 30'000));
    QList<Error> errors;
    const auto note = [&](const Result<CommandResult>& r) { errors.append(r ? Error() : r.error()); };
    target->run(shell("sleep 60"), note);
    target->stream(
        shell("while :; do echo x; sleep 0.1; done"), [](const QByteArray&) {}, note);
    QTest::qWait(300);
    QElapsedTimer timer;
    timer.start();
    m_sshd[std::size_t(hop)].killSessions(SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(errors.size(), 2, 15'000);
    qInfo("%s died: %s %s %s after %lld ms", kHops[std::size_t(hop)], qPrintable(errors.constFirst().code),
          qPrintable(errors.constFirst().host), qPrintable(errors.constFirst().phase),
          static_cast<long long>(timer.elapsed()));
    for (const Error& error : errors) {
        QCOMPARE(error.code, QStringLiteral("ssh.lost"));
        QCOMPARE(error.host, QString::fromLatin1(kHops[std::size_t(hop)]));
        QCOMPARE(error.phase, QStringLiteral("channel"));
    }
    // The listeners live, so the next use mends the whole chain.
    QVERIFY_RESULT(runAndWait(target, shell("true"), 30'000));
}

void TestJumpChain::namesTheHopThatFreezes_data()
{
    eachHop();
}

void TestJumpChain::namesTheHopThatFreezes()
{
    QFETCH(const int, hop);
    SshOptions options;
    options.keepaliveMs = 500;
    options.frozenMs = 1'500;
    SshPool pool(configFile(), knowsThePassphrase(), options);
    SshHost* target = pool.host(QStringLiteral("target"));
    QVERIFY_RESULT(connectAndWait(target, 30'000));
    std::optional<Error> error;
    target->run(shell("sleep 60"), [&](const Result<CommandResult>& r) { error = r ? Error() : r.error(); });
    QTest::qWait(300);
    m_sshd[std::size_t(hop)].killSessions(SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 15'000);
    m_sshd[std::size_t(hop)].killSessions(SIGCONT);
    QCOMPARE(error->code, QStringLiteral("ssh.peer-frozen"));
    QCOMPARE(error->host, QString::fromLatin1(kHops[std::size_t(hop)]));
}

void TestJumpChain::namesTheHopAndThePhaseOfAFailedConnect_data()
{
    QTest::addColumn<int>("hop");
    QTest::addColumn<QByteArray>("replaced");
    QTest::addColumn<QByteArray>("by");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("phase");
    const QByteArray dead = "Port " + QByteArray::number(freePort());
    const QByteArray stranger = "IdentityFile " + m_folder.filePath(QStringLiteral("stranger")).toUtf8();
    for (std::size_t i = 0; i < 4; ++i) {
        const auto file = [&](const char* what) { return m_sshd[i].path(QString::fromLatin1(what)).toUtf8(); };
        const auto row = [&](const char* name) -> QTestData& {
            return QTest::newRow((QByteArray(kHops[i]) + ' ' + name).constData()) << int(i);
        };
        row("refused") << "Port " + QByteArray::number(m_sshd[i].port()) << dead << QStringLiteral("ssh.refused")
                       << QStringLiteral("connect");
        if (i == 1) // whose key it is does not change the way, so one hop each will do
            row("key unknown") << "UserKnownHostsFile " + file("known_hosts") << QByteArray("UserKnownHostsFile none")
                               << QStringLiteral("ssh.host-key-unknown") << QStringLiteral("host-key");
        if (i == 2)
            row("wrong key") << "IdentityFile " + file("user") << stranger << QStringLiteral("ssh.auth-denied")
                             << QStringLiteral("authentication");
    }
}

void TestJumpChain::namesTheHopAndThePhaseOfAFailedConnect()
{
    QFETCH(const int, hop);
    QFETCH(const QByteArray, replaced);
    QFETCH(const QByteArray, by);
    const QString stranger = m_folder.filePath(QStringLiteral("stranger"));
    if (!QFile::exists(stranger))
        QVERIFY(runTool(QStringLiteral("ssh-keygen"), {"-q", "-t", "ed25519", "-N", "", "-f", stranger.toUtf8()}));
    writeConfig(replaced, by);
    SshPool pool(configFile(), knowsThePassphrase());
    const Status status = connectAndWait(pool.host(QStringLiteral("target")), 30'000);
    writeConfig();
    QVERIFY(!status);
    qInfo("%s %s %s %s", qPrintable(status.error().code), qPrintable(status.error().host),
          qPrintable(status.error().phase), qPrintable(status.error().detail));
    QTEST(status.error().code, "code");
    QCOMPARE(status.error().host, QString::fromLatin1(kHops[std::size_t(hop)]));
    QTEST(status.error().phase, "phase");
}

HOPSCOPE_OWN_MACHINE_MAIN(TestJumpChain)
#include "test_jumpchain.moc"
