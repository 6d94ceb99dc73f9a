// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

#include <optional>

namespace hopscope {

/// One line of a list or table, ready to show.
struct Row {
    QString id{};      ///< unique in its list; keeps selection and position across updates
    QString subject{}; ///< what selecting it selects in the window; may be empty
    std::optional<Health> mark{};
    QStringList cells{};
    QString tip{};
    bool stale = false;
    bool operator==(const Row&) const = default;
};

/// Every list and table of the window. setRows() tells views only what changed, so that a selection, a scroll position
/// and a screen reader's place survive an update. GUI thread.
class RowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, SubjectRole, HealthRole, StaleRole };

    explicit RowsModel(int columns, QObject* parent = nullptr);

    void setHeaders(const QStringList& headers);
    void setRows(const QList<Row>& rows);
    [[nodiscard]] const QList<Row>& rows() const { return m_rows; }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const QString& id) const;
    [[nodiscard]] int rowOfSubject(const QString& subject) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void removeMissing(const QList<Row>& rows);
    void place(int at, const Row& row);

    int m_columns;
    QStringList m_headers;
    QList<Row> m_rows;
};

} // namespace hopscope
