// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/configfacts.h"
#include "core/collect/nginxreader.h"
#include "tests/support/fakesshhost.h"
#include "tests/support/result.h"
#include "tests/unit/collect/lookup.h"

#include <QDir>
#include <QTemporaryDir>

using namespace hopscope;
using namespace hopscope::test;

/// The files are real ones in a folder of our own; the reading script runs here.
class TestNginxReader : public QObject {
    Q_OBJECT
private slots:
    void init();
    void followsGlobsAndNestedIncludes();
    void endsOnARing();
    void missingIncludeIsAnError();
    void unreadableFilesAreNamed();
    void lostConnectionIsAnError();
    void deletedReaderSaysNothing();
    void factsNameLogsAndUpstreams();

private:
    void write(const char* name, const QByteArray& bytes)
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        QVERIFY(QDir().mkpath(QFileInfo(file.fileName()).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QString main() const { return m_folder->filePath(QStringLiteral("nginx.conf")); }
    Result<NginxReading> read(FakeSshHost& host)
    {
        std::optional<Result<NginxReading>> result;
        NginxReader reader(host, SudoMode::Never, main(), [&result](const Result<NginxReading>& r) { result = r; });
        reader.start();
        const bool ended = QTest::qWaitFor([&result] { return result.has_value(); }, 10'000);
        return ended ? *result : Result<NginxReading>(fail(QStringLiteral("test.no-answer")));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestNginxReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write("nginx.conf", "events {}\nhttp {\n  error_log logs/main.log;\n  include conf.d/*.conf;\n}\n");
    write("conf.d/b.conf", "upstream ds { server docs.internal:8000; server 10.0.0.2:8000; }\n");
    write("conf.d/a.conf", "server { listen 80; include snippets/proxy.inc; }\n");
    write("conf.d/ignored.txt", "this is } not { nginx\n");
    write("snippets/proxy.inc", "location / { proxy_pass http://ds; include snippets/deep/*; }\n");
    write("snippets/deep/headers", "proxy_set_header Authorization \"Bearer Pw-token0123456789abcdef\";\n");
}

void TestNginxReader::followsGlobsAndNestedIncludes()
{
    FakeSshHost host;
    host.reply = runHere;
    const auto reading = read(host);
    QVERIFY_RESULT(reading);
    QVERIFY2(reading->config.clean(), qPrintable(reading->config.errors.value(0).error));
    QStringList files;
    for (const NginxConfigFile& file : reading->config.files)
        files.append(QDir(m_folder->path()).relativeFilePath(file.file));
    files.sort();
    QCOMPARE(files, (QStringList{QStringLiteral("conf.d/a.conf"), QStringLiteral("conf.d/b.conf"), QStringLiteral("nginx.conf"),
                                 QStringLiteral("snippets/deep/headers"), QStringLiteral("snippets/proxy.inc")}));
    for (const char* text : {"nginx.conf\n", "a.conf\n", "listen 80"})
        QVERIFY(reading->transcript.contains(text));
    // One round trip a level, not one a file; and nginx itself is never asked (it would write).
    QVERIFY2(host.commands.size() <= 4, qPrintable(QString::number(host.commands.size())));
    for (const CommandSpec& command : host.commands) {
        QCOMPARE(command.argv.at(0), QStringLiteral("sh"));
        QCOMPARE(command.sudo, Sudo::No);
    }
}

void TestNginxReader::endsOnARing()
{
    write("conf.d/b.conf", "include conf.d/*.conf;\n");
    FakeSshHost host;
    host.reply = runHere;
    const auto reading = read(host);
    QVERIFY_RESULT(reading);
    QVERIFY(!reading->config.clean());
}

void TestNginxReader::missingIncludeIsAnError()
{
    write("conf.d/b.conf", "include /nowhere/at/all.conf;\ninclude /nowhere/*.conf;\n");
    FakeSshHost host;
    host.reply = runHere;
    const auto reading = read(host);
    QVERIFY_RESULT(reading);
    QCOMPARE(reading->config.errors.size(), 1); // a pattern may match nothing
    QVERIFY(reading->config.errors.at(0).error.contains(QStringLiteral("/nowhere/at/all.conf")));
}

void TestNginxReader::unreadableFilesAreNamed()
{
    FakeSshHost host;
    const QString denied = m_folder->filePath(QStringLiteral("conf.d/b.conf"));
    host.reply = [&](const CommandSpec& spec) -> Result<CommandResult> {
        auto result = runHere(spec);
        // As for a user who may not: root, who may run this test, can read everything.
        const qsizetype at = result->out.indexOf(denied.toUtf8());
        const qsizetype state = result->out.lastIndexOf(" read ", at);
        if (at >= 0 && state >= 0) {
            result->out.replace(state, 6, " unreadable ");
            const qsizetype body = result->out.indexOf('\n', at) + 12 - 6;
            const qsizetype from = result->out.indexOf('\n', body) + 0;
            const qsizetype next = result->out.indexOf("\nhs", from);
            result->out = result->out.left(from + 1) + (next < 0 ? QByteArray() : result->out.mid(next));
        }
        return result;
    };
    const auto reading = read(host);
    QVERIFY_RESULT(reading);
    QCOMPARE(reading->unreadable, QStringList{denied});
    QVERIFY(!reading->config.clean());
    QVERIFY(!reading->transcript.contains("docs.internal"));
}

void TestNginxReader::lostConnectionIsAnError()
{
    FakeSshHost host;
    host.reply = [](const CommandSpec&) -> Result<CommandResult> { return fail(QStringLiteral("ssh.lost")); };
    const auto reading = read(host);
    QVERIFY(!reading);
    QCOMPARE(reading.error().code, QStringLiteral("ssh.lost"));
}

void TestNginxReader::deletedReaderSaysNothing()
{
    FakeSshHost host;
    host.reply = runHere;
    bool told = false;
    auto reader = std::make_unique<NginxReader>(host, SudoMode::Never, main(), [&told](const Result<NginxReading>&) { told = true; });
    reader->start();
    reader.reset();
    QTest::qWait(100);
    QVERIFY(!told);
}

void TestNginxReader::factsNameLogsAndUpstreams()
{
    FakeSshHost host;
    host.reply = runHere;
    const auto reading = read(host);
    QVERIFY_RESULT(reading);
    const NginxFacts read = nginxFacts(QStringLiteral("gate"), *reading, {1});
    const Facts facts(read.facts);
    const QString node = QStringLiteral("gate/nginx");
    QCOMPARE(read.names, QStringList{QStringLiteral("docs.internal")});
    QCOMPARE(read.errorLogs, QStringList{QStringLiteral("/usr/share/nginx/logs/main.log")});
    QCOMPARE(facts.value(node, "nginx.error_logs").toArray().size(), 1);
    const QJsonArray routes = facts.value(node, "nginx.routes").toArray();
    QCOMPARE(routes.size(), 1);
    QCOMPARE(routes.at(0).toObject().value(QStringLiteral("servers")).toArray().size(), 2);
    QVERIFY(facts.value(node, "nginx.config_error").isUndefined());

    NginxReading broken = *reading;
    broken.config.errors.append({QStringLiteral("/etc/nginx/nginx.conf"), 7, QStringLiteral("unexpected \"}\"")});
    QCOMPARE(Facts(nginxFacts(QStringLiteral("gate"), broken, {1}).facts).value(node, "nginx.config_error").toObject()
                 .value(QStringLiteral("line")).toInt(), 7);

    NginxReading denied;
    denied.unreadable = {QStringLiteral("/etc/nginx/nginx.conf")};
    QCOMPARE(Facts(nginxFacts(QStringLiteral("gate"), denied, {1}).facts).why(node, "nginx.routes"),
             QStringLiteral("file.unreadable"));
}

QTEST_GUILESS_MAIN(TestNginxReader)
#include "test_nginxreader.moc"
