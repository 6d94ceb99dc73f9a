// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/entryreader.h"

#include <QJsonArray>

namespace hopscope {

EntryReader::EntryReader(const QString& file, const TomlDocument& document, const QString& table, int index)
    : m_file(file), m_document(document), m_path(QStringLiteral("%1[%2]").arg(table).arg(index)),
      m_object(document.root.value(table).toArray().at(index).toObject())
{
}

QString EntryReader::line(const QString& key) const
{
    const int exact = m_document.lines.value(m_path + QLatin1Char('.') + key);
    return QStringLiteral("line %1").arg(exact > 0 ? exact : m_document.lines.value(m_path));
}

void EntryReader::complain(const QString& code, const QString& key, const QString& detail)
{
    if (!m_error)
        m_error = Error{code, m_file, line(key), detail.isEmpty() ? key : detail};
}

void EntryReader::allow(const QStringList& keys)
{
    for (const QString& key : m_object.keys()) {
        if (!keys.contains(key))
            complain(QStringLiteral("catalogue.unknown-key"), key);
    }
}

QString EntryReader::text(const QString& key, bool needed)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() && !needed)
        return {};
    if (value.toString().isEmpty())
        complain(QStringLiteral("catalogue.bad-value"), key);
    return value.toString();
}

QStringList EntryReader::texts(const QString& key, bool needed)
{
    const QJsonValue value = m_object.value(key);
    if (value.isString())
        return {value.toString()};
    QStringList result;
    for (const QJsonArray items = value.toArray(); const auto item : items) {
        if (!item.isString())
            complain(QStringLiteral("catalogue.bad-value"), key);
        result.append(item.toString());
    }
    if (result.isEmpty() && needed)
        complain(QStringLiteral("catalogue.bad-value"), key);
    return result;
}

int EntryReader::number(const QString& key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isDouble())
        complain(QStringLiteral("catalogue.bad-value"), key);
    return value.toInt();
}

bool EntryReader::flag(const QString& key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isUndefined() && !value.isBool())
        complain(QStringLiteral("catalogue.bad-value"), key);
    return value.toBool();
}

CatalogueText EntryReader::words(const QString& key)
{
    const QJsonObject both = m_object.value(key).toObject();
    CatalogueText result{both.value(QStringLiteral("en")).toString(), both.value(QStringLiteral("zh")).toString()};
    if (result.en.isEmpty() || result.zh.isEmpty())
        complain(QStringLiteral("catalogue.no-text"), key);
    return result;
}

Expr EntryReader::parsed(const QString& query, const QString& key)
{
    auto expr = parseQuery(query);
    if (!expr) {
        complain(expr.error().code, key, query + QStringLiteral(" (") + expr.error().phase + QLatin1Char(')'));
        return {};
    }
    return *expr;
}

Expr EntryReader::condition(const QString& key)
{
    return parsed(text(key), key);
}

QList<Condition> EntryReader::conditions(const QString& key)
{
    QList<Condition> result;
    for (const QJsonArray items = m_object.value(key).toArray(); const auto item : items) {
        const QJsonObject table = item.toObject();
        Condition one;
        one.when = parsed(item.isString() ? item.toString() : table.value(QStringLiteral("when")).toString(), key);
        one.weight = table.value(QStringLiteral("weight")).toDouble(1);
        if (one.weight <= 0 || one.weight > 10)
            complain(QStringLiteral("catalogue.bad-value"), key);
        result.append(one);
    }
    return result;
}

QJsonObject EntryReader::object(const QString& key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isUndefined() && !value.isObject())
        complain(QStringLiteral("catalogue.bad-value"), key);
    return value.toObject();
}

} // namespace hopscope
