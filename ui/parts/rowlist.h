// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace hopscope {

class RowsModel;

/// A line of a side list: mark, text, and a fainter second text at the right edge.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// `figures`: the second text is what is looked for, not an aside.
    explicit RowDelegate(QObject* parent, bool figures = false) : QStyledItemDelegate(parent), m_figures(figures) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    bool m_figures;
};

/// A short list that is as high as its rows; the panel around it scrolls.
class RowList : public QListView {
    Q_OBJECT
public:
    RowList(RowsModel* model, QWidget* parent = nullptr);
    /// Marks the row of that subject, without telling anybody.
    void showSubject(const QString& subject);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

signals:
    void subjectChosen(const QString& subject);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index);

    RowsModel* m_rows;
};

} // namespace hopscope
