// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/probematrix.h"

#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

constexpr std::array kKinds{QLatin1String("tcp"), QLatin1String("tls"), QLatin1String("websocket")};

int kindOf(const QString& kind)
{
    const auto* const found = std::find(kKinds.begin(), kKinds.end(), kind);
    return found == kKinds.end() ? -1 : static_cast<int>(found - kKinds.begin());
}

} // namespace

void ProbeMatrix::begin(const QStringList& vantages, QList<quint16> ports)
{
    beginResetModel();
    m_vantages = vantages;
    m_rows.clear();
    m_lost.clear();
    std::sort(ports.begin(), ports.end());
    for (const quint16 port : ports)
        m_rows.append({port, 0, QList<Cell>(vantages.size())});
    endResetModel();
}

int ProbeMatrix::rowFor(quint16 port, int kind)
{
    const auto before = [](const Row& row, const std::pair<quint16, int>& key) {
        return std::pair(row.port, row.kind) < key;
    };
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), std::pair(port, kind), before);
    const int row = static_cast<int>(at - m_rows.begin());
    if (at != m_rows.end() && at->port == port && at->kind == kind)
        return row;
    beginInsertRows({}, row, row);
    m_rows.insert(row, {port, kind, QList<Cell>(m_vantages.size())});
    endInsertRows();
    return row;
}

void ProbeMatrix::put(int row, int column, const ProbeAnswer& answer, Timestamp now)
{
    Cell& cell = m_rows[row].cells[column];
    const auto same = [&answer](const ProbeAnswer& one) { return one.address == answer.address; };
    const auto old = std::find_if(cell.answers.begin(), cell.answers.end(), same);
    if (old != cell.answers.end())
        *old = answer;
    else
        cell.answers.append(answer);
    cell.shown = cellOf(cell.answers, now);
    emit dataChanged(index(row, column + 1), index(row, column + 1));
    emit dataChanged(index(row, 0), index(row, 0), {OpenRowRole});
}

void ProbeMatrix::addLost(const ProbeAnswer& answer, int column, Timestamp now)
{
    m_lost.append(answer);
    if (m_rows.isEmpty())
        return;
    for (Row& row : m_rows) {
        if (!row.cells.at(column).answers.isEmpty())
            continue;
        ProbeAnswer none = answer;
        none.kind = kKinds.at(static_cast<std::size_t>(row.kind));
        row.cells[column] = {{answer}, cellOf({none}, now)};
    }
    emit dataChanged(index(0, column + 1), index(rowCount() - 1, column + 1));
}

void ProbeMatrix::add(const QList<ProbeAnswer>& answers, Timestamp now)
{
    for (const ProbeAnswer& answer : answers) {
        const auto column = static_cast<int>(m_vantages.indexOf(answer.vantage));
        const int kind = kindOf(answer.kind);
        if (column < 0)
            continue;
        if (kind < 0)
            addLost(answer, column, now);
        else
            put(rowFor(answer.port, kind), column, answer, now);
    }
}

void ProbeMatrix::speakAgain(Timestamp now)
{
    for (Row& row : m_rows) {
        for (Cell& cell : row.cells)
            cell.shown = cellOf(cell.answers, now);
    }
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

bool ProbeMatrix::anyGood(const Row& row) const
{
    return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.shown.good; });
}

int ProbeMatrix::openPorts() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [this](const Row& row) { return row.kind == 0 && anyGood(row); }));
}

QList<ProbeAnswer> ProbeMatrix::answersAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row& row = m_rows.at(index.row());
    if (index.column() > 0)
        return row.cells.at(index.column() - 1).answers;
    QList<ProbeAnswer> all;
    for (const Cell& cell : row.cells)
        all += cell.answers;
    return all;
}

QString ProbeMatrix::asText() const
{
    QStringList lines;
    for (int row = -1; row < rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells += (row < 0 ? headerData(column, Qt::Horizontal, Qt::DisplayRole)
                              : data(index(row, column), Qt::DisplayRole))
                         .toString();
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

int ProbeMatrix::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProbeMatrix::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_vantages.isEmpty() ? 0 : static_cast<int>(m_vantages.size()) + 1;
}

QVariant ProbeMatrix::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    if (role == OpenRowRole)
        return anyGood(row);
    if (index.column() == 0) {
        const QString kind = sayProbeKind(kKinds.at(static_cast<std::size_t>(row.kind)));
        const QString both = QStringLiteral("%1 %2").arg(row.port).arg(kind);
        if (role == Qt::AccessibleTextRole)
            return both;
        return role == Qt::DisplayRole ? QVariant(row.kind == 0 ? QString::number(row.port) : kind) : QVariant();
    }
    const Cell& cell = row.cells.at(index.column() - 1);
    switch (role) {
    case Qt::DisplayRole:
        return cell.shown.text;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2: %3").arg(sayVantage(m_vantages.at(index.column() - 1))).arg(row.port).arg(cell.shown.text);
    case Qt::ToolTipRole:
        return cell.answers.isEmpty() ? QVariant() : QVariant(plainTip(detailOf(cell.answers)));
    case HealthRole:
        return cell.shown.mark ? QVariant(static_cast<int>(*cell.shown.mark)) : QVariant();
    case GoodRole:
        return cell.shown.good;
    default:
        return {};
    }
}

QVariant ProbeMatrix::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount())
        return {};
    return section == 0 ? label(Label::ProbePort) : label(Label::ProbeFromColumn, sayVantage(m_vantages.at(section - 1)));
}

} // namespace hopscope
