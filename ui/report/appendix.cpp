// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/sheet.h"

#include "ui/report/claimwords.h"
#include "ui/words/untrusted.h"

#include <QHash>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qsizetype kShortCommand = 160; ///< characters; two lines of the paper

BlockLook monoLook()
{
    BlockLook look;
    look.pixels = 10;
    look.lineHeight = 15;
    look.mono = true;
    return look;
}

QString actionResult(const ReportAction& action, const Words& words)
{
    QStringList parts{words.actionState(action.state)};
    if (action.exit)
        parts << words.text(QStringLiteral("report.action.exit"), {{QStringLiteral("exit"), *action.exit}});
    if (action.successes > 0)
        parts << words.text(QStringLiteral("report.action.successes"), {{QStringLiteral("count"), action.successes}});
    return parts.join(QStringLiteral(" · "));
}

void writeAction(Sheet& sheet, const ReportAction& action)
{
    const Words& words = sheet.words();
    const Timestamp at = action.started;
    QString verb = words.verb(action.plan.verb);
    const QString who = words.text(QStringLiteral("report.action.line"), {{QStringLiteral("verb"), verb},
                                                                          {QStringLiteral("host"), action.plan.host},
                                                                          {QStringLiteral("who"), action.who}});
    sheet.flow.need(70);
    sheet.row(words.time(at), {{who, Run::Manner::Strong}});
    sheet.row(words.text(QStringLiteral("report.row.command")),
              {{visibleLine(action.command, 2000), Run::Manner::Mono}});
    sheet.row(words.text(QStringLiteral("report.row.result")),
              Sheet::cited(actionResult(action, words), action.evidence));
    sheet.flow.space(6);
}

QString evidenceLine(const ReportEvidence& e, const Words& words)
{
    QString line = words.text(QStringLiteral("report.evidence.line"), {{QStringLiteral("exit"), e.exit},
                                                                       {QStringLiteral("ms"), words.duration(e.ms)},
                                                                       {QStringLiteral("at"), words.time(e.at)}});
    line += QStringLiteral(" · ") + words.bytes(e.size);
    if (e.truncated)
        line += QStringLiteral(" · ") + words.text(QStringLiteral("report.evidence.truncated"),
                                                   {{QStringLiteral("size"), words.bytes(e.size)}});
    return line;
}

/// Lines of a host may be as long as it likes; the bytes are in the incident file.
QString excerptText(const ReportEvidence& e)
{
    constexpr qsizetype kLine = 400;
    QStringList lines = visibleText(e.excerpt, 6000).split(QLatin1Char('\n'));
    for (QString& line : lines) {
        if (line.size() > kLine)
            line = line.left(kLine) + QChar(0x2026);
    }
    return lines.join(QLatin1Char('\n'));
}

void writePiece(Sheet& sheet, const ReportEvidence& e)
{
    const Words& words = sheet.words();
    const Palette& palette = sheet.palette();
    const QString excerpt = excerptText(e);
    const qreal lines = static_cast<qreal>(excerpt.count(QLatin1Char('\n')) + 1);
    // A short piece is not worth two pages.
    sheet.flow.need(std::min<qreal>(52 + 15 * (lines + (e.linesLeftOut > 0 ? 1 : 0)), 200));
    sheet.flow.bookmark(e.id.toUpper() + QLatin1Char(' ') + visibleLine(e.command, 60), 1);
    BlockLook head;
    head.pixels = 12;
    head.lineHeight = 18;
    sheet.paragraph({{visibleLine(e.id, 20).toUpper() + QStringLiteral("  "), Run::Manner::Strong},
                     {visibleLine(e.host, 120), Run::Manner::Strong},
                     {QStringLiteral("  ") + evidenceLine(e, words), Run::Manner::Muted}},
                    head);
    sheet.paragraph({{visibleLine(e.command, 1000)}}, monoLook());
    BlockLook hash = monoLook();
    hash.pixels = 9;
    hash.colour = palette.muted;
    sheet.paragraph({{QStringLiteral("sha256 ") + visibleLine(e.sha256, 80)}}, hash);
    BlockLook quoted = monoLook();
    quoted.colour = excerpt.isEmpty() ? palette.faint : palette.text;
    QString body = excerpt.isEmpty() ? words.text(QStringLiteral("report.evidence.empty")) : excerpt;
    const auto rule = [colour = palette.line](QPainter& painter) {
        painter.fillRect(QRectF(PageFlow::kLeft, 0, 2, 15), colour);
    };
    sheet.flow.space(2);
    sheet.flow.text(TextBlock({{body}}, PageFlow::width() - 12, quoted, sheet.style()), PageFlow::kLeft + 12, rule);
    if (e.linesLeftOut > 0) {
        BlockLook more;
        more.pixels = 10;
        more.lineHeight = 15;
        more.colour = palette.faint;
        sheet.flow.text(TextBlock({{words.text(QStringLiteral("report.evidence.more"),
                                               {{QStringLiteral("count"), e.linesLeftOut}})}},
                                  PageFlow::width() - 12, more, sheet.style()),
                        PageFlow::kLeft + 12, rule);
    }
    sheet.flow.space(12);
}

/// The same command on the same host, asked again and again while the incident lasted.
struct Asked {
    const ReportEvidence* first = nullptr;
    Timestamp last;
    int times = 0;
};

QList<Asked> askedAgain(const QList<ReportEvidence>& evidence)
{
    QList<Asked> rows;
    QHash<QPair<QString, QString>, qsizetype> seen;
    for (const ReportEvidence& e : evidence) {
        if (e.cited)
            continue;
        const QPair<QString, QString> key{e.host, e.command};
        const auto known = seen.constFind(key);
        if (known == seen.constEnd()) {
            seen.insert(key, rows.size());
            rows.append({&e, e.at, 1});
            continue;
        }
        Asked& row = rows[*known];
        row.last = e.at;
        ++row.times;
    }
    return rows;
}

/// What nothing in the report rests on is named, not quoted: minutes of watching would bury what matters.
void writeOtherEvidence(Sheet& sheet)
{
    const QList<Asked> rows = askedAgain(sheet.model().evidence);
    if (rows.isEmpty())
        return;
    const Words& words = sheet.words();
    sheet.heading(QStringLiteral("report.heading.also-recorded"), 90);
    sheet.paragraph({{words.text(QStringLiteral("report.also-recorded.note")), Run::Manner::Muted}});
    for (const Asked& row : rows) {
        const QString often = words.text(row.times == 1 ? QStringLiteral("report.also-recorded.once")
                                                        : QStringLiteral("report.also-recorded.times"),
                                         {{QStringLiteral("count"), row.times},
                                          {QStringLiteral("last"), words.time(row.last)},
                                          {QStringLiteral("id"), visibleLine(row.first->id, 20).toUpper()}});
        BlockLook look = monoLook();
        sheet.paragraph({{words.time(row.first->at) + QStringLiteral("  "), Run::Manner::Muted},
                         {visibleLine(row.first->host, 60) + QStringLiteral("  "), Run::Manner::Strong},
                         {visibleLine(row.first->command, kShortCommand)},
                         {QStringLiteral("  ") + often, Run::Manner::Muted}},
                        look);
    }
}

} // namespace

void writeActions(Sheet& sheet)
{
    sheet.heading(QStringLiteral("report.heading.actions"));
    if (sheet.model().actions.isEmpty())
        sheet.paragraph({{sheet.words().text(QStringLiteral("report.no-actions")), Run::Manner::Muted}});
    for (const ReportAction& action : sheet.model().actions)
        writeAction(sheet, action);
}

void writeEvidence(Sheet& sheet)
{
    if (sheet.model().evidence.isEmpty())
        return;
    sheet.heading(QStringLiteral("report.heading.evidence"), 90);
    for (const ReportEvidence& e : sheet.model().evidence) {
        if (e.cited)
            writePiece(sheet, e);
    }
    writeOtherEvidence(sheet);
}

void writeRecord(Sheet& sheet)
{
    const ReportModel& model = sheet.model();
    const Words& words = sheet.words();
    const auto label = [&words](const char* key) {
        return words.text(QStringLiteral("report.row.") + QLatin1String(key));
    };
    sheet.heading(QStringLiteral("report.heading.record"));
    sheet.row(label("entries"), {{words.count(model.entries)}});
    sheet.row(label("state"), {{model.damage.isEmpty() ? words.text(QStringLiteral("report.record.intact"))
                                                       : words.reason(model.damage)}});
    if (!model.headHash.isEmpty())
        sheet.row(label("head"), {{visibleLine(model.headHash, 80), Run::Manner::Mono}});
    sheet.paragraph({{words.text(QStringLiteral("report.record.note")), Run::Manner::Muted}});
}

} // namespace hopscope
