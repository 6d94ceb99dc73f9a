// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/websocketprobe.h"
#include "core/ssh/sshpool.h"
#include "core/triage/conduct/probeevidence.h"
#include "core/triage/conduct/proberun.h"
#include "core/triage/conduct/vantages.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace hopscope;

namespace {

const QString kLoopback = QStringLiteral("127.0.0.1");
const QString kDesktop = QStringLiteral("desktop");

/// Answers every HTTP request with 404 and closes what is no HTTP.
class Server : public QTcpServer {
public:
    Server()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no loopback port");
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (socket->readAll().startsWith("GET "))
                    socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
    }
};

quint16 closedPort()
{
    const Server server;
    return server.serverPort();
}

ProbeAnswer answer(const QString& vantage, const QString& kind, quint16 port, const QString& verdict)
{
    ProbeAnswer one;
    one.vantage = vantage;
    one.kind = kind;
    one.address = kLoopback;
    one.family = QStringLiteral("ipv4");
    one.port = port;
    one.verdict = verdict;
    one.ms = 3;
    return one;
}

/// What one request leads to, on this machine without any host.
struct Run {
    explicit Run(ProbeRequest request) : pool(QString()), vantages(pool, environment)
    {
        environment.url = QStringLiteral("https://docs.example.com/healthcheck");
        run = std::make_unique<ProbeRun>(
            7, std::move(request), vantages, environment,
            [this](const ProbeNews& news) {
                ++tellings;
                last = news;
                answers += news.answers;
            },
            [this](const Observation& observation) { observations.append(observation); });
        run->start();
    }
    [[nodiscard]] QString verdict(const QString& kind, quint16 port) const
    {
        for (const ProbeAnswer& one : answers) {
            if (one.kind == kind && one.port == port)
                return one.verdict;
        }
        return QStringLiteral("(none)");
    }

    Environment environment;
    SshPool pool;
    Vantages vantages;
    int tellings = 0;
    ProbeNews last;
    QList<ProbeAnswer> answers;
    QList<Observation> observations;
    std::unique_ptr<ProbeRun> run;
};

} // namespace

class TestProbes : public QObject {
    Q_OBJECT
private slots:
    void portsAreTriedAndOpenOnesLookedAt();
    void onlyWhatWasAskedFor();
    void aPlaceThatIsNotThere();
    void aNameThatDoesNotResolve();
    void cancelledKeepsWhatThereIs();
    void thousandsComeInFewPieces();
    void factsAndBack();
    void latestHostFirst();
    void portsAsShortAsTheyGo();
};

void TestProbes::portsAreTriedAndOpenOnesLookedAt()
{
    const Server server;
    const quint16 open = server.serverPort();
    const quint16 closed = closedPort();
    Run run({kLoopback, {open, closed}, {kDesktop}, true, true});
    QTRY_VERIFY(run.last.ended);
    QCOMPARE(run.last.probe, 7);
    QCOMPARE(run.last.done, run.last.total);
    QCOMPARE(run.answers.size(), 4);
    QCOMPARE(run.verdict(QStringLiteral("tcp"), open), QStringLiteral("open"));
    QCOMPARE(run.verdict(QStringLiteral("tcp"), closed), QStringLiteral("refused"));
    QCOMPARE(run.verdict(QStringLiteral("tls"), open), QStringLiteral("no-tls"));
    QCOMPARE(run.verdict(QStringLiteral("websocket"), open), QStringLiteral("not-switched"));
    const auto socket = std::find_if(run.answers.begin(), run.answers.end(),
                                     [](const ProbeAnswer& one) { return one.kind == QStringLiteral("websocket"); });
    QCOMPARE(socket->status, 404);
    QCOMPARE(run.observations.size(), 3);
    for (const Observation& one : std::as_const(run.observations)) {
        QVERIFY(!one.evidence.bytes.isEmpty() && !one.evidence.command.isEmpty());
        QCOMPARE(one.evidence.host, kDesktop);
        QCOMPARE(one.facts.size(), 1);
    }
    FactSet facts;
    for (const Observation& one : std::as_const(run.observations))
        facts.insert(one.facts.first());
    auto recorded = recordedAnswers(facts, kLoopback);
    QCOMPARE(recorded.size(), 4);
    for (const ProbeAnswer& one : std::as_const(recorded))
        QVERIFY2(run.answers.contains(one), qPrintable(one.kind));
}

void TestProbes::onlyWhatWasAskedFor()
{
    const Server server;
    Run run({kLoopback, {server.serverPort()}, {kDesktop}, false, false});
    QTRY_VERIFY(run.last.ended);
    QCOMPARE(run.answers.size(), 1);
    QCOMPARE(run.observations.size(), 1);
    QCOMPARE(run.observations.first().evidence.command,
             QStringLiteral("hopscope probe 127.0.0.1 %1").arg(server.serverPort()));
}

void TestProbes::aPlaceThatIsNotThere()
{
    const Server server;
    Run run({kLoopback, {server.serverPort()}, {kDesktop, QStringLiteral("nowhere")}, false, false});
    QTRY_VERIFY(run.last.ended);
    QCOMPARE(run.verdict(QStringLiteral("tcp"), server.serverPort()), QStringLiteral("open"));
    const auto lost = std::find_if(run.answers.begin(), run.answers.end(),
                                   [](const ProbeAnswer& one) { return one.kind == QStringLiteral("vantage"); });
    QVERIFY(lost != run.answers.end());
    QCOMPARE(lost->vantage, QStringLiteral("nowhere"));
    QVERIFY(lost->verdict.isEmpty() && !lost->code.isEmpty());
}

void TestProbes::aNameThatDoesNotResolve()
{
    Run run({QStringLiteral("no-such-name.invalid"), {80}, {kDesktop}, true, true});
    QTRY_VERIFY_WITH_TIMEOUT(run.last.ended, 8'000);
    QCOMPARE(run.answers.size(), 1);
    QCOMPARE(run.answers.first().code, QStringLiteral("tcp.resolve"));
}

void TestProbes::cancelledKeepsWhatThereIs()
{
    QList<quint16> ports;
    for (quint16 port = 20'000; port < 20'400; ++port)
        ports.append(port);
    Run run({kLoopback, ports, {kDesktop}, false, false});
    QTRY_VERIFY(run.last.done > 5);
    run.run->finish();
    QVERIFY(run.last.ended);
    QVERIFY(run.last.done < 400 && run.last.total == 400);
    QCOMPARE(run.observations.size(), 1);
    QCOMPARE(run.observations.first().facts.first().value.toArray().size(), run.answers.size());
    const auto before = run.answers.size();
    QTest::qWait(100);
    QCOMPARE(run.answers.size(), before);
}

void TestProbes::thousandsComeInFewPieces()
{
    QList<quint16> ports;
    for (quint16 port = 20'000; port < 20'060; ++port)
        ports.append(port);
    Run run({kLoopback, ports, {kDesktop}, false, false});
    QTRY_VERIFY(run.last.ended);
    QCOMPARE(run.answers.size(), 60);
    QVERIFY2(run.tellings <= 12, qPrintable(QString::number(run.tellings)));
}

void TestProbes::factsAndBack()
{
    ProbeAnswer tls = answer(QStringLiteral("docs"), QStringLiteral("tls"), 443, QStringLiteral("expired"));
    tls.code = QStringLiteral("tls.expired");
    tls.detail = QStringLiteral("ended");
    tls.tls = {{QStringLiteral("protocol"), QStringLiteral("TLSv1.3")}};
    QCOMPARE(ProbeAnswer::fromJson(tls.toJson()), tls);
    QCOMPARE(ProbeAnswer::fromJson({{QStringLiteral("port"), 700'000}, {QStringLiteral("verdict"), 4}}).port, 65'535);
    const Fact fact = factOf(kLoopback, tls, {5});
    QCOMPARE(fact.subject, QStringLiteral("probe:docs>127.0.0.1@127.0.0.1:443"));
    QCOMPARE(fact.name, QStringLiteral("probe.tls"));
    FactSet facts;
    facts.insert(fact);
    QCOMPARE(recordedAnswers(facts, kLoopback), QList<ProbeAnswer>{tls});
    QVERIFY(recordedAnswers(facts, QStringLiteral("other")).isEmpty());
}

void TestProbes::latestHostFirst()
{
    FactSet facts;
    const QString tcp = QStringLiteral("tcp");
    const QString open = QStringLiteral("open");
    facts.insert(factOf(QStringLiteral("a"), kDesktop, {answer(kDesktop, tcp, 80, open)}, {10}));
    facts.insert(factOf(QStringLiteral("b"), kDesktop, {answer(kDesktop, tcp, 80, open)}, {30}));
    facts.insert(factOf(QStringLiteral("a"), QStringLiteral("docs"), {answer(QStringLiteral("docs"), tcp, 80, open)}, {20}));
    QCOMPARE(probedHosts(facts), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
    QCOMPARE(recordedAnswers(facts, QStringLiteral("a")).size(), 2);
}

void TestProbes::portsAsShortAsTheyGo()
{
    QCOMPARE(portsText({443, 80, 81, 82, 8000}), QStringLiteral("80-82,443,8000"));
    QCOMPARE(portsText({80, 81}), QStringLiteral("80-81"));
    QCOMPARE(portsText({}), QString());
}

QTEST_GUILESS_MAIN(TestProbes)
#include "test_probes.moc"
