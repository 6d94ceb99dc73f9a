// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/parts/rowtable.h"

#include "ui/models/rows.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace hopscope {

namespace {

class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Palette& c = colours();
        QRect r = option.rect.adjusted(8, 0, -4, 0);
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, c.accentSoft);
        const QVariant health = index.data(RowsModel::HealthRole);
        if (index.column() == 0 && health.isValid()) {
            paintMark(*painter, QRectF(r.left(), r.center().y() - 6, 13, 13), Health(health.toInt()));
            r.setLeft(r.left() + 21);
        }
        painter->setFont(textFont());
        painter->setPen(c.text);
        painter->drawText(r, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, r.width()));
        painter->restore();
    }
};

} // namespace

RowTable::RowTable(RowsModel* model, int stretch, QWidget* parent) : QTableView(parent), m_rows(model)
{
    setModel(model);
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(24);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(stretch, QHeaderView::Stretch);
}

void RowTable::setWidths(const QList<int>& widths)
{
    for (int i = 0; i < widths.size(); ++i) {
        if (widths.at(i) > 0)
            setColumnWidth(i, widths.at(i));
    }
}

QString RowTable::currentId() const
{
    return currentIndex().data(RowsModel::IdRole).toString();
}

void RowTable::select(const QString& id)
{
    const int row = m_rows->rowOf(id);
    if (row < 0)
        return;
    setCurrentIndex(m_rows->index(row, 0));
    scrollTo(m_rows->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void RowTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        QGuiApplication::clipboard()->setText(m_rows->rows().at(currentIndex().row()).cells.join(QLatin1Char('\t')));
        return;
    }
    QTableView::keyPressEvent(event);
}

void RowTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !previous.isValid())
        emit currentChosen(current.data(RowsModel::IdRole).toString());
}

} // namespace hopscope
