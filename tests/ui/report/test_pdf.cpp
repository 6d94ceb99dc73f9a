// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/report/buildreport.h"
#include "tests/support/mq01fixture.h"
#include "tests/support/result.h"
#include "ui/report/pdfwriter.h"

#include <QFile>
#include <QHashSeed>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

namespace {

ReportModel modelOf(const test::Incident& i)
{
    return buildReport({i.environment, i.verdict, i.topology, i.timeline, i.facts, i.evidence, i.plans, i.audit, i.at, 412,
                        QString(64, QLatin1Char('a')), {}, QStringLiteral("0.1.0")});
}

const Words& english()
{
    static const Words words(Language::English, {}, 8 * 3600);
    return words;
}

} // namespace

class TestPdf : public QObject {
    Q_OBJECT
public:
    static void initMain() { QHashSeed::setDeterministicGlobalSeed(); }
private slots:
    void writes();
};

void TestPdf::writes()
{
    QVERIFY_RESULT(writePdf(modelOf(test::mq01()), english(), qEnvironmentVariable("HOPSCOPE_KEEP", QStringLiteral("/tmp")) + QStringLiteral("/report-first.pdf")));
}

QTEST_MAIN(TestPdf)
#include "test_pdf.moc"
