// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/palette.h"

#include <QPainter>
#include <QString>
#include <QTextLayout>

#include <memory>
#include <vector>

namespace hopscope {

/// A stretch of text in one manner. The text is plain: nothing in it is read as markup.
struct Run {
    enum class Manner { Body, Strong, Muted, Mono, Cite };
    QString text;
    Manner manner = Manner::Body;
};
using Runs = QList<Run>;

struct BlockLook {
    int pixels = 13;
    qreal lineHeight = 20;
    QFont::Weight weight = QFont::Normal;
    bool mono = false; ///< wraps anywhere, as commands and bytes need
    QColor colour;     ///< invalid: the text colour
};

/// A paragraph laid out to a width, drawn line by line so that it can go on on the next page. Units are the painter's.
class TextBlock {
public:
    TextBlock(const Runs& runs, qreal width, const BlockLook& look, const PaintStyle& style);

    [[nodiscard]] int lines() const;
    [[nodiscard]] qreal lineHeight() const { return m_lineHeight; }
    [[nodiscard]] qreal height() const { return lines() * m_lineHeight; }
    /// Line `index` with the top of its box at `at`.
    void drawLine(QPainter& painter, int index, const QPointF& at) const;
    void draw(QPainter& painter, const QPointF& at) const;

private:
    // One layout a paragraph: a text with line breaks is several.
    struct Line {
        std::size_t layout;
        int line;
    };
    void add(const Runs& runs, qreal width, const BlockLook& look, const PaintStyle& style);

    std::vector<std::shared_ptr<QTextLayout>> m_layouts;
    std::vector<Line> m_lines;
    qreal m_lineHeight;
};

} // namespace hopscope
