// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/dsconfig.h"
#include "tests/support/result.h"

#include <QJsonDocument>
#include <QTest>

using namespace hopscope;

class TestDsConfig : public QObject {
    Q_OBJECT
private slots:
    void mergesLayers();
    void brokerUrls_data();
    void brokerUrls();
    void toleratesWhatNodeConfigDoes();
    void refuses_data();
    void refuses();
};

namespace {

const char* const kDefault = R"({
	"queue": { "type": "rabbitmq" },
	"storage": { "name": "storage-fs", "fs": { "folderPath": "", "secretString": "verysecretstring" }, "bucketName": "cache" },
	"rabbitmq": { "url": "amqp://localhost:5672" },
	"services": { "CoAuthoring": {
		"server": { "port": 8000, "editorDataStorage": "editorDataMemory" },
		"sql": { "type": "postgres", "dbHost": "localhost", "dbPort": 5432, "dbName": "onlyoffice", "dbPass": "onlyoffice" },
		"redis": { "host": "127.0.0.1", "port": 6379 }
	} }
})";
const char* const kProduction = R"({ "storage": { "fs": { "folderPath": "/var/lib/onlyoffice/cache/files" } } })";

} // namespace

void TestDsConfig::mergesLayers()
{
    const auto config = parseDocumentServerConfig(
        {{QStringLiteral("default.json"), kDefault},
         {QStringLiteral("production-linux.json"), kProduction},
         {QStringLiteral("local.json"), R"({"rabbitmq": {"url": "amqps://guest:p@ss@mq.acme.test"},
             "services": {"CoAuthoring": {"sql": {"dbHost": "db", "dbPort": "5433", "dbPass": "hunter2"},
             "server": {"editorDataStorage": "editorDataRedis"}}}})"}});
    QVERIFY_RESULT(config);
    QCOMPARE(config->database.type, QStringLiteral("postgres"));
    QCOMPARE(config->database.host, QStringLiteral("db"));
    QCOMPARE(config->database.port, 5433);
    QCOMPARE(config->database.name, QStringLiteral("onlyoffice"));
    QCOMPARE(config->broker.host, QStringLiteral("mq.acme.test"));
    QVERIFY(config->broker.tls);
    QCOMPARE(config->broker.port, 5671);
    QCOMPARE(config->storage.path, QStringLiteral("/var/lib/onlyoffice/cache/files"));
    QCOMPARE(config->port, 8000);
    const QByteArray json = QJsonDocument(config->toJson()).toJson();
    QVERIFY(json.contains("\"used\": true"));
    for (const char* secret : {"hunter2", "p@ss", "guest", "verysecret"})
        QVERIFY(!json.contains(secret));
}

void TestDsConfig::brokerUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("plain") << QStringLiteral("amqp://localhost") << QStringLiteral("localhost") << 5672;
    QTest::newRow("port and vhost") << QStringLiteral("amqp://u:p@mq:5673/v?heartbeat=5") << QStringLiteral("mq") << 5673;
    QTest::newRow("ipv6") << QStringLiteral("amqp://u:p@[::1]:5673") << QStringLiteral("::1") << 5673;
    QTest::newRow("bad port") << QStringLiteral("amqp://mq:x") << QStringLiteral("mq") << 5672;
    QTest::newRow("slash in the password") << QStringLiteral("amqp://u:p/q@mq:1") << QStringLiteral("mq") << 1;
    QTest::newRow("no scheme") << QStringLiteral("localhost") << QString() << 0;
}

void TestDsConfig::brokerUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto config = parseDocumentServerConfig({{QStringLiteral("a"), "{\"rabbitmq\":{\"url\":\"" + url.toUtf8() + "\"}}"}});
    QVERIFY_RESULT(config);
    QCOMPARE(config->broker.host, host);
    QCOMPARE(config->broker.port, port);
}

void TestDsConfig::toleratesWhatNodeConfigDoes()
{
    const auto object = parseRelaxedJson({QStringLiteral("a"), "\xef\xbb\xbf{ // note, }\n \"a\": [1, 2, ], /* \n */ \"b\": \"// no, }\",\n}"});
    QVERIFY_RESULT(object);
    QCOMPARE(QJsonDocument(*object).toJson(QJsonDocument::Compact), QByteArray("{\"a\":[1,2],\"b\":\"// no, }\"}"));
    QVERIFY(parseDocumentServerConfig({{QStringLiteral("a"), ""}, {QStringLiteral("b"), " \n"}}));
}

void TestDsConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("phase");
    QTest::newRow("missing comma") << QByteArray("{\n \"a\": 1\n \"b\": 2 }") << QStringLiteral("x.json:3");
    QTest::newRow("cut") << QByteArray("{\n \"a\": {") << QStringLiteral("x.json:2");
    QTest::newRow("no object") << QByteArray("[1]") << QStringLiteral("x.json:1");
    QTest::newRow("string never ends") << QByteArray("{\"a\": \"b\\") << QStringLiteral("x.json:1");
}

void TestDsConfig::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, phase);
    const auto config = parseDocumentServerConfig({{QStringLiteral("x.json"), text}});
    QVERIFY(!config);
    QCOMPARE(config.error().code, QStringLiteral("dsconfig.syntax"));
    QVERIFY2(config.error().phase.startsWith(phase + QLatin1Char(':')), qPrintable(config.error().phase));
    QCOMPARE(parseRelaxedJson({QStringLiteral("x"), QByteArray(5000000, ' ')}).error().code, QStringLiteral("dsconfig.too-large"));
}

QTEST_GUILESS_MAIN(TestDsConfig)
#include "test_dsconfig.moc"
