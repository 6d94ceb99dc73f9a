// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QSortFilterProxyModel>
#include <QTableView>

namespace hopscope {

class ProbeMatrix;

/// Lets through what is open somewhere, or everything.
class OpenRows : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setOnlyOpen(bool only);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    bool m_only = false;
};

/// The matrix as a table: mark and words in each cell, arrow keys from cell to cell, copied whole as tab-separated text.
class MatrixView : public QTableView {
    Q_OBJECT
public:
    explicit MatrixView(ProbeMatrix* matrix, QWidget* parent = nullptr);
    [[nodiscard]] OpenRows* rows() const { return m_rows; }
    /// Of the matrix itself.
    [[nodiscard]] QModelIndex currentCell() const;

signals:
    void cellChosen();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareWidth();

    ProbeMatrix* m_matrix;
    OpenRows* m_rows;
};

} // namespace hopscope
