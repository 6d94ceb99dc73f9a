// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/logline.h"
#include "core/query/expr.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

/// What a filter can ask about a line.
struct LogRow {
    const QByteArray& bytes;
    LogFlavour flavour = LogFlavour::Plain;
    QString host;
    QString source; ///< file or unit
    QString level;  ///< `error`, `warning`, `info`, `debug` or null
};

/// The filter of a log view. Words: all must stand in the line, `-word` must not, ASCII case aside. Or, where the text
/// has an operator and only these names, a filter of core/query: `text level host source` and the fields of logFields()
/// (`status >= 500 and upstream contains '[::1]'`); a field the line does not have is unknown, and unknown does not match.
class LogQuery {
public:
    LogQuery() = default;
    explicit LogQuery(const QString& text);
    [[nodiscard]] bool active() const { return m_expr || !m_wanted.isEmpty() || !m_unwanted.isEmpty(); }
    [[nodiscard]] bool isExpression() const { return m_expr.has_value(); }
    [[nodiscard]] bool matches(const LogRow& row) const;

private:
    std::optional<Expr> m_expr;
    QList<QByteArray> m_wanted;
    QList<QByteArray> m_unwanted;
};

} // namespace hopscope
