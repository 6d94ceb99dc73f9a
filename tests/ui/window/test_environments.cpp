// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/ui/window/shelf.h"
#include "tests/ui/window/windowfixture.h"
#include "ui/environments/environmentsdialog.h"
#include "ui/environments/fileedit.h"
#include "ui/parts/rowlist.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace hopscope;

/// Environments are made, edited, copied and removed in the window.
class TestEnvironments : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void theFirstOneIsMadeByUrlAndAlias();
    void whatIsMissingIsSaidInPlace();
    void severalHostsAndSafety();
    void editsKeepWhatAPersonWrote();
    void theFileIsEditedAsText();
    void aBrokenFileOpensAsTextWithItsLine();
    void duplicateAndRemove();
    void removeIsSafeByDefault();
    void nothingTypedIsLost();
    void failedSaveSaysWhy();
    void aFileFromElsewhereIsOnlyForgotten();
    void everyControlHasAName();
    void listSurvivesChanges();
    void productionMarksTheFrame();
    void topBarOffersThem();

private:
    void open(const QString& current = {});
    [[nodiscard]] EnvironmentsDialog* dialog() const { return m_window->findChild<EnvironmentsDialog*>(); }
    template <class T> [[nodiscard]] T* part(const char* name) const
    {
        return dialog()->findChild<T*>(QString::fromLatin1(name));
    }
    void press(const char* name) const { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] QString error() const
    {
        const auto* line = part<QLabel>("environmentError");
        return line->isVisible() ? line->text() : QString();
    }

    Shelf m_shelf;
    QStringList m_opened;
    std::unique_ptr<MainWindow> m_window;
};

void TestEnvironments::init()
{
    setUiLanguage(Language::English);
    m_shelf = {};
    m_opened.clear();
    WindowSupplies supplies;
    supplies.environments = m_shelf.supplies();
    supplies.openEnvironment = [this](const QString& path) { m_opened.append(path); };
    m_window = std::make_unique<MainWindow>(nullptr, supplies);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestEnvironments::cleanup()
{
    m_window.reset();
}

void TestEnvironments::open(const QString& current)
{
    if (!current.isEmpty())
        m_window->setRecent({current}); // the latest is where it begins
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QVERIFY(dialog());
}

void TestEnvironments::theFirstOneIsMadeByUrlAndAlias()
{
    open();
    // By keyboard alone: the cursor stands in the URL, then the host, Enter goes on.
    auto* url = part<QLineEdit>("environmentUrl");
    QTRY_VERIFY(url->hasFocus());
    QVERIFY(!part<RowList>("environmentsList")->isVisible());
    QTest::keyClicks(url, QStringLiteral("docs.example.com/healthcheck"));
    QCOMPARE(part<QLineEdit>("environmentName")->text(), QStringLiteral("docs.example.com"));
    auto* alias = part<QComboBox>("hostAlias");
    QCOMPARE(alias->count(), 2);
    QTest::keyClick(url, Qt::Key_Tab);
    QTRY_VERIFY(alias->lineEdit()->hasFocus());
    QTest::keyClicks(alias->lineEdit(), QStringLiteral("ops@docs-1"));
    QTest::keyClick(alias->lineEdit(), Qt::Key_Return);
    QTRY_COMPARE(m_opened, QStringList{QStringLiteral("/cfg/docs.example.com.toml")});
    const auto saved = parseEnvironment(m_shelf.files.value(m_opened.first()));
    QVERIFY(saved);
    QCOMPARE(saved->url, QStringLiteral("https://docs.example.com/healthcheck"));
    QCOMPARE(saved->hosts.size(), 1);
    QCOMPARE(saved->hosts.first().name, QStringLiteral("docs-1"));
    QCOMPARE(saved->hosts.first().sudo, SudoMode::Ask);
    QVERIFY(!saved->production);
    QTRY_VERIFY(!dialog());
}

void TestEnvironments::whatIsMissingIsSaidInPlace()
{
    open();
    press("openEnvironment");
    QCOMPARE(error(), label(Label::NeedsUrl));
    QTRY_VERIFY(part<QLineEdit>("environmentUrl")->hasFocus());
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("ftp://x/"));
    QVERIFY(error().isEmpty());
    press("openEnvironment");
    QCOMPARE(error(), label(Label::BadUrl));
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("http://x/"));
    press("openEnvironment");
    QCOMPARE(error(), label(Label::NeedsHost));
    QTRY_VERIFY(part<QComboBox>("hostAlias")->hasFocus() || part<QComboBox>("hostAlias")->lineEdit()->hasFocus());
    part<QComboBox>("hostAlias")->setEditText(QStringLiteral("-oProxyCommand=x"));
    press("openEnvironment");
    QCOMPARE(error(), label(Label::BadAlias));
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("http://ops:secret@x/"));
    part<QComboBox>("hostAlias")->setEditText(QStringLiteral("a"));
    press("openEnvironment");
    QVERIFY2(error().contains(QStringLiteral("password")), qPrintable(error()));
    QVERIFY(m_shelf.files.isEmpty() && m_opened.isEmpty());
}

void TestEnvironments::severalHostsAndSafety()
{
    open();
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("https://docs/"));
    // A filled row brings the next one; an emptied one is left out.
    for (const char* alias : {"gate", "docs-1", "store"})
        dialog()->findChildren<QComboBox*>(QStringLiteral("hostAlias")).last()->setEditText(QString::fromLatin1(alias));
    const auto aliases = dialog()->findChildren<QComboBox*>(QStringLiteral("hostAlias"));
    QCOMPARE(aliases.size(), 4);
    aliases.at(1)->clearEditText();
    dialog()->findChildren<QComboBox*>(QStringLiteral("hostSudo")).at(2)->setCurrentIndex(2);
    part<QCheckBox>("environmentProduction")->click();
    QCOMPARE(part<QComboBox>("environmentPolicy")->currentIndex(), 1);
    press("saveEnvironment");
    QCOMPARE(m_shelf.files.firstKey(), QStringLiteral("/cfg/docs.toml"));
    const auto saved = parseEnvironment(m_shelf.files.first());
    QCOMPARE(saved->hosts.size(), 2);
    QCOMPARE(saved->hosts.at(1).sudo, SudoMode::Never);
    QVERIFY(saved->production);
    QCOMPARE(saved->policy, Policy::ReadOnly);
    QVERIFY(m_opened.isEmpty() && dialog()->isVisible());
    QVERIFY(dialog()->rows()->rows().first().cells.at(1) == label(Label::Production));
}

void TestEnvironments::editsKeepWhatAPersonWrote()
{
    m_shelf.files = {{QStringLiteral("/cfg/docs-acme.toml"), kAcme}, {QStringLiteral("/cfg/test.toml"), kTest}};
    open(QStringLiteral("/cfg/docs-acme.toml"));
    QCOMPARE(part<QLineEdit>("environmentUrl")->text(), QStringLiteral("https://docs.example.com/"));
    QVERIFY(!part<QPushButton>("saveEnvironment")->isEnabled());
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("https://docs.example.com/healthcheck"));
    QVERIFY(dialog()->rows()->rows().first().cells.first().contains(QChar(0x2022)));
    press("saveEnvironment");
    QByteArray expected = kAcme;
    expected.replace("example.com/", "example.com/healthcheck");
    QCOMPARE(m_shelf.files.value(QStringLiteral("/cfg/docs-acme.toml")), expected);
    QVERIFY(!part<QPushButton>("saveEnvironment")->isEnabled());
    // Opening without a change writes nothing.
    const auto before = m_shelf.files;
    press("openEnvironment");
    QCOMPARE(m_shelf.files, before);
    QCOMPARE(m_opened, QStringList{QStringLiteral("/cfg/docs-acme.toml")});
}

void TestEnvironments::theFileIsEditedAsText()
{
    m_shelf.files = {{QStringLiteral("/cfg/test.toml"), kTest}};
    open(QStringLiteral("/cfg/test.toml"));
    auto* tabs = part<QTabWidget>("environmentTabs");
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("http://other/"));
    tabs->setCurrentIndex(1);
    auto* file = part<FileEdit>("environmentFile");
    QVERIFY(file->toPlainText().contains(QStringLiteral("url = \"http://other/\"")));
    file->setPlainText(file->toPlainText().replace(QStringLiteral("[[host]]\nssh = \"b\""), QStringLiteral("colour = 1")));
    QVERIFY2(error().contains(QStringLiteral("line 5")), qPrintable(error()));
    QCOMPARE(file->markedLine(), 5);
    tabs->setCurrentIndex(0); // what is not understood stays a file
    QCOMPARE(tabs->currentIndex(), 1);
    press("openEnvironment");
    QVERIFY(m_opened.isEmpty());
    file->setPlainText(QString::fromUtf8(kTest).replace(QStringLiteral("\"test\""), QStringLiteral("\"second\"")));
    QVERIFY(error().isEmpty());
    QCOMPARE(file->markedLine(), 0);
    tabs->setCurrentIndex(0);
    QCOMPARE(part<QLineEdit>("environmentName")->text(), QStringLiteral("second"));
    press("openEnvironment");
    QCOMPARE(m_shelf.files.keys(), QStringList{QStringLiteral("/cfg/second.toml")});
}

void TestEnvironments::aBrokenFileOpensAsTextWithItsLine()
{
    m_shelf.files = {{QStringLiteral("/cfg/x.toml"), kBroken}};
    open(QStringLiteral("/cfg/x.toml"));
    QCOMPARE(part<QTabWidget>("environmentTabs")->currentIndex(), 1);
    QCOMPARE(part<FileEdit>("environmentFile")->toPlainText().toUtf8(), kBroken);
    QCOMPARE(part<FileEdit>("environmentFile")->markedLine(), 2);
    QVERIFY2(error().contains(QStringLiteral("line 2")), qPrintable(error()));
    QCOMPARE(dialog()->rows()->rows().first().cells.at(1), label(Label::BrokenFile));
    QVERIFY(!part<QPushButton>("saveEnvironment")->isEnabled());
}

void TestEnvironments::duplicateAndRemove()
{
    m_shelf.files = {{QStringLiteral("/cfg/test.toml"), kTest}};
    open(QStringLiteral("/cfg/test.toml"));
    press("duplicateEnvironment");
    QCOMPARE(dialog()->rows()->rowCount(), 2);
    QCOMPARE(part<QLineEdit>("environmentName")->text(), QStringLiteral("test copy"));
    press("saveEnvironment");
    QCOMPARE(m_shelf.files.keys(), (QStringList{QStringLiteral("/cfg/test copy.toml"), QStringLiteral("/cfg/test.toml")}));
    press("removeEnvironment");
    auto* ask = dialog()->findChild<QDialog*>(QStringLiteral("askDialog"));
    QVERIFY(ask);
    QTest::mouseClick(ask->findChild<QPushButton*>(QStringLiteral("askAct")), Qt::LeftButton);
    QCOMPARE(m_shelf.removed, QStringList{QStringLiteral("/cfg/test copy.toml")});
    QCOMPARE(dialog()->rows()->rowCount(), 1);
    QCOMPARE(part<QLineEdit>("environmentName")->text(), QStringLiteral("test"));
}

void TestEnvironments::removeIsSafeByDefault()
{
    m_shelf.files = {{QStringLiteral("/cfg/test.toml"), kTest}};
    open(QStringLiteral("/cfg/test.toml"));
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape}) {
        press("removeEnvironment");
        auto* ask = dialog()->findChild<QDialog*>(QStringLiteral("askDialog"));
        QVERIFY(ask);
        QStringList texts;
        for (const QLabel* line : ask->findChildren<QLabel*>())
            texts += line->text();
        QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("/cfg/test.toml")));
        QTest::keyClick(ask, key);
        QTRY_VERIFY(!dialog()->findChild<QDialog*>(QStringLiteral("askDialog")));
    }
    QVERIFY(m_shelf.removed.isEmpty());
    QCOMPARE(m_shelf.files.size(), 1);
}

void TestEnvironments::nothingTypedIsLost()
{
    m_shelf.files = {{QStringLiteral("/cfg/docs-acme.toml"), kAcme}, {QStringLiteral("/cfg/test.toml"), kTest}};
    open(QStringLiteral("/cfg/test.toml"));
    part<QLineEdit>("environmentUrl")->setText(QStringLiteral("http://half"));
    auto* list = part<RowList>("environmentsList");
    emit list->subjectChosen(QStringLiteral("/cfg/docs-acme.toml"));
    QCOMPARE(part<QLineEdit>("environmentName")->text(), QStringLiteral("docs-acme"));
    emit list->subjectChosen(QStringLiteral("/cfg/test.toml"));
    QCOMPARE(part<QLineEdit>("environmentUrl")->text(), QStringLiteral("http://half"));
    press("closeEnvironments");
    auto* ask = dialog()->findChild<QDialog*>(QStringLiteral("askDialog"));
    QVERIFY(ask);
    QTest::keyClick(ask, Qt::Key_Return);
    QTRY_VERIFY(!dialog()->findChild<QDialog*>(QStringLiteral("askDialog")));
    QVERIFY(dialog()->isVisible());
    press("closeEnvironments");
    QTest::mouseClick(dialog()->findChild<QPushButton*>(QStringLiteral("askAct")), Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_shelf.files.value(QStringLiteral("/cfg/test.toml")), kTest);
}

void TestEnvironments::failedSaveSaysWhy()
{
    m_shelf.files = {{QStringLiteral("/cfg/test.toml"), kTest}};
    m_shelf.failsWith = Error{QStringLiteral("environment.exists"), {}, {}, QStringLiteral("other")};
    open(QStringLiteral("/cfg/test.toml"));
    part<QLineEdit>("environmentName")->setText(QStringLiteral("other"));
    press("openEnvironment");
    QVERIFY2(error().contains(QStringLiteral("another environment")), qPrintable(error()));
    QVERIFY(m_opened.isEmpty() && dialog()->isVisible());
    QVERIFY(part<QPushButton>("openEnvironment")->isEnabled());
}

void TestEnvironments::aFileFromElsewhereIsOnlyForgotten()
{
    m_shelf.files = {{QStringLiteral("/srv/test.toml"), kTest}};
    m_shelf.outside = QStringList{QStringLiteral("/srv/test.toml")};
    open(QStringLiteral("/srv/test.toml"));
    QCOMPARE(part<QPushButton>("removeEnvironment")->accessibleName(), QStringLiteral("Forget"));
    press("removeEnvironment");
    const auto* ask = dialog()->findChild<QDialog*>(QStringLiteral("askDialog"));
    QCOMPARE(ask->findChild<QPushButton*>(QStringLiteral("askAct"))->text(), label(Label::ForgetVerb));
}

void TestEnvironments::everyControlHasAName()
{
    m_shelf.files = {{QStringLiteral("/cfg/test.toml"), kTest}};
    open(QStringLiteral("/cfg/test.toml"));
    for (const Language language : {Language::English, Language::Chinese}) {
        setUiLanguage(language);
        QCoreApplication::processEvents();
        for (const QWidget* widget : dialog()->findChildren<QWidget*>()) {
            const bool control = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                                 qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QLineEdit*>(widget);
            const bool inner = widget->objectName().startsWith(QStringLiteral("qt_")) || !widget->isVisibleTo(dialog());
            if (control && !inner && widget->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
    setUiLanguage(Language::English);
}

void TestEnvironments::listSurvivesChanges()
{
    RowsModel model(2);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<EnvironmentItem> items;
    for (const char* name : {"b", "a", "c"}) {
        const QString path = QStringLiteral("/cfg/%1.toml").arg(QString::fromLatin1(name));
        items.append({path, {.path = path, .text = kTest}, std::nullopt});
    }
    model.setRows(environmentRows(items));
    items.removeAt(1);
    items.append({QStringLiteral("new:1"), {}, freshDraft()});
    model.setRows(environmentRows(items));
    items[0].draft = draftOf(kAcme);
    model.setRows(environmentRows(items));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rows().at(2).cells.at(1), label(Label::NotSavedYet));
    model.setRows({});
}

void TestEnvironments::productionMarksTheFrame()
{
    FakeSession session;
    Snapshot snapshot = mq01::snapshot(mq01::Moment::Fault);
    const auto* frame = m_window->findChild<QFrame*>(QStringLiteral("frame"));
    const QRect banner = m_window->findChild<QWidget*>(QStringLiteral("banner"))->geometry();
    snapshot.environment.production = true;
    session.show(snapshot);
    m_window->setSession(&session);
    QCOMPARE(frame->property("mark").toString(), QStringLiteral("production"));
    QVERIFY(m_window->windowTitle().contains(QStringLiteral("PRODUCTION")));
    QCOMPARE(m_window->findChild<QWidget*>(QStringLiteral("banner"))->geometry().topLeft(), banner.topLeft());
    const QColor edge = m_window->grab().toImage().pixelColor(1, m_window->height() / 2);
    snapshot.environment.production = false;
    session.show(snapshot);
    QVERIFY(frame->property("mark").toString().isEmpty());
    QVERIFY(m_window->grab().toImage().pixelColor(1, m_window->height() / 2) != edge);
    m_window->setSession(nullptr);
}

void TestEnvironments::topBarOffersThem()
{
    m_window->setRecent({QStringLiteral("/cfg/test.toml"), QStringLiteral("/srv/docs-acme.toml")});
    auto* menu = m_window->findChild<QWidget*>(QStringLiteral("environment"))->findChild<QMenu*>();
    QStringList texts;
    for (const QAction* action : menu->actions())
        texts += action->text();
    QVERIFY(texts.contains(QStringLiteral("docs-acme")));
    menu->actions().first()->trigger();
    QCOMPARE(m_opened, QStringList{QStringLiteral("/cfg/test.toml")});
    menu->actions().at(texts.indexOf(label(Label::Environments)))->trigger();
    QVERIFY(dialog());
}

QTEST_MAIN(TestEnvironments)
#include "test_environments.moc"
