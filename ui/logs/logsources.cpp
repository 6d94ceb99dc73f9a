// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logsources.h"

#include "ui/speech/plain.h"

#include <algorithm>

namespace hopscope {

namespace {

bool same(const LogTarget& a, const LogTarget& b)
{
    return a.host == b.host && a.file == b.file && a.unit == b.unit;
}

} // namespace

QString LogSources::markOf(int number)
{
    const QChar letter(u'A' + number % 26);
    return number < 26 ? QString(letter) : letter + QString::number(number / 26);
}

QString LogSources::nameOf(const LogTarget& target)
{
    return visibleLine(target.host, 60) + QStringLiteral(" · ") +
           visibleLine(target.unit.isEmpty() ? target.file : target.unit, 120);
}

void LogSources::setTargets(const QList<LogTarget>& targets)
{
    for (qsizetype row = m_sources.size() - 1; row >= 0; --row) {
        const Source& source = m_sources.at(row);
        const bool known = std::any_of(targets.begin(), targets.end(), [&](const LogTarget& one) { return same(one, source.target); });
        if (known || source.followed)
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_sources.removeAt(row);
        endRemoveRows();
    }
    for (const LogTarget& target : targets) {
        if (std::any_of(m_sources.begin(), m_sources.end(), [&](const Source& one) { return same(one.target, target); }))
            continue;
        beginInsertRows({}, int(m_sources.size()), int(m_sources.size()));
        m_sources.append({target, m_next++, false, {}});
        endInsertRows();
    }
}

void LogSources::clear()
{
    beginResetModel();
    m_sources.clear();
    m_next = 0;
    endResetModel();
}

const LogSources::Source* LogSources::source(int number) const
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(), [&](const Source& one) { return one.number == number; });
    return found == m_sources.end() ? nullptr : &*found;
}

int LogSources::followedCount() const
{
    return int(std::count_if(m_sources.begin(), m_sources.end(), [](const Source& one) { return one.followed; }));
}

void LogSources::setFollowed(int number, bool on)
{
    for (qsizetype row = 0; row < m_sources.size(); ++row) {
        Source& source = m_sources[row];
        if (source.number != number || source.followed == on)
            continue;
        source.followed = on;
        source.ended.clear();
        changed(row);
        emit followedChanged(number, on);
        return;
    }
}

void LogSources::setEnded(int number, const QString& why)
{
    for (qsizetype row = 0; row < m_sources.size(); ++row) {
        if (m_sources.at(row).number != number)
            continue;
        m_sources[row].ended = why;
        changed(row);
    }
}

void LogSources::changed(qsizetype row)
{
    emit dataChanged(index(int(row)), index(int(row)));
}

int LogSources::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_sources.size());
}

QVariant LogSources::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_sources.size())
        return {};
    const Source& source = m_sources.at(index.row());
    const QString name = markOf(source.number) + QStringLiteral("  ") + nameOf(source.target);
    switch (role) {
    case Qt::DisplayRole:
        return source.ended.isEmpty() ? name : name + QStringLiteral(" ⏹");
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return source.ended.isEmpty() ? nameOf(source.target) : nameOf(source.target) + QStringLiteral(": ") + source.ended;
    case Qt::CheckStateRole:
        return source.followed ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

bool LogSources::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.row() >= m_sources.size())
        return false;
    setFollowed(m_sources.at(index.row()).number, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags LogSources::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
}

} // namespace hopscope
