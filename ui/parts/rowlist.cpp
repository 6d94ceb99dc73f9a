// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/parts/rowlist.h"

#include "ui/models/rows.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace hopscope {

namespace {

constexpr int kRowHeight = 24;
constexpr int kMark = 13;

} // namespace

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Palette& c = colours();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect r = option.rect;
    painter->save();
    if (selected)
        painter->fillRect(r, c.accentSoft);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(c.accent);
        painter->drawRect(QRectF(r).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    int x = r.left() + 14;
    const QVariant health = index.data(RowsModel::HealthRole);
    if (health.isValid()) {
        paintMark(*painter, QRectF(x, r.center().y() - kMark / 2.0 + 0.5, kMark, kMark), Health(health.toInt()));
        x += kMark + 9;
    }
    const QString detail = index.siblingAtColumn(1).isValid() ? index.siblingAtColumn(1).data().toString() : QString();
    int right = r.right() - 12;
    if (!detail.isEmpty()) {
        painter->setFont(textFont(m_figures ? 13 : 11));
        const int width = painter->fontMetrics().horizontalAdvance(detail);
        painter->setPen(m_figures ? c.text : c.muted);
        painter->drawText(QRect(right - width, r.top(), width + 1, r.height()), Qt::AlignVCenter | Qt::AlignLeft,
                          detail);
        right -= width + 8;
    }
    painter->setFont(textFont(13));
    painter->setPen(index.data(RowsModel::StaleRole).toBool() ? c.faint : c.text);
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, right - x);
    painter->drawText(QRect(x, r.top(), right - x, r.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {80, kRowHeight};
}

RowList::RowList(RowsModel* model, QWidget* parent) : QListView(parent), m_rows(model)
{
    setModel(model);
    setItemDelegate(new RowDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QListView::clicked, this, &RowList::choose);
    connect(this, &QListView::activated, this, &RowList::choose);
    connect(model, &QAbstractItemModel::rowsInserted, this, &RowList::updateGeometry);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &RowList::updateGeometry);
}

void RowList::showSubject(const QString& subject)
{
    const int current = currentIndex().row();
    if (selectionModel()->isRowSelected(current) && current >= 0 && m_rows->rows().at(current).subject == subject)
        return;
    const int row = subject.isEmpty() ? -1 : m_rows->rowOfSubject(subject);
    const QSignalBlocker blocker(this);
    if (row < 0)
        selectionModel()->clear();
    else
        selectionModel()->setCurrentIndex(m_rows->index(row, 0), QItemSelectionModel::ClearAndSelect);
    viewport()->update();
}

QSize RowList::sizeHint() const
{
    return {200, qMax(1, m_rows->rowCount()) * kRowHeight};
}

void RowList::keyPressEvent(QKeyEvent* event)
{
    QListView::keyPressEvent(event);
    const bool moved = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_Home ||
                       event->key() == Qt::Key_End;
    if (moved)
        choose(currentIndex());
}

void RowList::choose(const QModelIndex& index)
{
    const QString subject = index.data(RowsModel::SubjectRole).toString();
    if (!subject.isEmpty())
        emit subjectChosen(subject);
}

} // namespace hopscope
