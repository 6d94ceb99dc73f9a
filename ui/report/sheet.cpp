// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/sheet.h"

#include "ui/paint/textfit.h"
#include "ui/report/claimwords.h"

namespace hopscope {

void Sheet::heading(const QString& key, qreal room)
{
    const QString title = m_words.text(key);
    flow.space(26);
    flow.need(28 + room);
    flow.bookmark(title, 0);
    flow.item(28, [title, style = m_style](QPainter& painter, const QPointF& at) {
        paintLine(painter, at.x(), at.y() + 13, PageFlow::width(), title, style.font(13, QFont::DemiBold),
                  style.palette.text);
        painter.setPen(QPen(style.palette.line, 1));
        painter.drawLine(QPointF(at.x(), at.y() + 20), QPointF(PageFlow::kRight, at.y() + 20));
    });
}

void Sheet::row(const QString& label, const Runs& runs)
{
    const TextBlock block(runs, PageFlow::kRight - kColumn, {}, m_style);
    const auto drawLabel = [label, style = m_style](QPainter& painter, const QPointF& at) {
        paintLine(painter, at.x(), at.y() + 14, kColumn - PageFlow::kLeft - 12, label, style.font(13),
                  style.palette.muted);
    };
    flow.need(block.lineHeight() * (block.lines() <= 3 ? block.lines() : 2));
    flow.item(0, drawLabel);
    flow.text(block, kColumn);
    flow.space(5);
}

void Sheet::paragraph(const Runs& runs, const BlockLook& look)
{
    flow.text(TextBlock(runs, PageFlow::width(), look, m_style), PageFlow::kLeft);
}

Runs Sheet::cited(const QString& text, const QStringList& evidence, Run::Manner manner)
{
    Runs runs{{text, manner}};
    const QString ids = citations(evidence);
    if (!ids.isEmpty())
        runs.append({QLatin1Char(' ') + ids, Run::Manner::Cite});
    return runs;
}

} // namespace hopscope
