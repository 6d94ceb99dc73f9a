// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/sudoanswer.h"
#include "tests/support/sshfixture.h"

#include <QDir>
#include <QFile>

using namespace hopscope;
using namespace hopscope::test;

namespace {

/// Behaves as sudo 1.9 does in the four cases that matter; the account is root, so the real one never asks.
const char fakeSudo[] = R"(#!/bin/sh
mode=$(cat "$(dirname "$0")/mode")
prompt= ask= validate=
while :; do
  case $1 in
    -n) quiet=1; shift;;
    -S) ask=1; shift;;
    -p) prompt=$2; shift 2;;
    -v) validate=1; shift;;
    --) shift; break;;
    *) break;;
  esac
done
if [ "$mode" = forbidden ]; then echo "Sorry, user root is not allowed to execute '$1' as root on here." >&2; exit 1; fi
if [ "$mode" = password ] && [ ! -e "$(dirname "$0")/stamp" ]; then
  if [ -z "$ask" ]; then echo "sudo: a password is required" >&2; exit 1; fi
  tries=0
  while :; do
    printf %s "$prompt" >&2
    if ! read -r line; then echo >&2; echo "sudo: no password was provided" >&2; exit 1; fi
    [ "$line" = secret ] && break
    tries=$((tries+1))
    if [ $tries = 3 ]; then echo "sudo: 3 incorrect password attempts" >&2; exit 1; fi
    echo "Sorry, try again." >&2
  done
  [ -n "$validate" ] && : > "$(dirname "$0")/stamp"
fi
[ -n "$validate" ] && exit 0
exec "$@"
)";

} // namespace

class TestSudo : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void runsWithoutAPassword();
    void saysThatAPasswordIsNeeded();
    void asksForThePasswordAndGivesItToSudoOnly();
    void neverGivesThePasswordToTheCommand();
    void keepsInputAndPasswordApart();
    void stopsAfterWrongPasswords();
    void endsWhereNobodyAnswers();
    void saysDenied();
    void readsTheWordsOfSudo();

private:
    void setMode(const char* mode) { m_sshd.writeFile(QStringLiteral("bin/mode"), mode); }
    [[nodiscard]] Result<CommandResult> run(const char* script, Sudo sudo, const QByteArray& input = {});
    PrivateSshd m_sshd;
    QByteArrayList m_secrets;
    bool m_accept = true;
    QList<SshQuestion> m_asked;
};

void TestSudo::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    QVERIFY(QDir(m_sshd.path({})).mkpath(QStringLiteral("bin")));
    m_sshd.writeFile(QStringLiteral("bin/sudo"), fakeSudo, true);
    m_sshd.writeFile(QStringLiteral("bin/id"), "#!/bin/sh\necho 1000\n", true);
    PrivateSshd::Setup setup;
    setup.environment = "PATH=" + m_sshd.path(QStringLiteral("bin")).toUtf8() + ":/usr/bin:/bin";
    QVERIFY2(m_sshd.start(setup), m_sshd.log().constData());
}

void TestSudo::init()
{
    m_secrets = {"secret"};
    m_accept = true;
    m_asked.clear();
    QFile::remove(m_sshd.path(QStringLiteral("bin/stamp")));
}

Result<CommandResult> TestSudo::run(const char* script, Sudo sudo, const QByteArray& input)
{
    SshPool pool(m_sshd.configFile(), [this](const SshQuestion& question, const SshReply& reply) {
        m_asked.append(question);
        SshAnswer answer;
        answer.accepted = m_accept;
        answer.secret = Secret(m_secrets.isEmpty() ? QByteArray("none left") : m_secrets.takeFirst());
        reply(std::move(answer));
    });
    CommandSpec spec = shell(script);
    spec.sudo = sudo;
    spec.input = input;
    return runAndWait(pool.host(QStringLiteral("here")), spec, 20'000);
}

void TestSudo::runsWithoutAPassword()
{
    setMode("free");
    for (const Sudo sudo : {Sudo::NonInteractive, Sudo::AskPassword}) {
        const auto result = run("echo \"it's\" done; echo e >&2; exit 4", sudo);
        QVERIFY_RESULT(result);
        QCOMPARE(result->out, QByteArray("it's done\n"));
        QCOMPARE(result->err, QByteArray("e\n"));
        QCOMPARE(result->exit, 4);
    }
    QVERIFY(m_asked.isEmpty());
}

void TestSudo::saysThatAPasswordIsNeeded()
{
    setMode("password");
    const auto result = run("echo no", Sudo::NonInteractive);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("sudo.needs-password"));
    QVERIFY(m_asked.isEmpty());
}

void TestSudo::asksForThePasswordAndGivesItToSudoOnly()
{
    setMode("password");
    m_secrets = {"wrong", "secret"};
    const auto result = run("echo done", Sudo::AskPassword);
    QVERIFY_RESULT(result);
    QCOMPARE(result->out, QByteArray("done\n"));
    QCOMPARE(m_asked.size(), 2);
    QCOMPARE(m_asked.at(1).kind, SshQuestion::Kind::SudoPassword);
    QCOMPARE(m_asked.at(1).attempt, 2);
    QCOMPARE(result->err, QByteArray("Sorry, try again.\n"));
}

void TestSudo::neverGivesThePasswordToTheCommand()
{
    for (const char* mode : {"free", "password"}) {
        setMode(mode);
        m_secrets = {"secret"};
        const auto result = run("cat; echo end", Sudo::AskPassword);
        QVERIFY_RESULT(result);
        QCOMPARE(result->out, QByteArray("end\n"));
    }
}

void TestSudo::keepsInputAndPasswordApart()
{
    for (const char* mode : {"free", "password"}) {
        setMode(mode);
        m_secrets = {"secret"};
        const auto result = run("cat; echo end", Sudo::AskPassword, "input\nlines\n");
        QVERIFY_RESULT(result);
        QCOMPARE(result->out, QByteArray("input\nlines\nend\n"));
    }
}

void TestSudo::stopsAfterWrongPasswords()
{
    setMode("password");
    m_secrets = {"a", "b", "c", "d"};
    const auto result = run("echo no", Sudo::AskPassword);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("sudo.denied"));
    QCOMPARE(m_asked.size(), 3);
}

void TestSudo::endsWhereNobodyAnswers()
{
    setMode("password");
    m_accept = false;
    const auto result = run("echo no", Sudo::AskPassword);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("sudo.needs-password"));
}

void TestSudo::saysDenied()
{
    setMode("forbidden");
    const auto result = run("echo no", Sudo::NonInteractive);
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("sudo.denied"));
}

void TestSudo::readsTheWordsOfSudo()
{
    QCOMPARE(sudoRefusal("sudo: a password is required\n"), QStringLiteral("sudo.needs-password"));
    QCOMPARE(sudoRefusal("\nsudo: 1 incorrect password attempt\n"), QStringLiteral("sudo.denied"));
    QCOMPARE(sudoRefusal("ops is not in the sudoers file.\n"), QStringLiteral("sudo.denied"));
    QCOMPARE(sudoRefusal("sh: 1: exec: sudo: not found\n"), QStringLiteral("sudo.denied"));
    QCOMPARE(sudoRefusal("sudo: nginxx: command not found\n"), QString());
    QCOMPARE(sudoRefusal("tail: cannot open file\n"), QString());
}

QTEST_GUILESS_MAIN(TestSudo)
#include "test_sudo.moc"
