// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logfilter.h"

#include <algorithm>

namespace hopscope {

bool LogFilter::setText(const QString& text)
{
    m_query = LogQuery(text);
    rewind(0);
    return active();
}

void LogFilter::setRaw(bool raw)
{
    m_raw = raw;
    rewind(0);
}

void LogFilter::rewind(qint64 number)
{
    while (m_matches.size() > m_first && m_matches.back() >= number)
        m_matches.pop_back();
    m_next = std::max(m_store.dropped(), std::min(m_next, number));
}

bool LogFilter::matches(const LogEntry& entry) const
{
    if (entry.joined && !m_raw)
        return false;
    if (!m_query.active())
        return true;
    const auto [host, name] = m_names.value(entry.source);
    static const QString levels[] = {{}, QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("error"), {}};
    const bool bytes = m_query.matches({entry.bytes, entry.flavour, host, name, levels[int(entry.level)]});
    if (bytes || m_query.isExpression() || m_raw || entry.shown.isNull())
        return bytes;
    const QByteArray shown = entry.shown.toUtf8(); // what can be read can be found
    return m_query.matches({shown, LogFlavour::Plain, host, name, {}});
}

bool LogFilter::step(qsizetype lines)
{
    if (!active())
        return false;
    forget();
    const qint64 end = m_store.dropped() + m_store.count();
    for (; m_next < end && lines > 0; ++m_next, --lines) {
        if (matches(m_store.entry(qsizetype(m_next - m_store.dropped()))))
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
