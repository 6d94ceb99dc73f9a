// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/logquery.h"
#include "ui/logs/logstore.h"

#include <QHash>
#include <QString>

#include <vector>

namespace hopscope {

/// Which lines of a store are shown: those its query finds (core/logs/logquery.h), and of several nginx lines about one
/// request only the one that stands for them, unless raw lines are asked for. Works in slices, so that 100,000 lines never
/// hold up the window.
class LogFilter {
public:
    explicit LogFilter(const LogStore& store) : m_store(store) {}

    /// Starts over; returns whether anything is looked for.
    bool setText(const QString& text);
    void setRaw(bool raw);
    [[nodiscard]] bool raw() const { return m_raw; }
    [[nodiscard]] bool isExpression() const { return m_query.isExpression(); }
    void nameSource(int source, const QString& host, const QString& name) { m_names[source] = {host, name}; }
    [[nodiscard]] bool active() const { return m_query.active() || (!m_raw && m_store.hasJoined()); }
    /// Looks again at everything from this line on, counted since the beginning.
    void rewind(qint64 number);
    /// Looks at up to `lines` more lines; true while there are some left.
    bool step(qsizetype lines);
    [[nodiscard]] bool busy() const { return active() && m_next < m_store.dropped() + m_store.count(); }

    [[nodiscard]] qsizetype count() const;
    /// Index into the store of the shown line `row`.
    [[nodiscard]] qsizetype at(qsizetype row) const;
    [[nodiscard]] bool matches(const LogEntry& entry) const;

private:
    /// Matches are kept by their number since the beginning, which does not change when old lines are dropped.
    void forget();

    const LogStore& m_store;
    LogQuery m_query;
    bool m_raw = false;
    QHash<int, std::pair<QString, QString>> m_names; ///< host and name of a source
    std::vector<qint64> m_matches;
    std::size_t m_first = 0;
    qint64 m_next = 0;
};

} // namespace hopscope
