// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/inspector/facttable.h"

#include "ui/models/rows.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace hopscope {

namespace {

constexpr int kRowHeight = 22;
constexpr int kAgeWidth = 44;

} // namespace

FactTable::FactTable(RowsModel* model, QWidget* parent) : QTableView(parent), m_rows(model)
{
    setModel(model);
    setItemDelegate(new FactDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    horizontalHeader()->hide();
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    verticalHeader()->setMinimumSectionSize(kRowHeight);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex& index) { emit evidenceAsked(index.data(RowsModel::SubjectRole).toString()); });
    connect(model, &QAbstractItemModel::rowsInserted, this, &FactTable::updateGeometry);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FactTable::updateGeometry);
}

QSize FactTable::sizeHint() const
{
    return {260, m_rows->rowCount() * kRowHeight};
}

void FactTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void FactTable::fitColumns()
{
    const int room = viewport()->width() - kAgeWidth;
    setColumnWidth(0, room * 47 / 100);
    setColumnWidth(1, room - room * 47 / 100);
    setColumnWidth(2, kAgeWidth);
}

void FactTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        const Row& row = m_rows->rows().at(currentIndex().row());
        QGuiApplication::clipboard()->setText(row.cells.value(0) + QLatin1Char('\t') + row.cells.value(1));
        return;
    }
    QTableView::keyPressEvent(event);
}

void FactDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Palette& c = colours();
    const QRect r = option.rect;
    const bool stale = index.data(RowsModel::StaleRole).toBool();
    const Health mark = Health(index.data(RowsModel::HealthRole).toInt());
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(r, c.accentSoft);
    painter->setFont(textFont(index.column() == 2 ? 11 : 13,
                              mark == Health::Failed && index.column() == 1 ? QFont::DemiBold : QFont::Normal));
    QColor ink = index.column() == 1 ? c.text : index.column() == 0 ? c.muted : c.faint;
    if (index.column() == 1 && mark == Health::Failed)
        ink = c.cause;
    if (index.column() == 1 && (mark == Health::Unknown || stale))
        ink = c.faint;
    painter->setPen(ink);
    const QRect inner = r.adjusted(index.column() == 0 ? 0 : 6, 0, 0, 0);
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, inner.width());
    const int side = index.column() == 0 ? int(Qt::AlignLeft) : int(Qt::AlignRight);
    painter->drawText(inner, int(Qt::AlignVCenter) | side, text);
    painter->restore();
}

} // namespace hopscope
