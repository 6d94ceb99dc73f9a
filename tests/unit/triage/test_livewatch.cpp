// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/livewatch.h"
#include "core/triage/conduct/questions.h"

#include <QTest>

using namespace hopscope;

namespace {
const QString kHop = QStringLiteral("a>b@1:2");
}

class TestLiveWatch : public QObject {
    Q_OBJECT
private slots:
    void agreementKeepsQuiet();
    void threeBadOnes();
    void aBlipIsForgiven();
    void twoGoodOnesAfterAFailure();
    void recoveryBeforeTheFirstSampleIsSeen();
    void newSubjectsStartWithTheirFirstSample();
    void subjectsDoNotMix();
    void questionsAreAnsweredOnce();
    void questionsAreRefusedTogether();
};

void TestLiveWatch::agreementKeepsQuiet()
{
    LiveWatch watch({{kHop, true}});
    for (int i = 0; i < 10; ++i) {
        const auto reading = watch.take(kHop, true);
        QVERIFY(!reading.contradicts && !reading.agreed);
    }
}

void TestLiveWatch::threeBadOnes()
{
    LiveWatch watch({{kHop, true}});
    QVERIFY(!watch.take(kHop, true).contradicts);
    for (int i = 0; i < 2; ++i) {
        const auto reading = watch.take(kHop, false);
        QVERIFY(reading.contradicts && !reading.agreed);
    }
    QVERIFY(watch.take(kHop, false).agreed);
}

void TestLiveWatch::aBlipIsForgiven()
{
    LiveWatch watch({{kHop, true}});
    for (int i = 0; i < 5; ++i) {
        QVERIFY(!watch.take(kHop, false).agreed);
        QVERIFY(!watch.take(kHop, false).agreed);
        QVERIFY(!watch.take(kHop, true).contradicts);
    }
}

void TestLiveWatch::twoGoodOnesAfterAFailure()
{
    LiveWatch watch({{kHop, false}});
    QVERIFY(!watch.take(kHop, false).contradicts);
    QVERIFY(!watch.take(kHop, true).agreed);
    QVERIFY(!watch.take(kHop, false).agreed);
    QVERIFY(!watch.take(kHop, true).agreed);
    QVERIFY(watch.take(kHop, true).agreed);
}

void TestLiveWatch::recoveryBeforeTheFirstSampleIsSeen()
{
    // The diagnosis saw a failure that was over before the first live sample: the picture must not stay red.
    LiveWatch watch({{kHop, false}});
    const auto first = watch.take(kHop, true);
    QVERIFY(first.contradicts && !first.agreed);
    QVERIFY(watch.take(kHop, true).agreed);
    LiveWatch fallen({{kHop, true}});
    QVERIFY(fallen.take(kHop, false).contradicts);
    QVERIFY(!fallen.take(kHop, false).agreed);
    QVERIFY(fallen.take(kHop, false).agreed);
}

void TestLiveWatch::newSubjectsStartWithTheirFirstSample()
{
    LiveWatch watch({});
    for (int i = 0; i < 5; ++i)
        QVERIFY(!watch.take(kHop, false).contradicts);
    QVERIFY(watch.take(kHop, true).contradicts);
    QVERIFY(watch.take(kHop, true).agreed);
}

void TestLiveWatch::subjectsDoNotMix()
{
    LiveWatch watch({{kHop, true}, {QStringLiteral("other"), true}});
    for (const QString& subject : {kHop, QStringLiteral("other"), kHop, QStringLiteral("other")})
        QVERIFY(!watch.take(subject, false).agreed);
    QVERIFY(watch.take(kHop, false).agreed);
}

void TestLiveWatch::questionsAreAnsweredOnce()
{
    QList<Question> asked;
    Questions questions([&asked](const Question& question) { asked.append(question); });
    int answers = 0;
    QByteArray secret;
    SshQuestion question;
    question.kind = SshQuestion::Kind::SudoPassword;
    question.host = QStringLiteral("docs");
    question.attempt = 2;
    questions.put(question, [&](const SshAnswer& answer) {
        ++answers;
        secret = answer.secret.reveal();
    });
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).kind, QStringLiteral("sudo-password"));
    QCOMPARE(asked.at(0).attempt, 2);
    questions.answer(asked.at(0).id + 1, true, Secret("other"), false);
    QCOMPARE(answers, 0);
    questions.answer(asked.at(0).id, true, Secret("right"), false);
    questions.answer(asked.at(0).id, true, Secret("again"), false);
    QCOMPARE(answers, 1);
    QCOMPARE(secret, QByteArray("right"));
}

void TestLiveWatch::questionsAreRefusedTogether()
{
    QList<qint64> ids;
    Questions questions([&ids](const Question& question) { ids.append(question.id); });
    int refused = 0;
    for (int i = 0; i < 3; ++i)
        questions.put({}, [&](const SshAnswer& answer) { refused += answer.accepted ? 0 : 1; });
    // One that asks anew when it is refused must not make this endless, nor go unanswered.
    bool again = false;
    questions.put({}, [&](const SshAnswer&) {
        if (!std::exchange(again, true))
            questions.put({}, [&](const SshAnswer& answer) { refused += answer.accepted ? 0 : 1; });
    });
    questions.refuseAll();
    QCOMPARE(refused, 4);
    QVERIFY(again);
    QCOMPARE(QSet<qint64>(ids.begin(), ids.end()).size(), 5);
}

QTEST_GUILESS_MAIN(TestLiveWatch)
#include "test_livewatch.moc"
