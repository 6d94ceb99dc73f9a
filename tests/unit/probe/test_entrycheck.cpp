// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/entrycheck.h"

#include "core/probe/desktopvantage.h"
#include "tlsfakes.h"

using namespace hopscope;
using namespace hopscope::test;

class TestEntryCheck : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void plain();
    void badCertificateStillShowsTheStatus();
    void trustedWithItsAuthority();
    void badUrl();
    void cancelled();

private:
    EntryResult check(const QString& url, const QStringList& caFiles = {});
    FakeAuthority m_authority;
    DesktopVantage m_desktop;
};

EntryResult TestEntryCheck::check(const QString& url, const QStringList& caFiles)
{
    std::optional<EntryResult> result;
    EntryCheck one(m_desktop, url, caFiles, 3000, [&](const EntryResult& r) { result = r; });
    [&] { QTRY_VERIFY(result.has_value()); }();
    return result.value_or(EntryResult{});
}

void TestEntryCheck::initTestCase()
{
    QVERIFY(m_authority.ok() && m_authority.issue("site", QStringLiteral("DNS:localhost"), 5));
}

void TestEntryCheck::plain()
{
    QByteArray seen;
    FakeServer server(answerWith("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue", &seen));
    const EntryResult result = check(QStringLiteral("http://me:pw@127.0.0.1:%1/healthcheck").arg(server.serverPort()));
    QCOMPARE(result.http.message.body, QByteArray("true"));
    QCOMPARE(result.url, QStringLiteral("http://127.0.0.1:%1/healthcheck").arg(server.serverPort()));
    QVERIFY(seen.contains("Host: 127.0.0.1:" + QByteArray::number(server.serverPort())));
    QVERIFY(!seen.contains("pw") && !seen.toLower().contains("authorization"));
}

void TestEntryCheck::badCertificateStillShowsTheStatus()
{
    FakeTlsServer server(m_authority, "site", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    const EntryResult result =
        check(QStringLiteral("https://127.0.0.1:%1/").arg(server.serverPort()), {m_authority.caFile()});
    QCOMPARE(result.http.message.status, 502);
    QCOMPARE(result.http.tls.problems.value(0).code, QStringLiteral("tls.name-mismatch"));
}

void TestEntryCheck::trustedWithItsAuthority()
{
    FakeTlsServer server(m_authority, "site", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    const QString url = QStringLiteral("https://localhost:%1/").arg(server.serverPort());
    const EntryResult trusted = check(url, {m_authority.caFile()});
    QCOMPARE(trusted.http.message.status, 200);
    QVERIFY(trusted.http.tls.problems.isEmpty());
    QCOMPARE(check(url).http.tls.problems.value(0).code, QStringLiteral("tls.untrusted"));
}

void TestEntryCheck::badUrl()
{
    for (const char* url : {"ftp://x/", "nonsense", "http://", "http://a b/"})
        QCOMPARE(check(QString::fromLatin1(url)).http.error->code, QStringLiteral("http.bad-url"));
}

void TestEntryCheck::cancelled()
{
    auto* one =
        new EntryCheck(m_desktop, QStringLiteral("nonsense"), {}, 100, [](const EntryResult&) { QFAIL("cancelled"); });
    delete one;
    EntryCheck* inside = nullptr;
    inside = new EntryCheck(m_desktop, QStringLiteral("nonsense"), {}, 100,
                            [&](const EntryResult&) { delete std::exchange(inside, nullptr); });
    QTRY_VERIFY(!inside);
}

QTEST_GUILESS_MAIN(TestEntryCheck)
#include "test_entrycheck.moc"
