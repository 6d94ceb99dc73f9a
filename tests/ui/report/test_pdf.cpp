// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/report/buildreport.h"
#include "tests/support/mq01fixture.h"
#include "tests/support/result.h"
#include "ui/report/pdfwriter.h"

#include <QDir>
#include <QFile>
#include <QHashSeed>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

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
                        QString(64, QLatin1Char('a')),
                        {},
                        QStringLiteral("0.1.0")});
}

Words wordsOf(Language language)
{
    return Words(language, {}, 8 * 3600);
}

void add(test::Incident& i, int number, const QString& command, const QByteArray& bytes)
{
    Evidence e;
    e.id = QStringLiteral("e%1").arg(number);
    e.host = QStringLiteral("docs");
    e.command = command;
    e.at = test::clockTime(10, 58, 0);
    e.setBytes(bytes);
    i.evidence.emplace(e.id, e);
}

} // namespace

class TestPdf : public QObject {
    Q_OBJECT
public:
    static void initMain() { QHashSeed::setDeterministicGlobalSeed(); }
private slots:
    void sameIncidentSameBytes();
    void sameBytesInAnotherProcess();
    void isWellFormed();
    void textCanBeRead();
    void chineseRoundTrips();
    void manyEvidencesStaySane();
    void hostileTextStaysText();
    void nothingKnownStillWrites();
    void unwritablePathsAreTold();

private:
    QString run(const QString& program, const QStringList& arguments) const;
    QString textOf(const ReportModel& model, const Words& words) const;
    int pagesOf(const ReportModel& model, const Words& words) const;
    QString write(const ReportModel& model, const Words& words) const;

    QTemporaryDir m_folder;
};

QString TestPdf::run(const QString& program, const QStringList& arguments) const
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        return QStringLiteral("%1 failed: %2")
            .arg(program, QString::fromUtf8(process.readAllStandardError() + process.readAllStandardOutput()));
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString TestPdf::write(const ReportModel& model, const Words& words) const
{
    // HOPSCOPE_KEEP names a folder to keep the last PDFs in, to look at.
    const QString folder = qEnvironmentVariable("HOPSCOPE_KEEP", m_folder.path());
    const QString path =
        folder + QLatin1Char('/') + QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".pdf");
    return writePdf(model, words, path) ? path : QString();
}

QString TestPdf::textOf(const ReportModel& model, const Words& words) const
{
    return run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), write(model, words), QStringLiteral("-")});
}

int TestPdf::pagesOf(const ReportModel& model, const Words& words) const
{
    return run(QStringLiteral("qpdf"), {QStringLiteral("--show-npages"), write(model, words)}).toInt();
}

void TestPdf::sameIncidentSameBytes()
{
    const auto first = pdfBytes(modelOf(test::mq01()), wordsOf(Language::English));
    QTest::qWait(1100); // a clock that leaked in would have moved on
    const auto second = pdfBytes(modelOf(test::mq01()), wordsOf(Language::English));
    QVERIFY_RESULT(first);
    QVERIFY_RESULT(second);
    QVERIFY(first->size() > 20'000);
    QVERIFY(*first == *second);
    // For the other process of the next test.
    if (qEnvironmentVariableIsSet("HOPSCOPE_PDF_OUT"))
        QVERIFY_RESULT(writeWhole(*first, qEnvironmentVariable("HOPSCOPE_PDF_OUT")));
}

void TestPdf::sameBytesInAnotherProcess()
{
    const QString other = m_folder.filePath(QStringLiteral("other.pdf"));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOPSCOPE_PDF_OUT"), other);
    environment.insert(QStringLiteral("TZ"), QStringLiteral("America/New_York"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("sameIncidentSameBytes")});
    QVERIFY(process.waitForFinished(30'000));
    QFile file(other);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto mine = pdfBytes(modelOf(test::mq01()), wordsOf(Language::English));
    QVERIFY_RESULT(mine);
    QVERIFY(file.readAll() == *mine);
}

void TestPdf::isWellFormed()
{
    const QString path = write(modelOf(test::mq01()), wordsOf(Language::English));
    QVERIFY(!path.isEmpty());
    QVERIFY(run(QStringLiteral("qpdf"), {QStringLiteral("--check"), path})
                .contains(QStringLiteral("No syntax or stream encoding errors")));
    const QString info = run(QStringLiteral("pdfinfo"), {QStringLiteral("-rawdates"), path});
    QVERIFY2(info.contains(QStringLiteral("D:20261122030333")), qPrintable(info));
    QVERIFY2(info.contains(QStringLiteral("RabbitMQ on store was not running")), qPrintable(info));
    const QString json =
        run(QStringLiteral("qpdf"), {QStringLiteral("--json"), QStringLiteral("--json-key=outlines"), path});
    QVERIFY2(json.contains(QStringLiteral("Root cause")) && json.contains(QStringLiteral("Evidence")),
             qPrintable(json.left(500)));
    const QString fonts = run(QStringLiteral("pdffonts"), {path});
    QVERIFY2(!fonts.contains(QStringLiteral("DejaVu")), qPrintable(fonts));
    // Vector only: no picture stands in for text or graph.
    QCOMPARE(run(QStringLiteral("pdfimages"), {QStringLiteral("-list"), path}).count(QLatin1Char('\n')), 2);
}

void TestPdf::textCanBeRead()
{
    const QString text = textOf(modelOf(test::mq01()), wordsOf(Language::English));
    for (const char* expected :
         {"RabbitMQ on store was not running: 502 on docs.acme", "MQ01", "97 %", "7 min 12 s", "6 min 31 s",
          "target 15 min: met", "10:55:50", "11:02:52", "sudo systemctl start rabbitmq-server", "E21",
          "https://docs.acme/healthcheck", "first difference", "nothing measured", "connect ECONNREFUSED 10.0.0.3:5672",
          "gate +0.1 s", "1 of "})
        QVERIFY2(text.contains(QString::fromUtf8(expected)), expected);
    for (const ReportEvidence& e : modelOf(test::mq01()).evidence)
        QVERIFY2(text.contains(e.sha256) == e.cited, qPrintable(e.id));
}

void TestPdf::chineseRoundTrips()
{
    if (!QFile::exists(QStringLiteral("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")))
        QSKIP("fonts-wqy-zenhei is not installed");
    const QString text = textOf(modelOf(test::mq01()), wordsOf(Language::Chinese));
    for (const char* expected :
         {"store 上的 RabbitMQ 未运行", "根本原因", "时间线", "2026年11月22日", "文档服务器", "原请求已连续成功三次"})
        QVERIFY2(text.contains(QString::fromUtf8(expected)), expected);
    // Kangxi radicals look the same and cannot be searched for.
    for (const QChar c : text)
        QVERIFY(c.unicode() < 0x2f00 || c.unicode() > 0x2fdf);
}

void TestPdf::manyEvidencesStaySane()
{
    test::Incident incident = test::mq01();
    for (int n = 100; n < 300; ++n)
        add(incident, n, QStringLiteral("tail -n 500 /var/log/messages.%1").arg(n),
            QByteArray("one line of the log\n").repeated(40));
    const int before = pagesOf(modelOf(test::mq01()), wordsOf(Language::English));
    const ReportModel watched = modelOf(incident);
    // Nothing rests on them: one line each, none left out.
    QVERIFY(pagesOf(watched, wordsOf(Language::English)) <= before + 5);
    const QString text = textOf(watched, wordsOf(Language::English));
    for (int n = 100; n < 300; ++n)
        QVERIFY2(text.contains(QStringLiteral("messages.%1").arg(n)), qPrintable(QString::number(n)));
    for (int n = 100; n < 300; ++n)
        incident.verdict.causes.first().evidenceFor += QStringLiteral("e%1").arg(n);
    const int pages = pagesOf(modelOf(incident), wordsOf(Language::English));
    QVERIFY2(pages > before + 10 && pages < 100, qPrintable(QString::number(pages)));
}

void TestPdf::hostileTextStaysText()
{
    test::Incident incident = test::mq01();
    add(incident, 50, QStringLiteral("cat '<b>x</b>' \u202e gnp.exe"),
        QByteArray("<h1>big</h1><img src=file:///etc/passwd>\n\x1b[31mred\x1b[0m\n") +
            "\xe2\x80\xae reversed\n\xff\xfe\x00 binary\n" + QByteArray(50'000, 'W'));
    incident.verdict.causes.first().evidenceFor += QStringLiteral("e50");
    incident.environment.name = QStringLiteral("<i>env</i>\n\n\u202eodd");
    incident.verdict.symptom->url =
        QStringLiteral("https://") + QString(5000, QLatin1Char('a')) + QStringLiteral(".example/");
    const ReportModel model = modelOf(incident);
    const QString text = textOf(model, wordsOf(Language::English));
    QVERIFY2(text.contains(QStringLiteral("<h1>big</h1><img src=file:///etc/passwd>")), qPrintable(text.left(300)));
    QVERIFY(text.contains(QStringLiteral("<b>x</b>")));
    QVERIFY(text.contains(QStringLiteral("\\u202e")));
    QVERIFY(!text.contains(QChar(0x202e)));
    QVERIFY(!text.contains(QChar(0x1b)));
    QVERIFY(pagesOf(model, wordsOf(Language::English)) < 12);
}

void TestPdf::nothingKnownStillWrites()
{
    test::Incident empty;
    empty.environment.name = QStringLiteral("bare");
    const ReportModel model = modelOf(empty);
    QCOMPARE(pagesOf(model, wordsOf(Language::English)), 1);
    QVERIFY(textOf(model, wordsOf(Language::English)).contains(QStringLiteral("Not enough could be measured")));
}

void TestPdf::unwritablePathsAreTold()
{
    const ReportModel model = modelOf(test::mq01());
    const Status nowhere = writePdf(model, wordsOf(Language::English), QStringLiteral("/nonexistent/folder/r.pdf"));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, QStringLiteral("report.unwritable"));
    const Status full = writePdf(model, wordsOf(Language::English), QStringLiteral("/dev/full"));
    QVERIFY(!full);
    QCOMPARE(full.error().code, QStringLiteral("report.write"));
    // A file that may not grow, as on a disk that is full: the system's own word for it is told.
    struct rlimit before {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit little{4096, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &little), 0);
    const QTemporaryDir folder;
    const Status cut = writePdf(model, wordsOf(Language::English), folder.filePath(QStringLiteral("r.pdf")));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, QStringLiteral("report.write"));
    QCOMPARE(cut.error().detail, QStringLiteral("File too large"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_MAIN(TestPdf)
#include "test_pdf.moc"
