// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/environment.h"
#include "tests/support/result.h"

#include <QTest>

using namespace hopscope;

class TestEnvironment : public QObject {
    Q_OBJECT
private slots:
    void readsTheShortForm();
    void productionIsReadOnlyUnlessItSaysConfirm();
    void refuses_data();
    void refuses();
};

void TestEnvironment::readsTheShortForm()
{
    const auto env = parseEnvironment("name = \"docs-acme\"\nurl = \"https://docs.example.com/healthcheck\"\n"
                                      "[[host]]\nssh = \"proxy-1\"\n[[host]]\nssh = \"ops@10.0.0.7:2222\"\nsudo = \"ask\"\n");
    QVERIFY_RESULT(env);
    QCOMPARE(env->hosts.size(), 2);
    QCOMPARE(env->hosts.at(0).name, QStringLiteral("proxy-1"));
    QCOMPARE(env->hosts.at(1).name, QStringLiteral("10.0.0.7"));
    QCOMPARE(env->hosts.at(1).sudo, SudoMode::Ask);
    QCOMPARE(env->policy, Policy::Confirm);
}

void TestEnvironment::productionIsReadOnlyUnlessItSaysConfirm()
{
    const QByteArray base("url = \"http://x/\"\nproduction = true\n");
    const QByteArray host("[[host]]\nssh = \"a\"\n");
    QCOMPARE(parseEnvironment(base + host)->policy, Policy::ReadOnly);
    QCOMPARE(parseEnvironment(base + "policy = \"confirm\"\n" + host)->policy, Policy::Confirm);
}

void TestEnvironment::refuses_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("phase");
    const QByteArray host("[[host]]\nssh = \"a\"\n");
    QTest::newRow("unknown key") << QByteArray("url = \"http://x/\"\ncolour = 1\n") + host
                                 << QStringLiteral("environment.unknown-key") << QStringLiteral("line 2");
    QTest::newRow("unknown host key") << QByteArray("url = \"http://x/\"\n[[host]]\nssh = \"a\"\nport = 1\n")
                                      << QStringLiteral("environment.unknown-key") << QStringLiteral("line 4");
    QTest::newRow("no url") << host << QStringLiteral("environment.no-url") << QString();
    QTest::newRow("no host") << QByteArray("url = \"http://x/\"\n") << QStringLiteral("environment.no-host") << QString();
    QTest::newRow("ftp") << QByteArray("url = \"ftp://x/\"\n") + host << QStringLiteral("environment.bad-value")
                         << QStringLiteral("line 1");
    QTest::newRow("option as alias") << QByteArray("url = \"http://x/\"\n[[host]]\nssh = \"-oProxyCommand=x\"\n")
                                     << QStringLiteral("environment.bad-value") << QStringLiteral("line 3");
    QTest::newRow("non-ascii key") << QByteArray("url = \"http://x/\"\nn\xc3\xa4me = 1\n") << QStringLiteral("toml.non-ascii")
                                   << QStringLiteral("line 2");
    QTest::newRow("twice") << QByteArray("url = \"http://x/\"\n") + host + host << QStringLiteral("environment.duplicate-host")
                           << QStringLiteral("line 4");
    // toml++ takes for granted that a table's name follows the bracket.
    QTest::newRow("header without a name") << QByteArray("url = \"http://a\"\n[=]\n") << QStringLiteral("toml.syntax") << QStringLiteral("line 2");
    QTest::newRow("header of three brackets") << QByteArray("[[[host]]\n") << QStringLiteral("toml.syntax") << QStringLiteral("line 1");
    QTest::newRow("header with a zero byte") << QByteArray("x = [1,\n[2]]\n[\0host]\n", 21) << QStringLiteral("toml.syntax") << QStringLiteral("line 3");
    QTest::newRow("array without a value") << QByteArray("url = \"http://a\"\nx = [,]\n") << QStringLiteral("toml.syntax") << QStringLiteral("line 2");
    QTest::newRow("not toml") << QByteArray("url = \n") << QStringLiteral("toml.syntax") << QStringLiteral("line 1");
}

void TestEnvironment::refuses()
{
    QFETCH(QByteArray, input);
    QFETCH(QString, code);
    QFETCH(QString, phase);
    const auto env = parseEnvironment(input);
    QVERIFY(!env);
    QCOMPARE(env.error().code, code);
    QCOMPARE(env.error().phase, phase);
}

QTEST_GUILESS_MAIN(TestEnvironment)
#include "test_environment.moc"
