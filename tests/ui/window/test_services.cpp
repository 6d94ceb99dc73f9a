// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/ui/window/windowfixture.h"
#include "ui/models/derive.h"
#include "ui/services/servicespanel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonObject>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>

using namespace hopscope;
using mq01::Moment;

namespace {

const QString kDocservice = QStringLiteral("docs/docservice");

using Values = QList<std::pair<const char*, QJsonValue>>;

Snapshot with(Snapshot snapshot, const QString& node, const Values& values)
{
    FactSet facts = *snapshot.facts;
    for (const auto& [name, value] : values)
        facts.insert({node, QString::fromLatin1(name), value, snapshot.at, QStringLiteral("e1"), {}});
    snapshot.facts = std::make_shared<const FactSet>(facts);
    return snapshot;
}

QJsonObject crash(const char* at, bool hidden)
{
    return {{QStringLiteral("at"), QString::fromLatin1(at)}, {QStringLiteral("how"), QStringLiteral("exited")},
            {QStringLiteral("hidden"), hidden}};
}

/// docservice as systemd shows it after it was killed twice behind its pipe.
Snapshot hiddenCrashes()
{
    return with(mq01::snapshot(Moment::Fault), kDocservice,
                {{"unit.name", QStringLiteral("ds-docservice.service")},
                 {"unit.load_state", QStringLiteral("loaded")},
                 {"unit.active_state", QStringLiteral("active")},
                 {"unit.sub_state", QStringLiteral("running")},
                 {"unit.result", QStringLiteral("success")},
                 {"unit.enabled", QStringLiteral("enabled")},
                 {"unit.restart_policy", QStringLiteral("always")},
                 {"unit.restart_delay_s", 30},
                 {"unit.start_limit_burst", 5},
                 {"unit.start_limit_interval_s", 10},
                 {"unit.restarts", 2},
                 {"unit.main_pid", 812},
                 {"unit.memory_bytes", 734003200},
                 {"unit.exit_code", QStringLiteral("exited")},
                 {"unit.exit_status", 0},
                 {"unit.hides_exit", true},
                 {"unit.crash_count", 2},
                 {"unit.crash_last", QStringLiteral("2026-11-22T10:58:30.000Z")},
                 {"unit.crashes", QJsonArray{crash("2026-11-22T10:58:30.000Z", true), crash("2026-11-22T10:57:59.000Z", true)}}});
}

const Row* rowOf(const QList<Row>& rows, const QString& id)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&id](const Row& row) { return row.id == id; });
    return it == rows.end() ? nullptr : &*it;
}

} // namespace

class TestServices : public WindowFixture {
    Q_OBJECT
private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aHiddenCrashStandsNextToActive();
    void crashesInTheOpen();
    void whatIsNotMeasuredStaysEmpty();
    void noteFollowsTheRow();
    void actionsAskAndReadOnlySaysWhy();
    void everyMomentKeepsTheModelHonest();

private:
    [[nodiscard]] QTableView* table() const { return m_window->findChild<QTableView*>(QStringLiteral("servicesTable")); }
    void choose(const QString& node) const { m_window->selection()->select(node); }
};

void TestServices::aHiddenCrashStandsNextToActive()
{
    const QList<Row> rows = serviceRows(hiddenCrashes());
    const Row* row = rowOf(rows, kDocservice);
    QVERIFY(row);
    QCOMPARE(row->cells.size(), kServiceColumns);
    QVERIFY2(row->cells.at(2).contains(QStringLiteral("running")), qPrintable(row->cells.at(2)));
    QCOMPARE(row->cells.at(4), QStringLiteral("2"));
    QVERIFY2(row->cells.at(5).startsWith(QStringLiteral("2 hidden, last ")), qPrintable(row->cells.at(5)));
    QCOMPARE(row->cells.at(6), QStringLiteral("734 MB"));
    QCOMPARE(row->cells.at(7), QStringLiteral("812"));
    QCOMPARE(row->cells.at(8), QStringLiteral("exit 0, of tee"));
    QCOMPARE(row->cells.at(9), QStringLiteral("always after 30 s, max 5 in 10 s"));
    QVERIFY(row->tip.contains(QStringLiteral("tee")));
    setUiLanguage(Language::Chinese);
    QVERIFY(rowOf(serviceRows(hiddenCrashes()), kDocservice)->cells.at(5).contains(QStringLiteral("被掩盖")));
    setUiLanguage(Language::English);
}

void TestServices::crashesInTheOpen()
{
    const Snapshot mixed = with(hiddenCrashes(), kDocservice,
                                {{"unit.crash_count", 3},
                                 {"unit.exit_code", QStringLiteral("killed")},
                                 {"unit.exit_status", 9},
                                 {"unit.crashes", QJsonArray{crash("2026-11-22T10:58:30.000Z", false),
                                                             crash("2026-11-22T10:57:59.000Z", true),
                                                             crash("2026-11-22T10:57:00.000Z", false)}}});
    const QList<Row> rows = serviceRows(mixed);
    QVERIFY(rowOf(rows, kDocservice)->cells.at(5).startsWith(QStringLiteral("3, 1 hidden, last ")));
    QCOMPARE(rowOf(rows, kDocservice)->cells.at(8), QStringLiteral("signal 9"));
}

void TestServices::whatIsNotMeasuredStaysEmpty()
{
    const QList<Row> rows = serviceRows(mq01::snapshot(Moment::Fault));
    const Row* broker = rowOf(rows, kBroker);
    QVERIFY(broker);
    QVERIFY2(broker->cells.at(5).isEmpty(), "no journal was read: not a zero");
    QVERIFY(broker->cells.at(8).isEmpty());
    QVERIFY(serviceNote(mq01::snapshot(Moment::Fault), kBroker).isEmpty());
}

void TestServices::noteFollowsTheRow()
{
    m_session->show(hiddenCrashes());
    m_window->tabs()->setCurrentWidget(m_window->findChild<ServicesPanel*>());
    choose(kDocservice);
    const auto* note = m_window->findChild<QLabel*>(QStringLiteral("serviceNote"));
    QTRY_VERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("tee")) && note->text().contains(QStringLiteral("2 such ends")));
    QCOMPARE(note->property("role").toString(), QStringLiteral("warning"));
    choose(kBroker);
    QTRY_VERIFY(!note->isVisible());
    m_session->show(with(hiddenCrashes(), kDocservice, {{"unit.crash_count", 0}, {"unit.crashes", QJsonArray()}}));
    choose(kDocservice);
    QTRY_VERIFY(note->isVisible());
    QCOMPARE(note->property("role").toString(), QStringLiteral("muted"));
}

void TestServices::actionsAskAndReadOnlySaysWhy()
{
    Snapshot calm = hiddenCrashes();
    calm.environment.production = false;
    m_session->show(calm);
    m_window->tabs()->setCurrentWidget(m_window->findChild<ServicesPanel*>());
    choose(kDocservice);
    const auto* panel = m_window->findChild<ServicesPanel*>();
    const auto button = [panel](Label caption) -> QPushButton* {
        for (auto* found : panel->findChildren<QPushButton*>()) {
            if (found->text() == label(caption))
                return found;
        }
        return nullptr;
    };
    QTRY_VERIFY(button(Label::Restart)->isEnabled());
    QVERIFY(button(Label::Stop)->isEnabled() && !button(Label::Start)->isEnabled());
    QTest::mouseClick(button(Label::Stop), Qt::LeftButton);
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("planDialog"));
    QVERIFY(dialog);
    dialog->reject();
    calm.environment.policy = Policy::ReadOnly;
    m_session->show(calm);
    QTRY_VERIFY(!button(Label::Restart)->isEnabled() && !button(Label::Stop)->isEnabled());
    QVERIFY(!shownText(*m_window, "serviceRefusal").isEmpty());
    QVERIFY(m_session->ran.isEmpty());
}

void TestServices::everyMomentKeepsTheModelHonest()
{
    auto* rows = m_window->findChild<ServicesPanel*>()->rows();
    const QAbstractItemModelTester tester(rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const Snapshot& snapshot : {mq01::snapshot(Moment::Healthy), hiddenCrashes(), mq01::snapshot(Moment::Recovered)}) {
        m_session->show(snapshot);
        QCOMPARE(rows->rows(), serviceRows(snapshot));
    }
    QVERIFY(table()->model() == rows);
}

QTEST_MAIN(TestServices)
#include "test_services.moc"
