// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logfilter.h"

#include <algorithm>

namespace hopscope {

bool LogFilter::setText(const QString& text)
{
    m_wanted.clear();
    m_unwanted.clear();
    m_matches.clear();
    m_first = 0;
    m_next = m_store.dropped();
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1Char('-')) && word.size() > 1)
            m_unwanted.append(word.mid(1).toLower().toUtf8());
        else
            m_wanted.append(word.toLower().toUtf8());
    }
    return active();
}

bool LogFilter::matches(const QByteArray& line) const
{
    const QByteArray lower = line.toLower(); // ASCII only; other letters must be typed as they stand
    const auto holds = [&](const QByteArray& word) { return lower.contains(word); };
    return std::all_of(m_wanted.begin(), m_wanted.end(), holds) &&
           std::none_of(m_unwanted.begin(), m_unwanted.end(), holds);
}

bool LogFilter::step(qsizetype lines)
{
    if (!active())
        return false;
    forget();
    const qint64 end = m_store.dropped() + m_store.count();
    for (; m_next < end && lines > 0; ++m_next, --lines) {
        if (matches(m_store.line(qsizetype(m_next - m_store.dropped()))))
            m_matches.push_back(m_next);
    }
    return m_next < end;
}

void LogFilter::forget()
{
    m_next = std::max(m_next, m_store.dropped());
    while (m_first < m_matches.size() && m_matches[m_first] < m_store.dropped())
        ++m_first;
    if (m_first > 4096 && m_first * 2 > m_matches.size()) {
        m_matches.erase(m_matches.begin(), m_matches.begin() + std::ptrdiff_t(m_first));
        m_first = 0;
    }
}

qsizetype LogFilter::count() const
{
    return active() ? qsizetype(m_matches.size() - m_first) : m_store.count();
}

qsizetype LogFilter::at(qsizetype row) const
{
    return active() ? qsizetype(m_matches[m_first + std::size_t(row)] - m_store.dropped()) : row;
}

} // namespace hopscope
