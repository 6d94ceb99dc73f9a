// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/logs/logstore.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace hopscope {

/// Which lines of a store are shown. Words are looked for without regard to case; `-word` hides lines with it; all must
/// hold. Works in slices, so that 100,000 lines never hold up the window.
class LogFilter {
public:
    explicit LogFilter(const LogStore& store) : m_store(store) {}

    /// Starts over; returns whether anything is looked for.
    bool setText(const QString& text);
    [[nodiscard]] bool active() const { return !m_wanted.isEmpty() || !m_unwanted.isEmpty(); }
    /// Looks at up to `lines` more lines; true while there are some left.
    bool step(qsizetype lines);
    [[nodiscard]] bool busy() const { return active() && m_next < m_store.dropped() + m_store.count(); }

    [[nodiscard]] qsizetype count() const;
    /// Index into the store of the shown line `row`.
    [[nodiscard]] qsizetype at(qsizetype row) const;
    [[nodiscard]] bool matches(const QByteArray& line) const;

private:
    /// Matches are kept by their number since the beginning, which does not change when old lines are dropped.
    void forget();

    const LogStore& m_store;
    QList<QByteArray> m_wanted;
    QList<QByteArray> m_unwanted;
    std::vector<qint64> m_matches;
    std::size_t m_first = 0;
    qint64 m_next = 0;
};

} // namespace hopscope
