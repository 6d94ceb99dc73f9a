// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Proving who we are to a real sshd with real accounts and PAM: wrong secrets, too many tries, several methods, several
// rounds.
#include "tests/support/ownmachine.h"
#include "tests/support/sshfixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <atomic>
#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>

using namespace hopscope;
using namespace hopscope::test;

#if defined(__SANITIZE_THREAD__)
// ThreadSanitizer has a close() of its own.
static std::atomic<int> s_closedTwice{0};
#else
static std::atomic<int> s_closedTwice{0};

/// In place of the C library's, for libraries too: a descriptor closed a second time is by then perhaps a stranger's.
extern "C" int close(int fd)
{
    const auto rc = static_cast<int>(::syscall(SYS_close, fd));
    s_closedTwice += rc != 0 && errno == EBADF && fd >= 0 ? 1 : 0;
    return rc;
}
#endif

class TestProofs : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void triesAWrongPasswordOnlyOnRequest_data();
    void triesAWrongPasswordOnlyOnRequest();
    void saysTooManyTries_data();
    void saysTooManyTries();
    void leavesStrangersDescriptorsAlone();
    void provesInTwoSteps_data();
    void provesInTwoSteps();
    void answersSeveralRounds_data();
    void answersSeveralRounds();

private:
    [[nodiscard]] Status connect(PrivateSshd& sshd, const QByteArrayList& secrets, const QByteArray& lines = {});
    QTemporaryDir m_folder;
    QList<SshQuestion> m_asked;
};

void TestProofs::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    if (!ownMachineMissing().isEmpty())
        QSKIP(qPrintable(ownMachineMissing()));
    QVERIFY(coverFolder("/etc"));
    QVERIFY(QFile::setPermissions(m_folder.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther));
    QVERIFY(QDir().mkpath(m_folder.filePath(QStringLiteral("homes"))));
    QVERIFY(addAccount("ops", "/bin/sh", m_folder.filePath(QStringLiteral("homes")), 4200));
}

/// As the account `ops`, answering with these secrets in turn.
Status TestProofs::connect(PrivateSshd& sshd, const QByteArrayList& secrets, const QByteArray& lines)
{
    m_asked.clear();
    sshd.openToAccounts();
    sshd.addHost(QStringLiteral("ops"), "User ops\n" + lines);
    SshPool pool(sshd.configFile(), [this, left = secrets](const SshQuestion& question, const SshReply& reply) mutable {
        m_asked.append(question);
        SshAnswer answer;
        answer.accepted = !left.isEmpty();
        answer.secret = Secret(left.isEmpty() ? QByteArray() : left.takeFirst());
        reply(std::move(answer));
    });
    return connectAndWait(pool.host(QStringLiteral("ops")), 30'000);
}

void TestProofs::triesAWrongPasswordOnlyOnRequest_data()
{
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("failed");
    QTest::newRow("right") << QByteArrayList{"secret"} << QString() << 0;
    QTest::newRow("wrong, then right") << QByteArrayList{"no", "secret"} << QString() << 1;
    QTest::newRow("wrong three times") << QByteArrayList{"a", "b", "c", "secret"} << QStringLiteral("ssh.auth-denied")
                                       << 3;
    QTest::newRow("gives up") << QByteArrayList{"a"} << QStringLiteral("ssh.auth-needs-input") << 1;
}

/// Row 1: each try was asked for; nothing is tried again by itself.
void TestProofs::triesAWrongPasswordOnlyOnRequest()
{
    QFETCH(const QByteArrayList, secrets);
    QFETCH(const QString, code);
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = "PasswordAuthentication yes\nPubkeyAuthentication no";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    const Status status = connect(sshd, secrets);
    QCOMPARE(status ? QString() : status.error().code, code);
    QTest::qWait(500);
    const QByteArray log = sshd.log();
    QTEST(int(log.count("Failed password for ops")), "failed");
    QCOMPARE(log.count("Connection from"), 1 + 1); // ours, and the fixture's look whether sshd listens
}

void TestProofs::saysTooManyTries_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<bool>("agent");
    QTest::addColumn<int>("keys");
    QTest::newRow("agent with eight keys") << QByteArray("MaxAuthTries 6") << true << 8;
    QTest::newRow("eight key files") << QByteArray("MaxAuthTries 6") << false << 8;
    QTest::newRow("three passwords of two") << QByteArray("MaxAuthTries 2\nPasswordAuthentication yes") << false << 0;
}

/// Row 2: sshd hangs up; libssh alone would sit there for a minute.
void TestProofs::saysTooManyTries()
{
    QFETCH(const QByteArray, config);
    QFETCH(const bool, agent);
    QFETCH(const int, keys);
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = config;
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    sshd.writeFile(QStringLiteral("authorized_keys"), {});
    QByteArray lines;
    QProcess agentProcess;
    const QString socket = sshd.path(QStringLiteral("agent"));
    if (agent) {
        agentProcess.start(QStringLiteral("ssh-agent"), {QStringLiteral("-D"), QStringLiteral("-a"), socket});
        QTRY_VERIFY(QFile::exists(socket));
        qputenv("SSH_AUTH_SOCK", QFile::encodeName(socket));
        lines = "IdentitiesOnly no\nIdentityAgent " + socket.toUtf8() + '\n';
    }
    for (int i = 0; i < keys; ++i) {
        const QString key = QStringLiteral("key%1").arg(i);
        QVERIFY(sshd.makeKey(key));
        if (agent)
            QVERIFY(runTool(QStringLiteral("ssh-add"), {"-q", sshd.path(key).toUtf8()}));
        else
            lines += "IdentityFile " + sshd.path(key).toUtf8() + '\n';
    }
    QElapsedTimer timer;
    timer.start();
    const Status status = connect(sshd, {"a", "b", "c"}, lines);
    const auto took = timer.elapsed();
    if (agent) {
        qunsetenv("SSH_AUTH_SOCK");
        agentProcess.kill();
        agentProcess.waitForFinished();
    }
    QVERIFY(!status);
    qInfo("%s: %s after %lld ms: %s", QTest::currentDataTag(), qPrintable(status.error().code),
          static_cast<long long>(took), qPrintable(status.error().detail));
    QCOMPARE(status.error().code, QStringLiteral("ssh.auth-too-many-tries"));
    QCOMPARE(status.error().phase, QStringLiteral("authentication"));
    QVERIFY(took < 5'000);
}

/// libssh closes the socket when a server says goodbye; closing that number again would hit whoever has it by then.
void TestProofs::leavesStrangersDescriptorsAlone()
{
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = "MaxAuthTries 1\nPasswordAuthentication yes\nPubkeyAuthentication no";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    const int before = s_closedTwice.load();
    QStringList codes;
    for (int i = 0; i < 6; ++i) {
        const Status status = connect(sshd, {"a", "b"});
        codes.append(status ? QString() : status.error().code);
    }
    QCOMPARE(codes.count(QStringLiteral("ssh.auth-too-many-tries")), 6);
    QCOMPARE(s_closedTwice.load() - before, 0);
}

void TestProofs::provesInTwoSteps_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::addColumn<QString>("code");
    QTest::newRow("password") << QByteArray("password") << QByteArrayList{"secret"} << QString();
    QTest::newRow("wrong password first") << QByteArray("password") << QByteArrayList{"no", "secret"} << QString();
    QTest::newRow("keyboard-interactive")
        << QByteArray("keyboard-interactive") << QByteArrayList{"secret"} << QString();
    QTest::newRow("nobody there") << QByteArray("keyboard-interactive") << QByteArrayList{}
                                  << QStringLiteral("ssh.auth-needs-input");
}

/// The key is only the first half: sshd answers "partial success".
void TestProofs::provesInTwoSteps()
{
    QFETCH(const QByteArray, second);
    QFETCH(const QByteArrayList, secrets);
    QFETCH(const QString, code);
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    const bool interactive = second != "password";
    QVERIFY(replaceFile("/etc/pam.d/sshd", "auth required pam_unix.so nodelay\naccount required pam_permit.so\n"
                                           "session required pam_permit.so\n"));
    setup.extraConfig =
        "AuthenticationMethods publickey," + second +
        (interactive ? "\nUsePAM yes\nKbdInteractiveAuthentication yes" : "\nPasswordAuthentication yes");
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    const Status status = connect(sshd, secrets);
    QVERIFY2((status ? QString() : status.error().code) == code,
             qPrintable(status ? QString() : status.error().code + QLatin1Char(' ') + status.error().detail));
    QVERIFY(sshd.log().contains("Partial publickey for ops"));
    QCOMPARE(m_asked.constFirst().kind,
             interactive ? SshQuestion::Kind::KeyboardInteractive : SshQuestion::Kind::Password);
}

void TestProofs::answersSeveralRounds_data()
{
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("asked");
    QTest::newRow("gives up in the third round")
        << QByteArrayList{"secret", "secret"} << QStringLiteral("ssh.auth-needs-input") << 3;
    QTest::newRow("all four") << QByteArrayList{"secret", "secret", "New-Horse-7", "New-Horse-7"} << QString() << 4;
    QTest::newRow("the new one") << QByteArrayList{"New-Horse-7"} << QString() << 1;
}

/// A password that expired: PAM asks for it, once more for it, for a new one, and for that again, each in a round of
/// its own.
void TestProofs::answersSeveralRounds()
{
    QFETCH(const QByteArrayList, secrets);
    QFETCH(const QString, code);
    PrivateSshd sshd;
    QVERIFY(replaceFile("/etc/pam.d/sshd", "auth required pam_unix.so nodelay\naccount required pam_unix.so\n"
                                           "password required pam_unix.so sha512\nsession required pam_permit.so\n"));
    PrivateSshd::Setup setup;
    setup.extraConfig = "AuthenticationMethods keyboard-interactive\nUsePAM yes\nKbdInteractiveAuthentication yes";
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    if (secrets.constFirst() == "secret")
        QVERIFY(runTool(QStringLiteral("chage"), {"-d", "0", "ops"}));
    const Status status = connect(sshd, secrets);
    for (const SshQuestion& question : m_asked)
        qInfo("asked: %s", qPrintable(question.prompt));
    QVERIFY2((status ? QString() : status.error().code) == code,
             qPrintable(status ? QString() : status.error().code + QLatin1Char(' ') + status.error().detail));
    QTEST(int(m_asked.size()), "asked");
}

HOPSCOPE_OWN_MACHINE_MAIN(TestProofs)
#include "test_proofs.moc"
