// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// User certificates, and accounts that let somebody in but do not let him run anything.
#include "tests/support/ownmachine.h"
#include "tests/support/sshfixture.h"

#include <QDir>
#include <QFile>

using namespace hopscope;
using namespace hopscope::test;

class TestCertificates : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void judgesTheCertificate_data();
    void judgesTheCertificate();
    void saysWhatAnAccountRunsInstead_data();
    void saysWhatAnAccountRunsInstead();
    void saysThatNobodyMayLogIn();
};

void TestCertificates::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    if (!ownMachineMissing().isEmpty())
        QSKIP(qPrintable(ownMachineMissing()));
    QVERIFY(coverFolder("/etc"));
}

void TestCertificates::judgesTheCertificate_data()
{
    QTest::addColumn<QByteArray>("validity");
    QTest::addColumn<QByteArray>("principals");
    QTest::addColumn<QString>("code");
    const QString denied = QStringLiteral("ssh.auth-denied");
    QTest::newRow("valid") << QByteArray("-1h:+1h") << QByteArray("root") << QString();
    QTest::newRow("expired") << QByteArray("-2h:-1h") << QByteArray("root") << denied;
    QTest::newRow("not yet valid") << QByteArray("+1h:+2h") << QByteArray("root") << denied;
    QTest::newRow("for somebody else") << QByteArray("-1h:+1h") << QByteArray("alice") << denied;
}

/// Row 31. The server believes the authority only, not the key itself.
void TestCertificates::judgesTheCertificate()
{
    QFETCH(const QByteArray, validity);
    QFETCH(const QByteArray, principals);
    QFETCH(const QString, code);
    PrivateSshd sshd;
    QVERIFY(sshd.makeKey(QStringLiteral("authority")));
    PrivateSshd::Setup setup;
    setup.extraConfig = "TrustedUserCAKeys " + sshd.path(QStringLiteral("authority.pub")).toUtf8();
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    sshd.writeFile(QStringLiteral("authorized_keys"), {});
    QVERIFY(runTool(QStringLiteral("ssh-keygen"),
                    {"-q", "-s", sshd.path(QStringLiteral("authority")).toUtf8(), "-I", "ops", "-n", principals, "-V",
                     validity, sshd.path(QStringLiteral("user.pub")).toUtf8()}));
    QVERIFY(QFile::exists(sshd.path(QStringLiteral("user-cert.pub"))));
    SshPool pool(sshd.configFile());
    const Status status = connectAndWait(pool.host(QStringLiteral("here")));
    QCOMPARE(status ? QString() : status.error().code, code);
    if (status) {
        QVERIFY(sshd.log().contains("ED25519-CERT"));
        QVERIFY_RESULT(runAndWait(pool.host(QStringLiteral("here")), shell("true")));
        return;
    }
    QCOMPARE(status.error().phase, QStringLiteral("authentication"));
    qInfo("%s: %s %s", QTest::currentDataTag(), qPrintable(status.error().code), qPrintable(status.error().detail));
}

void TestCertificates::saysWhatAnAccountRunsInstead_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("shell");
    QTest::addColumn<QString>("words");
    QTest::newRow("ForceCommand") << QByteArray("ForceCommand echo this account only copies files; exit 7")
                                  << QByteArray("/bin/sh") << QStringLiteral("this account only copies files");
    QTest::newRow("internal-sftp") << QByteArray("ForceCommand internal-sftp") << QByteArray("/bin/sh") << QString();
    QTest::newRow("nologin") << QByteArray() << QByteArray("/usr/sbin/nologin") << QStringLiteral("not available");
    QTest::newRow("false") << QByteArray() << QByteArray("/bin/false") << QString();
    QTest::newRow("shell is gone") << QByteArray() << QByteArray("/bin/no-such-shell") << QString();
}

/// Logging in works, and whatever answers is not our command: that is said, with the words that came instead.
void TestCertificates::saysWhatAnAccountRunsInstead()
{
    QFETCH(const QByteArray, config);
    QFETCH(const QByteArray, shell);
    QFETCH(const QString, words);
    PrivateSshd sshd;
    PrivateSshd::Setup setup;
    setup.extraConfig = config;
    static int uid = 4100;
    const QByteArray user = "guest" + QByteArray::number(++uid);
    QVERIFY2(sshd.start(setup), sshd.log().constData());
    QVERIFY(QDir().mkpath(sshd.path(QStringLiteral("homes"))));
    QVERIFY(addAccount(user, shell, sshd.path(QStringLiteral("homes")), uid));
    sshd.openToAccounts();
    sshd.addHost(QStringLiteral("guest"), "User " + user);
    SshPool pool(sshd.configFile());
    CommandSpec spec = hopscope::test::shell("echo never seen");
    spec.timeoutMs = 3'000;
    const auto result = runAndWait(pool.host(QStringLiteral("guest")), spec);
    QVERIFY(!result);
    qInfo("%s: %s %s %s", QTest::currentDataTag(), qPrintable(result.error().code), qPrintable(result.error().phase),
          qPrintable(result.error().detail));
    const bool refusedAtLogin =
        result.error().code == QLatin1String("ssh.auth-denied"); // sshd checks that the shell exists
    QVERIFY(refusedAtLogin || result.error().code == QLatin1String("ssh.shell-refused") ||
            result.error().code == QLatin1String("ssh.command-timeout"));
    QVERIFY2(result.error().detail.contains(words), qPrintable(result.error().detail));
    QCOMPARE(result.error().host, QStringLiteral("guest"));
}

/// /etc/nologin: sshd takes the key, shows the file to everybody but root, and hangs up.
void TestCertificates::saysThatNobodyMayLogIn()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start(), sshd.log().constData());
    QVERIFY(QDir().mkpath(sshd.path(QStringLiteral("homes"))));
    QVERIFY(addAccount("guest4199", "/bin/sh", sshd.path(QStringLiteral("homes")), 4199));
    sshd.openToAccounts();
    sshd.addHost(QStringLiteral("guest"), "User guest4199");
    SshPool pool(sshd.configFile());
    QVERIFY_RESULT(runAndWait(pool.host(QStringLiteral("guest")), shell("true")));
    QFile nologin(QStringLiteral("/etc/nologin")); // in our own /etc
    QVERIFY(nologin.open(QIODevice::WriteOnly) && nologin.write("closed for the migration\n") > 0);
    nologin.close();
    const auto older = runAndWait(pool.host(QStringLiteral("guest")), shell("echo never seen"));
    SshPool fresh(sshd.configFile());
    const auto refused = runAndWait(fresh.host(QStringLiteral("guest")), shell("echo never seen"));
    QVERIFY(nologin.remove());
    QVERIFY(!older && !refused);
    qInfo("nologin: %s %s %s", qPrintable(refused.error().code), qPrintable(refused.error().phase),
          qPrintable(refused.error().detail));
    QCOMPARE(older.error().code, QStringLiteral("ssh.shell-refused"));
    QCOMPARE(refused.error().code, QStringLiteral("ssh.shell-refused"));
    QVERIFY2(refused.error().detail.contains(QLatin1String("closed for the migration")),
             qPrintable(refused.error().detail));
    QCOMPARE(refused.error().host, QStringLiteral("guest"));
}

HOPSCOPE_OWN_MACHINE_MAIN(TestCertificates)
#include "test_certificates.moc"
