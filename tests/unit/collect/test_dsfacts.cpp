// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/configfacts.h"
#include "tests/unit/collect/lookup.h"

using namespace hopscope;
using namespace hopscope::test;

namespace {

const QString kNode = QStringLiteral("docs/docservice");

RemoteFile file(int index, const QByteArray& bytes)
{
    return {dsConfigPaths().at(index), index, QStringLiteral("read"), bytes, {}, {}, {}, false};
}

RemoteFile withState(int index, const char* state)
{
    return {dsConfigPaths().at(index), index, QString::fromLatin1(state), {}, {}, {}, {}, false};
}

// The secrets of a real local.json, where they stand. Single quotes for double ones: moc loses its way in raw strings.
const QByteArray kLocal = QByteArray("{\n"
    "  // comments are allowed\n"
    "  'services': {'CoAuthoring': {\n"
    "    'sql': {'type': 'postgres', 'dbHost': 'store', 'dbPort': 5432, 'dbName': 'onlyoffice', 'dbUser': 'ds', 'dbPass': 'Pw-database'},\n"
    "    'token': {'enable': {'browser': true}, 'inbox': {'header': 'AuthorizationJwt'}},\n"
    "    'secret': {'inbox': {'string': 'Pw-inbox'}, 'outbox': {'string': 'Pw-outbox'}, 'session': {'string': 481516}},\n"
    "    'redis': {'host': 'store', 'port': 6379, 'options': {'password': 'Pw-redis'}},\n"
    "    'server': {'port': 8000, 'editorDataStorage': 'editorDataMemory'}\n"
    "  }},\n"
    "  'rabbitmq': {'url': 'amqp://guest:Pw-amqp@store:5672/'},\n"
    "  'storage': {'fs': {'secretString': 'Pw-storage'}, 'accessKey': 'Pw-access'},\n"
    "  'openpgpjs': {'encrypt': {'passwords': ['Pw-pgp1', {'x': 'Pw-pgp2'}]}}\n"
    "}").replace('\'', '"');

} // namespace

class TestDsFacts : public QObject {
    Q_OBJECT
private slots:
    void readsWhatItDependsOn();
    void secretsStayOut();
    void malformedKeepsOnlyTheError();
    void unreadableIsNotMeasured();
    void absentSaysNothing();
    void laterLayersWin();
    void binaryGarbage();
};

void TestDsFacts::readsWhatItDependsOn()
{
    const DsFacts read = dsFacts(QStringLiteral("docs"), {file(2, kLocal)}, {1});
    const Facts facts(read.facts);
    QCOMPARE(facts.value(kNode, "ds.database").toObject().value(QStringLiteral("host")).toString(), QStringLiteral("store"));
    QCOMPARE(facts.value(kNode, "ds.broker").toObject().value(QStringLiteral("port")).toInt(), 5672);
    QCOMPARE(facts.value(kNode, "ds.redis").toObject().value(QStringLiteral("used")), QJsonValue(false));
    QCOMPARE(facts.number(kNode, "ds.port"), 8000);
    QVERIFY(read.names.contains(QStringLiteral("store")));
}

void TestDsFacts::secretsStayOut()
{
    const DsFacts read = dsFacts(QStringLiteral("docs"), {file(2, kLocal)}, {1});
    const QByteArray all = read.transcript + Facts(read.facts).dump();
    QVERIFY2(!all.contains("Pw-"), all.constData());
    QVERIFY2(!all.contains("481516"), all.constData()); // a password of digits is no less one
    // What is left is still worth reading.
    QVERIFY(all.contains("\"dbHost\": \"store\""));
    QVERIFY(all.contains("\"browser\": true"));
    QVERIFY(all.contains("[redacted]"));
    QVERIFY(all.contains(dsConfigPaths().at(2).toUtf8()));
}

void TestDsFacts::malformedKeepsOnlyTheError()
{
    const QByteArray broken = "{\n\"rabbitmq\": {\"url\": \"amqp://guest:Pw-amqp@store\"},\n\"dbPass\": \"Pw-cut,\n}";
    const DsFacts read = dsFacts(QStringLiteral("docs"), {file(2, broken)}, {1});
    const Facts facts(read.facts);
    const QByteArray all = read.transcript + facts.dump();
    QVERIFY2(!all.contains("Pw-"), all.constData());
    QVERIFY2(!all.contains("guest"), all.constData());
    QVERIFY2(read.transcript.contains("dsconfig.syntax"), read.transcript.constData());
    const QJsonObject error = facts.value(kNode, "ds.config_error").toObject();
    QCOMPARE(error.value(QStringLiteral("file")).toString(), dsConfigPaths().at(2));
    QVERIFY(error.value(QStringLiteral("line")).toInt() >= 3); // where the text ends without its quote
    QVERIFY(!error.value(QStringLiteral("error")).toString().isEmpty());
    QCOMPARE(facts.why(kNode, "ds.database"), QStringLiteral("dsconfig.syntax"));
    QCOMPARE(facts.why(kNode, "ds.broker"), QStringLiteral("dsconfig.syntax"));
}

void TestDsFacts::unreadableIsNotMeasured()
{
    const DsFacts read = dsFacts(QStringLiteral("docs"), {file(0, kLocal), withState(2, "unreadable")}, {1});
    const Facts facts(read.facts);
    // The layer that cannot be read may say otherwise: the readable one proves nothing.
    for (const char* name : {"ds.database", "ds.broker", "ds.redis", "ds.storage", "ds.port"})
        QCOMPARE(facts.why(kNode, name), QStringLiteral("file.unreadable"));
}

void TestDsFacts::absentSaysNothing()
{
    const DsFacts read = dsFacts(QStringLiteral("gate"), {withState(0, "missing"), withState(2, "missing")}, {1});
    QVERIFY(read.facts.isEmpty());
    QVERIFY(read.transcript.isEmpty());
    QVERIFY(dsFacts(QStringLiteral("gate"), {}, {1}).facts.isEmpty());
}

void TestDsFacts::laterLayersWin()
{
    const QByteArray over = "{\"services\":{\"CoAuthoring\":{\"sql\":{\"dbHost\":\"10.0.0.9\"}}}}";
    const DsFacts read = dsFacts(QStringLiteral("docs"), {file(0, kLocal), file(2, over)}, {1});
    const QJsonObject database = Facts(read.facts).value(kNode, "ds.database").toObject();
    QCOMPARE(database.value(QStringLiteral("host")).toString(), QStringLiteral("10.0.0.9"));
    QCOMPARE(database.value(QStringLiteral("name")).toString(), QStringLiteral("onlyoffice"));
}

void TestDsFacts::binaryGarbage()
{
    const DsFacts read = dsFacts(QStringLiteral("docs"), {file(2, QByteArray("\x00\xff\xfe{\x01", 5))}, {1});
    QVERIFY(!Facts(read.facts).why(kNode, "ds.database").isEmpty());
    const QByteArray deep(20000, '[');
    QVERIFY(!Facts(dsFacts(QStringLiteral("docs"), {file(2, deep)}, {1}).facts).why(kNode, "ds.database").isEmpty());
}

QTEST_GUILESS_MAIN(TestDsFacts)
#include "test_dsfacts.moc"
