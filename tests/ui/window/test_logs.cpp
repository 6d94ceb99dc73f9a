// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/fakesession.h"
#include "tests/support/mq01.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logsources.h"
#include "ui/logs/logview.h"
#include "ui/theme/theme.h"
#include "ui/words/words.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTest>

using namespace hopscope;

class TestLogs : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { (void)Theme::instance(); }
    void storeSplitsAcrossChunks();
    void storeKeepsItsLimits();
    void levelsAreRead_data();
    void levelsAreRead();
    void garbageIsShownEscaped();
    void viewHoldsAHundredThousandLines();
    void filterFindsAndHides();
    void randomBytesNeverBreakTheView();
    void panelFollowsPausesAndEnds();
    void severalLogsStandInOrderOfTime();
    void oneRequestIsOneLine();
    void noiseIsNoError();
    void filterUnderstandsExpressions();
    void pauseLosesNothing();
    void uncheckingTakesTheLinesOut();
    void everyCatalogueRowHasAName();
};

void TestLogs::storeSplitsAcrossChunks()
{
    LogStore store;
    store.append("one\r\ntw");
    store.append("o\nthree");
    QCOMPARE(store.count(), 2);
    QCOMPARE(store.line(0), QByteArray("one"));
    QCOMPARE(store.line(1), QByteArray("two"));
    store.flush();
    QCOMPARE(store.line(2), QByteArray("three"));
}

void TestLogs::storeKeepsItsLimits()
{
    LogStore store;
    QByteArray many;
    for (int i = 0; i < 150'000; ++i)
        many += QByteArray::number(i) + '\n';
    store.append(many);
    QCOMPARE(store.count(), LogStore::kMaxLines);
    QCOMPARE(store.dropped(), 50'000);
    QCOMPARE(store.line(0), QByteArray("50000"));
    LogStore wide;
    const QByteArray line = QByteArray(200 * 1024, 'x') + '\n';
    for (int i = 0; i < 1000; ++i)
        wide.append(line);
    QVERIFY(wide.bytes() <= LogStore::kMaxBytes);
    QCOMPARE(wide.line(0).size(), LogStore::kMaxLine);
    LogStore endless;
    for (int i = 0; i < 4000; ++i)
        endless.append(QByteArray(16 * 1024, 'y')); // 64 MB without a line feed
    QCOMPARE(endless.count(), 0);
    endless.flush();
    QCOMPARE(endless.line(0).size(), LogStore::kMaxLine);
}

void TestLogs::levelsAreRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("level");
    QTest::newRow("nginx") << QByteArray(
                                  "2026/11/22 10:56:21 [error] 812#812: *4 connect() failed (111: Connection refused)")
                           << int(LogLevel::Error);
    QTest::newRow("nginx-warn") << QByteArray("2026/11/22 10:56:21 [warn] 812#812: error: in a message")
                                << int(LogLevel::Warning);
    QTest::newRow("log4js") << QByteArray("[2026-11-22T10:56:22.104] [ERROR] [localhost] nodeJS - AMQP")
                            << int(LogLevel::Error);
    QTest::newRow("postgres") << QByteArray("2026-11-22 10:56:21 UTC [1] FATAL:  too many connections")
                              << int(LogLevel::Error);
    QTest::newRow("plain") << QByteArray("Started nginx.service") << int(LogLevel::None);
    QTest::newRow("empty") << QByteArray() << int(LogLevel::None);
}

void TestLogs::levelsAreRead()
{
    QFETCH(QByteArray, line);
    QFETCH(int, level);
    QCOMPARE(int(levelOf(line)), level);
}

void TestLogs::garbageIsShownEscaped()
{
    QCOMPARE(escapedLine("a\x1b[31mb"), QStringLiteral("a\\x1b[31mb"));
    QCOMPARE(escapedLine("\xff\xfe ok"), QStringLiteral("\\xff\\xfe ok"));
    QCOMPARE(escapedLine("文档"), QStringLiteral("文档"));
    QVERIFY(!escapedLine("x\xe2\x80\xaey").contains(QChar(0x202E)));
    QCOMPARE(escapedLine("<b>bold</b>"), QStringLiteral("<b>bold</b>"));
}

void TestLogs::viewHoldsAHundredThousandLines()
{
    LogView view;
    view.resize(900, 400);
    view.show();
    QByteArray many;
    for (int i = 0; i < 100'000; ++i)
        many += "2026/11/22 10:56:21 [error] 812#812: *" + QByteArray::number(i) + " connect() failed\n";
    QElapsedTimer timer;
    timer.start();
    view.append(many);
    const qint64 appended = timer.restart();
    const QImage picture = view.grab().toImage();
    const qint64 painted = timer.elapsed();
    QCOMPARE(view.shownLines(), 100'000);
    QVERIFY(!picture.isNull());
    qInfo("append %lld ms, paint %lld ms", appended, painted);
    QVERIFY2(painted < 500, qPrintable(QString::number(painted)));
    QVERIFY(view.following());
}

void TestLogs::filterFindsAndHides()
{
    LogView view;
    for (int i = 0; i < 50'000; ++i)
        view.append(QByteArray(i % 10 == 0 ? "ERROR one " : "fine ") + QByteArray::number(i) + '\n');
    view.setFilter(QStringLiteral("error -40"));
    QTRY_VERIFY(!view.filtering());
    QVERIFY(view.shownLines() > 4000 && view.shownLines() < 5000);
    QCOMPARE(view.shownText(0), QStringLiteral("ERROR one 0"));
    view.append("ERROR one new\n");
    QTRY_COMPARE(view.shownText(view.shownLines() - 1), QStringLiteral("ERROR one new"));
    view.setFilter({});
    QCOMPARE(view.shownLines(), 50'001);
}

void TestLogs::randomBytesNeverBreakTheView()
{
    LogView view;
    view.resize(500, 300);
    view.show();
    QRandomGenerator generator(11);
    for (int round = 0; round < 50; ++round) {
        QByteArray bytes(4096, Qt::Uninitialized);
        generator.fillRange(reinterpret_cast<quint32*>(bytes.data()), bytes.size() / 4);
        view.append(bytes);
        view.setFilter(round % 2 ? QStringLiteral("a") : QString());
        QVERIFY(!view.grab().isNull());
    }
    view.jumpToError(true);
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    for (const QChar c : view.selectedText())
        QVERIFY(c == QLatin1Char('\n') || c.unicode() >= 0x20);
}

void TestLogs::panelFollowsPausesAndEnds()
{
    FakeSession session;
    session.setTargets({{QStringLiteral("store"), {}, QStringLiteral("rabbitmq-server.service")},
                        {QStringLiteral("docs"), QStringLiteral("/var/log/ds/docservice/out.log"), {}}});
    session.show(mq01::snapshot(mq01::Moment::Fault));
    LogPanel panel;
    panel.setSession(&session);
    panel.setSnapshot(session.snapshot());
    QVERIFY(panel.openFor(QStringLiteral("docs/docservice")));
    QCOMPARE(session.followed.last().host, QStringLiteral("docs"));
    session.sendLog(1, "first\n");
    session.sendLog(99, "another follow\n");
    QCOMPARE(panel.view()->store().count(), 1);
    auto* pause = panel.findChild<QPushButton*>(QStringLiteral("logPause"));
    pause->click();
    session.sendLog(1, "second\n");
    QCOMPARE(panel.view()->store().count(), 1);
    pause->click();
    QCOMPARE(panel.view()->store().count(), 2);
    session.sendLog(1, "third\n", {{QStringLiteral("log.continued"), 1'763'809'000'000, 1'763'809'060'000, 0, {}}});
    QCOMPARE(panel.view()->store().level(2), LogLevel::Gap);
    QVERIFY(panel.view()->store().line(2).contains("continued without loss"));
    QVERIFY(!panel.view()->store().line(2).contains("{"));
    QVERIFY(!panel.view()->store().line(2).contains("?"));
    session.sendLog(1, {}, {{QStringLiteral("log.truncated"), 0, 0, 0, {}}}); // a mark without lines
    QCOMPARE(panel.view()->store().count(), 5);
    QVERIFY(panel.openFor(QStringLiteral("store/rabbitmq")));
    QCOMPARE(session.unfollowed, QList<qint64>{1});
    QCOMPARE(panel.view()->store().count(), 0);
}

namespace {

QByteArray refused(int connection, int second, const char* upstream)
{
    return "2026/11/22 10:56:" + QByteArray::number(second) + " [error] 812#812: *" + QByteArray::number(connection) +
           " connect() failed (111: Connection refused) while connecting to upstream, client: 10.2.0.9, server: , request: \"GET "
           "/healthcheck HTTP/1.1\", upstream: \"http://" + upstream + ":8000/healthcheck\", host: \"docs\"\n";
}

/// A panel that follows nginx's two logs and docservice's, as follows 1, 2 and 3.
struct Followed {
    Followed()
    {
        session.setTargets({{QStringLiteral("docs"), QStringLiteral("/var/log/nginx/error.log"), {}},
                            {QStringLiteral("docs"), QStringLiteral("/var/log/nginx/access.log"), {}},
                            {QStringLiteral("docs"), QStringLiteral("/var/log/onlyoffice/documentserver/docservice/out.log"), {}}});
        panel.setSession(&session);
        for (int row = 0; row < 3; ++row)
            panel.sources()->setData(panel.sources()->index(row), Qt::Checked, Qt::CheckStateRole);
        panel.resize(1200, 300);
        panel.show();
    }
    [[nodiscard]] QStringList shown() const
    {
        QStringList lines;
        for (qsizetype row = 0; row < panel.view()->shownLines(); ++row)
            lines += panel.view()->shownText(row);
        return lines;
    }
    FakeSession session;
    LogPanel panel;
};

} // namespace

void TestLogs::severalLogsStandInOrderOfTime()
{
    Followed f;
    const QAbstractItemModelTester tester(f.panel.sources(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(f.session.followed.size(), 3);
    f.session.sendLog(3, "[2026-11-22T10:56:22.104] [ERROR] [a] [b] [c] nodeJS - later\n    at step (x.js:1:2)\n");
    f.session.sendLog(1, "2026/11/22 10:56:21 [notice] 1#1: signal process started\n"
                         "2026/11/22 10:56:23 [notice] 1#1: exiting\n");
    const QStringList lines = f.shown();
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(0).contains(QLatin1String("signal process")));
    QVERIFY(lines.at(1).contains(QLatin1String("later")));
    QCOMPARE(lines.at(2), QStringLiteral("    at step (x.js:1:2)")); // a stack stays with its head
    QVERIFY(lines.at(3).contains(QLatin1String("exiting")));
    f.session.setTargets({});
    f.panel.setSnapshot(f.session.snapshot());
    QCOMPARE(f.panel.sources()->rowCount(), 3); // what is followed stays
}

void TestLogs::oneRequestIsOneLine()
{
    Followed f;
    f.session.sendLog(1, refused(7, 21, "[::1]"));
    QCOMPARE(f.panel.view()->store().level(0), LogLevel::Warning); // another address may have answered
    f.session.sendLog(1, refused(7, 21, "127.0.0.1"));
    QTRY_COMPARE(f.shown().size(), 1);
    QVERIFY2(f.shown().first().contains(QStringLiteral("[::1]:8000, 127.0.0.1:8000 · 502 · 2")), qPrintable(f.shown().first()));
    QVERIFY(f.shown().first().contains(QLatin1String("nothing listens")));
    QCOMPARE(f.panel.view()->store().level(0), LogLevel::Error);
    QVERIFY(f.panel.jumpToError(true));
    auto* detail = f.panel.findChild<QLabel*>(QStringLiteral("logDetail"));
    QVERIFY(detail->isVisible() && detail->text().contains(QLatin1String("NX1")) && detail->text().contains(QLatin1String("errno 111")));
    auto* raw = f.panel.findChild<QPushButton*>(QStringLiteral("logRaw"));
    raw->click();
    QCOMPARE(f.shown().size(), 2);
    QVERIFY(f.shown().first().startsWith(QLatin1String("2026/11/22")));
}

void TestLogs::noiseIsNoError()
{
    Followed f;
    f.session.sendLog(1, refused(7, 21, "[::1]"));
    f.session.sendLog(2, "10.2.0.9 - - [22/Nov/2026:10:56:21 +0000] \"GET /healthcheck HTTP/1.1\" 200 4 \"-\" \"curl\"\n");
    QCOMPARE(f.panel.view()->store().level(0), LogLevel::Debug);
    QVERIFY(!f.panel.jumpToError(true));
    QVERIFY(f.shown().first().contains(QLatin1String("noise")));
}

void TestLogs::filterUnderstandsExpressions()
{
    Followed f;
    f.session.sendLog(1, refused(7, 21, "127.0.0.1"));
    f.session.sendLog(2, "10.2.0.9 - - [22/Nov/2026:10:56:21 +0000] \"GET /healthcheck HTTP/1.1\" 502 4 \"-\" \"curl\"\n"
                         "10.2.0.9 - - [22/Nov/2026:10:56:22 +0000] \"GET / HTTP/1.1\" 200 4 \"-\" \"curl\"\n");
    auto* filter = f.panel.findChild<QLineEdit*>(QStringLiteral("logFilter"));
    filter->setText(QStringLiteral("status >= 500"));
    QTRY_COMPARE(f.shown().size(), 1);
    QVERIFY(f.shown().first().contains(QLatin1String("502 4")));
    filter->setText(QStringLiteral("catalogue == 'NX1' or status < 300"));
    QTRY_COMPARE(f.shown().size(), 2);
    filter->setText(QStringLiteral("listens"));
    QTRY_COMPARE(f.shown().size(), 1); // words of what is shown are found too
    filter->clear();
    QTRY_COMPARE(f.shown().size(), 3);
}

void TestLogs::pauseLosesNothing()
{
    Followed f;
    auto* pause = f.panel.findChild<QPushButton*>(QStringLiteral("logPause"));
    f.session.sendLog(1, refused(7, 21, "[::1]"));
    pause->click();
    f.session.sendLog(1, refused(7, 21, "127.0.0.1"));
    f.session.sendLog(3, "[2026-11-22T10:56:20.104] [WARN] [a] [b] [c] nodeJS - earlier\n");
    QCOMPARE(f.panel.view()->store().count(), 1);
    pause->click();
    QCOMPARE(f.panel.view()->store().count(), 3);
    QVERIFY(f.panel.view()->store().line(0).contains("earlier"));
    QVERIFY(f.shown().at(1).contains(QStringLiteral("127.0.0.1:8000 · 502")));
}

void TestLogs::uncheckingTakesTheLinesOut()
{
    Followed f;
    f.session.sendLog(1, refused(7, 21, "127.0.0.1"));
    f.session.sendLog(3, "[2026-11-22T10:56:20.104] [WARN] [a] [b] [c] nodeJS - x\n");
    f.panel.sources()->setData(f.panel.sources()->index(0), Qt::Unchecked, Qt::CheckStateRole);
    QCOMPARE(f.session.unfollowed, QList<qint64>{1});
    QCOMPARE(f.panel.view()->store().count(), 1);
    QVERIFY(f.shown().first().contains(QLatin1String("nodeJS - x")));
    f.session.sendLog(1, refused(7, 22, "127.0.0.1"));
    QCOMPARE(f.panel.view()->store().count(), 1);
}

void TestLogs::everyCatalogueRowHasAName()
{
    for (const Language language : {Language::English, Language::Chinese}) {
        for (int row = 1; row <= 110; ++row) {
            const bool silent = row == 46 || row == 54 || row == 70 || row == 94; // nginx writes no line about these
            QCOMPARE(Words(language).has(QStringLiteral("nginx.NX%1").arg(row)), !silent);
        }
    }
}

QTEST_MAIN(TestLogs)
#include "test_logs.moc"
