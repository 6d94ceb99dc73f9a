// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/matrixview.h"

#include "ui/probes/probematrix.h"
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

constexpr int kPortWidth = 110;
constexpr int kLeastWidth = 170;
constexpr int kMostWidth = 300;

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
        const QString text = index.data().toString();
        const QVariant health = index.data(ProbeMatrix::HealthRole);
        const bool first = index.column() == 0;
        if (health.isValid())
            paintMark(*painter, QRectF(r.left(), r.center().y() - 6, 13, 13), Health(health.toInt()));
        if (!first || text.isEmpty() || !text.front().isDigit()) // kinds stand below their port, words beside their mark
            r.setLeft(r.left() + 21);
        painter->setFont(first && !text.isEmpty() && text.front().isDigit() ? monoFont(13) : textFont());
        const bool good = first || index.data(ProbeMatrix::GoodRole).toBool();
        painter->setPen(good ? c.text : c.muted);
        painter->drawText(r, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, r.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(c.accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
};

} // namespace

void OpenRows::setOnlyOpen(bool only)
{
    m_only = only;
    invalidateFilter();
}

bool OpenRows::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    return !m_only || sourceModel()->index(row, 0, parent).data(ProbeMatrix::OpenRowRole).toBool();
}

MatrixView::MatrixView(ProbeMatrix* matrix, QWidget* parent)
    : QTableView(parent), m_matrix(matrix), m_rows(new OpenRows(this))
{
    m_rows->setSourceModel(matrix);
    setModel(m_rows);
    setItemDelegate(new CellDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(24);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &MatrixView::shareWidth);
    connect(m_rows, &QAbstractItemModel::dataChanged, this, &MatrixView::cellChosen);
}

QModelIndex MatrixView::currentCell() const
{
    return m_rows->mapToSource(currentIndex());
}

/// The same width for every place, so that they compare at a glance.
void MatrixView::shareWidth()
{
    const int columns = m_rows->columnCount();
    if (columns < 2)
        return;
    setColumnWidth(0, kPortWidth);
    const int each = qBound(kLeastWidth, (viewport()->width() - kPortWidth) / (columns - 1), kMostWidth);
    for (int column = 1; column < columns; ++column)
        setColumnWidth(column, each);
}

void MatrixView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    shareWidth();
}

void MatrixView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return QGuiApplication::clipboard()->setText(m_matrix->asText());
    QTableView::keyPressEvent(event);
}

void MatrixView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    emit cellChosen();
}

} // namespace hopscope
