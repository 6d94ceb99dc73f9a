// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxaddress.h"
#include "core/parse/nginxroutes.h"

#include <QTest>

using namespace hopscope;

namespace {

// The Document Server's own shape: server and upstreams in includes.
const char* const kMain = "error_log /var/log/nginx/error.log warn;\nhttp {\n    access_log off;\n    include conf.d/ds.conf;\n}\n";
const char* const kDs = R"(include /n/http-common.conf;
server {
  listen 0.0.0.0:80;
  listen [::]:80 default_server;
  server_tokens off;
  include /n/ds.conf;
}
)";
const char* const kCommon = R"(upstream docservice {
  server localhost:8000 max_fails=0 fail_timeout=0s;
  server [::1]:8001 backup;
  server 10.0.0.3 weight=5 down;
}
)";
const char* const kLocations = R"(error_log /var/log/onlyoffice/documentserver/nginx.error.log;
location / {
  proxy_pass http://docservice;
}
location ~ ^/(web-apps|sdkjs)/ {
  root /var/www;
}
location = /exact { proxy_pass https://10.0.0.9:8443/x/y?z; }
location ^~ /internal/ { proxy_pass http://[::1]:9000/; }
location /deep/ {
  location /deep/er/ { proxy_pass http://$backend:81/q; }
  location ~ \.cgi$ { fastcgi_pass unix:/run/f.sock; }
}
location ~* \.PNG$ { if ($a) { proxy_pass http://docservice$request_uri; } }
)";

NginxRouting build(const QHash<QString, QByteArray>& files)
{
    NginxFileSet set;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        set.files.insert(it.key(), it.value());
    return nginxRouting(parseNginxConfig(QStringLiteral("/n/nginx.conf"), set));
}

NginxRouting documentServer()
{
    return build({{QStringLiteral("/n/nginx.conf"), kMain},
                  {QStringLiteral("/n/conf.d/ds.conf"), kDs},
                  {QStringLiteral("/n/http-common.conf"), kCommon},
                  {QStringLiteral("/n/ds.conf"), kLocations}});
}

} // namespace

class TestNginxRoutes : public QObject {
    Q_OBJECT
private slots:
    void readsTheDocumentServer();
    void choosesTheLocation_data();
    void choosesTheLocation();
    void choosesTheServer_data();
    void choosesTheServer();
    void splitsAddresses_data();
    void splitsAddresses();
};

void TestNginxRoutes::readsTheDocumentServer()
{
    const NginxRouting routing = documentServer();
    QCOMPARE(routing.errorLogs, (QStringList{QStringLiteral("/var/log/nginx/error.log"),
                                             QStringLiteral("/var/log/onlyoffice/documentserver/nginx.error.log")}));
    QVERIFY(routing.accessLogOff);
    QCOMPARE(routing.routes.size(), 6);
    const NginxRoute& first = routing.routes.at(0);
    QCOMPARE(first.file, QStringLiteral("/n/ds.conf"));
    QCOMPARE(first.line, 3);
    QVERIFY(first.defaultServer);
    QCOMPARE(first.listen.size(), 2);
    QCOMPARE(first.listen.at(1).address, QStringLiteral("::"));
    QCOMPARE(first.target.name, QStringLiteral("docservice"));
    QCOMPARE(first.target.uri, QString());
    QCOMPARE(first.servers.size(), 3);
    QCOMPARE(first.servers.at(0).address, QStringLiteral("localhost"));
    QCOMPARE(first.servers.at(0).port, 8000);
    QCOMPARE(first.servers.at(0).file, QStringLiteral("/n/http-common.conf"));
    QCOMPARE(first.servers.at(0).line, 2);
    QVERIFY(first.servers.at(1).backup && first.servers.at(1).address == QLatin1String("::1"));
    QVERIFY(first.servers.at(2).down && first.servers.at(2).weight == 5 && first.servers.at(2).port == 80);

    const NginxRoute& exact = routing.routes.at(1);
    QCOMPARE(exact.modifier, QStringLiteral("="));
    QCOMPARE(exact.target.uri, QStringLiteral("/x/y?z"));
    QCOMPARE(exact.servers.first().port, 8443);
    const NginxRoute& variable = routing.routes.at(3);
    QCOMPARE(variable.target.name, QStringLiteral("$backend"));
    QCOMPARE(variable.target.port, 81);
    QVERIFY(variable.servers.isEmpty());
    QCOMPARE(routing.routes.at(4).target.scheme, QStringLiteral("fastcgi"));
    QCOMPARE(routing.routes.at(4).servers.first().address, QStringLiteral("unix:/run/f.sock"));
    QCOMPARE(routing.routes.at(5).servers.size(), 3);
    const QJsonObject json = routing.routesToJson().at(0).toObject();
    QCOMPARE(json.keys(), (QStringList{QStringLiteral("default_server"), QStringLiteral("file"), QStringLiteral("line"),
                                       QStringLiteral("listen"), QStringLiteral("location"), QStringLiteral("modifier"),
                                       QStringLiteral("server_names"), QStringLiteral("servers"), QStringLiteral("target")}));
}

void TestNginxRoutes::choosesTheLocation_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("route");
    QTest::newRow("prefix") << QStringLiteral("/healthcheck") << 0;
    QTest::newRow("regex without proxy") << QStringLiteral("/web-apps/x") << -1;
    QTest::newRow("exact") << QStringLiteral("/exact") << 1;
    QTest::newRow("exact beats regex") << QStringLiteral("/exact.png") << 5;
    QTest::newRow("stops regex") << QStringLiteral("/internal/a.png") << 2;
    QTest::newRow("nested prefix") << QStringLiteral("/deep/er/a") << 3;
    QTest::newRow("nested regex") << QStringLiteral("/deep/a.cgi") << 4;
    QTest::newRow("nested without") << QStringLiteral("/deep/a") << -1;
    QTest::newRow("outer regex after nested prefix") << QStringLiteral("/deep/er/a.png") << 5;
}

void TestNginxRoutes::choosesTheLocation()
{
    QFETCH(QString, path);
    QFETCH(int, route);
    QCOMPARE(matchNginxRoute(documentServer(), QStringLiteral("docs.acme.test"), 80, path).value_or(-1), route);
    QVERIFY(!matchNginxRoute(documentServer(), QStringLiteral("docs.acme.test"), 443, path));
}

void TestNginxRoutes::choosesTheServer_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("route");
    QTest::newRow("exact") << QStringLiteral("A.example.com") << 80 << QString() << 1;
    QTest::newRow("leading wildcard") << QStringLiteral("b.example.com") << 80 << QString() << 2;
    QTest::newRow("longer leading wildcard") << QStringLiteral("c.x.example.com") << 80 << QString() << 3;
    QTest::newRow("trailing wildcard") << QStringLiteral("www.other") << 80 << QString() << 4;
    QTest::newRow("regex") << QStringLiteral("n42.net") << 80 << QString() << 5;
    QTest::newRow("dot form") << QStringLiteral("dot.org") << 80 << QString() << 6;
    QTest::newRow("dot form below") << QStringLiteral("x.dot.org") << 80 << QString() << 6;
    QTest::newRow("said default") << QStringLiteral("nobody") << 80 << QString() << 7;
    QTest::newRow("first is default") << QStringLiteral("nobody") << 81 << QString() << 0;
    QTest::newRow("address") << QStringLiteral("A.example.com") << 80 << QStringLiteral("10.1.1.1") << 8;
    QTest::newRow("other address") << QStringLiteral("A.example.com") << 80 << QStringLiteral("10.1.1.2") << 1;
}

void TestNginxRoutes::choosesTheServer()
{
    QByteArray text("http {\n");
    const QList<QByteArray> servers{"listen 80; listen 81;", "listen 80; server_name a.example.com;",
                                    "listen 80; server_name *.example.com;", "server_name *.x.example.com;",
                                    "listen *:80; server_name www.*;", "listen 80; server_name ~^n\\d+\\.net$;",
                                    "listen 80; server_name .dot.org;", "listen 80 default_server; server_name _;",
                                    "listen 10.1.1.1:80;"};
    for (const QByteArray& server : servers)
        text += "server { " + server + " location / { proxy_pass http://b; } }\n";
    const NginxRouting routing = build({{QStringLiteral("/n/nginx.conf"), text + "}\n"}});
    QCOMPARE(routing.routes.size(), servers.size());
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, address);
    QFETCH(int, route);
    QCOMPARE(matchNginxRoute(routing, host, port, QStringLiteral("/"), address).value_or(-1), route);
    QCOMPARE(routing.routes.at(7).defaultServer, true);
    QCOMPARE(routing.routes.at(0).defaultServer, true);
    QCOMPARE(routing.routes.at(1).defaultServer, false);
}

void TestNginxRoutes::splitsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::newRow("port") << QStringLiteral("8080") << QStringLiteral("*") << 8080;
    QTest::newRow("v4") << QStringLiteral("1.2.3.4:5") << QStringLiteral("1.2.3.4") << 5;
    QTest::newRow("v4 alone") << QStringLiteral("1.2.3.4") << QStringLiteral("1.2.3.4") << 80;
    QTest::newRow("v6") << QStringLiteral("[::1]:5") << QStringLiteral("::1") << 5;
    QTest::newRow("v6 alone") << QStringLiteral("[::1]") << QStringLiteral("::1") << 80;
    QTest::newRow("unix") << QStringLiteral("unix:/run/x.sock") << QStringLiteral("unix:/run/x.sock") << 0;
    QTest::newRow("bad port") << QStringLiteral("a:99999") << QStringLiteral("a:99999") << 0;
    QTest::newRow("broken") << QStringLiteral("[::1") << QStringLiteral("[") << 0;
}

void TestNginxRoutes::splitsAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    QFETCH(int, port);
    const NginxAddress split = splitNginxAddress(text, 80, true);
    if (text != QLatin1String("[::1"))
        QCOMPARE(split.address, address);
    QCOMPARE(split.port, port);
}

QTEST_GUILESS_MAIN(TestNginxRoutes)
#include "test_nginxroutes.moc"
