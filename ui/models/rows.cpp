// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/models/rows.h"

#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QSet>

#include <algorithm>

namespace hopscope {

RowsModel::RowsModel(int columns, QObject* parent) : QAbstractTableModel(parent), m_columns(columns) {}

void RowsModel::setHeaders(const QStringList& headers)
{
    if (headers == m_headers)
        return;
    m_headers = headers;
    emit headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
}

void RowsModel::setRows(const QList<Row>& rows)
{
    removeMissing(rows);
    for (int i = 0; i < rows.size(); ++i)
        place(i, rows.at(i));
}

void RowsModel::removeMissing(const QList<Row>& rows)
{
    QSet<QString> kept;
    for (const Row& row : rows)
        kept.insert(row.id);
    for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
        if (kept.contains(m_rows.at(i).id))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.removeAt(i);
        endRemoveRows();
    }
}

/// Makes line `at` show `row`; the lines above it are already right.
void RowsModel::place(int at, const Row& row)
{
    int found = at;
    while (found < m_rows.size() && m_rows.at(found).id != row.id)
        ++found;
    if (found >= m_rows.size()) {
        beginInsertRows({}, at, at);
        m_rows.insert(at, row);
        endInsertRows();
        return;
    }
    if (found != at) {
        beginMoveRows({}, found, found, {}, at);
        m_rows.move(found, at);
        endMoveRows();
    }
    if (m_rows.at(at) != row) {
        m_rows[at] = row;
        emit dataChanged(index(at, 0), index(at, m_columns - 1));
    }
}

int RowsModel::rowOf(const QString& id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.id == id; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int RowsModel::rowOfSubject(const QString& subject) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.subject == subject; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.cells.value(index.column());
    case Qt::ToolTipRole:
        return plainTip(row.tip);
    case Qt::AccessibleTextRole: {
        QStringList parts = row.mark && index.column() == 0 ? QStringList{sayHealth(*row.mark)} : QStringList{};
        parts += index.column() == 0 ? row.cells : QStringList{row.cells.value(index.column())};
        return parts.join(QStringLiteral(", "));
    }
    case IdRole:
        return row.id;
    case SubjectRole:
        return row.subject;
    case HealthRole:
        return row.mark ? QVariant(int(*row.mark)) : QVariant();
    case StaleRole:
        return row.stale;
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section < m_headers.size())
        return m_headers.at(section);
    return {};
}

} // namespace hopscope
