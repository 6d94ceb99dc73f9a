// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/textblock.h"

#include <QTextCharFormat>
#include <QTextLine>
#include <QTextOption>

namespace hopscope {
namespace {

QTextCharFormat formatOf(Run::Manner manner, const BlockLook& look, const PaintStyle& style)
{
    QTextCharFormat format;
    const QColor body = look.colour.isValid() ? look.colour : style.palette.text;
    format.setForeground(body);
    switch (manner) {
    case Run::Manner::Body:
        format.setFont(look.mono ? style.monoFont(look.pixels) : style.font(look.pixels, look.weight));
        break;
    case Run::Manner::Strong:
        format.setFont(style.font(look.pixels, QFont::DemiBold));
        break;
    case Run::Manner::Muted:
        format.setFont(style.font(look.pixels));
        format.setForeground(style.palette.muted);
        break;
    case Run::Manner::Mono:
        format.setFont(style.monoFont(look.pixels - 1));
        break;
    case Run::Manner::Cite:
        format.setFont(style.font(look.pixels));
        format.setVerticalAlignment(QTextCharFormat::AlignSuperScript);
        format.setForeground(style.palette.accent);
        break;
    }
    return format;
}

/// Splits at line breaks, manners kept.
QList<Runs> paragraphs(const Runs& runs)
{
    QList<Runs> all{Runs{}};
    for (const Run& run : runs) {
        const QStringList pieces = run.text.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            if (i > 0)
                all.append(Runs{});
            all.last().append({pieces.at(i), run.manner});
        }
    }
    return all;
}

} // namespace

TextBlock::TextBlock(const Runs& runs, qreal width, const BlockLook& look, const PaintStyle& style)
    : m_lineHeight(look.lineHeight)
{
    for (const Runs& paragraph : paragraphs(runs))
        add(paragraph, width, look, style);
}

void TextBlock::add(const Runs& runs, qreal width, const BlockLook& look, const PaintStyle& style)
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    for (const Run& run : runs) {
        formats.append(
            {static_cast<int>(text.size()), static_cast<int>(run.text.size()), formatOf(run.manner, look, style)});
        text += run.text;
    }
    auto layout = std::make_shared<QTextLayout>(text, look.mono ? style.monoFont(look.pixels)
                                                                : style.font(look.pixels, look.weight));
    QTextOption option;
    option.setWrapMode(look.mono ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    // Left to right whatever the text says: a host's text must not turn a line around.
    option.setTextDirection(Qt::LeftToRight);
    option.setUseDesignMetrics(true);
    layout->setTextOption(option);
    layout->setFormats(formats);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, 0});
        m_lines.push_back({m_layouts.size(), line.lineNumber()});
    }
    layout->endLayout();
    m_layouts.push_back(std::move(layout));
}

int TextBlock::lines() const
{
    return static_cast<int>(m_lines.size());
}

void TextBlock::drawLine(QPainter& painter, int index, const QPointF& at) const
{
    const Line& where = m_lines.at(static_cast<std::size_t>(index));
    const QTextLine line = m_layouts.at(where.layout)->lineAt(where.line);
    // All lines stand on the same grid, whatever superscripts or fallback fonts they hold.
    const qreal baseline = at.y() + m_lineHeight * 0.7;
    line.draw(&painter, {at.x(), baseline - line.ascent()});
}

void TextBlock::draw(QPainter& painter, const QPointF& at) const
{
    for (int i = 0; i < lines(); ++i)
        drawLine(painter, i, at + QPointF(0, i * m_lineHeight));
}

} // namespace hopscope
