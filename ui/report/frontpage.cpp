// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/sheet.h"

#include "ui/paint/textfit.h"
#include "ui/report/claimwords.h"
#include "ui/words/untrusted.h"

namespace hopscope {

void writeTitle(Sheet& sheet)
{
    BlockLook title;
    title.pixels = 24;
    title.lineHeight = 30;
    title.weight = QFont::Bold;
    sheet.flow.bookmark(sheet.words().text(QStringLiteral("report.kind")), 0);
    sheet.paragraph({{visibleLine(reportTitle(sheet.model(), sheet.words()))}}, title);
    sheet.flow.space(4);
    BlockLook sub;
    sub.pixels = 12;
    sub.lineHeight = 19;
    sub.colour = sheet.palette().muted;
    sheet.paragraph({{visibleLine(reportSubtitle(sheet.model(), sheet.words()), 600)}}, sub);
}

namespace {

constexpr qreal kFigureHeight = 86;

QString targetLine(const ReportFigure& figure, const Words& words)
{
    if (figure.targetMs < 0)
        return {};
    const QString key = figure.ms < 0  ? QStringLiteral("figure.target")
                        : figure.met() ? QStringLiteral("figure.target-met")
                                       : QStringLiteral("figure.target-missed");
    return words.text(key, {{QStringLiteral("target"), words.duration(figure.targetMs)}});
}

} // namespace

void writeFigures(Sheet& sheet)
{
    sheet.flow.space(18);
    const QList<ReportFigure> figures = sheet.model().figures;
    const Words& words = sheet.words();
    sheet.flow.item(kFigureHeight, [figures, &words, style = sheet.style()](QPainter& painter, const QPointF& at) {
        const Palette& palette = style.palette;
        const QRectF box(at, QSizeF(PageFlow::width(), kFigureHeight));
        painter.setPen(QPen(palette.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 9, 9);
        const qreal width = box.width() / static_cast<qreal>(std::max<qsizetype>(1, figures.size()));
        for (qsizetype i = 0; i < figures.size(); ++i) {
            const ReportFigure& figure = figures.at(i);
            const qreal left = box.left() + static_cast<qreal>(i) * width;
            if (i > 0) {
                painter.setPen(QPen(palette.line, 1));
                painter.drawLine(QPointF(left, box.top()), QPointF(left, box.bottom()));
            }
            const qreal x = left + 15;
            const qreal room = width - 24;
            paintLine(painter, x, box.top() + 24, room, words.text(QStringLiteral("figure.") + figure.code),
                      style.font(12), palette.muted);
            paintLine(painter, x, box.top() + 50, room, words.duration(figure.ms), style.font(19, QFont::DemiBold),
                      palette.text);
            const bool missed = figure.targetMs >= 0 && figure.ms > figure.targetMs;
            paintLine(painter, x, box.top() + 70, room, targetLine(figure, words), style.font(11),
                      missed ? palette.cause : palette.muted);
        }
    });
}

void writeSummary(Sheet& sheet)
{
    sheet.heading(QStringLiteral("report.heading.summary"));
    Runs runs;
    for (const Claim& claim : sheet.model().summary) {
        if (!runs.isEmpty() && !sheet.words().chinese())
            runs.append({QStringLiteral(" ")});
        runs += Sheet::cited(claimText(claim, sheet.model(), sheet.words()), claim.evidence);
    }
    sheet.paragraph(runs);
}

namespace {

Runs joined(const QList<Claim>& claims, const QString& none, const Sheet& sheet)
{
    Runs runs;
    for (const Claim& claim : claims) {
        if (!runs.isEmpty())
            runs.append({sheet.words().chinese() ? QStringLiteral("；") : QStringLiteral("; ")});
        runs += Sheet::cited(claimText(claim, sheet.model(), sheet.words()), claim.evidence);
    }
    return runs.isEmpty() ? Runs{{none}} : runs;
}

/// ` (reason)`, where the verdict knows one.
QString whyNot(const QString& what, const Sheet& sheet)
{
    for (const Unmeasured& item : sheet.model().verdict.unmeasured) {
        if (item.what == what)
            return QStringLiteral(" (%1)").arg(sheet.words().reason(item.why));
    }
    return {};
}

void writeCause(Sheet& sheet, const ReportCause& cause)
{
    const Words& words = sheet.words();
    const auto label = [&words](const char* key) {
        return words.text(QStringLiteral("report.row.") + QLatin1String(key));
    };
    const QString separator = words.chinese() ? QStringLiteral("；") : QStringLiteral("; ");
    sheet.row(label("cause"), {{visibleLine(cause.match.id, 20) + QLatin1Char(' ') + words.causeTitle(cause.match),
                                Run::Manner::Strong},
                               {QStringLiteral(", ") + words.percent(cause.match.confidence)}});
    if (cause.match.since.known())
        sheet.row(label("since"), {{words.dateTime(cause.match.since)}});
    sheet.row(label("for"), joined(cause.evidenceFor, words.text(QStringLiteral("report.none")), sheet));
    sheet.row(label("against"),
              joined(cause.evidenceAgainst, words.text(QStringLiteral("report.none-against")), sheet));
    QStringList explains;
    for (const Finding& finding : cause.explains)
        explains << words.finding(finding);
    sheet.row(label("explains"),
              {{explains.isEmpty() ? words.text(QStringLiteral("report.none")) : explains.join(separator)}});
    QStringList unmeasured;
    for (const QString& what : cause.match.unmeasured)
        unmeasured << words.unmeasuredWhat(what) + whyNot(what, sheet);
    sheet.row(label("unmeasured"),
              {{unmeasured.isEmpty() ? words.text(QStringLiteral("report.none")) : unmeasured.join(separator)}});
    const QString fix = words.fix(cause.match);
    if (!fix.isEmpty())
        sheet.row(label("fix"), {{fix}});
}

} // namespace

void writeCauses(Sheet& sheet)
{
    const QList<ReportCause>& causes = sheet.model().causes;
    if (!causes.isEmpty()) {
        const bool fault = sheet.model().verdict.state == VerdictState::Fault;
        sheet.heading(!fault              ? QStringLiteral("report.heading.undecided")
                      : causes.size() > 1 ? QStringLiteral("report.heading.causes")
                                          : QStringLiteral("report.heading.cause"));
        for (const ReportCause& cause : causes) {
            writeCause(sheet, cause);
            sheet.flow.space(8);
        }
    }
}

void writeUnmeasured(Sheet& sheet)
{
    const QList<Unmeasured> all = sheet.model().verdict.unmeasured;
    if (all.isEmpty())
        return;
    const Words& words = sheet.words();
    sheet.heading(QStringLiteral("report.heading.unmeasured"));
    constexpr qsizetype kMost = 40;
    for (const Unmeasured& item : all.mid(0, kMost))
        sheet.row(words.subjectTitle(item.what.section(QLatin1Char(' '), 0, 0)),
                  {{words.unmeasuredWhat(item.what)},
                   {QStringLiteral(" (%1)").arg(words.reason(item.why)), Run::Manner::Muted}});
    if (all.size() > kMost)
        sheet.paragraph({{QStringLiteral("+%1").arg(all.size() - kMost), Run::Manner::Muted}});
}

} // namespace hopscope
