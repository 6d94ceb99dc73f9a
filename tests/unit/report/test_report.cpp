// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/report/buildreport.h"
#include "tests/support/mq01fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace hopscope;

namespace {

ReportModel modelOf(const test::Incident& i)
{
    return buildReport({i.environment,
                        i.verdict,
                        i.topology,
                        i.timeline,
                        i.facts,
                        i.evidence,
                        i.plans,
                        i.audit,
                        i.at,
                        412,
                        QStringLiteral("abc"),
                        {},
                        QStringLiteral("0.1.0")});
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT
private slots:
    void figuresCountFromTheRightMoment();
    void whatDidNotHappenIsNotKnown();
    void claimsCarryTheirEvidence();
    void everyCitedEvidenceIsInTheAppendix();
    void actionsHaveTheExactCommand();
    void commandsAreQuoted_data();
    void commandsAreQuoted();
    void evidenceIsInOrder();
    void jsonIsCompleteAndStable();
    void undecidedNamesTheRivals();
};

void TestReport::figuresCountFromTheRightMoment()
{
    const ReportModel model = modelOf(test::mq01());
    QCOMPARE(model.figures.size(), 4);
    QCOMPARE(model.figures.at(0).ms, qint64{9'000});
    QCOMPARE(model.figures.at(1).ms, qint64{41'000});
    QCOMPARE(model.figures.at(2).ms, qint64{391'000});
    QCOMPARE(model.figures.at(3).ms, qint64{432'000});
    QVERIFY(model.figures.at(3).met());
    QVERIFY(model.recovered);
    QCOMPARE(model.to, test::clockTime(11, 3, 33));
    QCOMPARE(model.clocks.size(), 3);
}

void TestReport::whatDidNotHappenIsNotKnown()
{
    const ReportModel model = modelOf(test::mq01(false));
    QCOMPARE(model.figures.at(2).ms, qint64{-1});
    QCOMPARE(model.figures.at(3).ms, qint64{-1});
    QVERIFY(!model.figures.at(3).met());
    QCOMPARE(model.summary.last().code, QStringLiteral("summary.not-recovered"));
    QVERIFY(model.toJson()
                .value(QStringLiteral("figures"))
                .toArray()
                .at(3)
                .toObject()
                .value(QStringLiteral("ms"))
                .isNull());
}

void TestReport::claimsCarryTheirEvidence()
{
    const ReportModel model = modelOf(test::mq01());
    const ReportCause& cause = model.causes.first();
    QStringList cited;
    for (const Claim& claim : cause.evidenceFor) {
        QVERIFY2(!claim.evidence.isEmpty(), qPrintable(claim.code));
        cited += claim.evidence;
    }
    QCOMPARE(cited, cause.match.evidenceFor);
    // The most telling fact of e3 and e5, and the event that e9 shows.
    QCOMPARE(cause.evidenceFor.at(0).args.value(QStringLiteral("name")).toString(), QStringLiteral("tcp.verdict"));
    QCOMPARE(cause.evidenceFor.at(2).args.value(QStringLiteral("name")).toString(),
             QStringLiteral("unit.active_state"));
    QCOMPARE(cause.evidenceFor.at(4).code, QStringLiteral("event"));
    QCOMPARE(model.summary.first().evidence, QStringList{QStringLiteral("e1")});
}

void TestReport::everyCitedEvidenceIsInTheAppendix()
{
    const ReportModel model = modelOf(test::mq01());
    QSet<QString> there;
    for (const ReportEvidence& e : model.evidence)
        there.insert(e.id);
    for (const Claim& claim : model.summary) {
        for (const QString& id : claim.evidence)
            QVERIFY2(there.contains(id), qPrintable(id));
    }
    for (const TimelineEvent& event : model.timeline.events)
        QVERIFY(event.evidence.isEmpty() || there.contains(event.evidence));
}

void TestReport::actionsHaveTheExactCommand()
{
    const ReportModel model = modelOf(test::mq01());
    QCOMPARE(model.actions.size(), 1);
    const ReportAction& action = model.actions.first();
    QCOMPARE(action.command, QStringLiteral("sudo systemctl start rabbitmq-server"));
    QCOMPARE(action.state, QStringLiteral("verified"));
    QCOMPARE(action.exit, std::optional<int>(0));
    QCOMPARE(action.successes, 3);
    QCOMPARE(action.evidence, (QStringList{QStringLiteral("e14"), QStringLiteral("e20"), QStringLiteral("e21")}));
}

void TestReport::commandsAreQuoted_data()
{
    QTest::addColumn<QStringList>("argv");
    QTest::addColumn<QString>("command");
    QTest::newRow("plain") << QStringList{QStringLiteral("a-b"), QStringLiteral("/c.d")} << QStringLiteral("a-b /c.d");
    QTest::newRow("space") << QStringList{QStringLiteral("a b")} << QStringLiteral("'a b'");
    QTest::newRow("quote") << QStringList{QStringLiteral("it's")} << QStringLiteral("'it'\\''s'");
    QTest::newRow("empty") << QStringList{QString()} << QStringLiteral("''");
    QTest::newRow("dollar") << QStringList{QStringLiteral("$(x)")} << QStringLiteral("'$(x)'");
}

void TestReport::commandsAreQuoted()
{
    QFETCH(QStringList, argv);
    QTEST(shellCommand(argv), "command");
}

void TestReport::evidenceIsInOrder()
{
    QStringList ids;
    for (const ReportEvidence& e : modelOf(test::mq01()).evidence)
        ids << e.id;
    QCOMPARE(ids.mid(0, 2), (QStringList{QStringLiteral("e1"), QStringLiteral("e2")}));
    QCOMPARE(ids.last(), QStringLiteral("e21"));
    QVERIFY(!modelOf(test::mq01()).evidence.first().excerpt.contains(QChar(0xFFFD)));
}

void TestReport::jsonIsCompleteAndStable()
{
    const QJsonObject json = modelOf(test::mq01()).toJson();
    for (const char* key : {"schema", "environment", "figures", "summary", "causes", "findings", "unmeasured",
                            "topology", "lanes", "events", "actions", "evidence", "record", "symptom"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(QJsonDocument(json).toJson(), QJsonDocument(modelOf(test::mq01()).toJson()).toJson());
    QCOMPARE(json.value(QStringLiteral("evidence")).toArray().size(), 13);
}

void TestReport::undecidedNamesTheRivals()
{
    test::Incident incident = test::mq01(false);
    incident.verdict.state = VerdictState::Undecided;
    incident.verdict.undecidedBetween = incident.verdict.causes;
    incident.verdict.causes.clear();
    QCOMPARE(modelOf(incident).causes.size(), 1);
}

QTEST_GUILESS_MAIN(TestReport)
#include "test_report.moc"
