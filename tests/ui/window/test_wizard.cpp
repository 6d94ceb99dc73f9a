// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/record/recorder.h"
#include "tests/support/fakesession.h"
#include "tests/unit/diagnosis/scenario.h"
#include "ui/speech/labels.h"
#include "ui/window/mainwindow.h"
#include "ui/wizard/checkline.h"
#include "ui/wizard/guiderows.h"
#include "ui/wizard/wizardpage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace hopscope;
using hopscope::test::q;
using hopscope::test::Scenario;

namespace {

/// Runs a step over made facts, at once, as a conductor would record it.
class GuidedSession : public FakeSession {
public:
    GuidedSession()
    {
        m_recorder = std::make_unique<Recorder>(std::make_shared<const Catalogue>(test::shippedCatalogue().value()), m_clock);
        m_recorder->session(Scenario().environment(), q("1.0"));
        publish();
    }
    Scenario scenario;
    bool hold = false; ///< begins steps and leaves them running

    void runStep(const QString& step) override
    {
        FakeSession::runStep(step);
        m_recorder->guide(step, q("begin"));
        if (hold)
            return publish();
        const bool good = scenario.facts().value(q("desktop/client"), q("entry.status")).toInt() == 200;
        for (int i = 0; i < 4; ++i)
            m_recorder->sample(good, 12);
        look();
        m_recorder->guide(step, q("end"));
        publish();
        emit stepFinished(step);
    }
    void markStep(const QString& step, const QString& how) override
    {
        FakeSession::markStep(step, how);
        m_recorder->guide(step, how);
        publish();
    }
    void act(const char* state)
    {
        m_recorder->action({q("a1"), q(state), {}, q("ann"), {}});
        publish();
    }
    void publish(bool replay = false)
    {
        Snapshot snapshot = m_recorder->snapshot();
        snapshot.replay = replay;
        show(snapshot);
    }

private:
    void look()
    {
        for (const Fact& fact : scenario.list()) {
            Observation observation;
            observation.evidence.host = q("store");
            observation.evidence.command = q("look at ") + fact.subject;
            observation.evidence.at = m_clock.now();
            observation.evidence.durationMs = 8;
            observation.evidence.setBytes("the bytes of " + fact.subject.toUtf8());
            observation.facts.append(fact);
            m_recorder->observe(observation);
        }
        m_clock.advance(1000);
    }
    ManualClock m_clock{{Scenario::kNow}};
    std::unique_ptr<Recorder> m_recorder;
};

Scenario brokerDown()
{
    Scenario scenario;
    scenario.stopUnit("store/rabbitmq");
    scenario.refuse("store/rabbitmq");
    scenario.closePort("docs/docservice");
    scenario.badGateway();
    return scenario;
}

Scenario healthy()
{
    Scenario scenario;
    for (const char* node : {"gate/nginx", "docs/nginx"})
        scenario.set(node, "self.status", 200);
    return scenario;
}

} // namespace

class TestWizard : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void opensAndBeginsAtOnce();
    void keyboardAloneReachesTheVerdict();
    void mouseAloneReachesTheVerdict();
    void linesShowCommandTimeAndOutput();
    void againBackAndSkip();
    void fixAsksAndHandGoesOn();
    void healthyEndsAtTheReport();
    void nothingIsPressedWhileItRuns();
    void replayOnlyShows();
    void everythingHasAName();
    void speaksChinese();

private:
    [[nodiscard]] WizardPage& page() const { return *m_window->wizard(); }
    [[nodiscard]] QPushButton* button(const char* name) const { return page().findChild<QPushButton*>(q(name)); }
    [[nodiscard]] QString headline() const { return page().findChild<QLabel*>(q("wizardHeadline"))->text(); }
    /// Lines of an earlier step may still wait to be deleted.
    [[nodiscard]] CheckLine* shownLine(const QString& said) const
    {
        for (CheckLine* line : page().findChildren<CheckLine*>()) {
            if (line->isVisible() && line->sentence().contains(said))
                return line;
        }
        return nullptr;
    }
    void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), k, modifiers);
    }
    void open(const Scenario& scenario)
    {
        m_session->scenario = scenario;
        key(Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY(page().isVisible());
    }

    std::unique_ptr<GuidedSession> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void TestWizard::init()
{
    setUiLanguage(Language::English);
    m_session = std::make_unique<GuidedSession>();
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
}

void TestWizard::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void TestWizard::opensAndBeginsAtOnce()
{
    const QAbstractItemModelTester tester(page().steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_session->scenario = brokerDown();
    QTest::mouseClick(m_window->findChild<QPushButton*>(q("guide")), Qt::LeftButton);
    QTRY_VERIFY(page().isVisible());
    QCOMPARE(m_session->steps, QStringList{q("reproduce")});
    QCOMPARE(headline(), q("502 in 4 of 4 tries"));
    QCOMPARE(page().steps()->rowCount(), 12);
    QCOMPARE(page().steps()->rows().at(0).mark, Health::Ok);
    QVERIFY(!page().steps()->rows().at(1).mark);
}

void TestWizard::keyboardAloneReachesTheVerdict()
{
    const QAbstractItemModelTester tester(page().steps(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    open(brokerDown());
    for (int i = 0; i < 8; ++i)
        key(Qt::Key_Return);
    QCOMPARE(page().step(), q("verdict"));
    QCOMPARE(headline(), q("RabbitMQ on store is not running"));
    QCOMPARE(m_session->steps.size(), 9);
    key(Qt::Key_Return);
    QCOMPARE(page().step(), q("fix"));
    QCOMPARE(m_session->steps.size(), 9); // a fix never begins by itself
    key(Qt::Key_Escape);
    QTRY_VERIFY(!page().isVisible());
    key(Qt::Key_G, Qt::ControlModifier);
    QTRY_VERIFY(page().isVisible());
    QCOMPARE(page().step(), q("fix")); // where it was
}

void TestWizard::mouseAloneReachesTheVerdict()
{
    open(brokerDown());
    for (int i = 0; i < 8; ++i)
        click("wizardGo");
    QCOMPARE(page().step(), q("verdict"));
    QVERIFY(button("wizardSkip")->isVisible());
    QCOMPARE(button("wizardSkip")->accessibleName(), q("I fixed it by hand"));
}

void TestWizard::linesShowCommandTimeAndOutput()
{
    open(brokerDown());
    for (int i = 0; i < 5; ++i)
        click("wizardGo");
    QCOMPARE(page().step(), q("dependencies"));
    CheckLine* broker = nullptr;
    QTRY_VERIFY(broker = shownLine(q("unit of RabbitMQ on store")));
    auto* copy = broker->findChild<QToolButton*>(q("copyCommand"));
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), q("look at store/rabbitmq"));
    QStringList shown;
    const auto texts = [&] {
        shown.clear();
        for (const QLabel* text : broker->findChildren<QLabel*>()) {
            if (text->isVisible())
                shown += text->text();
        }
        return shown.join(QLatin1Char('\n'));
    };
    QVERIFY(texts().contains(q("8 ms")));
    QVERIFY(!texts().contains(q("the bytes of")));
    QTest::mouseClick(broker->findChild<QPushButton*>(q("showOutput")), Qt::LeftButton);
    QVERIFY2(texts().contains(q("the bytes of store/rabbitmq")), qPrintable(shown.join(QLatin1Char('\n'))));
}

void TestWizard::againBackAndSkip()
{
    open(brokerDown());
    key(Qt::Key_R);
    QCOMPARE(m_session->steps, (QStringList{q("reproduce"), q("reproduce")}));
    key(Qt::Key_Return);
    key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(page().step(), q("reproduce"));
    key(Qt::Key_S); // over already: nothing to leave out
    QCOMPARE(page().step(), q("reproduce"));
    m_session->hold = true;
    m_session->steps.clear();
    key(Qt::Key_Return); // answered was run: only shown
    QCOMPARE(page().step(), q("answered"));
    QVERIFY(m_session->steps.isEmpty());
}

void TestWizard::fixAsksAndHandGoesOn()
{
    open(brokerDown());
    for (int i = 0; i < 9; ++i)
        key(Qt::Key_Return);
    QCOMPARE(page().step(), q("fix"));
    key(Qt::Key_Return);
    QTRY_VERIFY(!m_window->findChildren<QDialog*>().isEmpty());
    const auto dialogs = m_window->findChildren<QDialog*>();
    for (QDialog* dialog : dialogs)
        dialog->reject();
    QVERIFY(m_session->ran.isEmpty());
    m_session->steps.clear();
    m_session->scenario = healthy();
    QTRY_VERIFY(page().isVisible());
    m_window->activateWindow();
    click("wizardSkip");
    QCOMPARE(m_session->steps, (QStringList{q("fix by-hand"), q("verify")}));
    QCOMPARE(page().step(), q("verify"));
    QCOMPARE(page().steps()->rows().at(10).mark, Health::Ok);
    click("wizardGo");
    QCOMPARE(page().step(), q("report"));
}

void TestWizard::healthyEndsAtTheReport()
{
    open(healthy());
    for (int i = 0; i < 8; ++i)
        key(Qt::Key_Return);
    QCOMPARE(page().step(), q("verdict"));
    QCOMPARE(headline(), q("Everything measured is well"));
    QVERIFY(!button("wizardSkip")->isVisible());
    key(Qt::Key_Return);
    QCOMPARE(page().step(), q("report"));
    QVERIFY(m_session->steps.contains(q("fix skipped")) && m_session->steps.contains(q("verify skipped")));
}

void TestWizard::nothingIsPressedWhileItRuns()
{
    m_session->hold = true;
    open(brokerDown());
    QCOMPARE(m_session->steps, QStringList{q("reproduce")});
    QVERIFY(!button("wizardGo")->isEnabled());
    key(Qt::Key_Return);
    key(Qt::Key_R);
    key(Qt::Key_S);
    QCOMPARE(m_session->steps, QStringList{q("reproduce")});
    QCOMPARE(page().steps()->rows().at(0).cells.at(1), q("running…"));
}

void TestWizard::replayOnlyShows()
{
    open(brokerDown());
    for (int i = 0; i < 8; ++i)
        key(Qt::Key_Return);
    m_session->publish(true);
    m_session->steps.clear();
    key(Qt::Key_R);
    for (int i = 0; i < 8; ++i)
        key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(page().step(), q("reproduce"));
    for (int i = 0; i < 8; ++i)
        key(Qt::Key_Return);
    QCOMPARE(page().step(), q("verdict"));
    QVERIFY(m_session->steps.isEmpty());
    QVERIFY(!button("wizardAgain")->isEnabled());
}

void TestWizard::everythingHasAName()
{
    open(brokerDown());
    for (int i = 0; i < 8; ++i)
        key(Qt::Key_Return);
    for (const QAbstractButton* one : page().findChildren<QAbstractButton*>()) {
        if (one->isVisible())
            QVERIFY2(!one->accessibleName().isEmpty(), qPrintable(one->objectName()));
    }
    QVERIFY(!page().accessibleName().isEmpty());
}

void TestWizard::speaksChinese()
{
    open(brokerDown());
    setUiLanguage(Language::Chinese);
    QCOMPARE(button("wizardBack")->accessibleName(), q("返回"));
    m_session->publish();
    QCOMPARE(page().steps()->rows().at(0).cells.at(0), q("重现"));
    QVERIFY(headline().contains(q("4 次请求中")));
    setUiLanguage(Language::English);
}

QTEST_MAIN(TestWizard)
#include "test_wizard.moc"
