// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/fill.h"
#include "ui/words/tables/rows.h"
#include "ui/words/untrusted.h"
#include "ui/words/words.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hopscope;

namespace {

const QString kRooms = QStringLiteral(
    "ssh|tcp|tls|http|proto|sudo|environment|toml|journal|action|report|integrator|collect|probe|query|catalogue|logs");

/// Every `room.reason` that stands in a comment or a string of core's headers.
QSet<QString> codesOfHeaders()
{
    QSet<QString> codes;
    static const QRegularExpression code(
        QStringLiteral("(?<![\\w./])(%1)\\.([a-z]+(?:-[a-z]+)*)(?![\\w./(])").arg(kRooms));
    // Facts and file names look alike.
    static const QSet<QString> notCodes{
        QStringLiteral("http.status"), QStringLiteral("http.server"),  QStringLiteral("http.body"),
        QStringLiteral("http.ms"),     QStringLiteral("http.error"),   QStringLiteral("tcp.verdict"),
        QStringLiteral("tcp.ms"),      QStringLiteral("proto.ok"),     QStringLiteral("proto.reply"),
        QStringLiteral("proto.code"),  QStringLiteral("tls.problems"), QStringLiteral("ssh.connect")};
    QDirIterator files(QStringLiteral(HOPSCOPE_SOURCE_DIR "/core"), {QStringLiteral("*.h")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto matches = code.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext()) {
            const QString found = matches.next().captured(0);
            if (!notCodes.contains(found))
                codes.insert(found);
        }
    }
    return codes;
}

bool hasHan(const QString& text)
{
    for (const QChar c : text) {
        if (c.unicode() >= 0x4e00 && c.unicode() <= 0x9fff)
            return true;
    }
    return false;
}

} // namespace

class TestWords : public QObject {
    Q_OBJECT
private slots:
    void everyCodeOfTheHeadersHasWords();
    void everyRowHasBothLanguages();
    void placeholdersAgree();
    void everyMarkOfALogHasWords();
    void unknownCodesAreNotShownRaw();
    void errorNamesHostPhaseAndTodo();
    void causes_data();
    void causes();
    void catalogueComesFirst();
    void verdictSentences();
    void factValues_data();
    void factValues();
    void durations_data();
    void durations();
    void untrustedTextStaysText();
    void argumentsAreNotPatterns();
};

void TestWords::everyCodeOfTheHeadersHasWords()
{
    const QSet<QString> codes = codesOfHeaders();
    QVERIFY2(codes.size() > 30, "the headers were not found");
    QStringList missing;
    for (const QString& code : codes) {
        if (!Words().has(code))
            missing << code;
    }
    missing.sort();
    QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("no words for: ") + missing.join(QLatin1Char(' '))));
}

void TestWords::everyMarkOfALogHasWords()
{
    QFile header(QStringLiteral(HOPSCOPE_SOURCE_DIR "/core/logs/followwords.h"));
    QVERIFY(header.open(QIODevice::ReadOnly));
    static const QRegularExpression code(QStringLiteral("`(log\\.[a-z-]+)`"));
    auto codes = code.globalMatch(QString::fromUtf8(header.readAll()));
    int count = 0;
    while (codes.hasNext()) {
        const QString found = codes.next().captured(1);
        QVERIFY2(Words().has(QStringLiteral("mark.") + found), qPrintable(found));
        ++count;
    }
    QVERIFY(count >= 8);
}

void TestWords::everyRowHasBothLanguages()
{
    for (const auto& table : {words::sshErrors(), words::probeErrors(), words::fileErrors()}) {
        for (const auto& row : table) {
            QVERIFY2(qstrlen(row.en) > 3 && qstrlen(row.todoEn) > 3, row.code);
            QVERIFY2(hasHan(QString::fromUtf8(row.zh)) && hasHan(QString::fromUtf8(row.todoZh)), row.code);
            const QString code = QLatin1String(row.code);
            for (const Language language : {Language::English, Language::Chinese})
                QVERIFY2(!Words(language).error({code, {}, {}, {}}).contains(code), row.code);
        }
    }
    for (const auto& table : {words::findings(), words::facts(), words::events(), words::labels(), words::reports(), words::nginxRows(), words::logMarks()}) {
        for (const auto& row : table)
            QVERIFY2(qstrlen(row.en) > 0 && qstrlen(row.zh) > 0, row.key);
    }
}

void TestWords::placeholdersAgree()
{
    static const QRegularExpression hole(QStringLiteral("\\{[a-z]+\\}"));
    const auto holes = [](const char* text) {
        QStringList all;
        auto matches = hole.globalMatch(QString::fromUtf8(text));
        while (matches.hasNext())
            all << matches.next().captured(0);
        all.removeDuplicates();
        all.sort();
        return all;
    };
    for (const auto& table : {words::findings(), words::events(), words::labels(), words::reports(), words::logMarks()}) {
        for (const auto& row : table)
            QVERIFY2(holes(row.en) == holes(row.zh), row.key);
    }
    for (const auto& row : words::causes()) {
        QVERIFY2(holes(row.en) == holes(row.zh), row.id);
        QVERIFY2(holes(row.lineEn) == holes(row.lineZh), row.id);
    }
}

void TestWords::unknownCodesAreNotShownRaw()
{
    const Error odd{QStringLiteral("ssh.brand-new_thing"), QStringLiteral("docs"), QStringLiteral("connect"), {}};
    for (const Language language : {Language::English, Language::Chinese}) {
        const Words words(language);
        QVERIFY(!words.error(odd).contains(QStringLiteral("brand-new")));
        QVERIFY(!words.error(odd).contains(QStringLiteral("ssh.")));
        CauseMatch cause;
        cause.id = QStringLiteral("XY99");
        cause.name = QStringLiteral("some-new-cause");
        cause.node = QStringLiteral("docs/docservice");
        QVERIFY(words.causeTitle(cause).contains(QStringLiteral("some new cause"), Qt::CaseInsensitive));
        QVERIFY(words.causeTitle(cause).contains(QStringLiteral("docs")));
    }
}

void TestWords::errorNamesHostPhaseAndTodo()
{
    const QString line = Words().error(
        {QStringLiteral("ssh.refused"), QStringLiteral("docs"), QStringLiteral("connect"), QStringLiteral("a\nb")});
    QCOMPARE(
        line,
        QStringLiteral(
            "docs, connect: SSH connection refused (“a b”). Check that sshd runs there and that the port is right."));
    QVERIFY(!line.contains(QLatin1Char('\n')));
    QVERIFY(Words(Language::Chinese)
                .error({QStringLiteral("ssh.refused"), QStringLiteral("docs"), {}, {}})
                .startsWith(QStringLiteral("docs：SSH 连接被拒绝")));
}

void TestWords::causes_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"DS01", "DS02", "DS03", "DS04", "DS06", "DS08", "DS09", "DS12", "CV01", "DB01", "DB08",
                           "MQ01", "MQ02", "MQ07", "NG01", "HR03", "NW02"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestWords::causes()
{
    QFETCH(QString, id);
    CauseMatch cause;
    cause.id = id;
    cause.node = QStringLiteral("alpha/docservice");
    for (const Language language : {Language::English, Language::Chinese}) {
        const Words words(language);
        const QString title = words.causeTitle(cause);
        QVERIFY2(title.contains(QStringLiteral("alpha")), qPrintable(title));
        QVERIFY2(!title.contains(QLatin1Char('{')) && !title.contains(QChar(0x2026)), qPrintable(title));
        QVERIFY(!words.causeLine(cause).isEmpty());
        if (language == Language::English)
            QVERIFY2(words.causeTitlePast(cause) != title, qPrintable(title));
        else
            QVERIFY(hasHan(title));
    }
}

void TestWords::catalogueComesFirst()
{
    const CatalogueLookup lookup = [](const QString& kind, const QString& key) -> QJsonObject {
        if (kind != QStringLiteral("cause") || key != QStringLiteral("MQ01"))
            return {};
        return {{QStringLiteral("title"), QJsonObject{{QStringLiteral("en"), QStringLiteral("broker of {host} rests")},
                                                      {QStringLiteral("zh"), QStringLiteral("{host} 的代理休息")}}}};
    };
    CauseMatch cause;
    cause.id = QStringLiteral("MQ01");
    cause.node = QStringLiteral("store/rabbitmq");
    QCOMPARE(Words(Language::English, lookup).causeTitle(cause), QStringLiteral("Broker of store rests"));
    QCOMPARE(Words(Language::Chinese, lookup).causeTitle(cause), QStringLiteral("store 的代理休息"));
    // A text that does not say where is no headline.
    const CatalogueLookup placeless = [](const QString&, const QString&) -> QJsonObject {
        return {{QStringLiteral("title"), QJsonObject{{QStringLiteral("en"), QStringLiteral("It fails: {error}")}}}};
    };
    QCOMPARE(Words(Language::English, placeless).causeTitle(cause), QStringLiteral("RabbitMQ on store is not running"));
    const Finding finding{QStringLiteral("f1"),
                          QStringLiteral("x"),
                          Severity::Critical,
                          QStringLiteral("docs/nginx"),
                          {},
                          {},
                          {{QStringLiteral("error"), QStringLiteral("tls.expired")}}};
    QCOMPARE(Words(Language::English, placeless).finding(finding),
             QStringLiteral("nginx on docs: It fails: the certificate has expired"));
}

void TestWords::verdictSentences()
{
    Verdict verdict;
    verdict.state = VerdictState::Fault;
    CauseMatch cause;
    cause.id = QStringLiteral("DS01");
    cause.node = QStringLiteral("docs/docservice");
    cause.explains = {QStringLiteral("f1"), QStringLiteral("f2")};
    verdict.causes = {cause};
    const Sentence said = Words().verdict(verdict);
    QCOMPARE(said.title, QStringLiteral("docservice on docs is stopped"));
    QVERIFY(said.line.contains(QStringLiteral("port 8000")));
    QVERIFY(said.line.endsWith(QStringLiteral("2 other red signs are consequences.")));
    verdict = {};
    verdict.unmeasured = {{QStringLiteral("docs unit.active_state"), QStringLiteral("ssh.refused")}};
    QVERIFY(Words().verdict(verdict).line.contains(QLatin1Char('1')));
    QCOMPARE(Words().unmeasuredWhat(QStringLiteral("docs/docservice unit.active_state")),
             QStringLiteral("docservice on docs: Unit state"));
}

void TestWords::factValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("percent") << QStringLiteral("storage.used_pct") << QJsonValue(41) << QStringLiteral("41 %");
    QTest::newRow("kilobytes") << QStringLiteral("disk.available_kb") << QJsonValue(80000000)
                               << QStringLiteral("82 GB");
    QTest::newRow("bool") << QStringLiteral("process.running") << QJsonValue(false) << QStringLiteral("no");
    QTest::newRow("ms") << QStringLiteral("tcp.ms") << QJsonValue(1) << QStringLiteral("1 ms");
    QTest::newRow("clock") << QStringLiteral("host.clock_offset_ms") << QJsonValue(-400) << QStringLiteral("−0.4 s");
    QTest::newRow("time") << QStringLiteral("unit.since") << QJsonValue(QStringLiteral("2026-11-22T02:55:50.000Z"))
                          << QStringLiteral("02:55:50");
    QTest::newRow("verdict") << QStringLiteral("tcp.verdict") << QJsonValue(QStringLiteral("timed-out"))
                             << QStringLiteral("timed out");
    QTest::newRow("error") << QStringLiteral("entry.error") << QJsonValue(QStringLiteral("tls.expired"))
                           << QStringLiteral("the certificate has expired");
    QTest::newRow("not measured") << QStringLiteral("ds.version") << QJsonValue(QJsonValue::Undefined)
                                  << QStringLiteral("not measured");
}

void TestWords::factValues()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    QTEST(Words().factValue(name, value), "shown");
}

void TestWords::durations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("en");
    QTest::addColumn<QString>("zh");
    QTest::newRow("none") << qint64{-1} << QStringLiteral("–") << QStringLiteral("–");
    QTest::newRow("ms") << qint64{999} << QStringLiteral("999 ms") << QStringLiteral("999 毫秒");
    QTest::newRow("s") << qint64{59'999} << QStringLiteral("59 s") << QStringLiteral("59 秒");
    QTest::newRow("min") << qint64{189'000} << QStringLiteral("3 min 9 s") << QStringLiteral("3 分 9 秒");
    QTest::newRow("round") << qint64{900'000} << QStringLiteral("15 min") << QStringLiteral("15 分");
    QTest::newRow("h") << qint64{3'660'000} << QStringLiteral("1 h 1 min") << QStringLiteral("1 小时 1 分");
}

void TestWords::durations()
{
    QFETCH(qint64, ms);
    QTEST(Words().duration(ms), "en");
    QTEST(Words(Language::Chinese).duration(ms), "zh");
}

void TestWords::untrustedTextStaysText()
{
    QCOMPARE(visibleLine(QStringLiteral("a\u202eb\x1b[31mc\nd")), QStringLiteral("a\\u202eb\\x1b[31mc d"));
    QCOMPARE(visibleText(QStringLiteral("a\r\nb\tc")), QStringLiteral("a\nb    c"));
    QCOMPARE(visibleText(QString(QChar(0xd800))), QStringLiteral("\\ud800"));
    QCOMPARE(visibleText(QString(1000, QLatin1Char('x')), 10).size(), 11);
    QCOMPARE(visibleText(QStringLiteral("文档 😀")), QStringLiteral("文档 😀"));
}

void TestWords::argumentsAreNotPatterns()
{
    QCOMPARE(words::fill(QStringLiteral("{a} {b} {c}"),
                         {{QStringLiteral("a"), QStringLiteral("{b}")}, {QStringLiteral("b"), QStringLiteral("%1")}}),
             QStringLiteral("{b} %1 …"));
}

QTEST_GUILESS_MAIN(TestWords)
#include "test_words.moc"
