// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/result.h"
#include "tests/unit/diagnosis/scenario.h"

#include <QRegularExpression>
#include <QSet>

using namespace hopscope;
using namespace hopscope::test;

namespace {

const char* const kFinding = "[[finding]]\nname = \"port-closed\"\nscope = \"node\"\nwhen = \"port.listening == false\"\n"
                             "severity = \"critical\"\ntext = { en = \"closed\", zh = \"关闭\" }\n";
const char* const kCause = "[[cause]]\nid = \"X1\"\nname = \"x\"\nkind = \"nginx\"\nrequires = [\"process.running == false\"]\n"
                           "risk = \"R0\"\ntitle = { en = \"t\", zh = \"题\" }\nexplanation = { en = \"e\", zh = \"释\" }\n"
                           "explains = { self = [\"port-closed\"] }\n";

/// Words a fact name in docs/FACTS.md may start with; anything else in a condition is a slip.
bool knownFact(const QString& name)
{
    static const QRegularExpression good(
        q("^(host\\.(reached|clock_offset_ms|boot_at)|disk\\.\\w+|unit\\.(name|load_state|active_state|sub_state|result|enabled|"
          "restart_policy|restarts|main_pid|exit_status|memory_bytes|since|stopped_by_job|crashing_since)|process\\.(running|count|pid|state|"
          "started)|port\\.(number|listening|owner|waiting|backlog)|"
          "config\\.(file|changed|age_s|loaded)|package\\.(name|version|from|changed|age_s)|oom\\.(last|age_s)|nginx\\.(version|routes|error_logs|config_error)|ds\\.\\w+(\\.\\w+)?|"
          "log\\.\\w+\\.(count|age_s|first|last|value)|storage\\.used_pct|broker\\.\\w+|entry\\.(url|status|server|"
          "body|ms|error|address)|firewall\\.\\w+|db\\.\\w+(\\.\\w+)?|tcp\\.(verdict|ms)|http\\.(status|server|body|ms|error)|proto\\.(ok|reply|code)|"
          "hop\\.(address|port|family|protocol|source)|node\\.(kind|host|on_path))$"));
    return good.match(name.section(QLatin1Char(':'), -1)).hasMatch();
}

} // namespace

class TestCatalogue : public QObject {
    Q_OBJECT
private slots:
    void shippedOneIsSound();
    void usesOnlyFactsThatExist();
    void usesOnlySignaturesThatExist();
    void namesMatchTheirTexts();
    void refuses_data();
    void refuses();
};

void TestCatalogue::shippedOneIsSound()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY_RESULT(catalogue);
    QVERIFY(catalogue->causes.size() >= 20);
    QSet<QString> names;
    for (const CauseRule& cause : catalogue->causes) {
        QVERIFY2(!names.contains(cause.name), qPrintable(cause.name));
        names.insert(cause.name);
        QVERIFY2(QRegularExpression(q("^[A-Z]{2}\\d{2}$")).match(cause.id).hasMatch(), qPrintable(cause.id));
        QVERIFY2(QRegularExpression(q("^R[0-4]$")).match(cause.risk).hasMatch(), qPrintable(cause.id));
        QVERIFY2(!cause.fixCode.isEmpty(), qPrintable(cause.id));
    }
    for (const char* id : {"DS01", "DS02", "DS05", "MQ01", "MQ02", "DB01", "NG01", "HR03"})
        QVERIFY2(catalogue->cause(q(id)), id);
}

void TestCatalogue::usesOnlyFactsThatExist()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY_RESULT(catalogue);
    const auto check = [](const QString& where, const Expr& expr) {
        for (const QString& name : namesIn(expr))
            QVERIFY2(knownFact(name), qPrintable(where + q(" ") + name));
    };
    for (const FindingRule& finding : catalogue->findings)
        check(finding.name, finding.when);
    for (const CauseRule& cause : catalogue->causes) {
        for (const Condition& condition : cause.required + cause.speaksFor + cause.speaksAgainst + cause.rulesOut)
            check(cause.id, condition.when);
        for (const QString& arg : cause.args)
            QVERIFY2(knownFact(arg), qPrintable(cause.id + q(" ") + arg));
    }
}

void TestCatalogue::usesOnlySignaturesThatExist()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY_RESULT(catalogue);
    QSet<QString> known;
    for (const LogSignature& signature : catalogue->signatures)
        known.insert(signature.name);
    for (const CauseRule& cause : catalogue->causes) {
        for (const Condition& condition : cause.required + cause.speaksFor + cause.speaksAgainst + cause.rulesOut) {
            for (const QString& name : namesIn(condition.when)) {
                const QString fact = name.section(QLatin1Char(':'), -1);
                const QString signature = fact.section(QLatin1Char('.'), 1, 1);
                if (fact.startsWith(q("log.")) && !QRegularExpression(q("^NX\\d+$")).match(signature).hasMatch())
                    QVERIFY2(known.contains(signature), qPrintable(cause.id + q(" ") + name));
            }
        }
    }
}

/// A sentence may only ask for values the engine supplies.
void TestCatalogue::namesMatchTheirTexts()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY_RESULT(catalogue);
    static const QRegularExpression hole(q("\\{(\\w+)\\}"));
    for (const CauseRule& cause : catalogue->causes) {
        QStringList given{q("host"), q("unit"), q("port")};
        given.append(cause.args.keys());
        for (const QString& text : {cause.title.en, cause.title.zh, cause.explanation.en, cause.explanation.zh, cause.fixText.en,
                                    cause.fixText.zh, cause.fixArgv.join(QLatin1Char(' '))}) {
            auto match = hole.globalMatch(text);
            while (match.hasNext())
                QVERIFY2(given.contains(match.next().captured(1)), qPrintable(cause.id + q(" ") + text));
        }
    }
}

void TestCatalogue::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("phase");
    const QByteArray finding(kFinding);
    const QByteArray cause(kCause);
    const auto row = [](const char* name, const QByteArray& bytes, const char* code, const char* phase) {
        QTest::newRow(name) << bytes << q(code) << q(phase);
    };
    row("not toml", "[[finding]\n", "toml.syntax", "line 1");
    row("unknown table", "[[idea]]\nname = \"x\"\n", "catalogue.unknown-key", "line 1");
    row("unknown key", finding + "colour = 1\n", "catalogue.unknown-key", "line 7");
    row("bad condition", QByteArray(finding).replace("== false", "="), "query.syntax", "line 4");
    row("bad severity", QByteArray(finding).replace("critical", "awful"), "catalogue.bad-value", "line 5");
    row("bad scope", QByteArray(finding).replace("\"node\"", "\"planet\""), "catalogue.bad-value", "line 3");
    row("one language", QByteArray(finding).replace("关闭", ""), "catalogue.no-text", "line 6");
    row("twice", finding + finding, "catalogue.duplicate", "line 8");
    row("unknown finding", cause, "catalogue.unknown-finding", "");
    row("bad relation", finding + QByteArray(cause).replace("self =", "near ="), "catalogue.bad-value", "line 15");
    row("no requirement", finding + QByteArray(cause).replace("requires = [\"process.running == false\"]\n", ""),
        "catalogue.bad-value", "line 7");
    row("bad pattern", "[[signature]]\nname = \"s\"\nkinds = [\"nginx\"]\npattern = \"(\"\n", "query.bad-regex", "line 4");
}

void TestCatalogue::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QString, phase);
    const auto loaded = loadCatalogue({{q("own.toml"), bytes}});
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, code);
    QCOMPARE(loaded.error().host, q("own.toml"));
    QCOMPARE(loaded.error().phase, phase);
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
