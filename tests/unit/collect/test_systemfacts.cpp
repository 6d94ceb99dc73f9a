// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/hostcommands.h"
#include "core/collect/systemfacts.h"

#include <QProcess>
#include <QTest>

using namespace hopscope;

class TestSystemFacts : public QObject {
    Q_OBJECT
private slots:
    void readsThisMachine();
    void survivesNoise();
    void takesNoTimeBeyondItsYears();
};

void TestSystemFacts::readsThisMachine()
{
    QStringList argv = commands::system();
    QProcess process;
    process.start(argv.takeFirst(), argv);
    QVERIFY(process.waitForFinished());
    const SystemReading reading = parseSystem(process.readAllStandardOutput());
    QVERIFY(!reading.hostname.isEmpty());
    QVERIFY(reading.cores > 0);
    QVERIFY(reading.memoryTotalKb > reading.memoryAvailableKb);
    QVERIFY(qAbs(reading.clockMs - QDateTime::currentMSecsSinceEpoch()) < 60'000);
    const auto facts = systemFacts(QStringLiteral("docs"), reading, {QDateTime::currentMSecsSinceEpoch()});
    QCOMPARE(facts.size(), 11);
    for (const Fact& fact : facts)
        QCOMPARE(fact.subject, QStringLiteral("docs"));
}

void TestSystemFacts::survivesNoise()
{
    const SystemReading reading = parseSystem("clock=x zone=\nuptime=\nMemTotal:\n\xff=\n=\ncores=99999999999999\n");
    QCOMPARE(reading.clockMs, 0);
    QCOMPARE(reading.uptimeSeconds, -1);
    QCOMPARE(reading.cores, 0);
    QVERIFY(systemFacts(QStringLiteral("h"), reading, {1}).size() >= 1);
}

void TestSystemFacts::takesNoTimeBeyondItsYears()
{
    // Found by the fuzzer: as milliseconds these do not fit in 64 bits.
    for (const char* number : {"15333333333333333333333333333333333", "inf", "nan", "-1"}) {
        const SystemReading reading = parseSystem(QByteArray("clock=") + number + "\nuptime=" + number + "\n");
        QCOMPARE(reading.clockMs, 0);
        QCOMPARE(reading.uptimeSeconds, -1);
    }
}

QTEST_GUILESS_MAIN(TestSystemFacts)
#include "test_systemfacts.moc"
