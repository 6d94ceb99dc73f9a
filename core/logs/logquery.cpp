// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/logquery.h"

#include "core/query/evaluate.h"

#include <QSet>

#include <algorithm>

namespace hopscope {

namespace {

const QSet<QString>& knownNames()
{
    static const QSet<QString> names = [] {
        QSet<QString> all;
        for (const char* name : {"text", "level", "host", "source", "time", "pid", "tid", "connection", "message", "errno", "action",
                                 "client", "server", "request", "upstream", "family", "catalogue", "user", "method", "uri",
                                 "protocol", "status", "bytes", "referrer", "agent", "tenant", "document", "category"})
            all.insert(QString::fromLatin1(name));
        return all;
    }();
    return names;
}

class RowSource : public FactSource {
public:
    explicit RowSource(const LogRow& row) : m_row(row), m_fields(logFields(row.bytes, row.flavour)) {}

    [[nodiscard]] QList<Reading> read(const QString& name) const override
    {
        QJsonValue value = m_fields.value(name);
        if (name == QLatin1String("text"))
            value = QString::fromUtf8(m_row.bytes);
        else if (name == QLatin1String("source"))
            value = m_row.source;
        else if (name == QLatin1String("level"))
            value = m_row.level;
        else if (name == QLatin1String("host") && value.isUndefined())
            value = m_row.host;
        if (value.isUndefined() || value.isNull())
            return {};
        return {Reading{{}, name, value, {}, {}, {}}};
    }

private:
    const LogRow& m_row;
    const QJsonObject m_fields;
};

bool isComparison(const Expr& expr)
{
    if (expr.kind == Expr::Kind::Compare)
        return true;
    return std::any_of(expr.children.begin(), expr.children.end(), isComparison);
}

} // namespace

LogQuery::LogQuery(const QString& text)
{
    static const QString signs = QStringLiteral("=<>[\'");
    const bool looksSo = std::any_of(signs.begin(), signs.end(), [&](QChar c) { return text.contains(c); });
    if (looksSo) {
        const Result<Expr> expr = parseQuery(text);
        const QStringList names = expr ? namesIn(*expr) : QStringList();
        const auto known = [](const QString& name) { return knownNames().contains(name); };
        if (expr && isComparison(*expr) && std::all_of(names.begin(), names.end(), known)) {
            m_expr = *expr;
            return;
        }
    }
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1Char('-')) && word.size() > 1)
            m_unwanted.append(word.mid(1).toLower().toUtf8());
        else
            m_wanted.append(word.toLower().toUtf8());
    }
}

bool LogQuery::matches(const LogRow& row) const
{
    if (m_expr)
        return evaluate(*m_expr, RowSource(row)).value == Tri::True;
    const QByteArray lower = row.bytes.toLower(); // ASCII only; other letters must be typed as they stand
    const auto holds = [&](const QByteArray& word) { return lower.contains(word); };
    return std::all_of(m_wanted.begin(), m_wanted.end(), holds) && std::none_of(m_unwanted.begin(), m_unwanted.end(), holds);
}

} // namespace hopscope
