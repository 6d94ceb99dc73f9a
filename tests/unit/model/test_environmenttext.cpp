// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/environmenttext.h"
#include "tests/support/result.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

namespace {

const QByteArray kByHand = "# asked for by ops, ticket 12\n"
                           "name = \"docs-acme\"   # as in the wiki\n"
                           "url  = \"https://docs.example.com/#top\" # entry\n"
                           "\n"
                           "[[host]]   # the outer one\n"
                           "ssh = \"proxy-1\"\n"
                           "sudo = \"never\"\n"
                           "\n"
                           "[[host]]\n"
                           "# rack 4\n"
                           "ssh = \"docs-1\"\n"
                           "sudo = \"ask\"\n";

Environment byHand()
{
    return parseEnvironment(kByHand).value_or(Environment());
}

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestEnvironmentText : public QObject {
    Q_OBJECT
private slots:
    void saysOnlyWhatIsNeeded();
    void everythingComesBack();
    void hostileTextComesBack();
    void nothingChangedLeavesTheFile();
    void oneChangeIsOneLine();
    void hostsComeAndGo();
    void anotherLayoutIsWrittenAnew();
    void filesHaveTameNames();
    void foundByFileOrByName();
};

void TestEnvironmentText::saysOnlyWhatIsNeeded()
{
    Environment env;
    env.name = QStringLiteral("docs.example.com");
    env.url = QStringLiteral("https://docs.example.com/healthcheck");
    env.hosts = {{QStringLiteral("ops@docs-1:2222"), QStringLiteral("docs-1"), SudoMode::Ask, {}}};
    QCOMPARE(environmentText(env), QByteArray("name = \"docs.example.com\"\n"
                                              "url = \"https://docs.example.com/healthcheck\"\n"
                                              "policy = \"confirm\"\n"
                                              "\n"
                                              "[[host]]\n"
                                              "ssh = \"ops@docs-1:2222\"\n"
                                              "sudo = \"ask\"\n"));
}

void TestEnvironmentText::everythingComesBack()
{
    Environment env;
    env.name = QStringLiteral("生产 \"docs\" \\ x");
    env.url = QStringLiteral("http://[::1]:8080/");
    env.policy = Policy::ReadOnly;
    env.production = true;
    env.caFile = QStringLiteral("~/ca file.pem");
    env.sshConfig = QStringLiteral("ssh_config");
    env.timeoutSeconds = 7;
    env.hosts = {{QStringLiteral("a"), QStringLiteral("gate"), SudoMode::Passwordless, QStringLiteral("+08:00")},
                 {QStringLiteral("b"), QStringLiteral("b"), SudoMode::Never, {}}};
    const auto read = parseEnvironment(environmentText(env));
    QVERIFY_RESULT(read);
    QVERIFY(sameEnvironment(*read, env));
    QCOMPARE(read->name, env.name);
    QCOMPARE(read->timeoutSeconds, 7);
    QCOMPARE(read->hosts.at(0).logClock, QStringLiteral("+08:00"));
    QCOMPARE(read->hosts.at(0).sudo, SudoMode::Passwordless);
    env.policy = Policy::Confirm; // production that may be acted on has to say so
    QCOMPARE(parseEnvironment(environmentText(env))->policy, Policy::Confirm);
}

void TestEnvironmentText::hostileTextComesBack()
{
    Environment env = byHand();
    env.name = QStringLiteral("a\"\n[[host]]\nssh = \"evil\"\n\x7f\t#");
    const auto read = parseEnvironment(environmentText(env, kByHand));
    QVERIFY_RESULT(read);
    QCOMPARE(read->name, env.name);
    QCOMPARE(read->hosts.size(), 2);
}

void TestEnvironmentText::nothingChangedLeavesTheFile()
{
    QCOMPARE(environmentText(byHand(), kByHand), kByHand);
}

void TestEnvironmentText::oneChangeIsOneLine()
{
    Environment env = byHand();
    env.url = QStringLiteral("https://docs.example.com/healthcheck");
    env.hosts[0].sudo = SudoMode::Passwordless;
    QByteArray expected = kByHand;
    expected.replace("url  = \"https://docs.example.com/#top\" # entry",
                     "url = \"https://docs.example.com/healthcheck\"  # entry");
    expected.replace("sudo = \"never\"", "sudo = \"passwordless\"");
    QCOMPARE(environmentText(env, kByHand), expected);
    env = byHand();
    env.production = true;
    env.policy = Policy::ReadOnly;
    const QByteArray locked = environmentText(env, kByHand);
    QVERIFY(locked.contains("# entry\npolicy = \"read-only\"\nproduction = true\n\n[[host]]   # the outer one"));
    env.production = false;
    env.policy = Policy::Confirm;
    QVERIFY(!environmentText(env, locked).contains("production"));
}

void TestEnvironmentText::hostsComeAndGo()
{
    Environment env = byHand();
    env.hosts.removeFirst();
    env.hosts.append({QStringLiteral("store-1"), QStringLiteral("store"), SudoMode::Never, {}});
    env.hosts.append({QStringLiteral("store-2"), QStringLiteral("store-2"), SudoMode::Never, {}});
    const QByteArray text = environmentText(env, kByHand);
    QVERIFY(!text.contains("proxy-1"));
    QVERIFY(text.contains("[[host]]\n# rack 4\nssh = \"docs-1\"\nsudo = \"ask\"\n"));
    QVERIFY(text.contains("[[host]]\nssh = \"store-1\"\nname = \"store\"\n"));
    const auto read = parseEnvironment(text);
    QVERIFY_RESULT(read);
    QVERIFY(sameEnvironment(*read, env));
}

void TestEnvironmentText::anotherLayoutIsWrittenAnew()
{
    const QByteArray inlined = "url = \"http://x/\"\nhost = [{ssh = \"a\"}, {ssh = \"b\"}]\n";
    auto env = parseEnvironment(inlined);
    QVERIFY_RESULT(env);
    env->hosts[1].sudo = SudoMode::Ask;
    const auto read = parseEnvironment(environmentText(*env, inlined));
    QVERIFY_RESULT(read);
    QVERIFY(sameEnvironment(*read, *env));
    QVERIFY(sameEnvironment(*parseEnvironment(environmentText(*env, "broken = [")), *env));
}

void TestEnvironmentText::filesHaveTameNames()
{
    QCOMPARE(environmentFileName(QStringLiteral("docs-acme")), QStringLiteral("docs-acme.toml"));
    QCOMPARE(environmentFileName(QStringLiteral("../../etc/x")), QStringLiteral("-..-etc-x.toml"));
    QCOMPARE(environmentFileName(QStringLiteral("...")), QStringLiteral("environment.toml"));
    QCOMPARE(environmentFileName(QString()), QStringLiteral("environment.toml"));
    QCOMPARE(environmentFileName(QStringLiteral("生产")), QStringLiteral("生产.toml"));
    QVERIFY(environmentFileName(QString(500, QChar(0x751f))).toUtf8().size() < 255);
}

void TestEnvironmentText::foundByFileOrByName()
{
    const QTemporaryDir folder;
    QVERIFY(write(folder.filePath(QStringLiteral("docs-acme.toml")), kByHand));
    QVERIFY(write(folder.filePath(QStringLiteral("other.toml")), QByteArray(kByHand).replace("docs-acme", "a/b c")));
    QVERIFY(write(folder.filePath(QStringLiteral("broken.toml")), "["));
    QCOMPARE(loadEnvironment(QStringLiteral("docs-acme"), folder.path()).value().name, QStringLiteral("docs-acme"));
    QCOMPARE(loadEnvironment(QStringLiteral("docs-acme.toml"), folder.path()).value().name, QStringLiteral("docs-acme"));
    QCOMPARE(loadEnvironment(folder.filePath(QStringLiteral("other.toml")), {}).value().name, QStringLiteral("a/b c"));
    QCOMPARE(loadEnvironment(QStringLiteral("nobody"), folder.path()).error().code, QStringLiteral("environment.missing"));
    QCOMPARE(loadEnvironment(QStringLiteral("broken"), folder.path()).error().code, QStringLiteral("toml.syntax"));
    QVERIFY(write(folder.filePath(QStringLiteral("third.toml")), QByteArray(kByHand).replace("docs-acme", "by key")));
    QCOMPARE(loadEnvironment(QStringLiteral("by key"), folder.path()).value().name, QStringLiteral("by key"));
    // A folder that happens to be called like the environment, where the program is started.
    const QString was = QDir::currentPath();
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("docs-acme")) && QDir::setCurrent(folder.path()));
    const auto found = loadEnvironment(QStringLiteral("docs-acme"), folder.path());
    QDir::setCurrent(was);
    QVERIFY_RESULT(found);
}

QTEST_MAIN(TestEnvironmentText)
#include "test_environmenttext.moc"
