// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace hopscope {

class RowsModel;

/// Label, value and age of facts, without a grid; as high as its rows.
class FactTable : public QTableView {
    Q_OBJECT
public:
    explicit FactTable(RowsModel* model, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

signals:
    /// Somebody asked what a fact was read from.
    void evidenceAsked(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fitColumns();
    RowsModel* m_rows;
};

/// Paints a fact: label muted, value in the colour of what it means, age faint.
class FactDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace hopscope
