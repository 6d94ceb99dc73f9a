// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/localserver.h"
#include "tests/support/sshfixture.h"

#include <libssh/server.h>

#include <unistd.h>

// libssh deprecates its message API in favour of callbacks; for a test the messages are shorter.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// A server with two rounds of keyboard-interactive ("Password: ", then "Code: "), or with a plain password. A real
/// sshd would need PAM and an account with a password for this.
void serveSecrets(int fd, const QByteArray& hostKey, int methods)
{
    ssh_bind bind = ssh_bind_new();
    ssh_session session = ssh_new();
    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HOSTKEY, hostKey.constData());
    int round = 0;
    if (ssh_bind_accept_fd(bind, session, ::dup(fd)) == SSH_OK && ssh_handle_key_exchange(session) == SSH_OK) {
        ssh_set_auth_methods(session, methods);
        while (ssh_message message = ssh_message_get(session)) {
            const int type = ssh_message_type(message);
            const int subtype = ssh_message_subtype(message);
            if (type == SSH_REQUEST_SERVICE) {
                ssh_message_service_reply_success(message);
            } else if (type == SSH_REQUEST_AUTH && subtype == SSH_AUTH_METHOD_PASSWORD &&
                       qstrcmp(ssh_message_auth_password(message), "secret") == 0) {
                ssh_message_auth_reply_success(message, 0);
            } else if (type == SSH_REQUEST_AUTH && subtype == SSH_AUTH_METHOD_INTERACTIVE) {
                const bool response = ssh_message_auth_kbdint_is_response(message) != 0;
                const char* wanted = round == 1 ? "secret" : "123456";
                const char* prompts[] = {round == 0 || !response ? "Password: " : "Code: "};
                char echoes[] = {0};
                if (!response)
                    round = 0;
                if (response && qstrcmp(ssh_userauth_kbdint_getanswer(session, 0), wanted) != 0)
                    ssh_message_reply_default(message);
                else if (response && round == 2)
                    ssh_message_auth_reply_success(message, 0);
                else {
                    ssh_message_auth_interactive_request(message, "", "", 1, prompts, echoes);
                    ++round;
                }
            } else {
                ssh_message_reply_default(message);
            }
            ssh_message_free(message);
        }
    }
    ssh_disconnect(session);
    ssh_free(session);
    ssh_bind_free(bind);
}

} // namespace

class TestPassword : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void authenticates_data();
    void authenticates();

private:
    PrivateSshd m_sshd; // for its keys and folder only
};

void TestPassword::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY(m_sshd.makeKey(QStringLiteral("key")));
}

void TestPassword::authenticates_data()
{
    QTest::addColumn<int>("methods");
    QTest::addColumn<QByteArrayList>("answers");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("asked");
    const int password = SSH_AUTH_METHOD_PASSWORD;
    const int interactive = SSH_AUTH_METHOD_INTERACTIVE;
    const QString denied = QStringLiteral("ssh.auth-denied");
    QTest::newRow("password") << password << QByteArrayList{"secret"} << QString() << 1;
    QTest::newRow("second try") << password << QByteArrayList{"no", "secret"} << QString() << 2;
    QTest::newRow("three tries") << password << QByteArrayList{"a", "b", "c", "secret"} << denied << 3;
    QTest::newRow("nobody") << password << QByteArrayList{} << QStringLiteral("ssh.auth-needs-input") << 0;
    QTest::newRow("two rounds") << interactive << QByteArrayList{"secret", "123456"} << QString() << 2;
    QTest::newRow("wrong code") << interactive << QByteArrayList{"secret", "1", "secret", "123456"} << QString() << 4;
    QTest::newRow("nobody interactive") << interactive << QByteArrayList{} << QStringLiteral("ssh.auth-needs-input")
                                        << 0;
}

void TestPassword::authenticates()
{
    QFETCH(int, methods);
    QFETCH(QByteArrayList, answers);
    QFETCH(QString, code);
    const QByteArray key = m_sshd.path(QStringLiteral("key")).toUtf8();
    LocalServer server([key, methods](int fd) { serveSecrets(fd, key, methods); });
    m_sshd.writeFile(QStringLiteral("config"),
                     "Host here\nHostName 127.0.0.1\nUser ops\nIdentityFile none\nIdentityAgent none\n"
                     "StrictHostKeyChecking accept-new\nUserKnownHostsFile /dev/null\nPort " +
                         QByteArray::number(server.port()) + '\n');
    int asked = 0;
    SshQuestionHandler handler;
    if (!answers.isEmpty())
        handler = [&](const SshQuestion&, const SshReply& reply) {
            ++asked;
            SshAnswer answer;
            answer.accepted = true;
            answer.secret = Secret(answers.takeFirst());
            reply(std::move(answer));
        };
    SshPool pool(m_sshd.path(QStringLiteral("config")), handler);
    const Status status = connectAndWait(pool.host(QStringLiteral("here")));
    QCOMPARE(status ? QString() : status.error().code, code);
    QTEST(asked, "asked");
}

QTEST_GUILESS_MAIN(TestPassword)
#include "test_password.moc"
