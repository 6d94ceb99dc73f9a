// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"
#include "app/environmentfolder.h"
#include "ui/environments/environmentsdialog.h"

#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

/// The program, started without saying what to open.
class TestFirstStart : public QObject {
    Q_OBJECT
private slots:
    void init();
    void withNothingTheFormOfTheFirstOne();
    void withSomeTheListOfAll();
    void theSampleAsksForNothing();

private:
    [[nodiscard]] static EnvironmentsDialog* dialog(const Desktop& desktop)
    {
        return desktop.window()->findChild<EnvironmentsDialog*>();
    }
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestFirstStart::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->filePath(QStringLiteral("config")).toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home->filePath(QStringLiteral("data")).toLocal8Bit());
}

void TestFirstStart::withNothingTheFormOfTheFirstOne()
{
    Desktop desktop({});
    QVERIFY(desktop.start());
    QVERIFY(dialog(desktop) && dialog(desktop)->isVisible());
    const auto* url = dialog(desktop)->findChild<QLineEdit*>(QStringLiteral("environmentUrl"));
    QTRY_VERIFY(url->hasFocus());
    QVERIFY(url->text().isEmpty());
    QVERIFY(!desktop.session());
}

void TestFirstStart::withSomeTheListOfAll()
{
    const QString folder = m_home->filePath(QStringLiteral("config/hopscope"));
    for (const char* name : {"one", "two"}) {
        const QByteArray text = QByteArray("name = \"") + name + "\"\nurl = \"http://x/\"\n[[host]]\nssh = \"a\"\n";
        QVERIFY(saveEnvironment(folder, {}, text));
    }
    Desktop desktop({});
    QVERIFY(desktop.start());
    QTRY_COMPARE(dialog(desktop)->rows()->rowCount(), 2);
    QCOMPARE(dialog(desktop)->findChild<QLineEdit*>(QStringLiteral("environmentName"))->text(), QStringLiteral("one"));
    const auto* menu = desktop.window()->findChild<QWidget*>(QStringLiteral("environment"))->findChild<QMenu*>();
    QTRY_COMPARE(menu->actions().first()->text(), QStringLiteral("one"));
    QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("two"));
    QVERIFY2(!desktop.session(), "nothing is connected to before somebody says so");
}

void TestFirstStart::theSampleAsksForNothing()
{
    Options options;
    options.demo = true;
    Desktop desktop(options);
    QVERIFY(desktop.start());
    QVERIFY(!dialog(desktop));
}

QTEST_MAIN(TestFirstStart)
#include "test_firststart.moc"
