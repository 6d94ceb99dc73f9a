// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/address.h"
#include "core/topology/routes.h"

#include <QJsonObject>
#include <QTest>

using namespace hopscope;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// A location that says by its target's name which one it is.
QJsonObject location(const char* name, const char* modifier, const char* path, const QJsonArray& names = {}, bool standard = false,
                     const char* address = "*", int port = 80)
{
    return {{q("listen"), QJsonArray{QJsonObject{{q("address"), q(address)}, {q("port"), port}}}},
            {q("server_names"), names},
            {q("default_server"), standard},
            {q("location"), q(path)},
            {q("modifier"), q(modifier)},
            {q("file"), q(name)},
            {q("line"), 1},
            {q("target"), QJsonObject{{q("scheme"), q("http")}, {q("name"), q(name)}}},
            {q("servers"), QJsonArray{}}};
}

QString chosen(const QJsonArray& fact, const char* path, const char* host = "docs.test", const char* ip = "10.0.0.1", int port = 80)
{
    const auto routes = readRoutes(fact);
    const Route* route = chooseRoute(routes, {q(ip), port, q(host), q(path)});
    return route ? route->source.section(QLatin1Char(':'), 0, 0) : QString();
}

} // namespace

class TestRoutes : public QObject {
    Q_OBJECT
private slots:
    void locationsAsNginxChooses_data();
    void locationsAsNginxChooses();
    void serversAsNginxChooses();
    void pathsArePassedOn();
    void addresses();
    void ordersIpv4First();
    void survivesRubbish();
};

void TestRoutes::locationsAsNginxChooses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("root") << q("/else") << q("root");
    QTest::newRow("exact wins") << q("/healthcheck") << q("exact");
    QTest::newRow("exact is exact") << q("/healthcheck/x") << q("regex");
    QTest::newRow("longest prefix") << q("/doc/long/x") << q("long");
    QTest::newRow("regex beats prefix") << q("/doc/check") << q("regex");
    QTest::newRow("^~ beats regex") << q("/static/check") << q("static");
    QTest::newRow("first regex wins") << q("/checked") << q("regex");
    QTest::newRow("regex case") << q("/IMG/CHECK.PNG") << q("loose");
    QTest::newRow("named locations are not reached") << q("@named") << q("");
}

void TestRoutes::locationsAsNginxChooses()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    const QJsonArray fact{location("root", "", "/"),
                          location("exact", "=", "/healthcheck"),
                          location("doc", "", "/doc/"),
                          location("long", "", "/doc/long/"),
                          location("static", "^~", "/static/"),
                          location("regex", "~", "check"),
                          location("second", "~", "^/checked$"),
                          location("loose", "~*", "\\.png$"),
                          location("named", "", "@named")};
    QCOMPARE(chosen(fact, qPrintable(path)), name);
}

void TestRoutes::serversAsNginxChooses()
{
    const QJsonArray fact{location("first", "", "/", {q("first.test")}),
                          location("default", "", "/", {q("_")}, true),
                          location("exact", "", "/", {q("docs.test")}),
                          location("star", "", "/", {q("*.docs.test")}),
                          location("tail", "", "/", {q("mail.*")}),
                          location("regex", "", "/", {q("~^www\\d+\\.")}),
                          location("bound", "", "/", {q("other.test")}, false, "10.0.0.9"),
                          location("tls", "", "/", {q("docs.test")}, false, "*", 443)};
    QCOMPARE(chosen(fact, "/", "docs.test"), q("exact"));
    QCOMPARE(chosen(fact, "/", "DOCS.test"), q("exact"));
    QCOMPARE(chosen(fact, "/", "a.docs.test"), q("star"));
    QCOMPARE(chosen(fact, "/", "mail.org"), q("tail"));
    QCOMPARE(chosen(fact, "/", "www7.org"), q("regex"));
    QCOMPARE(chosen(fact, "/", "nobody.test"), q("default"));
    // A server bound to the very address hides all wildcard ones.
    QCOMPARE(chosen(fact, "/", "docs.test", "10.0.0.9"), q("bound"));
    QCOMPARE(chosen(fact, "/", "nobody.test", "10.0.0.1", 443), q("tls"));
}

void TestRoutes::pathsArePassedOn()
{
    Route route;
    route.location = q("/ds-vpath/");
    QCOMPARE(passedPath(route, q("/ds-vpath/healthcheck")), q("/ds-vpath/healthcheck"));
    route.uri = q("/");
    QCOMPARE(passedPath(route, q("/ds-vpath/healthcheck")), q("/healthcheck"));
    route.modifier = q("~");
    QCOMPARE(passedPath(route, q("/ds-vpath/healthcheck")), q("/ds-vpath/healthcheck"));
}

void TestRoutes::addresses()
{
    QCOMPARE(splitAddress(q("[::1]:8000")).host, q("::1"));
    QCOMPARE(splitAddress(q("[::1]:8000")).port, 8000);
    QCOMPARE(splitAddress(q("fe80::1")).host, q("fe80::1"));
    QCOMPARE(splitAddress(q("docs:80")).port, 80);
    QCOMPARE(joinAddress(q("::1"), 80), q("[::1]:80"));
    QCOMPARE(canonicalIp(q("::FFFF:10.0.0.1")), q("10.0.0.1"));
    QCOMPARE(canonicalIp(q("2001:DB8:0:0::1")), q("2001:db8::1"));
    QVERIFY(isLoopback(q("127.0.1.1")));
    QVERIFY(isLoopback(q("0:0:0:0:0:0:0:1")));
    QVERIFY(!isLoopback(q("127.example.test")));
    QVERIFY(!isIp(q("docs")));
    QVERIFY(isAnyAddress(q("*")));
}

void TestRoutes::ordersIpv4First()
{
    QCOMPARE(nginxOrder({q("::1"), q("127.0.0.1"), q("::1"), q("127.0.0.2")}),
             (QStringList{q("127.0.0.1"), q("127.0.0.2"), q("::1")}));
}

void TestRoutes::survivesRubbish()
{
    const QJsonArray rubbish{1, q("text"), QJsonObject(), QJsonArray{QJsonArray()}, QJsonObject{{q("listen"), 7}, {q("servers"), q("x")}}};
    QVERIFY(readRoutes(rubbish).size() == 5);
    QCOMPARE(chosen(rubbish, "/"), QString());
    QCOMPARE(chosen(QJsonArray{location("bad", "~", "(")}, "/"), QString());
    QJsonArray many;
    for (int i = 0; i < 5000; ++i)
        many.append(location("x", "", "/"));
    QCOMPARE(readRoutes(many).size(), std::size_t(2000));
}

QTEST_GUILESS_MAIN(TestRoutes)
#include "test_routes.moc"
