// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/pgactivity.h"

#include <QTest>

using namespace hopscope;

namespace {

// As printed by psql of PostgreSQL 15.18 on Debian 12.
const QByteArray kWell = "{\"max\" : 100, \"reserved\" : 3, \"used\" : 1, \"sessions\" : [{\"application\":\"\",\"client\":\"10.77.0.20\","
                         "\"user\":\"onlyoffice\",\"state\":\"idle\",\"count\":1}]}\n";
const QByteArray kFull = "{\"max\" : 100, \"reserved\" : 3, \"used\" : 97, "
                         "\"sessions\" : [{\"application\":\"usage-report\",\"client\":\"10.77.0.20\",\"user\":\"onlyoffice\",\"state\":\"idle\",\"count\":97}]}\n";
// The server's words when not even the slots of superusers are left, as psql passes them on.
const QByteArray kTurnedAway = "psql: error: connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  "
                               "sorry, too many clients already\n";

} // namespace

class TestPgActivity : public QObject {
    Q_OBJECT
private slots:
    void wellServer();
    void noSlotLeft();
    void superusersMayExceedIt();
    void notEvenSuperusers();
    void warningsBeforeTheAnswer();
    void others_data();
    void others();
    void strangeNumbers();
};

void TestPgActivity::wellServer()
{
    const auto activity = parsePgActivity(kWell);
    QVERIFY(activity);
    QVERIFY(!activity->turnedAway);
    QCOMPARE(activity->maxConnections, 100);
    QCOMPARE(activity->reserved, 3);
    QCOMPARE(activity->free(), 96);
    QCOMPARE(activity->sessions.size(), 1);
    QCOMPARE(activity->sessions.at(0).user, QStringLiteral("onlyoffice"));
    QCOMPARE(activity->sessions.at(0).client, QStringLiteral("10.77.0.20"));
}

void TestPgActivity::noSlotLeft()
{
    const auto activity = parsePgActivity(kFull);
    QVERIFY(activity);
    QCOMPARE(activity->used, 97);
    QCOMPARE(activity->free(), 0);
    QCOMPARE(activity->sessions.at(0).application, QStringLiteral("usage-report"));
    QCOMPARE(activity->sessions.at(0).state, QStringLiteral("idle"));
    QCOMPARE(activity->sessions.at(0).count, 97);
}

void TestPgActivity::superusersMayExceedIt()
{
    QCOMPARE(parsePgActivity(R"({"max":100,"reserved":3,"used":99,"sessions":[]})")->free(), 0);
}

void TestPgActivity::notEvenSuperusers()
{
    const auto activity = parsePgActivity(kTurnedAway);
    QVERIFY(activity && activity->turnedAway);
    QCOMPARE(activity->free(), 0);
}

void TestPgActivity::warningsBeforeTheAnswer()
{
    const auto activity = parsePgActivity("could not change directory to \"/home/ops\": Permission denied\n" + kWell);
    QVERIFY(activity);
    QCOMPARE(activity->used, 1);
}

void TestPgActivity::others_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not root") << QByteArray("runuser: may not be used by non-root users\n");
    QTest::newRow("starting") << QByteArray("psql: error: FATAL:  the database system is starting up\n");
    QTest::newRow("before version 10") << QByteArray("ERROR:  column \"backend_type\" does not exist\nLINE 1: SELECT …\n");
    QTest::newRow("cut off") << kWell.left(40);
    QTest::newRow("without numbers") << QByteArray(R"({"max":"many","reserved":null})");
    QTest::newRow("binary") << QByteArray("\0{\xff\xfe", 4);
}

void TestPgActivity::others()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parsePgActivity(text));
}

void TestPgActivity::strangeNumbers()
{
    const auto activity = parsePgActivity(R"({"max":9e18,"reserved":0,"used":5,"sessions":[7,{"count":-1},{"count":2,"client":null}]})");
    QVERIFY(activity);
    QVERIFY(activity->maxConnections <= 1'000'000);
    QCOMPARE(activity->sessions.size(), 1);
    QByteArray many = R"({"max":100,"reserved":3,"used":9,"sessions":[)";
    for (int i = 0; i < 50; ++i)
        many += "{\"application\":\"" + QByteArray(500, 'a') + "\",\"count\":1},";
    many.chop(1);
    const auto listed = parsePgActivity(many + "]}");
    QVERIFY(listed);
    QCOMPARE(listed->sessions.size(), 20);
    QCOMPARE(listed->sessions.at(0).application.size(), 64);
}

QTEST_APPLESS_MAIN(TestPgActivity)
#include "test_pgactivity.moc"
