// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"
#include "core/journal/reader.h"
#include "core/triage/replaysession.h"
#include "tests/ui/lab/labwindow.h"
#include "ui/theme/theme.h"
#include "ui/wizard/checkline.h"
#include "ui/wizard/wizardpage.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hopscope;
using namespace hopscope::labwindow;

/// The guide on the real stack: from 502 to report, for every fault of HOPSCOPE_LAB_FAULTS, once with the mouse and once with
/// the keyboard alone. Started by tests/ui/lab/run --wizard, which gives HOPSCOPE_LAB_ENV, HOPSCOPE_LAB_INJECT,
/// HOPSCOPE_LAB_HEAL and HOPSCOPE_SCREENSHOTS.
class TestWizardOnLab : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void fromFaultToReport_data();
    void fromFaultToReport();
    void cleanup();

private:
    enum class By { Mouse, Keyboard };

    [[nodiscard]] MainWindow& window() const { return *m_desktop->window(); }
    [[nodiscard]] WizardPage& page() const { return *window().wizard(); }
    [[nodiscard]] std::shared_ptr<const Snapshot> now() const { return m_desktop->session()->snapshot(); }
    [[nodiscard]] const GuideStep* stepNow(const QString& id) const { return now()->guide ? now()->guide->step(id) : nullptr; }
    [[nodiscard]] bool over(const QString& id) const
    {
        const GuideStep* step = stepNow(id);
        return step && step->over();
    }
    [[nodiscard]] QString headline() const
    {
        const auto* found = page().findChild<QLabel*>(QStringLiteral("wizardHeadline"));
        return found ? found->text() : QString();
    }
    template <class D> [[nodiscard]] D* dialog(const QString& name = {}) const
    {
        for (D* found : window().findChildren<D*>(name)) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }
    /// To whatever has the keyboard. There is no window manager here that gives it back when a dialog closes.
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        if (!QApplication::focusWidget()) {
            window().activateWindow();
            static_cast<void>(QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }, 2'000));
        }
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window(), k, modifiers);
    }
    /// The first button of the step, the way this run does it.
    void goOn()
    {
        if (m_by == By::Mouse)
            QVERIFY(press(window(), "wizardGo"));
        else
            key(Qt::Key_Return);
    }
    [[nodiscard]] bool lab(const char* variable, const QString& argument = {});
    [[nodiscard]] QString picture(const char* name) const
    {
        return QStringLiteral("wizard-%1-%2-%3").arg(m_expected.fault.toLower(), m_by == By::Mouse ? QStringLiteral("mouse") : QStringLiteral("keys"), QString::fromLatin1(name));
    }
    void openHealthy();
    void measureAll();
    void checkVerdict();
    void mend();
    void confirmPlan();
    void verify();
    void report();
    void replay(const QString& incident);

    QTemporaryDir m_home;
    std::unique_ptr<Desktop> m_desktop;
    Expected m_expected;
    By m_by = By::Mouse;
};

bool TestWizardOnLab::lab(const char* variable, const QString& argument)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.startCommand((qEnvironmentVariable(variable) + QLatin1Char(' ') + argument).trimmed());
    // The window goes on living meanwhile.
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 180'000))
        return false;
    if (process.exitCode() != 0)
        qWarning("%s", process.readAll().constData());
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

void TestWizardOnLab::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("HOPSCOPE_LAB_ENV"))
        QSKIP("needs the lab: start it with tests/ui/lab/run --wizard");
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(QStringLiteral("config")).toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home.filePath(QStringLiteral("data")).toLocal8Bit());
}

void TestWizardOnLab::fromFaultToReport_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("mouse");
    for (const QString& fault : qEnvironmentVariable("HOPSCOPE_LAB_FAULTS", QStringLiteral("DS01 MQ01")).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        QTest::newRow(qPrintable(fault + QStringLiteral(" by mouse"))) << fault << true;
        QTest::newRow(qPrintable(fault + QStringLiteral(" by keyboard"))) << fault << false;
    }
}

void TestWizardOnLab::cleanup()
{
    m_desktop.reset();
    if (!qEnvironmentVariableIsEmpty("HOPSCOPE_LAB_HEAL"))
        QVERIFY(lab("HOPSCOPE_LAB_HEAL"));
}

void TestWizardOnLab::fromFaultToReport()
{
    QFETCH(QString, fault);
    QFETCH(bool, mouse);
    const Expected* known = expected(fault);
    QVERIFY2(known, "a fault whose looks are not known here");
    m_expected = *known;
    m_by = mouse ? By::Mouse : By::Keyboard;
    const auto broken = [] { return QTest::currentTestFailed(); };
    openHealthy();
    if (broken())
        return;
    QVERIFY(lab("HOPSCOPE_LAB_INJECT", fault));
    if (m_by == By::Mouse)
        QVERIFY(press(window(), "guide"));
    else
        key(Qt::Key_G, Qt::ControlModifier);
    for (void (TestWizardOnLab::*part)() : {&TestWizardOnLab::measureAll, &TestWizardOnLab::checkVerdict, &TestWizardOnLab::mend,
                                            &TestWizardOnLab::verify, &TestWizardOnLab::report}) {
        (this->*part)();
        if (broken()) {
            static_cast<void>(savePicture(picture("failed")));
            return;
        }
    }
    const QString incident = now()->incidentFile;
    m_desktop.reset();
    replay(incident);
}

void TestWizardOnLab::openHealthy()
{
    Options options;
    options.target = qEnvironmentVariable("HOPSCOPE_LAB_ENV");
    options.theme = QStringLiteral("light");
    options.language = QStringLiteral("en");
    m_desktop = std::make_unique<Desktop>(options);
    QVERIFY(m_desktop->start());
    window().move(0, 0);
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    window().activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(now()->verdict.state == VerdictState::Healthy, 40'000);
}

/// Every step that measures is run by one press, its marks and lines are there, and it is on the list.
void TestWizardOnLab::measureAll()
{
    QTRY_VERIFY_WITH_TIMEOUT(now()->guide && page().isVisible() && page().step() == QStringLiteral("reproduce"), 10'000);
    for (const GuideStep& step : now()->guide->steps) {
        if (step.kind != QStringLiteral("measure"))
            break;
        QTRY_COMPARE(page().step(), step.id);
        QTRY_VERIFY2_WITH_TIMEOUT(over(step.id) && !m_desktop->session()->progress().busy, qPrintable(step.id), 30'000);
        const GuideStep* done = stepNow(step.id);
        QCOMPARE(done->state, QStringLiteral("done"));
        QVERIFY2(done->mark != Health::Unknown, qPrintable(step.id));
        QVERIFY2(!done->lines.isEmpty() || step.id == QStringLiteral("changes"), qPrintable(step.id));
        QTRY_COMPARE(page().steps()->rows().at(page().steps()->rowOf(step.id)).mark, done->mark);
        QTRY_VERIFY(page().findChildren<CheckLine*>().size() >= done->lines.size());
        if (m_by == By::Mouse || step.id == QStringLiteral("verdict"))
            QVERIFY(savePicture(picture(qPrintable(step.id))));
        if (step.id == QStringLiteral("verdict"))
            break;
        goOn();
    }
}

void TestWizardOnLab::checkVerdict()
{
    const auto snapshot = now();
    QCOMPARE(snapshot->verdict.state, VerdictState::Fault);
    QCOMPARE(snapshot->verdict.causes.constFirst().id, m_expected.fault);
    QVERIFY2(headline().contains(m_expected.named), qPrintable(headline()));
    Theme::instance().setMode(ThemeMode::Dark);
    QVERIFY(savePicture(picture("verdict-dark")));
    Theme::instance().setMode(ThemeMode::Light);
    // Back and forth again changes nothing.
    if (m_by == By::Mouse)
        QVERIFY(press(window(), "wizardBack"));
    else
        key(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(page().step(), QStringLiteral("changes"));
    goOn();
    QTRY_COMPARE(page().step(), QStringLiteral("verdict"));
}

void TestWizardOnLab::confirmPlan()
{
    QTRY_VERIFY(dialog<QDialog>(QStringLiteral("planDialog")));
    QVERIFY(savePicture(picture("plan")));
    QDialog* plan = dialog<QDialog>(QStringLiteral("planDialog"));
    auto* act = plan->findChild<QPushButton*>(QStringLiteral("confirm"));
    QVERIFY(act && !act->isDefault());
    if (m_by == By::Mouse) {
        QTest::mouseClick(act, Qt::LeftButton);
    } else {
        plan->activateWindow();
        for (int i = 0; i < 6 && QApplication::focusWidget() != act; ++i)
            key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), act);
        key(Qt::Key_Space);
    }
    QTRY_VERIFY(!dialog<QDialog>(QStringLiteral("planDialog")));
    QTRY_VERIFY_WITH_TIMEOUT(over(QStringLiteral("fix")), 150'000);
    QVERIFY(savePicture(picture("fixed")));
    window().activateWindow();
}

/// What our verbs mend is mended through the plan; anything else by hand, as its person would.
void TestWizardOnLab::mend()
{
    goOn();
    QTRY_COMPARE(page().step(), QStringLiteral("fix"));
    QVERIFY(savePicture(picture("fix")));
    QVERIFY2(now()->audit.isEmpty(), "nothing is done unasked");
    if (!m_expected.command.isEmpty()) {
        goOn();
        confirmPlan();
        QCOMPARE(stepNow(QStringLiteral("fix"))->mark, Health::Ok);
        if (!QTest::currentTestFailed())
            goOn();
    } else {
        QVERIFY(lab("HOPSCOPE_LAB_HEAL"));
        if (m_by == By::Mouse)
            QVERIFY(press(window(), "wizardSkip"));
        else
            key(Qt::Key_S);
        QTRY_COMPARE(stepNow(QStringLiteral("fix"))->state, QStringLiteral("by-hand"));
    }
    QTRY_COMPARE(page().step(), QStringLiteral("verify"));
}

void TestWizardOnLab::verify()
{
    QTRY_VERIFY_WITH_TIMEOUT(over(QStringLiteral("verify")), 100'000);
    if (stepNow(QStringLiteral("verify"))->mark != Health::Ok) { // the stack may still settle: that is what the button is for
        QTest::qWait(5'000);
        if (m_by == By::Mouse)
            QVERIFY(press(window(), "wizardAgain"));
        else
            key(Qt::Key_R);
        QTRY_COMPARE(stepNow(QStringLiteral("verify"))->state, QStringLiteral("running"));
        QTRY_VERIFY_WITH_TIMEOUT(over(QStringLiteral("verify")), 100'000);
    }
    QVERIFY(savePicture(picture("verify")));
    QCOMPARE(stepNow(QStringLiteral("verify"))->mark, Health::Ok);
    QTRY_VERIFY(!m_desktop->session()->progress().busy);
    goOn();
    QTRY_COMPARE(page().step(), QStringLiteral("report"));
}

void TestWizardOnLab::report()
{
    QString path = m_home.filePath(QStringLiteral("%1.pdf").arg(picture("report")));
    goOn();
    QTRY_VERIFY(dialog<QFileDialog>());
    QFileDialog* chooser = dialog<QFileDialog>();
    chooser->activateWindow();
    auto* name = chooser->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    if (m_by == By::Mouse) {
        QVERIFY2(name->text().endsWith(QStringLiteral(".pdf")), "a name is proposed");
        path = chooser->directory().filePath(name->text());
        QFile::remove(path);
        auto* box = chooser->findChild<QWidget*>(QStringLiteral("buttonBox"));
        QVERIFY(box);
        QTest::mouseClick(box->findChild<QPushButton*>(), Qt::LeftButton);
    } else {
        QTRY_COMPARE(QApplication::focusWidget(), name);
        QTest::keyClicks(name, path);
        key(Qt::Key_Return);
    }
    QTRY_VERIFY_WITH_TIMEOUT(over(QStringLiteral("report")) && QFile::exists(path), 30'000);
    QTRY_COMPARE(page().steps()->rows().constLast().mark, Health::Ok);
    QVERIFY(savePicture(picture("report")));
    const Ran text = runProgram(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QVERIFY2(text.exit == 0, qPrintable(text.text));
    for (const QString& said : {m_expected.fault, m_expected.named, now()->environment.name})
        QVERIFY2(text.text.contains(said), qPrintable(said + QStringLiteral(" is missing")));
}

/// Whoever opens the file later sees the same steps.
void TestWizardOnLab::replay(const QString& incident)
{
    const auto contents = readJournal(incident);
    QVERIFY(contents && contents->closed && !contents->damage);
    Options options;
    options.target = incident;
    options.theme = QStringLiteral("light");
    options.language = QStringLiteral("en");
    m_desktop = std::make_unique<Desktop>(options);
    QVERIFY(m_desktop->start());
    const auto guide = now()->guide;
    QVERIFY(guide && guide->begun);
    for (const GuideStep& step : guide->steps)
        QVERIFY2(step.over(), qPrintable(step.id));
    QVERIFY(guide->step(QStringLiteral("verdict"))->cause->id == m_expected.fault);
}

QTEST_MAIN(TestWizardOnLab)
#include "test_wizardonlab.moc"
