// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/portsweep.h"

#include "core/probe/desktopvantage.h"
#include "core/probe/portlist.h"
#include "core/probe/sshvantage.h"
#include "fakes.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QString kLoopback = QStringLiteral("127.0.0.1");

/// Answers names from a table and refuses or accepts connects as the desktop does.
class NamedVantage final : public Vantage {
public:
    QStringList addresses;
    [[nodiscard]] QString name() const override { return QStringLiteral("named"); }
    void connectTo(const QString& address, quint16 port, int timeoutMs, Connected done) override
    {
        m_desktop.connectTo(address, port, timeoutMs, std::move(done));
    }
    void resolve(const QString& /*name*/, int /*timeoutMs*/, Resolved done) override
    {
        QTimer::singleShot(0, this, [this, done = std::move(done)] { done(addresses); });
    }

private:
    DesktopVantage m_desktop;
};

Result<QList<TcpResult>> sweep(Vantage& vantage, const QString& host, const QList<quint16>& ports)
{
    std::optional<Result<QList<TcpResult>>> got;
    qsizetype announced = -1;
    qsizetype each = 0;
    const PortSweep one(
        vantage, {host, ports, 1'000}, [&](qsizetype total) { announced = total; }, [&](const TcpResult&) { ++each; },
        [&](const Result<QList<TcpResult>>& results) { got = results; });
    [&] { QTRY_VERIFY(got.has_value()); }();
    if (got && *got)
        [&] {
            QCOMPARE(announced, (*got)->size());
            QCOMPARE(each, (*got)->size());
        }();
    return got.value_or(fail(QStringLiteral("test.no-answer")));
}

} // namespace

class TestPortSweep : public QObject {
    Q_OBJECT
private slots:
    void readsPorts_data();
    void readsPorts();
    void refusesPorts_data();
    void refusesPorts();
    void budgetLimitsWhatIsUnderWay();
    void budgetSpacesConnects();
    void budgetForgetsWhoIsGone();
    void everyAddressOfAName();
    void anAddressOnce();
    void aNameWithoutAddress();
    void notAName();
    void hostThatCannotBeReached();
    void deletingCancels();
};

void TestPortSweep::readsPorts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<quint16>>("ports");
    QTest::newRow("one") << QStringLiteral("80") << QList<quint16>{80};
    QTest::newRow("list and range") << QStringLiteral("80,443,8000-8003") << QList<quint16>{80, 443, 8000, 8001, 8002, 8003};
    QTest::newRow("each once, in order") << QStringLiteral("443,80-82,81,443") << QList<quint16>{443, 80, 81, 82};
    QTest::newRow("spaces") << QStringLiteral(" 80 , 90 - 91 ") << QList<quint16>{80, 90, 91};
    QTest::newRow("last") << QStringLiteral("65535-65535") << QList<quint16>{65535};
}

void TestPortSweep::readsPorts()
{
    QFETCH(QString, text);
    QFETCH(QList<quint16>, ports);
    const auto read = parsePorts(text);
    QVERIFY(read);
    QCOMPARE(*read, ports);
}

void TestPortSweep::refusesPorts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const QString bad = QStringLiteral("probe.bad-ports");
    for (const char* text : {"", ",", "80,", "0", "0-4", "65536", "99999999999", "-80", "80-", "90-80", "http", "+80",
                             "8 0", "80;443", "1-2-3", "٨٠"})
        QTest::newRow(text) << QString::fromUtf8(text) << bad;
    QTest::newRow("too many") << QStringLiteral("1-4097") << QStringLiteral("probe.too-many-ports");
    QTest::newRow("too many in pieces") << QStringLiteral("1-4096,5000") << QStringLiteral("probe.too-many-ports");
}

void TestPortSweep::refusesPorts()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    const auto read = parsePorts(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QCOMPARE(parsePorts(QStringLiteral("1-4096"))->size(), kMaxPorts);
}

void TestPortSweep::budgetLimitsWhatIsUnderWay()
{
    ConnectBudget budget({3, 1'000});
    QList<std::shared_ptr<ConnectBudget::Leave>> held;
    int granted = 0;
    for (int i = 0; i < 5; ++i)
        budget.ask(this, [&](std::shared_ptr<ConnectBudget::Leave> leave) {
            ++granted;
            held.append(std::move(leave));
        });
    QCOMPARE(granted, 0); // never from within ask()
    QTRY_COMPARE(granted, 3);
    QTest::qWait(30);
    QCOMPARE(granted, 3);
    held.removeFirst();
    QTRY_COMPARE(granted, 4);
    QCOMPARE(budget.underWay(), 3);
    held.clear();
    QTRY_COMPARE(granted, 5);
    held.clear();
    QCOMPARE(budget.underWay(), 0);
}

void TestPortSweep::budgetSpacesConnects()
{
    ConnectBudget budget({100, 50});
    QElapsedTimer clock;
    clock.start();
    int granted = 0;
    qint64 last = 0;
    for (int i = 0; i < 11; ++i)
        budget.ask(this, [&](const std::shared_ptr<ConnectBudget::Leave>&) {
            ++granted;
            last = clock.elapsed();
        });
    QTRY_COMPARE(granted, 11);
    QVERIFY2(last >= 170, qPrintable(QString::number(last))); // ten spaces of 20 ms; one may be made up for
}

void TestPortSweep::budgetForgetsWhoIsGone()
{
    ConnectBudget budget({1, 1'000});
    auto gone = std::make_unique<QObject>();
    int granted = 0;
    budget.ask(gone.get(), [&](const std::shared_ptr<ConnectBudget::Leave>&) { QFAIL("gone"); });
    budget.ask(this, [&](const std::shared_ptr<ConnectBudget::Leave>&) { ++granted; });
    gone.reset();
    QTRY_COMPARE(granted, 1);
}

void TestPortSweep::everyAddressOfAName()
{
    FakeServer server([](QTcpSocket&) {});
    NamedVantage vantage;
    vantage.addresses = {kLoopback, QStringLiteral("127.0.0.2"), kLoopback};
    const auto results = sweep(vantage, QStringLiteral("docs.test"), {server.serverPort(), closedPort()});
    QVERIFY(results);
    QCOMPARE(results->size(), 4);
    QCOMPARE(results->at(0).address, kLoopback);
    QCOMPARE(results->at(0).verdict, QStringLiteral("open"));
    QCOMPARE(results->at(1).verdict, QStringLiteral("refused"));
    QCOMPARE(results->at(2).address, QStringLiteral("127.0.0.2"));
    QCOMPARE(results->at(2).verdict, QStringLiteral("refused"));
}

void TestPortSweep::anAddressOnce()
{
    FakeServer server([](QTcpSocket&) {});
    DesktopVantage desktop;
    const auto results = sweep(desktop, kLoopback, {server.serverPort()});
    QVERIFY(results);
    QCOMPARE(results->size(), 1);
    QCOMPARE(results->first().family, QStringLiteral("ipv4"));
}

void TestPortSweep::aNameWithoutAddress()
{
    NamedVantage vantage;
    const auto results = sweep(vantage, QStringLiteral("docs.test"), {80});
    QVERIFY(!results);
    QCOMPARE(results.error().code, QStringLiteral("tcp.resolve"));
}

void TestPortSweep::notAName()
{
    DesktopVantage desktop;
    QCOMPARE(sweep(desktop, QStringLiteral("-x; reboot"), {80}).error().code, QStringLiteral("tcp.resolve"));
}

void TestPortSweep::hostThatCannotBeReached()
{
    std::optional<Result<QList<TcpResult>>> got;
    auto host = std::make_unique<FakeSshHost>();
    SshVantage vantage(*host, QStringLiteral("docs"));
    host.reset();
    const PortSweep one(
        vantage, {kLoopback, {80}, 500}, {}, {}, [&](const Result<QList<TcpResult>>& results) { got = results; });
    QTRY_VERIFY(got.has_value());
    QCOMPARE(got->error().code, QStringLiteral("ssh.lost"));
}

void TestPortSweep::deletingCancels()
{
    FakeServer server([](QTcpSocket&) {});
    NamedVantage vantage;
    vantage.addresses = {kLoopback};
    const auto never = [](const Result<QList<TcpResult>>&) { QFAIL("cancelled"); };
    auto budget = std::make_shared<ConnectBudget>();
    {
        const PortSweep atOnce(vantage, {QStringLiteral("a"), {server.serverPort()}, 500}, {}, {}, never);
    }
    auto late = std::make_unique<PortSweep>(
        vantage, PortSweep::Request{QStringLiteral("a"), {server.serverPort()}, 500}, PortSweep::Started(),
        PortSweep::Each(), never, nullptr, budget);
    QTRY_COMPARE(server.connections, 1);
    late.reset();
    QTRY_COMPARE(server.disconnections, 1);
    QCOMPARE(budget->underWay(), 0); // what was cancelled gives its leave back
}

QTEST_GUILESS_MAIN(TestPortSweep)
#include "test_portsweep.moc"
