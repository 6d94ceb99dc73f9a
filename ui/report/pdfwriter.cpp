// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/pdfwriter.h"

#include "ui/paint/textfit.h"
#include "ui/report/claimwords.h"
#include "ui/report/fonts.h"
#include "ui/report/pdffinish.h"
#include "ui/report/sheet.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSaveFile>

namespace hopscope {
namespace {

constexpr int kResolution = 1200;

void paintFrame(QPainter& painter, const Sheet& sheet, qsizetype page, qsizetype pages, bool chineseFont)
{
    const Words& words = sheet.words();
    const PaintStyle& style = sheet.style();
    const Palette& palette = style.palette;
    const Environment& environment = sheet.model().environment;
    const QString name = environment.production ? environment.name + QStringLiteral(" · ") +
                                                      words.text(QStringLiteral("environment.production"))
                                                : environment.name;
    const qreal half = PageFlow::width() / 2;
    paintLine(painter, PageFlow::kLeft, 66, half, words.text(QStringLiteral("report.kind")), style.font(12),
              palette.muted);
    paintLine(painter, PageFlow::kLeft + half, 66, half, name, style.font(12), palette.muted, Qt::AlignRight);
    painter.setPen(QPen(palette.line, 1));
    painter.drawLine(QPointF(PageFlow::kLeft, 1066), QPointF(PageFlow::kRight, 1066));
    const QString footer = words.text(chineseFont ? QStringLiteral("report.footer") : QStringLiteral("report.no-font"));
    paintLine(painter, PageFlow::kLeft, 1084, PageFlow::width() - 110, footer, style.font(10), palette.muted);
    const QString number = words.text(QStringLiteral("report.page"),
                                      {{QStringLiteral("page"), page + 1}, {QStringLiteral("pages"), pages}});
    paintLine(painter, PageFlow::kRight - 100, 1084, 100, number, style.font(10), palette.muted, Qt::AlignRight);
}

void writeSections(Sheet& sheet)
{
    writeTitle(sheet);
    writeFigures(sheet);
    writeSummary(sheet);
    writeCauses(sheet);
    writeTimeline(sheet);
    writeGraph(sheet);
    writeActions(sheet);
    writeUnmeasured(sheet);
    writeEvidence(sheet);
    writeRecord(sheet);
}

bool paintPages(QPdfWriter& writer, const Sheet& sheet, bool chineseFont)
{
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    const auto& pages = sheet.flow.pages();
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0 && !writer.newPage())
            return false;
        painter.save();
        painter.scale(kResolution / 96.0, kResolution / 96.0);
        paintFrame(painter, sheet, i, pages.size(), chineseFont);
        for (const DrawCall& call : pages.at(i))
            call(painter);
        painter.restore();
    }
    return painter.end();
}

/// Qt gives a short write no reason; the system says it at the next one.
bool writeAll(QIODevice& device, const QByteArray& bytes)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 n = device.write(bytes.constData() + done, bytes.size() - done);
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

} // namespace

Result<QByteArray> pdfBytes(const ReportModel& model, const Words& words)
{
    const ReportFonts& fonts = reportFonts();
    PaintStyle style{lightPalette(), fonts.text, fonts.mono};
    Sheet sheet(model, words, style);
    writeSections(sheet);

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(kResolution);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
    // Chinese words in a font that cannot write them are worth a warning on the page; English ones are not.
    if (!paintPages(writer, sheet, fonts.chinese || !words.chinese()))
        return fail(QStringLiteral("report.write"));
    return finishPdf(bytes, sheet.flow.bookmarks(),
                     {reportTitle(model, words), model.programVersion, model.headHash, model.to, words.chinese()});
}

Status writeWhole(const QByteArray& bytes, const QString& path)
{
    const QFileInfo target(path);
    if (target.exists() && !target.isFile() && !target.isDir()) {
        QFile device(path);
        if (!device.open(QIODevice::WriteOnly))
            return fail(QStringLiteral("report.unwritable"), device.errorString());
        return writeAll(device, bytes) && device.flush() ? Status{}
                                                         : fail(QStringLiteral("report.write"), device.errorString());
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(QStringLiteral("report.unwritable"), file.errorString());
    if (!writeAll(file, bytes) || !file.commit())
        return fail(QStringLiteral("report.write"), file.errorString());
    return {};
}

Status writePdf(const ReportModel& model, const Words& words, const QString& path)
{
    const auto bytes = pdfBytes(model, words);
    return bytes ? writeWhole(*bytes, path) : fail(bytes.error());
}

} // namespace hopscope
