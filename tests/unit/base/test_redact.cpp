// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/redact.h"

#include <QTest>

using namespace hopscope;

class TestRedact : public QObject {
    Q_OBJECT
private slots:
    void hides_data();
    void hides();
    void leavesTheRestAlone();
};

void TestRedact::hides_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("url") << QByteArray("amqp://onlyoffice:S3cr3t!x@store:5672");
    QTest::newRow("url with at") << QByteArray("\"url\": \"amqp://u:S3cr3t!x@z@store\"");
    QTest::newRow("json") << QByteArray("{\"dbPass\": \"S3cr3t!x\"}");
    QTest::newRow("json jwt") << QByteArray("{\"secret\":\"S3cr3t!x\"}");
    QTest::newRow("env") << QByteArray("DB_PASSWORD=S3cr3t!x");
    QTest::newRow("yaml") << QByteArray("password: S3cr3t!x");
    QTest::newRow("query") << QByteArray("GET /f?token=S3cr3t!x&a=1");
    QTest::newRow("bearer") << QByteArray("Authorization: Bearer S3cr3t_x.S3cr3t!x");
    QTest::newRow("nginx set") << QByteArray("    set $secure_link_secret S3cr3t!x;");
    QTest::newRow("option") << QByteArray("/usr/bin/tool --password S3cr3t!x --verbose");
    QTest::newRow("json one level up") << QByteArray("config {\"secret\":{\"string\":\"S3cr3t!x\"}}");
    QTest::newRow("json two levels up") << QByteArray("{\"secret\": {\"inbox\": {\"string\": \"S3cr3t!x\"}}}");
    QTest::newRow("key") << QByteArray("-----BEGIN OPENSSH PRIVATE KEY-----\nS3cr3t!x\n-----END OPENSSH PRIVATE KEY-----");
}

void TestRedact::hides()
{
    QFETCH(QByteArray, input);
    const QByteArray once = redact(input);
    QVERIFY2(!once.contains("S3cr3t"), once.constData());
    QVERIFY(once.contains("[redacted]"));
    QCOMPARE(redact(once), once);
}

void TestRedact::leavesTheRestAlone()
{
    const QByteArray line("connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.1, "
                          "upstream: \"http://127.0.0.1:8000/healthcheck\"\n\xff\x00\x01");
    QCOMPARE(redact(line), line);
    const QByteArray off("server_tokens off;\nproxy_set_header X-Secret $http_x_secret;");
    QCOMPARE(redact(off), off);
    const QByteArray config("ssl_certificate_key /etc/ssl/private/site.key;\n    server_tokens off;");
    QVERIFY(redact(config).contains("/etc/ssl/private/site.key"));
}

QTEST_GUILESS_MAIN(TestRedact)
#include "test_redact.moc"
