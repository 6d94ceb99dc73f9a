// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"
#include "app/hardening.h"
#include "app/setup.h"
#include "tests/support/privatesshd.h"
#include "tests/support/result.h"
#include "ui/dialogs/hostkeydialog.h"
#include "ui/dialogs/questiondialog.h"

#include <QDir>
#include <QDirIterator>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <thread>

using namespace hopscope;
using namespace hopscope::test;

namespace {

QByteArray randomWord()
{
    QByteArray word;
    for (int i = 0; i < 24; ++i)
        word += static_cast<char>('a' + QRandomGenerator::system()->bounded(26));
    return word;
}

/// As it is, reversed, in hex, and in base64 at each of its three alignments.
QByteArrayList spellings(const QByteArray& secret)
{
    QByteArrayList found{secret, secret.toUpper(), secret.toHex()};
    for (qsizetype shift = 0; shift < 3; ++shift) {
        const QByteArray padded = QByteArray(shift, '\0') + secret + QByteArray((6 - (shift + secret.size()) % 3) % 3, '\0');
        found.append(padded.toBase64().mid(4, padded.toBase64().size() - 8));
    }
    return found;
}

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() ? process.readAllStandardOutput() : QByteArray();
}

/// Reads the arguments and environments of every process over and over, our own and those of the "remote" sessions.
class ProcessWatch {
public:
    ProcessWatch() : m_thread([this] { look(); }) {}
    ~ProcessWatch() { stop(); }
    ProcessWatch(const ProcessWatch&) = delete;
    ProcessWatch& operator=(const ProcessWatch&) = delete;
    QByteArray stop()
    {
        m_stop.store(true);
        if (m_thread.joinable())
            m_thread.join();
        return QByteArrayList(m_seen.values()).join('\n');
    }

private:
    void look()
    {
        while (!m_stop.load()) {
            for (const QString& pid : QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}))
                for (const char* name : {"cmdline", "environ"})
                    m_seen.insert(content(QStringLiteral("/proc/%1/%2").arg(pid, QString::fromLatin1(name))));
            std::this_thread::sleep_for(std::chrono::milliseconds(2)); // the rest of the machine wants to run too
        }
    }
    std::atomic<bool> m_stop{false};
    QSet<QByteArray> m_seen;
    std::thread m_thread;
};

QByteArray& messages()
{
    static QByteArray text;
    return text;
}

void keepMessage(QtMsgType, const QMessageLogContext&, const QString& text)
{
    static std::mutex guard;
    const std::lock_guard lock(guard);
    messages() += text.toUtf8() + '\n';
}

} // namespace

/// What is typed into the window's dialogs shows nowhere.
class TestTypedSecrets : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theProcessKeepsItsMemory();
    void typedSecretsShowNowhere();

private:
    void answerDialogs(const MainWindow& window);
    void type(QuestionDialog& dialog);
    PrivateSshd m_sshd;
    QByteArray m_passphrase = randomWord();
    QByteArray m_sudo = randomWord();
    QByteArray m_password = randomWord();
    QStringList m_typed; ///< kinds, in order
};

void TestTypedSecrets::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    qputenv("XDG_CONFIG_HOME", m_sshd.path(QStringLiteral("config")).toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_sshd.path(QStringLiteral("data")).toLocal8Bit());
    QVERIFY(QDir(m_sshd.path({})).mkpath(QStringLiteral("bin")));
    // Asks as sudo does and takes one password; the word is compared by the shell itself, so that no process shows it.
    m_sshd.writeFile(QStringLiteral("bin/word"), m_sudo + '\n');
    m_sshd.writeFile(QStringLiteral("bin/sudo"), R"(#!/bin/sh
read -r wanted < "$(dirname "$0")/word"
prompt=
while :; do
  case $1 in
    -n) echo "sudo: a password is required" >&2; exit 1;;
    -S) shift;;
    -p) prompt=$2; shift 2;;
    -v) check=1; shift;;
    --) shift; break;;
    *) break;;
  esac
done
printf %s "$prompt" >&2
read -r line || exit 1
[ "$line" = "$wanted" ] || exit 1
[ -n "$check" ] && exit 0
exec "$@"
)",
                     true);
    m_sshd.writeFile(QStringLiteral("bin/id"), "#!/bin/sh\necho 1000\n", true);
    PrivateSshd::Setup setup;
    setup.passphrase = m_passphrase;
    setup.trusted = false;
    setup.extraConfig = "PasswordAuthentication yes";
    setup.environment = "PATH=" + m_sshd.path(QStringLiteral("bin")).toUtf8() + ":/usr/bin:/bin";
    QVERIFY2(m_sshd.start(setup), m_sshd.log().constData());
    m_sshd.writeFile(QStringLiteral("ssh_config"), content(m_sshd.configFile()) + "Host typed\n  HostName 127.0.0.1\n  Port " +
                                                       QByteArray::number(m_sshd.port()) +
                                                       "\n  User nobody\n  IdentityFile none\n  IdentityAgent none\n"
                                                       "  UserKnownHostsFile " +
                                                       m_sshd.path(QStringLiteral("known_hosts")).toUtf8() + '\n');
}

void TestTypedSecrets::theProcessKeepsItsMemory()
{
    keepMemoryPrivate(); // as main() does first of all
    QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
    struct rlimit core {};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &core), 0);
    QCOMPARE(core.rlim_cur, rlim_t{0});
    QCOMPARE(core.rlim_max, rlim_t{0});
    const QByteArray main = content(QStringLiteral(HOPSCOPE_SOURCE_DIR "/app/main.cpp"));
    QVERIFY(main.contains("int main(int argc, char** argv)\n{\n    keepMemoryPrivate();"));
}

void TestTypedSecrets::type(QuestionDialog& dialog)
{
    const Question question = dialog.question();
    auto* field = dialog.findChild<QLineEdit*>(QStringLiteral("secret"));
    if (!field)
        return;
    const QByteArray secret = question.kind == QStringLiteral("passphrase")      ? m_passphrase
                              : question.kind == QStringLiteral("sudo-password") ? m_sudo
                                                                                 : m_password;
    m_typed.append(question.kind);
    QTest::keyClicks(field, QString::fromLatin1(secret));
    QTest::keyClick(field, Qt::Key_Return);
}

void TestTypedSecrets::answerDialogs(const MainWindow& window)
{
    for (HostKeyDialog* dialog : window.findChildren<HostKeyDialog*>()) {
        if (auto* trust = dialog->findChild<QPushButton*>(QStringLiteral("accept")); trust && dialog->isVisible())
            trust->click();
    }
    for (QuestionDialog* dialog : window.findChildren<QuestionDialog*>()) {
        if (dialog->isVisible())
            type(*dialog);
    }
}

void TestTypedSecrets::typedSecretsShowNowhere()
{
    m_sshd.writeFile(QStringLiteral("stack.toml"),
                     "name = \"typed\"\nurl = \"http://127.0.0.1:" + QByteArray::number(freePort()) +
                         "/healthcheck\"\nssh_config = \"" + m_sshd.configFile().toUtf8() +
                         "\"\ntimeout_s = 20\n[[host]]\nssh = \"here\"\nsudo = \"ask\"\n[[host]]\nssh = \"typed\"\nsudo = \"ask\"\n");
    ProcessWatch watch;
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    Options options;
    options.target = m_sshd.path(QStringLiteral("stack.toml"));
    auto desktop = std::make_unique<Desktop>(options);
    QVERIFY(desktop->start());
    QTimer answers;
    connect(&answers, &QTimer::timeout, this, [&] { answerDialogs(*desktop->window()); });
    answers.start(50);
    bool diagnosed = false;
    connect(desktop->session(), &Session::diagnosed, this, [&diagnosed] { diagnosed = true; });
    QTRY_VERIFY_WITH_TIMEOUT(diagnosed, 90'000);
    QTest::qWait(200);
    answers.stop();
    qInstallMessageHandler(before);
    const auto snapshot = desktop->session()->snapshot();
    const QString report = m_sshd.path(QStringLiteral("report.pdf"));
    QVERIFY_RESULT(writeReport(*snapshot, makeWords(options, {}), report));
    QVERIFY2(m_typed.contains(QStringLiteral("passphrase")), qPrintable(m_typed.join(QLatin1Char(' '))));
    QVERIFY2(m_typed.contains(QStringLiteral("sudo-password")), qPrintable(m_typed.join(QLatin1Char(' '))));
    QVERIFY2(m_typed.contains(QStringLiteral("password")), qPrintable(m_typed.join(QLatin1Char(' '))));
    // Asked once, though many commands wanted it.
    QCOMPARE(m_typed.count(QStringLiteral("passphrase")), 1);
    QCOMPARE(m_typed.count(QStringLiteral("sudo-password")), 1);
    QCOMPARE(m_typed.count(QStringLiteral("password")), 3);
    desktop.reset();

    std::map<QString, QByteArray> places{{QStringLiteral("processes"), watch.stop()},
                                         {QStringLiteral("messages"), messages()},
                                         {QStringLiteral("sshd's log"), m_sshd.log()},
                                         {QStringLiteral("report"), outputOf(QStringLiteral("qpdf"), {QStringLiteral("--qdf"), QStringLiteral("--object-streams=disable"), report, QStringLiteral("-")})},
                                         {QStringLiteral("report's text"), outputOf(QStringLiteral("pdftotext"), {report, QStringLiteral("-")})}};
    QDirIterator files(m_sshd.path({}), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        if (!file.endsWith(QStringLiteral("bin/word")))
            places[file] = content(file);
    }
    QVERIFY(places.at(QStringLiteral("processes")).contains("sshd"));
    QVERIFY(places.at(QStringLiteral("report's text")).contains("typed"));
    bool incident = false;
    for (const auto& [place, bytes] : places) {
        incident = incident || place.endsWith(QStringLiteral(".hopscope"));
        for (const QByteArray& secret : {m_passphrase, m_sudo, m_password})
            for (const QByteArray& spelling : spellings(secret))
                QVERIFY2(!bytes.contains(spelling), qPrintable(place));
    }
    QVERIFY(incident);
}

QTEST_MAIN(TestTypedSecrets)
#include "test_typedsecrets.moc"
