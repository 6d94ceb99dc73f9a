// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/randomart.h"
#include "tests/support/sshfixture.h"

#include <QFile>

#include <csignal>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// Answers every question with the same thing and remembers them.
struct Answers {
    bool accept = true;
    QByteArrayList secrets;
    QList<SshQuestion> asked;

    SshQuestionHandler handler()
    {
        return [this](const SshQuestion& question, const SshReply& reply) {
            asked.append(question);
            SshAnswer answer;
            answer.accepted = accept;
            answer.secret = Secret(secrets.isEmpty() ? QByteArray() : secrets.takeFirst());
            reply(std::move(answer));
        };
    }
};

QByteArray fileContent(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestIdentity : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesAnUnknownKeyWhereNobodyCanAnswer();
    void asksAboutAnUnknownKeyAndRemembersIt();
    void refusesAChangedKey();
    void refusesARevokedKey();
    void tellsOldAndNewKey();
    void drawsKeysAsOpenSshDoes_data();
    void drawsKeysAsOpenSshDoes();
    void saysWhenAnAuthorityVouches();
    void findsAKeyByTheBareName();
    void hashesTheNameWhereAsked();
    void refusesAfterADamagedLine();
    void findsAHashedName();
    void saysWhenTheKeyIsWrong();
    void needsInputForAnEncryptedKey();
    void asksForThePassphraseThreeTimes();
    void usesTheAgent();
    void passesOverAnAgentThatHangs();
    void goesThroughAJumpHost();
    void jumpsByProxyCommand();
    void refusesJumpsInACircle();
    void namesTheHopThatFails();
    void refusesProxyCommand();

private:
    [[nodiscard]] Status connect(PrivateSshd& sshd, const SshQuestionHandler& handler = {}, const char* name = "here");
    [[nodiscard]] Status connectWithKnownHosts(const QByteArray& content);
    PrivateSshd m_sshd;
};

void TestIdentity::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start(), m_sshd.log().constData());
}

Status TestIdentity::connect(PrivateSshd& sshd, const SshQuestionHandler& handler, const char* name)
{
    SshPool pool(sshd.configFile(), handler);
    return connectAndWait(pool.host(QString::fromLatin1(name)));
}

Status TestIdentity::connectWithKnownHosts(const QByteArray& content)
{
    m_sshd.writeFile(QStringLiteral("known_hosts"), content);
    Answers answers; // accepting everything must not help
    return connect(m_sshd, answers.handler());
}

#define VERIFY_ERROR(status, wanted, where)                                                                            \
    do {                                                                                                               \
        const Status checked = (status);                                                                               \
        QVERIFY(!checked);                                                                                             \
        QCOMPARE(checked.error().code, QStringLiteral(wanted));                                                        \
        QCOMPARE(checked.error().phase, QStringLiteral(where));                                                        \
    } while (false)

void TestIdentity::refusesAnUnknownKeyWhereNobodyCanAnswer()
{
    m_sshd.writeFile(QStringLiteral("known_hosts"), {});
    VERIFY_ERROR(connect(m_sshd), "ssh.host-key-unknown", "host-key");
    QVERIFY(fileContent(m_sshd.path(QStringLiteral("known_hosts"))).isEmpty());
}

void TestIdentity::asksAboutAnUnknownKeyAndRemembersIt()
{
    m_sshd.writeFile(QStringLiteral("known_hosts"), "# mine\nother ssh-ed25519 AAAA");
    Answers answers;
    answers.accept = false;
    VERIFY_ERROR(connect(m_sshd, answers.handler()), "ssh.host-key-unknown", "host-key");
    answers.accept = true;
    QVERIFY(connect(m_sshd, answers.handler()));
    QCOMPARE(answers.asked.size(), 2);
    QCOMPARE(answers.asked.at(0).kind, SshQuestion::Kind::UnknownHostKey);
    QVERIFY(answers.asked.at(0).fingerprint.startsWith(QLatin1String("SHA256:")));
    QVERIFY(connect(m_sshd)); // now known
    const QByteArray content = fileContent(m_sshd.path(QStringLiteral("known_hosts")));
    QVERIFY(content.startsWith("# mine\nother ssh-ed25519 AAAA\n["));
    QVERIFY(content.contains(m_sshd.hostKeyLine()));
}

void TestIdentity::refusesAChangedKey()
{
    QVERIFY(m_sshd.makeKey(QStringLiteral("stranger")));
    const QByteArrayList fields = fileContent(m_sshd.path(QStringLiteral("stranger.pub"))).split(' ');
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_sshd.port());
    VERIFY_ERROR(connectWithKnownHosts(name + ' ' + fields.at(0) + ' ' + fields.at(1) + '\n'), "ssh.host-key-changed",
                 "host-key");
}

void TestIdentity::refusesARevokedKey()
{
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_sshd.port());
    const QByteArray good = name + ' ' + m_sshd.hostKeyLine() + '\n';
    VERIFY_ERROR(connectWithKnownHosts(good + "@revoked * " + m_sshd.hostKeyLine() + '\n'), "ssh.host-key-revoked",
                 "host-key");
}

void TestIdentity::tellsOldAndNewKey()
{
    const QByteArrayList fields = fileContent(m_sshd.path(QStringLiteral("stranger.pub"))).split(' ');
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_sshd.port());
    const QByteArray stranger = fields.at(0) + ' ' + fields.at(1);
    Answers answers; // accepting everything must not help
    m_sshd.writeFile(QStringLiteral("known_hosts"), "# mine\n" + name + ' ' + stranger + '\n');
    VERIFY_ERROR(connect(m_sshd, answers.handler()), "ssh.host-key-changed", "host-key");
    QCOMPARE(answers.asked.size(), 1);
    const SshQuestion changed = answers.asked.first();
    QCOMPARE(changed.kind, SshQuestion::Kind::ChangedHostKey);
    QCOMPARE(changed.name, QString::fromLatin1(name));
    QCOMPARE(changed.known.size(), 1);
    QCOMPARE(changed.known.first().where, m_sshd.path(QStringLiteral("known_hosts")) + QStringLiteral(":2"));
    QCOMPARE(changed.known.first().fingerprint, lookOfKey(fields.at(0), fields.at(1)).fingerprint);
    QVERIFY(changed.key.fingerprint != changed.known.first().fingerprint);
    QVERIFY(changed.key.where.isEmpty());
    m_sshd.writeFile(QStringLiteral("known_hosts"), name + ' ' + stranger + "\n@revoked * " + m_sshd.hostKeyLine() + '\n');
    VERIFY_ERROR(connect(m_sshd, answers.handler()), "ssh.host-key-revoked", "host-key");
    const SshQuestion revoked = answers.asked.last();
    QCOMPARE(revoked.kind, SshQuestion::Kind::RevokedHostKey);
    QVERIFY(revoked.known.first().where.endsWith(QLatin1String(":2")));
    QCOMPARE(revoked.known.first().fingerprint, revoked.key.fingerprint);
}

void TestIdentity::drawsKeysAsOpenSshDoes_data()
{
    QTest::addColumn<QStringList>("kind");
    for (const char* kind : {"ed25519", "rsa 1024", "rsa 3072", "ecdsa 256", "ecdsa 384", "ecdsa 521"})
        QTest::newRow(kind) << QString::fromLatin1(kind).split(QLatin1Char(' '));
}

void TestIdentity::drawsKeysAsOpenSshDoes()
{
    QFETCH(QStringList, kind);
    for (int i = 0; i < (kind.first() == QLatin1String("rsa") ? 2 : 10); ++i) {
        const QString file = m_sshd.path(QStringLiteral("art%1%2").arg(kind.join(QString())).arg(i));
        QStringList arguments{QStringLiteral("-q"), QStringLiteral("-N"), QString(), QStringLiteral("-t"), kind.first(),
                              QStringLiteral("-f"), file};
        if (kind.size() > 1)
            arguments << QStringLiteral("-b") << kind.last();
        QCOMPARE(QProcess::execute(QStringLiteral("ssh-keygen"), arguments), 0);
        QProcess keygen;
        keygen.start(QStringLiteral("ssh-keygen"), {QStringLiteral("-lv"), QStringLiteral("-f"), file + QStringLiteral(".pub")});
        QVERIFY(keygen.waitForFinished());
        const QString said = QString::fromLatin1(keygen.readAllStandardOutput()).trimmed();
        const QByteArrayList fields = fileContent(file + QStringLiteral(".pub")).split(' ');
        const SshKeyLook look = lookOfKey(fields.at(0), fields.at(1));
        QCOMPARE(said.section(QLatin1Char(' '), 1, 1), look.fingerprint);
        QCOMPARE(said.section(QLatin1Char('\n'), 1), look.art);
    }
}

void TestIdentity::saysWhenAnAuthorityVouches()
{
    const QByteArrayList fields = fileContent(m_sshd.path(QStringLiteral("stranger.pub"))).split(' ');
    const QByteArray line = "@cert-authority * " + fields.at(0) + ' ' + fields.at(1) + '\n';
    m_sshd.writeFile(QStringLiteral("known_hosts"), line);
    VERIFY_ERROR(connect(m_sshd), "ssh.host-key-authority", "host-key");
    m_sshd.addHost(QStringLiteral("acceptnew"), "StrictHostKeyChecking accept-new");
    VERIFY_ERROR(connect(m_sshd, {}, "acceptnew"), "ssh.host-key-authority", "host-key");
    Answers answers;
    QVERIFY_RESULT(connect(m_sshd, answers.handler()));
    QCOMPARE(answers.asked.first().note, QStringLiteral("ssh.host-key-authority"));
    QVERIFY_RESULT(connect(m_sshd)); // the plain key is known now, beside the authority
    QVERIFY(fileContent(m_sshd.path(QStringLiteral("known_hosts"))).startsWith(line));
}

void TestIdentity::findsAKeyByTheBareName()
{
    QVERIFY_RESULT(connectWithKnownHosts("127.0.0.1 " + m_sshd.hostKeyLine() + '\n'));
    VERIFY_ERROR(connectWithKnownHosts("@revoked 127.0.0.1 " + m_sshd.hostKeyLine() + '\n'), "ssh.host-key-revoked",
                 "host-key");
}

void TestIdentity::hashesTheNameWhereAsked()
{
    m_sshd.writeFile(QStringLiteral("known_hosts"), {});
    m_sshd.addHost(QStringLiteral("hashed"), "StrictHostKeyChecking accept-new\nHashKnownHosts yes");
    QVERIFY_RESULT(connect(m_sshd, {}, "hashed"));
    QVERIFY(fileContent(m_sshd.path(QStringLiteral("known_hosts"))).startsWith("|1|"));
    QProcess keygen; // OpenSSH finds it too
    keygen.start(QStringLiteral("ssh-keygen"),
                 {QStringLiteral("-F"), QStringLiteral("[127.0.0.1]:%1").arg(m_sshd.port()), QStringLiteral("-f"),
                  m_sshd.path(QStringLiteral("known_hosts"))});
    QVERIFY(keygen.waitForFinished());
    QCOMPARE(keygen.exitCode(), 0);
    QVERIFY_RESULT(connect(m_sshd));
}

void TestIdentity::refusesAfterADamagedLine()
{
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_sshd.port());
    const QByteArray good = name + ' ' + m_sshd.hostKeyLine() + '\n';
    VERIFY_ERROR(connectWithKnownHosts(name + " ssh-ed25519 AAAAnonsense!\n" + good), "ssh.known-hosts-damaged",
                 "host-key");
    QVERIFY(connectWithKnownHosts("elsewhere ssh-ed25519 AAAAnonsense!\n" + good));
}

void TestIdentity::findsAHashedName()
{
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_sshd.port());
    m_sshd.writeFile(QStringLiteral("known_hosts"), name + ' ' + m_sshd.hostKeyLine() + '\n');
    QProcess keygen;
    keygen.start(QStringLiteral("ssh-keygen"),
                 {QStringLiteral("-H"), QStringLiteral("-f"), m_sshd.path(QStringLiteral("known_hosts"))});
    QVERIFY(keygen.waitForFinished());
    QVERIFY(fileContent(m_sshd.path(QStringLiteral("known_hosts"))).startsWith("|1|"));
    QVERIFY(connect(m_sshd));
}

void TestIdentity::saysWhenTheKeyIsWrong()
{
    QVERIFY(m_sshd.makeKey(QStringLiteral("wrong")));
    m_sshd.addHost(QStringLiteral("wrongkey"), "IdentityFile " + m_sshd.path(QStringLiteral("wrong")).toUtf8());
    // The fixture adds the right key too, so take that away from the server.
    const QByteArray keys = fileContent(m_sshd.path(QStringLiteral("authorized_keys")));
    m_sshd.writeFile(QStringLiteral("authorized_keys"), {});
    const Status status = connect(m_sshd, {}, "wrongkey");
    m_sshd.writeFile(QStringLiteral("authorized_keys"), keys);
    VERIFY_ERROR(status, "ssh.auth-denied", "authentication");
}

void TestIdentity::needsInputForAnEncryptedKey()
{
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.passphrase = "open sesame";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    VERIFY_ERROR(connect(sshd), "ssh.auth-needs-input", "authentication");
}

void TestIdentity::asksForThePassphraseThreeTimes()
{
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.passphrase = "open sesame";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    Answers answers;
    answers.secrets = {"wrong", "open sesame"};
    QVERIFY(connect(sshd, answers.handler()));
    QCOMPARE(answers.asked.size(), 2);
    QCOMPARE(answers.asked.at(1).kind, SshQuestion::Kind::Passphrase);
    QCOMPARE(answers.asked.at(1).attempt, 2);
    answers = {};
    answers.secrets = {"a", "b", "c", "open sesame"};
    QVERIFY(!connect(sshd, answers.handler()));
    QCOMPARE(answers.asked.size(), 3);
    answers = {};
    answers.accept = false;
    VERIFY_ERROR(connect(sshd, answers.handler()), "ssh.auth-needs-input", "authentication");
}

void TestIdentity::usesTheAgent()
{
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.passphrase = "open sesame";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    const QString socket = sshd.path(QStringLiteral("agent"));
    QProcess agent;
    agent.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
    QTRY_VERIFY(QFile::exists(socket));
    sshd.addHost(QStringLiteral("agent"), "IdentityAgent " + socket.toUtf8());
    VERIFY_ERROR(connect(sshd, {}, "agent"), "ssh.auth-needs-input", "authentication"); // holds no key yet
    sshd.writeFile(QStringLiteral("askpass"), "#!/bin/sh\necho open sesame\n", true);
    QProcess add;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SSH_AUTH_SOCK"), socket);
    environment.insert(QStringLiteral("SSH_ASKPASS"), sshd.path(QStringLiteral("askpass")));
    environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("force"));
    add.setProcessEnvironment(environment);
    add.start(QStringLiteral("ssh-add"), {sshd.path(QStringLiteral("user"))});
    QVERIFY(add.waitForFinished());
    QCOMPARE(add.exitCode(), 0);
    QVERIFY(connect(sshd, {}, "agent"));
    agent.kill();
    agent.waitForFinished();
}

void TestIdentity::passesOverAnAgentThatHangs()
{
    const QString socket = m_sshd.path(QStringLiteral("stopped"));
    QProcess agent;
    agent.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
    QTRY_VERIFY(QFile::exists(socket));
    ::kill(static_cast<pid_t>(agent.processId()), SIGSTOP);
    m_sshd.addHost(QStringLiteral("stopped"), "IdentitiesOnly no\nIdentityAgent " + socket.toUtf8());
    SshOptions options;
    options.agentListMs = 300;
    SshPool pool(m_sshd.configFile(), {}, options);
    const Status status = connectAndWait(pool.host(QStringLiteral("stopped")));
    ::kill(static_cast<pid_t>(agent.processId()), SIGKILL);
    agent.waitForFinished();
    QVERIFY_RESULT(status);
}

void TestIdentity::goesThroughAJumpHost()
{
    PrivateSshd inner;
    QVERIFY2(inner.start(), inner.log().constData());
    m_sshd.addHost(QStringLiteral("jump"));
    m_sshd.addHost(QStringLiteral("second"), "ProxyJump jump");
    m_sshd.addHost(QStringLiteral("inner"), "ProxyJump second\nHostName 127.0.0.1\nPort " +
                                                QByteArray::number(inner.port()) + "\nIdentityFile " +
                                                inner.path(QStringLiteral("user")).toUtf8() + "\nUserKnownHostsFile " +
                                                inner.path(QStringLiteral("known_hosts")).toUtf8());
    SshPool pool(m_sshd.configFile());
    CommandSpec spec = shell("head -c 3000000 /dev/zero");
    spec.maxOutput = 5'000'000;
    const auto result = runAndWait(pool.host(QStringLiteral("inner")), spec);
    QVERIFY_RESULT(result);
    QCOMPARE(result->out.size(), 3'000'000);
    QVERIFY(inner.log().contains("Accepted publickey"));
    // The jump dies under the inner session.
    std::optional<Result<CommandResult>> end;
    pool.host(QStringLiteral("inner"))->run(shell("sleep 60"), [&](const Result<CommandResult>& r) { end = r; });
    QVERIFY(!QTest::qWaitFor([&] { return end.has_value(); }, 300));
    m_sshd.killAll(SIGKILL);
    QTRY_VERIFY(end.has_value());
    QCOMPARE(end->error().code, QStringLiteral("ssh.lost"));
}

/// The same as ProxyJump, as many wrote it before there was one.
void TestIdentity::jumpsByProxyCommand()
{
    PrivateSshd inner;
    PrivateSshd sshd;
    QVERIFY2(sshd.start() && inner.start(), inner.log().constData());
    const QByteArray port = QByteArray::number(sshd.port());
    sshd.addHost(QStringLiteral("gate"), "HostKeyAlias gate\nStrictHostKeyChecking accept-new");
    const QByteArray rest = "\nPort " + QByteArray::number(inner.port()) + "\nIdentityFile " + inner.path(QStringLiteral("user")).toUtf8() +
                            "\nUserKnownHostsFile " + inner.path(QStringLiteral("known_hosts")).toUtf8();
    sshd.addHost(QStringLiteral("inner"), "ProxyCommand ssh -q -W %h:%p gate" + rest);
    sshd.addHost(QStringLiteral("other"), "ProxyCommand ssh -l %r -p " + port + " gate -W [%h]:%p" + rest);
    SshPool pool(sshd.configFile());
    for (const char* name : {"inner", "other"}) {
        QVERIFY_RESULT(runAndWait(pool.host(QString::fromLatin1(name)), shell("true")));
        QVERIFY(pool.host(QString::fromLatin1(name))->jumpHost().contains(QLatin1String("gate")));
    }
    QCOMPARE(inner.log().count("Accepted publickey"), 2);
    QCOMPARE(sshd.log().count("Accepted publickey"), 2); // under the two names it was given
}

/// `Host *` with one jump for all, the jump included. ssh would start itself over and over.
void TestIdentity::refusesJumpsInACircle()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    sshd.addHost(QStringLiteral("one"), "ProxyCommand ssh -W %h:%p two");
    sshd.addHost(QStringLiteral("two"), "ProxyCommand ssh -W %h:%p three");
    sshd.addHost(QStringLiteral("three"), "ProxyCommand ssh -W %h:%p one");
    sshd.addHost(QStringLiteral("self"), "ProxyCommand ssh -W %h:%p self");
    for (const char* name : {"self", "one"})
        VERIFY_ERROR(connect(sshd, {}, name), "ssh.config", "resolve");
}

void TestIdentity::namesTheHopThatFails()
{
    PrivateSshd jump;
    QVERIFY2(jump.start(), jump.log().constData());
    jump.addHost(QStringLiteral("nowhere"), "ProxyJump deadjump");
    jump.addHost(QStringLiteral("deadjump"), "Port " + QByteArray::number(freePort()));
    jump.addHost(QStringLiteral("beyond"), "ProxyJump here\nPort " + QByteArray::number(freePort()));
    SshPool pool(jump.configFile());
    const Status first = connectAndWait(pool.host(QStringLiteral("nowhere")));
    QVERIFY(!first);
    QCOMPARE(first.error().code, QStringLiteral("ssh.refused"));
    QCOMPARE(first.error().host, QStringLiteral("deadjump"));
    const Status second = connectAndWait(pool.host(QStringLiteral("beyond")));
    QVERIFY(!second);
    QCOMPARE(second.error().code, QStringLiteral("ssh.refused"));
    QCOMPARE(second.error().host, QStringLiteral("beyond"));
    QVERIFY(second.error().detail.startsWith(QLatin1String("here: ")));
}

void TestIdentity::refusesProxyCommand()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    sshd.addHost(QStringLiteral("command"), "ProxyCommand nc %h %p");
    VERIFY_ERROR(connect(sshd, {}, "command"), "ssh.proxy-command", "resolve");
    VERIFY_ERROR(connect(sshd, {}, "-oProxyCommand=id"), "ssh.config", "resolve");
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "test_identity.moc"
