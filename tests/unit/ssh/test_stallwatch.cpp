// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/stallwatch.h"

#include <QTest>

#include <atomic>
#include <thread>

namespace hopscope::test {

namespace {

std::atomic<int> reports{0};
std::atomic<bool> named{false};

void note(QtMsgType, const QMessageLogContext& context, const QString& text)
{
    if (qstrcmp(context.category, "hopscope.ssh.reactor") != 0)
        return;
    ++reports;
    named = text.contains(QLatin1String("a test"));
}

void holdFor(int ms)
{
    const StallWatch watch("a test");
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

} // namespace

/// The watchdog over the reactor's callbacks. That each of them is watched shows in the fault tests and in
/// tests/bench/run ssh, which count its reports.
class TestStallWatch : public QObject {
    Q_OBJECT
private slots:
    void init();
    void reportsOver100Milliseconds();
    void isSilentUnlessAskedFor();
};

void TestStallWatch::init()
{
    reports = 0;
    named = false;
}

void TestStallWatch::reportsOver100Milliseconds()
{
    QLoggingCategory::setFilterRules(QStringLiteral("hopscope.ssh.reactor=true"));
    const auto before = qInstallMessageHandler(note);
    holdFor(1);
    const int quick = reports;
    holdFor(150);
    qInstallMessageHandler(before);
    QCOMPARE(quick, 0);
    QCOMPARE(reports.load(), 1);
    QVERIFY(named);
}

void TestStallWatch::isSilentUnlessAskedFor()
{
    QLoggingCategory::setFilterRules({});
    const auto before = qInstallMessageHandler(note);
    holdFor(150);
    qInstallMessageHandler(before);
    QCOMPARE(reports.load(), 0);
}

} // namespace hopscope::test

QTEST_GUILESS_MAIN(hopscope::test::TestStallWatch)
#include "test_stallwatch.moc"
