// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/wizard/steplist.h"

#include "ui/models/rows.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace hopscope {
namespace {

constexpr int kMark = 16;
constexpr int kTall = 45;
constexpr int kLow = 32;

/// Neither well nor bad yet: it is being found out.
void paintRunning(QPainter& painter, const QRectF& box)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours().accent);
    painter.drawEllipse(box.adjusted(1, 1, -1, -1));
    painter.setBrush(colours().surface);
    painter.drawEllipse(box.center(), 2.6, 2.6);
}

QString cell(const QModelIndex& index, int column)
{
    return index.siblingAtColumn(column).data().toString();
}

} // namespace

void StepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Palette& c = colours();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QString state = cell(index, 2);
    const QString result = cell(index, 1);
    const QRectF box = QRectF(option.rect).adjusted(10, 1, -10, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected) {
        painter->setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(c.accent) : QPen(Qt::NoPen));
        painter->setBrush(c.accentSoft);
        painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    }
    const qreal top = result.isEmpty() ? box.center().y() - kMark / 2.0 : box.top() + 6;
    const QRectF mark(box.left() + 11, top, kMark, kMark);
    if (state == QStringLiteral("running"))
        paintRunning(*painter, mark);
    else
        paintMark(*painter, mark, Health(index.data(RowsModel::HealthRole).isValid() ? index.data(RowsModel::HealthRole).toInt() : int(Health::Unknown)));
    const int left = int(mark.right()) + 11;
    const int width = int(box.right()) - left - 8;
    const bool waits = state == QStringLiteral("waiting") && !selected;
    painter->setFont(textFont(13, QFont::DemiBold));
    painter->setPen(waits ? c.muted : c.text);
    const QRect first(left, int(result.isEmpty() ? box.top() : box.top() + 5), width, result.isEmpty() ? int(box.height()) : 18);
    painter->drawText(first, Qt::AlignVCenter | Qt::AlignLeft, painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, width));
    if (!result.isEmpty()) {
        painter->setFont(textFont(12));
        painter->setPen(c.muted);
        painter->drawText(QRect(left, int(box.top()) + 22, width, 17), Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(result, Qt::ElideRight, width));
    }
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {100, cell(index, 1).isEmpty() ? kLow : kTall};
}

StepList::StepList(RowsModel* model, QWidget* parent) : QListView(parent), m_rows(model)
{
    setModel(model);
    setItemDelegate(new StepDelegate(this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    // A result makes its row taller: the view asks again.
    connect(model, &QAbstractItemModel::dataChanged, this, &StepList::scheduleDelayedItemsLayout);
}

void StepList::showStep(const QString& step)
{
    const int row = m_rows->rowOf(step);
    if (row < 0 || currentIndex().row() == row)
        return;
    m_quiet = true;
    setCurrentIndex(m_rows->index(row, 0));
    m_quiet = false;
}

void StepList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        emit stepChosen(current.data(RowsModel::IdRole).toString());
}

} // namespace hopscope
