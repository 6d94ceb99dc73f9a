// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// The commands that ask, tried as a person would: in a terminal of their own.
#include "tests/support/localserver.h"
#include "tests/support/privatesshd.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>

using namespace hopscope::test;

namespace {

constexpr int kPatienceMs = 20'000 * kSlow;

/// hopscope in a terminal, and who sits there.
class Person {
public:
    explicit Person(const QStringList& arguments, const QString& home)
    {
        QByteArrayList words{HOPSCOPE_PROGRAM};
        for (const QString& argument : arguments)
            words << argument.toUtf8();
        std::vector<char*> argv;
        for (QByteArray& word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        const QByteArray homeName = home.toUtf8();
        m_pid = ::forkpty(&m_tty, nullptr, nullptr, nullptr);
        if (m_pid == 0) {
            ::setenv("HOME", homeName.constData(), 1);
            ::setenv("XDG_CONFIG_HOME", homeName.constData(), 1);
            ::unsetenv("SSH_AUTH_SOCK");
            ::setenv("LANG", "C.UTF-8", 1);
            ::execv(argv.front(), argv.data());
            ::_exit(127);
        }
    }
    ~Person()
    {
        ::kill(m_pid, SIGKILL);
        ::close(m_tty);
        if (!m_ended)
            ::waitpid(m_pid, nullptr, 0);
    }
    Person(const Person&) = delete;
    Person& operator=(const Person&) = delete;

    /// Until the screen shows the words, from where the last look ended.
    bool sees(const QByteArray& words)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < kPatienceMs) {
            if (const auto at = m_screen.indexOf(words, m_looked); at >= 0) {
                m_looked = at + words.size();
                return true;
            }
            if (!read(100))
                break;
        }
        return m_screen.indexOf(words, m_looked) >= 0;
    }
    void types(const QByteArray& keys) { QCOMPARE(::write(m_tty, keys.constData(), std::size_t(keys.size())), keys.size()); }
    [[nodiscard]] bool echoes() const
    {
        termios mode{};
        return ::tcgetattr(m_tty, &mode) == 0 && (mode.c_lflag & ECHO) != 0;
    }
    /// Its exit status; -1 where it does not end.
    int ends()
    {
        QElapsedTimer clock;
        clock.start();
        int status = 0;
        while (clock.elapsed() < kPatienceMs) {
            read(50);
            if (::waitpid(m_pid, &status, WNOHANG) == m_pid) {
                m_ended = true;
                while (read(0)) {
                }
                return WIFEXITED(status) ? WEXITSTATUS(status) : -2;
            }
        }
        return -1;
    }
    [[nodiscard]] const QByteArray& screen() const { return m_screen; }

private:
    bool read(int waitMs)
    {
        pollfd polled{m_tty, POLLIN, 0};
        if (::poll(&polled, 1, waitMs) == 0)
            return waitMs > 0;
        char bytes[4096];
        const auto n = ::read(m_tty, bytes, sizeof bytes);
        if (n > 0)
            m_screen.append(bytes, static_cast<qsizetype>(n));
        return n > 0;
    }
    int m_tty = -1;
    pid_t m_pid = -1;
    bool m_ended = false;
    QByteArray m_screen;
    qsizetype m_looked = 0;
};

} // namespace

class TestTerminal : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void asksForAPassphrase();
    void anEmptyLineSkips();
    void trustsAKeyOnlyByAWholeYes();
    void ctrlCGivesTheTerminalBack();
    void whatAPersonTakesIsNotCounted();
    void asksNobodyWithoutATerminal();

private:
    void startSshd(const PrivateSshd::Setup& setup);
    [[nodiscard]] QStringList probe() const { return {u"probe"_qs, u"--env"_qs, m_environment, u"--ssh"_qs, u"box"_qs}; }
    std::unique_ptr<PrivateSshd> m_sshd;
    QString m_environment;
};

void TestTerminal::initTestCase()
{
    if (const QString missing = PrivateSshd::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestTerminal::init()
{
    m_sshd = std::make_unique<PrivateSshd>();
}

void TestTerminal::cleanup()
{
    m_sshd.reset();
}

void TestTerminal::startSshd(const PrivateSshd::Setup& setup)
{
    QVERIFY2(m_sshd->start(setup), m_sshd->log().constData());
    m_sshd->addHost(QStringLiteral("box"));
    m_environment = m_sshd->path(QStringLiteral("lab.toml"));
    m_sshd->writeFile(QStringLiteral("lab.toml"), "name = \"lab\"\nurl = \"http://127.0.0.1:" + QByteArray::number(freePort()) +
                                                      "/\"\nssh_config = \"" + m_sshd->configFile().toUtf8() +
                                                      "\"\n[[host]]\nname = \"box\"\nssh = \"box\"\nsudo = \"never\"\n");
}

void TestTerminal::asksForAPassphrase()
{
    startSshd({{}, {}, true, "open sesame"});
    Person person(probe(), m_sshd->home());
    QVERIFY2(person.sees("Passphrase for box"), person.screen().constData());
    QVERIFY2(person.sees("> "), person.screen().constData());
    QTRY_VERIFY(!person.echoes());
    person.types("open barley\n");
    QVERIFY2(person.sees("Attempt 2"), person.screen().constData());
    QVERIFY2(person.sees("> "), person.screen().constData());
    person.types("open sesame\n");
    QCOMPARE(person.ends(), 0);
    QVERIFY(person.echoes());
    QVERIFY(!person.screen().contains("sesame") && !person.screen().contains("barley"));
}

void TestTerminal::anEmptyLineSkips()
{
    startSshd({{}, {}, true, "open sesame"});
    Person person(probe(), m_sshd->home());
    QVERIFY2(person.sees("> "), person.screen().constData());
    person.types("\n");
    QCOMPARE(person.ends(), 1);
    QVERIFY2(person.screen().contains("hopscope: box"), person.screen().constData());
}

void TestTerminal::trustsAKeyOnlyByAWholeYes()
{
    startSshd({{}, {}, false, {}});
    {
        Person person(probe(), m_sshd->home());
        QVERIFY2(person.sees("Unknown host key of box"), person.screen().constData());
        QVERIFY2(person.sees("SHA256:"), person.screen().constData());
        QVERIFY2(person.sees("stay away: "), person.screen().constData());
        person.types("y\n");
        QCOMPARE(person.ends(), 1);
    }
    Person person(probe(), m_sshd->home());
    QVERIFY2(person.sees("stay away: "), person.screen().constData());
    person.types("yes\n");
    QCOMPARE(person.ends(), 0);
    Person again(probe(), m_sshd->home());
    QCOMPARE(again.ends(), 0);
    QVERIFY(!again.screen().contains("Unknown"));
}

void TestTerminal::ctrlCGivesTheTerminalBack()
{
    startSshd({{}, {}, true, "open sesame"});
    for (const QStringList& arguments : {probe(), QStringList{u"diagnose"_qs, m_environment}}) {
        Person person(arguments, m_sshd->home());
        QVERIFY2(person.sees("> "), person.screen().constData());
        QTRY_VERIFY(!person.echoes());
        person.types("\003");
        QCOMPARE(person.ends(), 130);
        QVERIFY(person.echoes());
    }
}

void TestTerminal::whatAPersonTakesIsNotCounted()
{
    startSshd({{}, {}, true, "open sesame"});
    Person person({u"diagnose"_qs, m_environment, u"--timeout"_qs, QString::number(3 * kSlow)}, m_sshd->home());
    QVERIFY2(person.sees("> "), person.screen().constData());
    QTest::qWait(3500 * kSlow);
    person.types("open sesame\n");
    QVERIFY(person.ends() != 130);
    QVERIFY2(!person.screen().contains("hopscope: box"), person.screen().constData());
}

void TestTerminal::asksNobodyWithoutATerminal()
{
    startSshd({{}, {}, true, "open sesame"});
    QProcess process;
    process.setProcessEnvironment([this] {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_qs, m_sshd->home());
        environment.remove(u"SSH_AUTH_SOCK"_qs);
        return environment;
    }());
    process.start(QStringLiteral(HOPSCOPE_PROGRAM), probe());
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(!process.readAllStandardError().contains("Passphrase for"));
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "test_terminal.moc"
