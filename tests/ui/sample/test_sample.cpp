// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"
#include "app/setup.h"
#include "core/journal/reader.h"
#include "ui/timeline/lanesview.h"

#include <QFile>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hopscope;

/// `hopscope --demo`: the recorded incident that is compiled in opens without any host and can be scrubbed through.
class TestSample : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    }
    void init()
    {
        Options options;
        options.demo = true;
        options.theme = QStringLiteral("light");
        options.language = QStringLiteral("en");
        m_desktop = std::make_unique<Desktop>(options);
        QVERIFY(m_desktop->start());
    }
    void cleanup() { m_desktop.reset(); }

    void isWhole()
    {
        const auto contents = readJournal(kPath);
        QVERIFY(contents);
        QVERIFY(contents->closed);
        QVERIFY(!contents->damage);
        QVERIFY2(QFile(kPath).size() < 1'100'000, "the sample must not make the program fat");
    }

    void holdsNothingPrivate()
    {
        const auto evidence = now()->evidence;
        QVERIFY(evidence->size() > 50);
        for (const auto& [id, one] : *evidence) {
            for (const char* word : {"PRIVATE KEY", "/tmp/", "/home/", "/root/", "BEGIN OPENSSH"}) {
                QVERIFY2(!one.bytes.contains(word), qPrintable(id + QLatin1Char(' ') + one.command));
                QVERIFY2(!one.command.contains(QLatin1String(word)), qPrintable(one.command));
            }
        }
        QVERIFY(now()->environment.sshConfig.isEmpty());
        QVERIFY(now()->environment.caFile.isEmpty());
    }

    void opensAtTheRecovery()
    {
        QVERIFY(now()->replay);
        QCOMPARE(now()->verdict.state, VerdictState::Healthy);
        QVERIFY(now()->lastFault);
        QCOMPARE(now()->lastFault->verdict.causes.first().id, QStringLiteral("MQ01"));
        QVERIFY(now()->timeline.figures.recovered.known());
        QCOMPARE(banner(), QStringLiteral("Recovered: RabbitMQ on store was not running"));
        const auto* lanes = m_desktop->window()->findChild<LanesView*>();
        QVERIFY(lanes);
        const auto& rows = lanes->scene().rows;
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const LaneRow& row) {
            return std::any_of(row.intervals.begin(), row.intervals.end(), [](const Interval& interval) {
                return interval.health == Health::Failed && interval.to.known();
            });
        }));
    }

    void canBeScrubbed()
    {
        auto* slider = m_desktop->window()->findChild<QSlider*>(QStringLiteral("replaySlider"));
        QVERIFY(slider && slider->isVisible());
        const Timestamp from = now()->timeline.from;
        const Timestamp to = now()->timeline.to;
        const Timestamp fault = now()->lastFault->at;
        slider->setValue(int((fault.ms + 200 - from.ms) * slider->maximum() / (to.ms - from.ms)));
        QTRY_COMPARE(now()->verdict.state, VerdictState::Fault);
        QCOMPARE(banner(), QStringLiteral("RabbitMQ on store is not running"));
        slider->setValue(0);
        QTRY_VERIFY(now()->verdict.state != VerdictState::Fault);
        QVERIFY(!now()->lastFault);
        slider->setValue(slider->maximum());
        QTRY_COMPARE(now()->verdict.state, VerdictState::Healthy);
    }

    /// What is reported of a moment after the recovery is what was wrong.
    void reportsTheFault()
    {
        const auto atEnd = now();
        const QString healthy = m_home.filePath(QStringLiteral("end.pdf"));
        QVERIFY(writeReport(*atEnd, makeWords({}, {}), healthy));
        m_desktop->session()->seek(atEnd->lastFault->at);
        const auto inFault = now();
        QCOMPARE(inFault->verdict.state, VerdictState::Fault);
        QCOMPARE(inFault->verdict.causes.first().evidenceFor, atEnd->lastFault->verdict.causes.first().evidenceFor);
        for (const QString& id : atEnd->lastFault->verdict.causes.first().evidenceFor)
            QVERIFY2(atEnd->evidence->count(id) == 1, qPrintable(id));
        QVERIFY(QFile(healthy).size() > 20'000);
    }

private:
    [[nodiscard]] std::shared_ptr<const Snapshot> now() const { return m_desktop->session()->snapshot(); }
    [[nodiscard]] QString banner() const
    {
        return m_desktop->window()->findChild<QWidget*>(QStringLiteral("banner"))->accessibleName();
    }

    const QString kPath = QStringLiteral(":/hopscope/sample/incident.hopscope");
    QTemporaryDir m_home;
    std::unique_ptr<Desktop> m_desktop;
};

QTEST_MAIN(TestSample)
#include "test_sample.moc"
