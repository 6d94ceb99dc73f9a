// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/report/textblock.h"

#include <QList>
#include <QPainter>
#include <QRectF>

#include <functional>

namespace hopscope {

using DrawCall = std::function<void(QPainter&)>;

/// Places things down a page and on to the next one. Nothing is drawn while placing: every page keeps its calls, so
/// that the number of pages is known before the first footer. Units: 1/96 inch on A4.
class PageFlow {
public:
    struct Bookmark {
        QString title;
        qsizetype page = 0;
        qreal y = 0;
        int level = 0;
    };

    static constexpr qreal kPageWidth = 794;
    static constexpr qreal kPageHeight = 1123;
    static constexpr qreal kLeft = 58;
    static constexpr qreal kRight = 736;
    static constexpr qreal kFirstTop = 84;
    static constexpr qreal kTop = 98; ///< of the pages after the first
    static constexpr qreal kBottom = 1046;
    [[nodiscard]] static constexpr qreal width() { return kRight - kLeft; }
    [[nodiscard]] static constexpr qreal bodyHeight() { return kBottom - kTop; }

    PageFlow();

    /// Empty room, dropped at the top of a page.
    void space(qreal height);
    /// Starts a new page unless `height` still fits here.
    void need(qreal height);
    /// Something that must not be cut; `draw` gets its top left corner. Higher than a page: starts one and is clipped
    /// there.
    void item(qreal height, const std::function<void(QPainter&, const QPointF&)>& draw);
    /// A paragraph, cut between lines only; `rule` draws beside every line (a margin line of a quotation).
    void text(const TextBlock& block, qreal x, const DrawCall& rule = {});
    void bookmark(const QString& title, int level);

    [[nodiscard]] qreal y() const { return m_y; }
    [[nodiscard]] const QList<QList<DrawCall>>& pages() const { return m_pages; }
    [[nodiscard]] const QList<Bookmark>& bookmarks() const { return m_bookmarks; }

private:
    void nextPage();

    QList<QList<DrawCall>> m_pages;
    QList<Bookmark> m_bookmarks;
    qreal m_y = kFirstTop;
};

} // namespace hopscope
