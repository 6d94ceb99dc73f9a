// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/pageflow.h"

namespace hopscope {

PageFlow::PageFlow() : m_pages{QList<DrawCall>{}} {}

void PageFlow::nextPage()
{
    m_pages.append(QList<DrawCall>{});
    m_y = kTop;
}

void PageFlow::space(qreal height)
{
    if (m_y > kTop)
        m_y += height;
}

void PageFlow::need(qreal height)
{
    if (m_y > kTop && m_y + height > kBottom)
        nextPage();
}

void PageFlow::item(qreal height, const std::function<void(QPainter&, const QPointF&)>& draw)
{
    need(height);
    const QPointF at(kLeft, m_y);
    m_pages.last().append([draw, at](QPainter& painter) { draw(painter, at); });
    m_y += height;
}

void PageFlow::text(const TextBlock& block, qreal x, const DrawCall& rule)
{
    for (int i = 0; i < block.lines(); ++i) {
        // Neither the first nor the last line of a longer paragraph stands alone.
        const int left = block.lines() - i;
        const int together = block.lines() <= 3 && i == 0                 ? block.lines()
                             : block.lines() > 3 && (i == 0 || left == 2) ? 2
                                                                          : 1;
        need(block.lineHeight() * together);
        const QPointF at(x, m_y);
        m_pages.last().append([block, i, at, rule](QPainter& painter) {
            if (rule) {
                painter.save();
                painter.translate(0, at.y());
                rule(painter);
                painter.restore();
            }
            block.drawLine(painter, i, at);
        });
        m_y += block.lineHeight();
    }
}

void PageFlow::bookmark(const QString& title, int level)
{
    m_bookmarks.append({title, m_pages.size() - 1, m_y, level});
}

} // namespace hopscope
