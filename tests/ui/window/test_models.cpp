// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/mq01.h"
#include "ui/models/derive.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QTest>

#include <algorithm>
#include <random>

using namespace hopscope;
using mq01::Moment;

class TestModels : public QObject {
    Q_OBJECT
private slots:
    void everyListSurvivesAnIncident();
    void randomChangesKeepTheModelHonest();
    void selectionStaysWithItsRow();
    void checksGoFromCauseToUnmeasured();
    void changesAreLatestFirstAndBeforeTheOutage();
    void factsCarryAgeAndEvidence();
    void unmeasuredIsNeverWell();
    void unhealthyBeginsWithTheCause();
};

void TestModels::everyListSurvivesAnIncident()
{
    using Derive = std::function<QList<Row>(const Snapshot&)>;
    const QList<std::pair<int, Derive>> lists{
        {2, hostRows},
        {1, checkRows},
        {2, changeRows},
        {7, evidenceRows},
        {6, auditRows},
        {kServiceColumns, serviceRows},
        {3, [](const Snapshot& s) { return factRows(s, QStringLiteral("store/rabbitmq"), s.at); }}};
    for (const auto& [columns, derive] : lists) {
        RowsModel model(columns);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const Moment moment : {Moment::Healthy, Moment::Fault, Moment::Recovered, Moment::Fault}) {
            const QList<Row> rows = derive(mq01::snapshot(moment));
            model.setRows(rows);
            QCOMPARE(model.rows(), rows);
        }
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
}

void TestModels::randomChangesKeepTheModelHonest()
{
    RowsModel model(1);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        QList<Row> rows;
        for (int id = 0; id < 12; ++id) {
            if (random() % 3 != 0)
                rows.append({.id = QString::number(id), .cells = {QString::number(random() % 5)}});
        }
        std::shuffle(rows.begin(), rows.end(), random);
        model.setRows(rows);
        QCOMPARE(model.rows(), rows);
    }
}

void TestModels::selectionStaysWithItsRow()
{
    RowsModel model(1);
    model.setRows({{.id = QStringLiteral("a")}, {.id = QStringLiteral("b")}, {.id = QStringLiteral("c")}});
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.index(1, 0), QItemSelectionModel::SelectCurrent);
    model.setRows({{.id = QStringLiteral("x")}, {.id = QStringLiteral("c")}, {.id = QStringLiteral("b")}});
    QCOMPARE(selection.currentIndex().data(RowsModel::IdRole).toString(), QStringLiteral("b"));
}

void TestModels::checksGoFromCauseToUnmeasured()
{
    const QList<Row> rows = checkRows(mq01::snapshot(Moment::Fault));
    QCOMPARE(rows.first().mark, Health::Failed);
    QCOMPARE(rows.first().subject, QStringLiteral("store/rabbitmq"));
    QCOMPARE(rows.last().mark, Health::Unknown);
    const QList<Health> order{Health::Failed, Health::Affected, Health::Degraded, Health::Ok, Health::Unknown};
    qsizetype last = 0;
    for (const Row& row : rows) {
        const qsizetype now = order.indexOf(*row.mark);
        QVERIFY2(now >= last, qPrintable(row.cells.first()));
        last = now;
    }
    const auto causes = std::count_if(rows.begin(), rows.end(), [](const Row& r) { return r.mark == Health::Failed; });
    QCOMPARE(causes, 1);
}

void TestModels::changesAreLatestFirstAndBeforeTheOutage()
{
    const Snapshot s = mq01::snapshot(Moment::Recovered);
    const QList<Row> rows = changeRows(s);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.first().cells.at(1), QStringLiteral("10:56:21"));
    QCOMPARE(rows.last().cells.at(1), QStringLiteral("10:55:48"));
}

void TestModels::factsCarryAgeAndEvidence()
{
    const Snapshot s = mq01::snapshot(Moment::Fault);
    const QList<Row> rows = factRows(s, QStringLiteral("store/rabbitmq"), s.at);
    const auto state = std::find_if(rows.begin(), rows.end(),
                                    [](const Row& r) { return r.id == QStringLiteral("unit.active_state"); });
    QVERIFY(state != rows.end());
    QCOMPARE(state->mark, Health::Failed);
    QCOMPARE(state->subject, QStringLiteral("e1"));
    QCOMPARE(state->cells.at(2), QStringLiteral("2 s"));
    QVERIFY(!state->stale);
    const QList<Row> later = factRows(s, QStringLiteral("store/rabbitmq"), {s.at.ms + 60'000});
    QVERIFY(std::all_of(later.begin(), later.end(), [](const Row& r) { return r.stale; }));
    QVERIFY(!evidenceBehind(s, QStringLiteral("store/rabbitmq")).isEmpty());
}

void TestModels::unmeasuredIsNeverWell()
{
    Snapshot s = mq01::snapshot(Moment::Healthy);
    s.hosts[1].state = QStringLiteral("failed");
    QCOMPARE(hostRows(s).at(1).mark, Health::Unknown);
    s.hosts[1].jumps = {{QStringLiteral("edge"), QStringLiteral("ready"), {}},
                        {QStringLiteral("inner"), QStringLiteral("failed"), Error{QStringLiteral("ssh.refused"), {}, {}, {}}}};
    const QList<Row> rows = hostRows(s);
    QCOMPARE(rows.size(), s.hosts.size() + 2);
    QCOMPARE(rows.at(2).cells.first().trimmed(), QStringLiteral("via edge"));
    QCOMPARE(rows.at(2).mark, Health::Ok);
    QCOMPARE(rows.at(3).mark, Health::Unknown);
    QVERIFY(!rows.at(3).cells.at(1).isEmpty() && !rows.at(3).tip.isEmpty());
    QCOMPARE(rows.at(3).subject, s.hosts.at(1).name);
    s.hosts[1].jumps.clear();
    const QList<Row> facts = factRows(s, QStringLiteral("docs/docservice"), s.at);
    const auto gap =
        std::find_if(facts.begin(), facts.end(), [](const Row& r) { return r.id == QStringLiteral("ds.integrator"); });
    QVERIFY(gap != facts.end());
    QCOMPARE(gap->mark, Health::Unknown);
    QVERIFY(!gap->cells.at(1).isEmpty());
}

void TestModels::unhealthyBeginsWithTheCause()
{
    QCOMPARE(unhealthySubjects(mq01::snapshot(Moment::Fault)).first(), QStringLiteral("store/rabbitmq"));
    QVERIFY(unhealthySubjects(mq01::snapshot(Moment::Healthy)).isEmpty());
}

QTEST_MAIN(TestModels)
#include "test_models.moc"
