// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How to log in and from where, as ssh_config has it: which methods in which order, how often to ask, BatchMode,
// AddressFamily, BindAddress.
#include "tests/support/sshfixture.h"

#include <QFile>
#include <QSocketNotifier>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

using namespace hopscope;
using namespace hopscope::test;

namespace {

using Kind = SshQuestion::Kind;

OwnedFd listenAt(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    QFile::remove(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), qMin(static_cast<size_t>(name.size()), sizeof address.sun_path - 1));
    OwnedFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const bool listens = ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(fd.get(), 5) == 0;
    return listens ? std::move(fd) : OwnedFd();
}

/// Gives a wrong secret and remembers what was asked.
struct Wrong {
    QList<Kind> asked;
    SshQuestionHandler handler()
    {
        return [this](const SshQuestion& question, const SshReply& reply) {
            asked.append(question.kind);
            SshAnswer answer;
            answer.accepted = true;
            answer.secret = Secret("wrong");
            reply(std::move(answer));
        };
    }
};

} // namespace

class TestMethods : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void triesWhatTheFileAllows_data();
    void triesWhatTheFileAllows();
    void leavesTheAgentAlone_data();
    void leavesTheAgentAlone();
    void asksAsOftenAsTheFileSays();
    void neverAsksInBatchMode_data();
    void neverAsksInBatchMode();
    void keepsToTheAddressFamily();
    void comesFromTheBindAddress();

private:
    [[nodiscard]] Status connect(PrivateSshd& sshd, const QByteArray& lines, const SshQuestionHandler& handler = {});
    PrivateSshd m_sshd; ///< takes the key, and offers passwords and questions of PAM's
};

void TestMethods::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY2(m_sshd.start({"PasswordAuthentication yes\nKbdInteractiveAuthentication yes\nUsePAM yes\nMaxAuthTries 20", {}, true, {}}),
             m_sshd.log().constData());
}

Status TestMethods::connect(PrivateSshd& sshd, const QByteArray& lines, const SshQuestionHandler& handler)
{
    static int count = 0;
    const QString name = QStringLiteral("host%1").arg(++count);
    sshd.addHost(name, lines);
    SshPool pool(sshd.configFile(), handler);
    return connectAndWait(pool.host(name), 60'000);
}

void TestMethods::triesWhatTheFileAllows_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArrayList>("methods");
    QTest::addColumn<QList<Kind>>("asked");
    QTest::addColumn<QString>("code");
    const QString in;
    const QString denied = QStringLiteral("ssh.auth-denied");
    const QByteArray once = "NumberOfPasswordPrompts 1\n";
    const QList<Kind> password{Kind::Password};
    const QList<Kind> interactive{Kind::KeyboardInteractive};
    QTest::newRow("default") << once << QByteArrayList{"none", "publickey"} << QList<Kind>{} << in;
    QTest::newRow("no keys") << once + "PubkeyAuthentication no\nKbdInteractiveAuthentication no"
                             << QByteArrayList{"none", "password"} << password << denied;
    QTest::newRow("no passwords") << once + "PubkeyAuthentication no\nPasswordAuthentication no"
                                  << QByteArrayList{"none", "keyboard-interactive"} << interactive << denied;
    QTest::newRow("keys last") << once + "PreferredAuthentications password,publickey"
                               << QByteArrayList{"none", "password", "publickey"} << password << in;
    QTest::newRow("questions first") << once + "PreferredAuthentications keyboard-interactive,publickey"
                                     << QByteArrayList{"none", "keyboard-interactive", "publickey"} << interactive << in;
    QTest::newRow("keys preferred but off") << once + "PreferredAuthentications publickey\nPubkeyAuthentication no"
                                            << QByteArrayList{"none"} << QList<Kind>{} << denied;
    QTest::newRow("none of ours") << once + "PreferredAuthentications hostbased" << QByteArrayList{"none"} << QList<Kind>{} << denied;
}

void TestMethods::triesWhatTheFileAllows()
{
    QFETCH(QByteArray, lines);
    QFETCH(QByteArrayList, methods);
    QFETCH(QString, code);
    const qsizetype before = m_sshd.log().size();
    Wrong wrong;
    const Status status = connect(m_sshd, lines, wrong.handler());
    QCOMPARE(status ? QString() : status.error().code, code);
    QTEST(wrong.asked, "asked");
    QByteArrayList seen;
    const auto log = [this, before] { return m_sshd.log().mid(before); };
    QTRY_VERIFY(log().contains("service ssh-connection method " + methods.last()));
    for (const QByteArray& line : log().split('\n'))
        if (const auto at = line.indexOf("ssh-connection method "); at >= 0 && !seen.contains(line.mid(at + 22).split(' ').first()))
            seen.append(line.mid(at + 22).split(' ').first());
    QCOMPARE(seen, methods);
}

void TestMethods::leavesTheAgentAlone_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<bool>("used");
    QTest::newRow("default") << QByteArray() << true;
    QTest::newRow("switched off") << QByteArray("PubkeyAuthentication no\nPasswordAuthentication no\n") << false;
    QTest::newRow("not preferred") << QByteArray("PreferredAuthentications keyboard-interactive\n") << false;
}

void TestMethods::leavesTheAgentAlone()
{
    QFETCH(QByteArray, lines);
    QFETCH(bool, used);
    const QString socket = m_sshd.path(QStringLiteral("agent"));
    const OwnedFd agent = listenAt(socket);
    QVERIFY(agent.valid());
    int calls = 0;
    QSocketNotifier notifier(agent.get(), QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
        ++calls; // hangs up at once, which is no reason not to go on
        const OwnedFd caller(::accept4(agent.get(), nullptr, nullptr, SOCK_CLOEXEC));
    });
    const Status status = connect(m_sshd, lines + "IdentityAgent " + socket.toUtf8());
    QCOMPARE(bool(status), used); // by the key file
    QTest::qWait(50);
    QCOMPARE(calls > 0, used);
}

void TestMethods::asksAsOftenAsTheFileSays()
{
    for (const int times : {1, 2}) {
        Wrong wrong;
        const Status status = connect(m_sshd, "PreferredAuthentications password\nNumberOfPasswordPrompts " + QByteArray::number(times), wrong.handler());
        QCOMPARE(status ? QString() : status.error().code, QStringLiteral("ssh.auth-denied"));
        QCOMPARE(wrong.asked.size(), times);
    }
    Wrong wrong;
    const Status status = connect(m_sshd, "PreferredAuthentications password\nNumberOfPasswordPrompts 0", wrong.handler());
    QCOMPARE(status ? QString() : status.error().code, QStringLiteral("ssh.auth-needs-input"));
    QVERIFY(wrong.asked.isEmpty());
    QVERIFY(m_sshd.makeKey(QStringLiteral("locked"), "secret"));
    const QByteArray locked = "PreferredAuthentications publickey\nNumberOfPasswordPrompts 2\nIdentityFile " + m_sshd.path(QStringLiteral("locked")).toUtf8();
    QFile authorized(m_sshd.path(QStringLiteral("authorized_keys")));
    QFile key(m_sshd.path(QStringLiteral("locked.pub")));
    QVERIFY(authorized.open(QIODevice::Append) && key.open(QIODevice::ReadOnly));
    authorized.write(key.readAll());
    authorized.close();
    QVERIFY_RESULT(connect(m_sshd, locked, wrong.handler())); // the other key is left
    QCOMPARE(wrong.asked, (QList<Kind>{Kind::Passphrase, Kind::Passphrase}));
}

void TestMethods::neverAsksInBatchMode_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("code");
    QTest::newRow("password") << QByteArray("PreferredAuthentications password") << QStringLiteral("ssh.auth-needs-input");
    QTest::newRow("questions") << QByteArray("PreferredAuthentications keyboard-interactive") << QStringLiteral("ssh.auth-needs-input");
    QTest::newRow("passphrase") << QByteArray("PreferredAuthentications publickey\nIdentityFile LOCKED\nIdentityFile none")
                                << QString(); // the plain key comes after it
    QTest::newRow("host key") << QByteArray("UserKnownHostsFile /dev/null") << QStringLiteral("ssh.host-key-unknown");
    QTest::newRow("key") << QByteArray() << QString();
}

void TestMethods::neverAsksInBatchMode()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, code);
    lines.replace("LOCKED", m_sshd.path(QStringLiteral("locked")).toUtf8());
    Wrong wrong;
    const Status status = connect(m_sshd, "BatchMode yes\n" + lines, wrong.handler());
    QCOMPARE(status ? QString() : status.error().code, code);
    QVERIFY(wrong.asked.isEmpty());
    if (code == QLatin1String("ssh.auth-needs-input"))
        QVERIFY2(status.error().detail.contains(QLatin1String("BatchMode")), qPrintable(status.error().detail));
}

void TestMethods::keepsToTheAddressFamily()
{
    QVERIFY_RESULT(connect(m_sshd, "AddressFamily inet"));
    const Status status = connect(m_sshd, "AddressFamily inet6");
    QVERIFY(!status);
    QCOMPARE(status.error().code, QStringLiteral("ssh.resolve"));
    QCOMPARE(status.error().phase, QStringLiteral("resolve"));
}

void TestMethods::comesFromTheBindAddress()
{
    QVERIFY_RESULT(connect(m_sshd, "BindAddress 127.0.0.9"));
    QTRY_VERIFY2(m_sshd.log().contains("Connection from 127.0.0.9 port"), m_sshd.log().constData());
    for (const char* strange : {"192.0.2.7", "::1"}) {
        const Status status = connect(m_sshd, QByteArray("BindAddress ") + strange);
        QVERIFY(!status);
        QCOMPARE(status.error().code, QStringLiteral("ssh.bind-address"));
        QVERIFY2(status.error().detail.startsWith(QLatin1String(strange)), qPrintable(status.error().detail));
    }
}

QTEST_GUILESS_MAIN(TestMethods)
#include "test_methods.moc"
