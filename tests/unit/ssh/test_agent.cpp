// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/sanitized.h"
#include "tests/support/sshfixture.h"

#include <QElapsedTimer>
#include <QFile>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// A real ssh-agent on a socket of its own, with an askpass that waits for as long as the test says.
class Agent {
public:
    explicit Agent(const PrivateSshd& sshd) : m_sshd(sshd)
    {
        m_environment.insert(QStringLiteral("SSH_AUTH_SOCK"), socket());
        m_environment.insert(QStringLiteral("SSH_ASKPASS"), sshd.path(QStringLiteral("askpass")));
        m_environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("force"));
        sshd.writeFile(QStringLiteral("askpass"), "#!/bin/sh\nsleep 1.5\n", true);
        m_process.setProcessEnvironment(m_environment);
        m_process.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket()});
    }
    ~Agent()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    [[nodiscard]] QString socket() const { return m_sshd.path(QStringLiteral("agent.sock")); }
    [[nodiscard]] bool add(const QString& key, bool confirm = false) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        QStringList arguments{QStringLiteral("-q"), m_sshd.path(key)};
        if (confirm)
            arguments.prepend(QStringLiteral("-c"));
        process.start(QStringLiteral("ssh-add"), arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }

private:
    const PrivateSshd& m_sshd;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QProcess m_process;
};

/// Signs the user's key, or another, as the certificate KEY-cert.pub of a CA the server trusts.
bool certify(const PrivateSshd& sshd, const QString& key)
{
    return QProcess::execute(QStringLiteral("ssh-keygen"),
                             {QStringLiteral("-q"), QStringLiteral("-s"), sshd.path(QStringLiteral("ca")), QStringLiteral("-I"),
                              QStringLiteral("test"), QStringLiteral("-n"), QStringLiteral("root"),
                              sshd.path(key + QStringLiteral(".pub"))}) == 0;
}

} // namespace

class TestAgent : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void showsTheNamedKeyAmongMany_data();
    void showsTheNamedKeyAmongMany();
    void showsNothingElseUnderIdentitiesOnly();
    void hintsAtATouch();
    void givesUpOnAnAgentWhenTheHostGoes();
    void usesACertificateBesideTheKey();
    void usesACertificateForAKeyInTheAgent();
    void passesOverACertificateOfAnotherKey();

private:
    [[nodiscard]] static Status connect(PrivateSshd& sshd, const SshQuestionHandler& handler = {},
                                        const SshOptions& options = {}, const char* name = "agent");
    std::unique_ptr<PrivateSshd> m_sshd;
};

void TestAgent::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
}

void TestAgent::init()
{
    m_sshd = std::make_unique<PrivateSshd>();
    QVERIFY(m_sshd->makeKey(QStringLiteral("ca")));
    PrivateSshd::Setup setup;
    setup.extraConfig = "MaxAuthTries 3\nTrustedUserCAKeys " + m_sshd->path(QStringLiteral("ca.pub")).toUtf8();
    QVERIFY2(m_sshd->start(setup), m_sshd->log().constData());
}

Status TestAgent::connect(PrivateSshd& sshd, const SshQuestionHandler& handler, const SshOptions& options, const char* name)
{
    SshPool pool(sshd.configFile(), handler, options);
    return connectAndWait(pool.host(QString::fromLatin1(name)));
}

void TestAgent::showsTheNamedKeyAmongMany_data()
{
    QTest::addColumn<QByteArray>("only");
    QTest::newRow("the named ones only") << QByteArray("yes");
    QTest::newRow("the named ones first") << QByteArray("no");
}

/// The server hangs up at the third key, and the right one is the agent's eighth.
void TestAgent::showsTheNamedKeyAmongMany()
{
    QFETCH(QByteArray, only);
    const Agent agent(*m_sshd);
    QTRY_VERIFY(QFile::exists(agent.socket()));
    for (int i = 0; i < 7; ++i) {
        const QString key = QStringLiteral("other%1").arg(i);
        QVERIFY(m_sshd->makeKey(key) && agent.add(key));
    }
    QVERIFY(agent.add(QStringLiteral("user")));
    QVERIFY(QFile::remove(m_sshd->path(QStringLiteral("user")))); // only its public half is on disk
    m_sshd->writeFile(QStringLiteral("user"), "no key\n");
    m_sshd->addHost(QStringLiteral("agent"), "IdentitiesOnly " + only + "\nIdentityAgent " + agent.socket().toUtf8());
    QVERIFY_RESULT(connect(*m_sshd));
}

void TestAgent::showsNothingElseUnderIdentitiesOnly()
{
    const Agent agent(*m_sshd);
    QTRY_VERIFY(QFile::exists(agent.socket()));
    QVERIFY(m_sshd->makeKey(QStringLiteral("named")) && agent.add(QStringLiteral("user")));
    m_sshd->addHost(QStringLiteral("agent"), "IdentityAgent " + agent.socket().toUtf8());
    QFile config(m_sshd->configFile());
    QVERIFY(config.open(QIODevice::ReadOnly));
    QByteArray lines = config.readAll();
    config.close();
    lines.replace("IdentityFile " + m_sshd->path(QStringLiteral("user")).toUtf8(),
                  "IdentityFile " + m_sshd->path(QStringLiteral("named")).toUtf8());
    m_sshd->writeFile(QStringLiteral("ssh_config"), lines);
    const Status status = connect(*m_sshd);
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("ssh.auth-denied"));
}

void TestAgent::hintsAtATouch()
{
    const Agent agent(*m_sshd);
    QTRY_VERIFY(QFile::exists(agent.socket()));
    QVERIFY(agent.add(QStringLiteral("user"), true));
    m_sshd->addHost(QStringLiteral("agent"), "IdentityAgent " + agent.socket().toUtf8());
    QList<SshQuestion::Kind> told;
    const SshQuestionHandler handler = [&told](const SshQuestion& question, const SshReply&) { told.append(question.kind); };
    QVERIFY_RESULT(connect(*m_sshd, handler)); // answers before anybody could wonder
    QVERIFY(told.isEmpty());
    SshOptions options;
    options.touchHintMs = 300;
    QVERIFY_RESULT(connect(*m_sshd, handler, options));
    QCOMPARE(told, (QList{SshQuestion::Kind::Touch, SshQuestion::Kind::TouchOver}));
}

void TestAgent::givesUpOnAnAgentWhenTheHostGoes()
{
    const Agent agent(*m_sshd);
    QTRY_VERIFY(QFile::exists(agent.socket()));
    m_sshd->writeFile(QStringLiteral("askpass"), "#!/bin/sh\nsleep 60\n", true);
    QVERIFY(agent.add(QStringLiteral("user"), true));
    m_sshd->addHost(QStringLiteral("agent"), "IdentityAgent " + agent.socket().toUtf8());
    SshOptions options;
    options.authenticateMs = 1'000;
    QElapsedTimer clock;
    clock.start();
    const Status status = connect(*m_sshd, {}, options); // the pool waits for its workers when it goes
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("ssh.auth-timeout"));
    QVERIFY2(clock.elapsed() < 4'000 * kSlow, qPrintable(QString::number(clock.elapsed())));
}

void TestAgent::usesACertificateBesideTheKey()
{
    m_sshd->writeFile(QStringLiteral("authorized_keys"), {});
    QVERIFY(!connect(*m_sshd, {}, {}, "here"));
    QVERIFY(certify(*m_sshd, QStringLiteral("user")));
    QVERIFY_RESULT(connect(*m_sshd, {}, {}, "here"));
    // The same by name.
    QVERIFY(QFile::rename(m_sshd->path(QStringLiteral("user-cert.pub")), m_sshd->path(QStringLiteral("elsewhere.pub"))));
    QVERIFY(!connect(*m_sshd, {}, {}, "here"));
    m_sshd->addHost(QStringLiteral("named"), "CertificateFile " + m_sshd->path(QStringLiteral("elsewhere.pub")).toUtf8());
    QVERIFY_RESULT(connect(*m_sshd, {}, {}, "named"));
}

void TestAgent::usesACertificateForAKeyInTheAgent()
{
    const Agent agent(*m_sshd);
    QTRY_VERIFY(QFile::exists(agent.socket()));
    QVERIFY(agent.add(QStringLiteral("user")));
    m_sshd->writeFile(QStringLiteral("authorized_keys"), {});
    QVERIFY(certify(*m_sshd, QStringLiteral("user"))); // after ssh-add, so that the agent knows nothing of it
    m_sshd->writeFile(QStringLiteral("user"), "no key\n");
    m_sshd->addHost(QStringLiteral("agent"), "IdentityAgent " + agent.socket().toUtf8());
    QVERIFY_RESULT(connect(*m_sshd));
}

/// The server would accept the certificate, and count the signature that does not fit.
void TestAgent::passesOverACertificateOfAnotherKey()
{
    QByteArray lines;
    for (int i = 0; i < 4; ++i) {
        const QString key = QStringLiteral("other%1").arg(i);
        QVERIFY(m_sshd->makeKey(key) && certify(*m_sshd, key));
        lines += "CertificateFile " + m_sshd->path(key).toUtf8() + "-cert.pub\n";
    }
    m_sshd->addHost(QStringLiteral("many"), lines);
    QVERIFY_RESULT(connect(*m_sshd, {}, {}, "many"));
}

QTEST_GUILESS_MAIN(TestAgent)
#include "test_agent.moc"
