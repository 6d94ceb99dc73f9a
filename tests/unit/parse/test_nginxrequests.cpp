// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxrequests.h"

#include <QTest>

using namespace hopscope;

namespace {

constexpr char kRefused[] = "connect() failed (111: Connection refused) while connecting to upstream";

/// Error line of `connection` in second `second` about `GET /healthcheck` from 10.2.0.9.
NginxErrorLine line(int connection, int second, const QByteArray& text, const QByteArray& upstream,
                    const QByteArray& level = "error", const QByteArray& request = "GET /healthcheck HTTP/1.1")
{
    return parseNginxErrorLine("2026/03/02 09:14:" + QByteArray::number(second).rightJustified(2, '0') + " [" + level +
                               "] 812#812: *" + QByteArray::number(connection) + ' ' + text +
                               ", client: 10.2.0.9, server: , request: \"" + request + '"' +
                               (upstream.isEmpty() ? QByteArray() : ", upstream: \"" + upstream + "/healthcheck\"") +
                               ", host: \"docs.acme.test\"");
}

NginxAccessLine access(int second, int status, const QByteArray& request = "GET /healthcheck HTTP/1.1")
{
    return parseNginxAccessLine("10.2.0.9 - - [02/Mar/2026:09:14:" + QByteArray::number(second).rightJustified(2, '0') +
                                " +0000] \"" + request + "\" " + QByteArray::number(status) + " 157 \"-\" \"curl/7.88\"");
}

const QByteArray v6("http://[::1]:8000");
const QByteArray v4("http://127.0.0.1:8000");

} // namespace

class TestNginxRequests : public QObject {
    Q_OBJECT
private slots:
    void twoAddressesAreOneStatement();
    void aLoneRefusalBesideAnAnswerIsNoise();
    void aLoneRefusalWithoutAccessLogIsUnknown();
    void anUnrelatedSuccessHidesNothing();
    void neighboursGetTheirOwnStatus();
    void theFailureDecidesNotItsConsequence();
    void keptAliveConnectionsCarrySeveralRequests();
    void aCutBodyFailsWhateverTheStatus();
    void rejectionsAndNotes();
    void linesWithoutAConnectionStandAlone();
    void statusFollowsTheRules_data();
    void statusFollowsTheRules();
    void joinsAsLinesCome();
    void memoryIsBounded();
};

void TestNginxRequests::twoAddressesAreOneStatement()
{
    const auto requests = joinNginxRequests({line(4411, 7, kRefused, v6), line(4411, 7, kRefused, v4)}, {access(7, 502)});
    QCOMPARE(requests.size(), 1);
    const NginxRequest& request = requests.first();
    QCOMPARE(request.upstreams, (QStringList{QStringLiteral("[::1]:8000"), QStringLiteral("127.0.0.1:8000")}));
    QCOMPARE(request.lines, (QList<qint64>{0, 1}));
    QCOMPARE(request.catalogue, QStringLiteral("NX1"));
    QCOMPARE(request.outcome, NginxOutcome::Failed);
    QCOMPARE(request.status, 502);
    QVERIFY(request.statusLogged);
    QCOMPARE(request.client, QStringLiteral("10.2.0.9"));
}

void TestNginxRequests::aLoneRefusalBesideAnAnswerIsNoise()
{
    const auto requests = joinNginxRequests({line(4411, 7, kRefused, v6)}, {access(7, 200)});
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().outcome, NginxOutcome::Noise);
    QCOMPARE(requests.first().status, 200);
    // An answer before the refusal, or long after it, belongs to another request.
    QCOMPARE(joinNginxRequests({line(1, 7, kRefused, v6)}, {access(6, 200)}).first().outcome, NginxOutcome::Unknown);
    QCOMPARE(joinNginxRequests({line(1, 7, kRefused, v6)}, {access(13, 200)}).first().outcome, NginxOutcome::Unknown);
    QCOMPARE(joinNginxRequests({line(1, 7, kRefused, v6)}, {access(7, 200, "GET /other HTTP/1.1")}).first().outcome,
             NginxOutcome::Unknown);
}

void TestNginxRequests::aLoneRefusalWithoutAccessLogIsUnknown()
{
    QCOMPARE(joinNginxRequests({line(1, 7, kRefused, v6)}).first().outcome, NginxOutcome::Unknown);
    const auto only = joinNginxRequests({line(1, 7, kRefused, v4)});
    QCOMPARE(only.first().outcome, NginxOutcome::Failed);
    QCOMPARE(only.first().status, 502);
    QVERIFY(!only.first().statusLogged);
}

void TestNginxRequests::anUnrelatedSuccessHidesNothing()
{
    // Two requests of one client in one second, one of them well: the access log does not say which is which.
    const auto requests = joinNginxRequests({line(1, 7, kRefused, v6), line(1, 7, kRefused, v4)}, {access(7, 200), access(7, 502)});
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().status, 502);
    QCOMPARE(requests.first().outcome, NginxOutcome::Failed);
    const auto late = joinNginxRequests({line(1, 7, kRefused, v4)}, {access(7, 200), access(8, 502)});
    QCOMPARE(late.first().outcome, NginxOutcome::Failed);
}

void TestNginxRequests::neighboursGetTheirOwnStatus()
{
    const auto requests = joinNginxRequests({line(1, 7, kRefused, v6), line(2, 8, kRefused, v6), line(2, 8, kRefused, v4)},
                                            {access(7, 200), access(8, 502)});
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.at(0).outcome, NginxOutcome::Noise);
    QCOMPARE(requests.at(1).outcome, NginxOutcome::Failed);
}

void TestNginxRequests::theFailureDecidesNotItsConsequence()
{
    const auto requests = joinNginxRequests(
        {line(9, 1, kRefused, v4), line(9, 1, "upstream server temporarily disabled while connecting to upstream", v4, "warn"),
         line(9, 1, "no live upstreams while connecting to upstream", "http://docservice")});
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().catalogue, QStringLiteral("NX1"));
    QCOMPARE(requests.first().errnoNumber, 111);
    QCOMPARE(requests.first().upstreams, QStringList{QStringLiteral("127.0.0.1:8000")});
    QCOMPARE(requests.first().lines.size(), 3);

    const auto timedOut = joinNginxRequests(
        {line(9, 1, kRefused, v6), line(9, 59, "upstream timed out (110: Connection timed out) while reading response header "
                                               "from upstream", v4)});
    QCOMPARE(timedOut.size(), 1);
    QCOMPARE(timedOut.first().catalogue, QStringLiteral("NX29"));
    QCOMPARE(timedOut.first().status, 504);
}

void TestNginxRequests::keptAliveConnectionsCarrySeveralRequests()
{
    const auto requests = joinNginxRequests({line(5, 1, kRefused, v6), line(5, 1, kRefused, v4), line(5, 2, kRefused, v6),
                                             line(5, 2, kRefused, v4), line(5, 3, kRefused, v6, "error", "GET /b HTTP/1.1"),
                                             line(6, 3, kRefused, v6)});
    QCOMPARE(requests.size(), 4);
    QCOMPARE(requests.at(1).lines, (QList<qint64>{2, 3}));
    QCOMPARE(requests.at(2).request, QStringLiteral("GET /b HTTP/1.1"));
}

void TestNginxRequests::aCutBodyFailsWhateverTheStatus()
{
    const auto requests = joinNginxRequests(
        {line(5, 1, "upstream prematurely closed connection while reading upstream", v4)}, {access(1, 200)});
    QCOMPARE(requests.first().outcome, NginxOutcome::Failed);
    QCOMPARE(requests.first().status, 200);
}

void TestNginxRequests::rejectionsAndNotes()
{
    const auto requests = joinNginxRequests(
        {line(1, 1, "client intended to send too large body: 104857601 bytes", {}),
         line(2, 1, "access forbidden by rule", {}),
         line(3, 1, "a client request body is buffered to a temporary file /var/lib/nginx/body/1", {}, "warn"),
         line(4, 1, "client sent too long URI while reading client request line", {}, "info"),
         line(5, 1, "recv() failed (104: Connection reset by peer) while sending to client", {}, "info")});
    QCOMPARE(requests.size(), 5);
    QCOMPARE(requests.at(0).outcome, NginxOutcome::Rejected);
    QCOMPARE(requests.at(0).status, 413);
    QCOMPARE(requests.at(1).outcome, NginxOutcome::Rejected);
    QCOMPARE(requests.at(2).outcome, NginxOutcome::Note);
    QCOMPARE(requests.at(3).outcome, NginxOutcome::Rejected);
    QCOMPARE(requests.at(4).outcome, NginxOutcome::Note);
}

void TestNginxRequests::linesWithoutAConnectionStandAlone()
{
    const auto requests = joinNginxRequests(
        {parseNginxErrorLine("2026/03/02 09:14:07 [alert] 1#1: worker process 99 exited on signal 9"),
         parseNginxErrorLine("2026/03/02 09:14:07 [notice] 1#1: signal process started"),
         parseNginxErrorLine("2026/03/02 09:14:07 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)")});
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests.at(0).outcome, NginxOutcome::Failed);
    QCOMPARE(requests.at(1).outcome, NginxOutcome::Note);
    QCOMPARE(requests.at(2).catalogue, QStringLiteral("NX97"));
}

void TestNginxRequests::statusFollowsTheRules_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<int>("status");
    const auto add = [](const char* row, int status) { QTest::newRow(row) << QString::fromLatin1(row) << status; };
    add("NX1", 502);
    add("NX4", 502);
    add("NX12", 504);
    add("NX17", 500);
    add("NX25", 502);
    add("NX29", 504);
    add("NX31", 0);
    add("NX57", 502);
    add("NX75", 499);
    add("NX92", 503);
    add("NX109", 0);
    add("", 0);
}

void TestNginxRequests::statusFollowsTheRules()
{
    QFETCH(QString, row);
    QFETCH(int, status);
    QCOMPARE(nginxStatusAfter(row), status);
}

void TestNginxRequests::joinsAsLinesCome()
{
    NginxRequestJoin join;
    const qint64 first = join.add(line(4411, 7, kRefused, v6), 100);
    QCOMPARE(join.request(first)->outcome, NginxOutcome::Unknown);
    QCOMPARE(join.settle(), QList<qint64>{});
    join.addAccess(access(7, 200));
    QCOMPARE(join.settle(), QList<qint64>{first});
    QCOMPARE(join.request(first)->outcome, NginxOutcome::Noise);
    const qint64 second = join.add(line(4411, 8, kRefused, v6), 101);
    QVERIFY(second != first);
    QCOMPARE(join.add(line(4411, 8, kRefused, v4), 102), second);
    QCOMPARE(join.request(second)->outcome, NginxOutcome::Failed);
    QVERIFY(!join.request(second + 1) && !join.request(-1));
}

void TestNginxRequests::memoryIsBounded()
{
    NginxRequestJoin join(100);
    for (int i = 0; i < 1000; ++i) {
        (void)join.add(line(i, i % 60, kRefused, v4), i);
        join.addAccess(access(i % 60, 499, "GET /" + QByteArray::number(i) + " HTTP/1.1"));
        if (i % 50 == 0)
            (void)join.settle();
    }
    QCOMPARE(join.end(), 1000);
    QCOMPARE(join.begin(), 900);
    QVERIFY(!join.request(899) && join.request(900));
}

QTEST_GUILESS_MAIN(TestNginxRequests)
#include "test_nginxrequests.moc"
