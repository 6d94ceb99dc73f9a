// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace hopscope {

class RowsModel;

/// A step in the list: mark, title and, once it is over, its result under it.
class StepDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The steps of the guide. Arrow keys and clicks choose one.
class StepList : public QListView {
    Q_OBJECT
public:
    explicit StepList(RowsModel* model, QWidget* parent = nullptr);
    /// Marks that step, without telling anybody.
    void showStep(const QString& step);

signals:
    void stepChosen(const QString& step);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    RowsModel* m_rows;
    bool m_quiet = false;
};

} // namespace hopscope
