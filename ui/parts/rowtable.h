// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QTableView>

namespace hopscope {

class RowsModel;

/// A table of rows with headers: one line high each, the mark in the first column, no grid, copies as tab-separated
/// text.
class RowTable : public QTableView {
    Q_OBJECT
public:
    /// `stretch` is the column that takes what is left.
    RowTable(RowsModel* model, int stretch, QWidget* parent = nullptr);
    void setWidths(const QList<int>& widths);
    [[nodiscard]] QString currentId() const;
    void select(const QString& id);

signals:
    void currentChosen(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    RowsModel* m_rows;
};

} // namespace hopscope
