// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/aliases.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

class TestAliases : public QObject {
    Q_OBJECT
private slots:
    void namesWithoutPatterns();
    void includesAreFollowed();
    void garbageNamesNothing();
};

void TestAliases::namesWithoutPatterns()
{
    const SshAliases found = parseSshAliases("# Host commented\n"
                                             "Host gate docs-1 *.example.com !bad store?\r\n"
                                             "  HostName 10.0.0.1\n"
                                             "\thost=\"quoted\" # nothing\n"
                                             "Host = spaced\n"
                                             "HostName notme\n"
                                             "Match host else exec \"x\"\n"
                                             "Host -oProxyCommand=x %h gate\n"
                                             "Host *\n"
                                             "Include conf.d/* ~/more\n");
    QCOMPARE(found.names, (QStringList{QStringLiteral("gate"), QStringLiteral("docs-1"), QStringLiteral("quoted"),
                                       QStringLiteral("spaced")}));
    QCOMPARE(found.includes, (QStringList{QStringLiteral("conf.d/*"), QStringLiteral("~/more")}));
}

void TestAliases::includesAreFollowed()
{
    const QTemporaryDir folder;
    const auto write = [&folder](const char* name, const QByteArray& text) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const QByteArray here = folder.path().toUtf8();
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("d")));
    QVERIFY(write("config", "Host first\nInclude " + here + "/d/*.conf " + here + "/missing\n"));
    QVERIFY(write("d/1.conf", "Host second first\nInclude " + here + "/config\n")); // a ring ends
    QVERIFY(write("d/2.conf", "Host third\n"));
    QVERIFY(write("d/3.txt", "Host other\n"));
    QCOMPARE(sshAliases(folder.filePath(QStringLiteral("config"))),
             (QStringList{QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third")}));
    QVERIFY(sshAliases(folder.filePath(QStringLiteral("nothing"))).isEmpty());
    QVERIFY(sshAliases(folder.path()).isEmpty());
}

void TestAliases::garbageNamesNothing()
{
    static const char raw[] = "Host \xff\xfe\x00 a\"b\nHost\nHost \"\nInclude\n=\n\"\"\n";
    QVERIFY(!parseSshAliases(QByteArray(raw, sizeof raw - 1)).names.contains(QString()));
    QCOMPARE(parseSshAliases("Host " + QByteArray(100000, 'a') + "\n").names.size(), 1);
}

QTEST_MAIN(TestAliases)
#include "test_aliases.moc"
