// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/fakesession.h"
#include "tests/support/mq01.h"
#include "ui/speech/labels.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QDir>
#include <QTest>

using namespace hopscope;

/// Pictures of the window, for people to look at; that every state can be painted at all is the test.
class TestScreens : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(QDir().mkpath(folder())); }

    void states_data()
    {
        QTest::addColumn<int>("moment");
        QTest::addColumn<QString>("theme");
        QTest::newRow("healthy") << int(mq01::Moment::Healthy) << QStringLiteral("light");
        QTest::newRow("fault") << int(mq01::Moment::Fault) << QStringLiteral("light");
        QTest::newRow("fault-dark") << int(mq01::Moment::Fault) << QStringLiteral("dark");
        QTest::newRow("recovered") << int(mq01::Moment::Recovered) << QStringLiteral("light");
    }
    void states()
    {
        QFETCH(int, moment);
        QFETCH(QString, theme);
        Theme::instance().setMode(*themeModeFromCode(theme));
        FakeSession session;
        const Snapshot snapshot = mq01::snapshot(mq01::Moment(moment));
        session.show(snapshot);
        const ManualClock clock(snapshot.at);
        MainWindow window(&session, {.clock = &clock});
        save(window, QLatin1String(QTest::currentDataTag()));
    }

private:
    static QString folder() { return QStringLiteral(HOPSCOPE_BINARY_DIR "/screenshots"); }
    static void save(QWidget& window, const QString& name)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(50);
        QVERIFY(window.grab().save(folder() + QLatin1Char('/') + name + QStringLiteral(".png")));
    }
};

QTEST_MAIN(TestScreens)
#include "test_screens.moc"
