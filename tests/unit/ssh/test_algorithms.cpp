// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// KexAlgorithms, Ciphers, MACs and HostKeyAlgorithms, as sshd sees them.
#include "core/ssh/algorithms.h"
#include "core/ssh/knownhosts.h"
#include "tests/support/sshfixture.h"

#include <QFile>

using namespace hopscope;
using namespace hopscope::test;

class TestAlgorithms : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void negotiates_data();
    void negotiates();
    void refuses_data();
    void refuses();
    void leavesTheOrderOfLibsshWhereTheFileSaysNothing();
    void asksSshForItsDefaultsOnce();
    void ordersAllowedHostKeys();

private:
    [[nodiscard]] Status connect(PrivateSshd& sshd, const QByteArray& lines);
    PrivateSshd m_sshd; // with an RSA key beside the ed25519 one
};

namespace {

bool makeRsa(const QString& file)
{
    return QProcess::execute(QStringLiteral("ssh-keygen"), {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("rsa"),
                                                            QStringLiteral("-N"), QString(), QStringLiteral("-f"), file}) == 0;
}

QByteArray publicKey(const QString& file)
{
    QFile in(file + QStringLiteral(".pub"));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

void TestAlgorithms::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    const QString rsa = m_sshd.path(QStringLiteral("rsa"));
    QVERIFY(makeRsa(rsa));
    QVERIFY2(m_sshd.start({"HostKey " + rsa.toUtf8(), {}, true, {}}), m_sshd.log().constData());
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(m_sshd.port()) + ' ';
    m_sshd.writeFile(QStringLiteral("known_hosts"), name + m_sshd.hostKeyLine() + '\n' + name + publicKey(rsa));
}

Status TestAlgorithms::connect(PrivateSshd& sshd, const QByteArray& lines)
{
    static int count = 0;
    const QString name = QStringLiteral("host%1").arg(++count);
    sshd.addHost(name, lines);
    (void)sshd.log();
    SshPool pool(sshd.configFile(), {});
    return connectAndWait(pool.host(name));
}

void TestAlgorithms::negotiates_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* lines, const char* wanted) { QTest::newRow(lines) << QByteArray(lines) << QByteArray(wanted); };
    row("Ciphers aes192-ctr", "client->server cipher: aes192-ctr MAC");
    row("Ciphers aes128-gcm@openssh.com,aes256-ctr", "server->client cipher: aes128-gcm@openssh.com MAC");
    row("Ciphers ^aes128-ctr", "client->server cipher: aes128-ctr MAC");
    row("Ciphers aes256-ctr\nMACs hmac-sha2-512", "cipher: aes256-ctr MAC: hmac-sha2-512 ");
    row("MACs umac-64-etm@openssh.com", "MAC: <implicit>");
    row("KexAlgorithms ecdh-sha2-nistp384", "kex: algorithm: ecdh-sha2-nistp384");
    row("KexAlgorithms sntrup761x25519-sha512@openssh.com,diffie-hellman-group16-sha512", "kex: algorithm: diffie-hellman-group16-sha512");
    row("HostKeyAlgorithms rsa-sha2-256", "host key algorithm: rsa-sha2-256");
    row("HostKeyAlgorithms ssh-ed25519-cert-v01@openssh.com,ssh-ed25519", "host key algorithm: ssh-ed25519 ");
}

void TestAlgorithms::negotiates()
{
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, wanted);
    const qsizetype before = m_sshd.log().size();
    QVERIFY_RESULT(connect(m_sshd, lines));
    QTRY_VERIFY2(m_sshd.log().mid(before).contains(wanted), m_sshd.log().mid(before).constData());
}

void TestAlgorithms::refuses_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("list");
    const auto row = [](const char* lines, const char* list) { QTest::newRow(lines) << QByteArray(lines) << QString::fromLatin1(list); };
    row("KexAlgorithms sntrup761x25519-sha512@openssh.com", "KexAlgorithms sntrup761x25519-sha512@openssh.com");
    row("HostKeyAlgorithms ssh-ed25519-cert-v01@openssh.com", "HostKeyAlgorithms ssh-ed25519-cert-v01@openssh.com");
    row("Ciphers -*", "Ciphers none");
    row("Ciphers aes256-ctr\nMACs umac-64@openssh.com", "MACs umac-64@openssh.com");
    row("HostKeyAlgorithms ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"); // the server has none
}

void TestAlgorithms::refuses()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, list);
    const Status status = connect(m_sshd, lines);
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("ssh.algorithms"));
    QCOMPARE(status.error().phase, QStringLiteral("key-exchange"));
    QVERIFY2(status.error().detail.contains(list), qPrintable(status.error().detail));
}

/// ssh would take aes128-ctr, the first of the two in its own list.
void TestAlgorithms::leavesTheOrderOfLibsshWhereTheFileSaysNothing()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start({"Ciphers aes128-ctr,aes256-ctr", {}, true, {}}), sshd.log().constData());
    QVERIFY_RESULT(connect(sshd, {}));
    QTRY_VERIFY2(sshd.log().contains("client->server cipher: aes256-ctr MAC"), sshd.log().constData());
    QVERIFY_RESULT(connect(sshd, "Ciphers ^aes128-ctr"));
    QTRY_VERIFY2(sshd.log().contains("client->server cipher: aes128-ctr MAC"), sshd.log().constData());
}

/// An `ssh` with other defaults than OpenSSH 9.2, as a newer one has: they still are no wish of the operator.
void TestAlgorithms::asksSshForItsDefaultsOnce()
{
    PrivateSshd sshd;
    QVERIFY2(sshd.start({"Ciphers aes128-ctr,aes256-ctr", {}, true, {}}), sshd.log().constData());
    QDir().mkpath(sshd.path(QStringLiteral("bin")));
    const QByteArray asked = sshd.path(QStringLiteral("asked")).toUtf8();
    sshd.writeFile(QStringLiteral("bin/ssh"),
                   "#!/bin/sh\n[ \"$3\" = none ] && echo >> " + asked +
                       "\n/usr/bin/ssh \"$@\" | sed 's/^ciphers chacha20.*/ciphers aes128-ctr,aes256-ctr/'\n",
                   true);
    sshd.addHost(QStringLiteral("one"));
    sshd.addHost(QStringLiteral("two"));
    sshd.addHost(QStringLiteral("three"), "Ciphers ^aes128-ctr");
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", sshd.path(QStringLiteral("bin")).toUtf8() + ':' + before);
    SshPool pool(sshd.configFile(), {});
    for (const char* name : {"one", "two", "three"})
        QVERIFY_RESULT(connectAndWait(pool.host(QString::fromLatin1(name))));
    qputenv("PATH", before);
    QTRY_COMPARE(sshd.log().count("client->server cipher: aes256-ctr MAC"), 2);
    QTRY_COMPARE(sshd.log().count("client->server cipher: aes128-ctr MAC"), 1);
    QFile times(QString::fromUtf8(asked));
    QVERIFY(times.open(QIODevice::ReadOnly));
    QCOMPARE(times.readAll(), QByteArray("\n"));
}

void TestAlgorithms::ordersAllowedHostKeys()
{
    const QByteArray rsa = publicKey(m_sshd.path(QStringLiteral("rsa")));
    const KnownHosts known = KnownHosts::parse("docs " + rsa, "docs", QStringLiteral("f"));
    QVERIFY(known.algorithms().startsWith("rsa-sha2-512,rsa-sha2-256,ssh-ed25519,"));
    QVERIFY(!known.algorithms().contains("ssh-rsa"));
    QCOMPARE(known.algorithms("ssh-ed25519,rsa-sha2-256"), QByteArray("rsa-sha2-256,ssh-ed25519"));
    QCOMPARE(known.algorithms("ssh-ed25519,ssh-rsa"), QByteArray("ssh-rsa,ssh-ed25519"));
    QCOMPARE(known.algorithms("ssh-ed25519-cert-v01@openssh.com"), QByteArray());
    QCOMPARE(known.algorithms(sshDefaultAlgorithms().hostKeys).split(',').first(), QByteArray("rsa-sha2-512"));
}

QTEST_GUILESS_MAIN(TestAlgorithms)
#include "test_algorithms.moc"
