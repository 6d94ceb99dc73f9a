// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxconfig.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

namespace {

NginxFileSet setOf(const QHash<QString, QByteArray>& files, const QHash<QString, QStringList>& globs = {})
{
    NginxFileSet set;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        set.files.insert(it.key(), it.value());
    set.globs = globs;
    return set;
}

NginxConfig parseText(const QByteArray& text)
{
    return parseNginxConfig(QStringLiteral("/n/nginx.conf"), setOf({{QStringLiteral("/n/nginx.conf"), text}}));
}

QByteArray treeOf(const QByteArray& text)
{
    const QJsonObject config = parseText(text).toJson().value(u"config").toArray().at(0).toObject();
    return QJsonDocument(config.value(u"parsed").toArray()).toJson(QJsonDocument::Compact);
}

} // namespace

class TestNginxConfig : public QObject {
    Q_OBJECT
private slots:
    void printsWhatCrossplanePrints_data();
    void printsWhatCrossplanePrints();
    void includesAreIndexedOnce();
    void refusesAsNginxDoes_data();
    void refusesAsNginxDoes();
    void saysWhatNginxSays_data();
    void saysWhatNginxSays();
    void keepsTheTreeBehindAnError();
    void unreadableIncludes();
    void includeLoopEnds();
    void asksLevelByLevel();
    void survivesAnything();
    void capsHold();
};

void TestNginxConfig::printsWhatCrossplanePrints_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tree");
    QTest::newRow("block") << QByteArray("events {\n    worker_connections 1024;\n}\n")
                           << QByteArray(R"([{"args":[],"block":[{"args":["1024"],"directive":"worker_connections","line":2}],"directive":"events","line":1}])");
    QTest::newRow("quotes") << QByteArray("log_format a 'it\\'s' \"x\\ty\" b\"c\"d;")
                            << QByteArray(R"([{"args":["a","it's","x\\ty","b\"c\"d"],"directive":"log_format","line":1}])");
    QTest::newRow("variable") << QByteArray("set $a ${b}c/${d};") << QByteArray(R"([{"args":["$a","${b}c/${d}"],"directive":"set","line":1}])");
    QTest::newRow("if") << QByteArray("if ($a = \"b\") { }")
                        << QByteArray(R"([{"args":["$a","=","b"],"block":[],"directive":"if","line":1}])");
    QTest::newRow("comments between words") << QByteArray("listen # one\n 80 # two ; {\n ; # three")
                                            << QByteArray(R"([{"args":["80"],"directive":"listen","line":1}])");
    QTest::newRow("brace in a word") << QByteArray("return 200 a}b;") << QByteArray(R"([{"args":["200","a}b"],"directive":"return","line":1}])");
    QTest::newRow("lua") << QByteArray("content_by_lua_block { local t = { \"}\" } -- }\n ngx.say([[}]]) }\nx;")
                         << QByteArray(R"([{"args":[" local t = { \"}\" } -- }\n ngx.say([[}]]) "],"directive":"content_by_lua_block","line":1},{"args":[],"directive":"x","line":3}])");
    QTest::newRow("set lua") << QByteArray("set_by_lua_block $a { return 1 }")
                             << QByteArray(R"([{"args":["$a"," return 1 "],"directive":"set_by_lua_block","line":1}])");
    QTest::newRow("bytes") << QByteArray("add_header X \"\xff\";") << QByteArray("[{\"args\":[\"X\",\"\xef\xbf\xbd\"],\"directive\":\"add_header\",\"line\":1}]");
    QTest::newRow("windows ends") << QByteArray("a b;\r\nc\r\n d;\r\n")
                                  << QByteArray(R"([{"args":["b"],"directive":"a","line":1},{"args":["d"],"directive":"c","line":2}])");
    QTest::newRow("braces of a variable") << QByteArray("a ${{{b}x; c;")
                                          << QByteArray(R"([{"args":["${{{b}x"],"directive":"a","line":1},{"args":[],"directive":"c","line":1}])");
    QTest::newRow("comment that just fits") << QByteArray('#' + QByteArray(4094, 'c') + "\na;" + QByteArray(50, ' '))
                                            << QByteArray(R"([{"args":[],"directive":"a","line":2}])");
    QTest::newRow("lua quotes that do not end") << QByteArray("init_by_lua_block { don't }\nx;")
                                                << QByteArray(R"([{"args":[" don't "],"directive":"init_by_lua_block","line":1},{"args":[],"directive":"x","line":2}])");
    QTest::newRow("include of two") << QByteArray("include a b;")
                                    << QByteArray(R"([{"args":["a","b"],"directive":"include","includes":[],"line":1}])");
    QTest::newRow("quoted name") << QByteArray("\"a b\" ';';") << QByteArray(R"([{"args":[";"],"directive":"a b","line":1}])");
}

void TestNginxConfig::printsWhatCrossplanePrints()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tree);
    QCOMPARE(treeOf(text), tree);
    const NginxConfig config = parseText(text);
    QVERIFY2(config.clean(), config.clean() ? "" : qPrintable(config.errors.first().error));
}

void TestNginxConfig::includesAreIndexedOnce()
{
    const NginxFileSet set = setOf({{QStringLiteral("/n/nginx.conf"), "include c/*.conf;\ninclude c/a.conf;\n"},
                                    {QStringLiteral("/n/c/a.conf"), "user a;"},
                                    {QStringLiteral("/n/c/b.conf"), "include /n/c/a.conf;"}},
                                   {{QStringLiteral("/n/c/*.conf"), {QStringLiteral("/n/c/b.conf"), QStringLiteral("/n/c/a.conf")}}});
    const NginxConfig config = parseNginxConfig(QStringLiteral("/n/nginx.conf"), set);
    QVERIFY(config.clean());
    QCOMPARE(config.files.size(), 3);
    QCOMPARE(config.files.at(1).file, QStringLiteral("/n/c/a.conf"));
    QCOMPARE(config.files.at(0).parsed.at(0).includes, (QList<int>{1, 2}));
    QCOMPARE(config.files.at(0).parsed.at(1).includes, (QList<int>{1}));
    QCOMPARE(config.files.at(2).parsed.at(0).includes, (QList<int>{1}));
}

void TestNginxConfig::refusesAsNginxDoes_data()
{
    const QByteArray longWord(5000, 'a');
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("line");
    const auto row = [](const char* name, const QByteArray& text, const char* error, int line) {
        QTest::newRow(name) << text << QString::fromUtf8(error) << line;
    };
    row("extra brace", "events {}\n}\n\n", "unexpected \"}\"", 2);
    row("open block", "events {\n\n", "unexpected end of file, expecting \"}\"", 3);
    row("semicolon alone", "events {}\n;\n", "unexpected \";\"", 2);
    row("brace alone", "events {}\n{\n}\n", "unexpected \"{\"", 2);
    row("no semicolon before a brace", "http { server { listen 1 \n}\n}\n", "unexpected \"}\"", 2);
    row("no semicolon before a block", "user a\nhttp {\n}\n", "directive \"user\" is not terminated by \";\"", 2);
    row("block without brace", "events;\n", "directive \"events\" has no opening \"{\"", 1);
    row("server without brace", "http { server; }\n", "directive \"server\" has no opening \"{\"", 1);
    row("no semicolon at the end", "events {}\nuser abc", "unexpected end of file, expecting \";\" or \"}\"", 2);
    row("quoted word at the end", "events {}\nuser 'a'", "unexpected end of file, expecting \";\" or \"}\"", 2);
    row("letter behind a quote", "user \"abc\"d;\n", "unexpected \"d\"", 1);
    row("quote never closed", "user \"abc\nfoo;\n\n", "unexpected end of file, expecting \";\" or \"}\"", 4);
    row("quote closed far away", "events {}\nuser \"" + longWord + "\n" + longWord,
        "too long parameter, probably missing terminating \"\"\" character", 2);
    row("long word", "user " + longWord + ";\n", "too long parameter \"aaaaaaaaaa...\" started", 1);
    row("long comment", "events {}\n# x " + longWord + "\n", "too long parameter \"# x aaaaaa...\" started", 2);
    row("word that just does not fit", "user a " + QByteArray(4095, 'a') + " ;\n", "too long parameter \"aaaaaaaaaa...\" started", 1);
    row("quoted word that just does not fit", "user a \"" + QByteArray(4094, 'a') + "\"\n;\n", "too long parameter \"aaaaaaaaaa...\" started", 1);
    row("block in a map", "events {}\nhttp {\nmap $uri $a {\n b { c d; }\n}\n}\n", "unexpected \"{\"", 4);
    row("block in types", "events {}\nhttp { types { a { b; } } }\n", "unexpected \"{\"", 2);
    row("include that is not there", "events {}\ninclude nope.conf;\n",
        "open() \"/n/nope.conf\" failed (2: No such file or directory)", 2);
}

void TestNginxConfig::refusesAsNginxDoes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    QFETCH(int, line);
    const NginxConfig config = parseText(text);
    QVERIFY(!config.clean());
    QCOMPARE(config.errors.first().error, QStringLiteral("%1 in /n/nginx.conf:%2").arg(error).arg(line));
    QCOMPARE(config.errors.first().line, line);
    QCOMPARE(config.toJson().value(u"status").toString(), QStringLiteral("failed"));
}

void TestNginxConfig::saysWhatNginxSays_data()
{
    refusesAsNginxDoes_data();
    QTest::newRow("clean") << QByteArray("pid n.pid;\nevents { }\nhttp { access_log off; server { listen 1; return 200 \"a;}\"; } }\n")
                           << QString() << 0;
}

// The oracle: the nginx of this machine, where there is one, must name the same line and say the same.
void TestNginxConfig::saysWhatNginxSays()
{
    QFETCH(QByteArray, text);
    const QString nginx = QStandardPaths::findExecutable(
        QStringLiteral("nginx"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/sbin")});
    if (nginx.isEmpty())
        QSKIP("no nginx on this machine");
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("nginx.conf"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QProcess process;
    process.start(nginx, {QStringLiteral("-t"), QStringLiteral("-p"), folder.path(), QStringLiteral("-c"), path});
    QVERIFY(process.waitForFinished(10000));
    const QString said = QString::fromUtf8(process.readAllStandardError());
    const NginxConfig config = parseNginxConfig(path, setOf({{path, text}}));
    if (config.clean())
        QVERIFY2(said.contains(QLatin1String("syntax is ok")), qPrintable(said));
    else
        QVERIFY2(said.contains(config.errors.first().error + QLatin1Char('\n')), qPrintable(said));
}

void TestNginxConfig::keepsTheTreeBehindAnError()
{
    const NginxConfig config = parseText("http {\n server {\n  listen 80\n }\n server {\n  listen 81;\n }\n}\nuser a;\n");
    QCOMPARE(config.errors.size(), 1);
    QCOMPARE(config.files.first().parsed.size(), 2);
    const NginxDirective http = config.files.first().parsed.first();
    QCOMPARE(http.block.size(), 2);
    QCOMPARE(http.block.at(0).block.first().args, QStringList{QStringLiteral("80")});
    QCOMPARE(http.block.at(1).block.first().args, QStringList{QStringLiteral("81")});
}

void TestNginxConfig::unreadableIncludes()
{
    NginxFileSet set = setOf({{QStringLiteral("/n/nginx.conf"), "include a;\ninclude d*;\nuser x;\n"}});
    set.files.insert(QStringLiteral("/n/a"), fail(QStringLiteral("ssh.denied")));
    set.files.insert(QStringLiteral("/n/dd"), fail(QStringLiteral("ssh.directory")));
    set.globs.insert(QStringLiteral("/n/d*"), {QStringLiteral("/n/dd")});
    const NginxConfig config = parseNginxConfig(QStringLiteral("/n/nginx.conf"), set);
    QCOMPARE(config.errors.size(), 2);
    QCOMPARE(config.errors.at(0).error, QStringLiteral("open() \"/n/a\" failed (13: Permission denied) in /n/nginx.conf:1"));
    QCOMPARE(config.errors.at(1).error, QStringLiteral("pread() \"/n/dd\" failed (21: Is a directory) in /n/nginx.conf:2"));
    QCOMPARE(config.files.first().parsed.size(), 3);

    const NginxConfig none = parseNginxConfig(QStringLiteral("/n/none"), NginxFileSet{});
    QCOMPARE(none.errors.size(), 1);
    QCOMPARE(none.errors.first().line, 0);
    QVERIFY(none.toJson().value(u"errors").toArray().at(0).toObject().value(u"line").isNull());
}

void TestNginxConfig::includeLoopEnds()
{
    const NginxConfig config = parseNginxConfig(QStringLiteral("/n/nginx.conf"),
                                                setOf({{QStringLiteral("/n/nginx.conf"), "include a;"},
                                                       {QStringLiteral("/n/a"), "user x;\ninclude b;"},
                                                       {QStringLiteral("/n/b"), "include a;"}}));
    QCOMPARE(config.errors.size(), 1);
    QCOMPARE(config.errors.first().file, QStringLiteral("/n/b"));
    int seen = 0;
    NginxWalk(config).each(0, config.files.first().parsed, [&](const NginxDirective&, int) { ++seen; });
    QCOMPARE(seen, 1);
}

void TestNginxConfig::asksLevelByLevel()
{
    const QString main = QStringLiteral("/n/nginx.conf");
    NginxFileSet set;
    QCOMPARE(pendingIncludes(main, set).files, QStringList{main});
    set.files.insert(main, QByteArray("include mime.types;\ninclude conf.d/*.conf;\n"));
    NginxWanted wanted = pendingIncludes(main, set);
    QCOMPARE(wanted.files, QStringList{QStringLiteral("/n/mime.types")});
    QCOMPARE(wanted.patterns, QStringList{QStringLiteral("/n/conf.d/*.conf")});
    set.files.insert(QStringLiteral("/n/mime.types"), fail(QStringLiteral("ssh.missing")));
    set.globs.insert(QStringLiteral("/n/conf.d/*.conf"), {QStringLiteral("/n/conf.d/x.conf")});
    wanted = pendingIncludes(main, set);
    QCOMPARE(wanted.files, QStringList{QStringLiteral("/n/conf.d/x.conf")});
    QVERIFY(wanted.patterns.isEmpty());
    set.files.insert(QStringLiteral("/n/conf.d/x.conf"), QByteArray("user a;"));
    QVERIFY(pendingIncludes(main, set).isEmpty());
}

void TestNginxConfig::survivesAnything()
{
    QRandomGenerator random(20261122);
    const QByteArray seed("events { # c\n}\nhttp { server { listen [::]:80; location ~ \"^/a{1}\" { set $x ${y}; "
                          "content_by_lua_block { a = '{' } include /n/nginx.conf; } } }\n");
    for (int round = 0; round < 4000; ++round) {
        QByteArray text = seed.left(random.bounded(seed.size() + 1));
        for (int change = random.bounded(6); change > 0 && !text.isEmpty(); --change)
            text[random.bounded(text.size())] = static_cast<char>(round % 2 ? random.bounded(256) : "{}\"';\\#$\n"[random.bounded(9)]);
        const NginxConfig config = parseText(text);
        QCOMPARE(config.files.size(), 1);
        QCOMPARE(config.toJson().value(u"status").toString() == QLatin1String("ok"), config.clean());
    }
}

void TestNginxConfig::capsHold()
{
    const NginxConfig deep = parseText(QByteArray("a {").repeated(100000));
    QVERIFY(!deep.clean());
    QVERIFY(!parseText(QByteArray(9 * 1024 * 1024, ' ')).clean());
    NginxFileSet doubling;
    for (int i = 0; i < 60; ++i) {
        const QByteArray next = "include f" + QByteArray::number(i + 1) + ";";
        doubling.files.insert(QStringLiteral("/n/f%1").arg(i), QByteArray(next + next));
    }
    doubling.files.insert(QStringLiteral("/n/f60"), QByteArray("user a;"));
    const NginxConfig config = parseNginxConfig(QStringLiteral("/n/f0"), doubling);
    int seen = 0;
    NginxWalk(config).each(0, config.files.first().parsed, [&](const NginxDirective&, int) { ++seen; });
    QVERIFY(seen > 0 && seen < 1000000);
}

QTEST_GUILESS_MAIN(TestNginxConfig)
#include "test_nginxconfig.moc"
