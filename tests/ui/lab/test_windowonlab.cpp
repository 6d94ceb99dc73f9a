// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"
#include "core/journal/reader.h"
#include "tests/ui/lab/labwindow.h"
#include "ui/graph/graphview.h"
#include "ui/models/rows.h"
#include "ui/speech/age.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"
#include "ui/timeline/lanesview.h"
#include "ui/timeline/recovery.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hopscope;
using namespace hopscope::labwindow;

/// The program as a person uses it, on the real stack of tests/lab: a fault is planted, found, mended through its dialog
/// and reported. Steps of one story, in order; after a failed one the rest is skipped. Started by tests/ui/lab/run, which
/// gives HOPSCOPE_LAB_ENV (environment file), HOPSCOPE_LAB_INJECT (command that plants the fault whose id is appended),
/// HOPSCOPE_LAB_FAULT and HOPSCOPE_SCREENSHOTS, and HOPSCOPE_LAB_RECORDING where the incident shall be kept.
class TestWindowOnLab : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init()
    {
        if (m_broken)
            QSKIP("an earlier step failed");
    }
    void cleanup() { m_broken = m_broken || QTest::currentTestFailed(); }
    void cleanupTestCase() { m_desktop.reset(); }

    void connectsAndIsHealthy();
    void graphShowsCauseAndConsequences();
    void diagnoseNamesTheCause();
    void picturesInBothThemes();
    void fixAsksAndDoesNothingByItself();
    void confirmedFixBringsItBack();
    void timelineShowsTheOutage();
    void reportTellsTheFault();
    void incidentIsWholeAndReplays();

private:
    [[nodiscard]] MainWindow& window() const { return *m_desktop->window(); }
    [[nodiscard]] std::shared_ptr<const Snapshot> now() const { return m_desktop->session()->snapshot(); }
    [[nodiscard]] Health healthOf(const QString& node) const
    {
        const auto snapshot = now();
        const Node* found = snapshot->topology.node(node);
        return found ? found->health : Health::Unknown;
    }
    [[nodiscard]] QString banner() const
    {
        const auto* found = window().findChild<QWidget*>(QStringLiteral("banner"));
        return found ? found->accessibleName() : QString();
    }
    [[nodiscard]] QDialog* dialog(const char* name) const
    {
        for (auto* found : window().findChildren<QDialog*>(QString::fromLatin1(name))) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }
    void checkPlanDialog(const QDialog& dialog) const;

    QTemporaryDir m_home;
    std::unique_ptr<Desktop> m_desktop;
    Expected m_expected;
    Timestamp m_injected;
    bool m_broken = false;
};

void TestWindowOnLab::initTestCase()
{
    const QString environment = qEnvironmentVariable("HOPSCOPE_LAB_ENV");
    if (environment.isEmpty())
        QSKIP("needs the lab: start it with tests/ui/lab/run");
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(QStringLiteral("config")).toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home.filePath(QStringLiteral("data")).toLocal8Bit());
    const Expected* known = expected(qEnvironmentVariable("HOPSCOPE_LAB_FAULT", QStringLiteral("MQ01")));
    QVERIFY2(known, "HOPSCOPE_LAB_FAULT names a fault whose looks are not known here");
    m_expected = *known;
    Options options;
    options.target = environment;
    options.theme = QStringLiteral("light");
    options.language = QStringLiteral("en");
    m_desktop = std::make_unique<Desktop>(options);
    QVERIFY(m_desktop->start());
    window().move(0, 0);
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    window().activateWindow();
}

void TestWindowOnLab::connectsAndIsHealthy()
{
    QTRY_VERIFY_WITH_TIMEOUT(now()->verdict.state == VerdictState::Healthy, 30'000);
    const auto snapshot = now();
    QCOMPARE(snapshot->hosts.size(), 3);
    for (const HostState& host : snapshot->hosts)
        QCOMPARE(host.state, QStringLiteral("ready"));
    QTRY_VERIFY(now()->live);
    QVERIFY2(snapshot->topology.nodes.size() >= 8, "the whole stack is on the graph");
    for (const Node& node : snapshot->topology.nodes)
        QVERIFY2(node.health == Health::Ok || node.health == Health::Unknown, qPrintable(node.id));
    QCOMPARE(healthOf(m_expected.cause), Health::Ok);
    for (const QString& node : m_expected.affected)
        QCOMPARE(healthOf(node), Health::Ok);
    QVERIFY(savePicture(QStringLiteral("lab-healthy-light")));
}

void TestWindowOnLab::graphShowsCauseAndConsequences()
{
    m_injected = SystemClock().now();
    QProcess inject;
    inject.setProcessChannelMode(QProcess::MergedChannels);
    inject.startCommand(qEnvironmentVariable("HOPSCOPE_LAB_INJECT") + QLatin1Char(' ') + m_expected.fault);
    QTRY_VERIFY_WITH_TIMEOUT(inject.state() == QProcess::NotRunning, 90'000);
    QVERIFY2(inject.exitStatus() == QProcess::NormalExit && inject.exitCode() == 0, inject.readAll().constData());

    // Nobody touches anything: live checks find it.
    QTRY_COMPARE_WITH_TIMEOUT(healthOf(m_expected.cause), Health::Failed, 30'000);
    for (const QString& node : m_expected.affected)
        QTRY_COMPARE_WITH_TIMEOUT(healthOf(node), Health::Affected, 10'000);

    const GraphScene& scene = window().graph()->scene();
    const QStringList spoken = spokenGraph(window());
    const QRect canvas = window().graph()->rect();
    for (const QString& id : QStringList{m_expected.cause} + m_expected.affected) {
        const GraphNode* card = scene.node(id);
        const Health health = id == m_expected.cause ? Health::Failed : Health::Affected;
        QVERIFY2(card, qPrintable(id));
        QCOMPARE(card->health, health);
        const QRect area = window().graph()->cardRect(id);
        QVERIFY2(canvas.contains(area), qPrintable(id + QStringLiteral(" is not in view")));
        QVERIFY2(isPainted(*window().graph(), area, colours().strong(health)), qPrintable(id));
        const QString line = card->title + QStringLiteral(", ") + sayHealth(health);
        QVERIFY2(!spoken.filter(line).isEmpty(), qPrintable(spoken.join(QLatin1Char('\n'))));
    }
    // Where it differs first is known when the round that live checks began has come to its end.
    const auto accents = [&scene] {
        return std::count_if(scene.hops.begin(), scene.hops.end(), [](const GraphHop& hop) { return hop.accent; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(accents(), 1, 10'000);
}

void TestWindowOnLab::diagnoseNamesTheCause()
{
    // Let a round that live checks started come to its end, so that the next one is ours.
    QTRY_VERIFY_WITH_TIMEOUT(!m_desktop->session()->progress().busy, 20'000);
    const Timestamp before = now()->measured;
    QSignalSpy diagnosed(m_desktop->session(), &Session::diagnosed);
    QVERIFY(press(window(), "diagnose"));
    QTRY_VERIFY_WITH_TIMEOUT(!diagnosed.isEmpty(), 20'000);
    QTRY_VERIFY(now()->measured > before);
    const auto snapshot = now();
    QCOMPARE(snapshot->verdict.state, VerdictState::Fault);
    QCOMPARE(snapshot->verdict.causes.size(), 1);
    QCOMPARE(snapshot->verdict.causes.first().id, m_expected.fault);
    QCOMPARE(snapshot->verdict.causes.first().node, m_expected.cause);
    QVERIFY2(banner().contains(m_expected.named), qPrintable(banner()));
    QCOMPARE(window().selection()->subject(), m_expected.cause);
}

void TestWindowOnLab::picturesInBothThemes()
{
    QTest::qWait(3'000); // some seconds of outage for the timeline
    QVERIFY(savePicture(QStringLiteral("lab-fault-light")));
    Theme::instance().setMode(ThemeMode::Dark);
    QVERIFY(savePicture(QStringLiteral("lab-fault-dark")));
    Theme::instance().setMode(ThemeMode::Light);
}

void TestWindowOnLab::checkPlanDialog(const QDialog& dialog) const
{
    const QStringList texts = shownTexts(dialog);
    QVERIFY2(texts.contains(m_expected.host), qPrintable(texts.join(QLatin1Char('\n'))));
    QVERIFY2(texts.contains(now()->environment.name), qPrintable(texts.join(QLatin1Char('\n'))));
    QVERIFY2(!texts.filter(m_expected.command).isEmpty(), qPrintable(texts.join(QLatin1Char('\n'))));
    const auto* cancel = dialog.findChild<QPushButton*>(QStringLiteral("cancelPlan"));
    const auto* act = dialog.findChild<QPushButton*>(QStringLiteral("confirm"));
    QVERIFY(cancel && act);
    QVERIFY(cancel->isDefault());
    QVERIFY(!act->isDefault());
}

void TestWindowOnLab::fixAsksAndDoesNothingByItself()
{
    QVERIFY(press(window(), "verdictFix"));
    QTRY_VERIFY(dialog("planDialog"));
    checkPlanDialog(*dialog("planDialog"));
    QVERIFY(savePicture(QStringLiteral("lab-fix-light")));
    QTest::keyClick(dialog("planDialog"), Qt::Key_Return);
    QTRY_VERIFY(!dialog("planDialog"));
    QTest::qWait(1'000);
    QVERIFY2(now()->audit.isEmpty(), "Enter must not act");
}

void TestWindowOnLab::confirmedFixBringsItBack()
{
    QVERIFY(press(window(), "verdictFix"));
    QTRY_VERIFY(dialog("planDialog"));
    QSignalSpy finished(m_desktop->session(), &Session::actionFinished);
    QVERIFY(press(*dialog("planDialog"), "confirm"));
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 120'000);
    QCOMPARE(finished.first().at(1).toString(), QStringLiteral("verified"));
    QTRY_COMPARE_WITH_TIMEOUT(now()->verdict.state, VerdictState::Healthy, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(healthOf(m_expected.cause), Health::Ok, 10'000);
    for (const QString& node : m_expected.affected)
        QTRY_COMPARE_WITH_TIMEOUT(healthOf(node), Health::Ok, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(now()->live && now()->timeline.figures.recovered.known(), 30'000);
}

void TestWindowOnLab::timelineShowsTheOutage()
{
    const auto* lanes = window().findChild<LanesView*>();
    QVERIFY(lanes && lanes->isVisible());
    const auto& rows = lanes->scene().rows;
    const auto lane = std::find_if(rows.begin(), rows.end(),
                                   [this](const LaneRow& row) { return row.subject == m_expected.cause; });
    QVERIFY(lane != rows.end());
    QCOMPARE(lane->health, Health::Ok);
    const auto red = std::count_if(lane->intervals.begin(), lane->intervals.end(), [](const Interval& interval) {
        return interval.health == Health::Failed && interval.to.known() && interval.to > interval.from;
    });
    QCOMPARE(red, 1);

    const RecoveryFigures figures = now()->timeline.figures;
    QVERIFY(figures.firstRed.known() && figures.firstRed < figures.acted && figures.acted < figures.recovered);
    QVERIFY2(figures.firstRed >= m_injected, "the outage cannot have begun before its cause");
    const auto* panel = window().findChild<RecoveryPanel*>();
    QVERIFY(panel && panel->isVisible());
    const int row = panel->figures()->rowOf(QStringLiteral("recovered"));
    QVERIFY(row >= 0);
    QCOMPARE(panel->figures()->rows().at(row).cells.at(1), durationText(figures.recovered.ms - figures.firstRed.ms));
    QVERIFY2(banner().contains(m_expected.named), qPrintable(banner())); // "Recovered: …"
    QTest::qWait(8'000);                                                 // some seconds of green for the timeline
    QVERIFY(savePicture(QStringLiteral("lab-recovered-light")));
    Theme::instance().setMode(ThemeMode::Dark);
    QVERIFY(savePicture(QStringLiteral("lab-recovered-dark")));
    Theme::instance().setMode(ThemeMode::Light);
}

void TestWindowOnLab::reportTellsTheFault()
{
    const QString path = m_home.filePath(QStringLiteral("report.pdf"));
    QVERIFY(press(window(), "report"));
    QTRY_VERIFY(window().findChild<QFileDialog*>());
    auto* chooser = window().findChild<QFileDialog*>();
    chooser->selectFile(path);
    QMetaObject::invokeMethod(chooser, "accept");
    QTRY_VERIFY_WITH_TIMEOUT(!shownTexts(window()).filter(path).isEmpty(), 30'000); // "Report saved: …"
    QVERIFY(QFile::exists(path));

    const Ran checked = runProgram(QStringLiteral("qpdf"), {QStringLiteral("--check"), path});
    QVERIFY2(checked.exit == 0, qPrintable(checked.text));
    const Ran text = runProgram(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QVERIFY2(text.exit == 0, qPrintable(text.text));
    for (const QString& said : {m_expected.fault, m_expected.named, m_expected.command, now()->environment.name})
        QVERIFY2(text.text.contains(said), qPrintable(said + QStringLiteral(" is missing in\n") + text.text));
    const QString kept = qEnvironmentVariable("HOPSCOPE_SCREENSHOTS") + QStringLiteral("/lab-report.pdf");
    QFile::remove(kept);
    QVERIFY(QFile::copy(path, kept));
}

void TestWindowOnLab::incidentIsWholeAndReplays()
{
    const QString file = now()->incidentFile;
    QSignalSpy gone(m_desktop->session(), &QObject::destroyed);
    m_desktop.reset();
    QCOMPARE(gone.size(), 1);
    const auto contents = readJournal(file);
    QVERIFY(contents);
    QVERIFY(contents->closed);
    QVERIFY(!contents->damage);
    if (const QString keep = qEnvironmentVariable("HOPSCOPE_LAB_RECORDING"); !keep.isEmpty()) {
        QFile::remove(keep);
        QVERIFY(QFile::copy(file, keep));
    }

    Options options;
    options.target = file;
    options.theme = QStringLiteral("light");
    options.language = QStringLiteral("en");
    m_desktop = std::make_unique<Desktop>(options);
    QVERIFY(m_desktop->start());
    window().move(0, 0);
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    QVERIFY(now()->replay);
    QCOMPARE(now()->verdict.state, VerdictState::Healthy);
    QVERIFY(now()->lastFault && now()->lastFault->verdict.causes.first().id == m_expected.fault);
    m_desktop->session()->seek(now()->lastFault->at);
    QCOMPARE(now()->verdict.state, VerdictState::Fault);
    QVERIFY2(banner().contains(m_expected.named), qPrintable(banner()));
    QVERIFY(savePicture(QStringLiteral("lab-replay-light")));
}

QTEST_MAIN(TestWindowOnLab)
#include "test_windowonlab.moc"
