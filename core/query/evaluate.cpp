// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/query/evaluate.h"

#include "core/query/boundedregex.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace hopscope {
namespace {

constexpr qsizetype kMaxDug = 1000;

Tri order(Op op, const QJsonValue& left, const QJsonValue& right)
{
    int cmp = 0;
    if (left.isDouble() && right.isDouble())
        cmp = left.toDouble() < right.toDouble() ? -1 : left.toDouble() > right.toDouble() ? 1 : 0;
    else if (left.isString() && right.isString())
        cmp = left.toString().compare(right.toString());
    else
        return Tri::Unknown;
    switch (op) {
    case Op::Lt:
        return triOf(cmp < 0);
    case Op::Le:
        return triOf(cmp <= 0);
    case Op::Gt:
        return triOf(cmp > 0);
    default:
        return triOf(cmp >= 0);
    }
}

bool holds(const QJsonValue& container, const QJsonValue& item)
{
    if (container.isArray())
        return container.toArray().contains(item);
    if (container.isObject())
        return item.isString() && container.toObject().contains(item.toString());
    return container.isString() && item.isString() && container.toString().contains(item.toString());
}

Tri compare(Op op, const QJsonValue& left, const QJsonValue& right)
{
    switch (op) {
    case Op::Eq:
    case Op::In:
        return triOf(left == right);
    case Op::Ne:
        return triOf(left != right);
    case Op::Contains:
        return triOf(holds(left, right));
    default:
        return order(op, left, right);
    }
}

/// Collects "any true, all false, else unknown" with the readings behind each.
class AnyOf {
public:
    void add(Tri value, const QList<Reading>& readings)
    {
        m_any = true;
        m_value = triOr(m_value, value);
        (value == Tri::True ? m_true : value == Tri::False ? m_false : m_open).append(readings);
    }
    [[nodiscard]] Outcome outcome() const
    {
        if (!m_any)
            return {};
        Outcome result;
        result.value = m_value;
        result.used = m_value == Tri::True ? m_true : m_value == Tri::False ? m_false : QList<Reading>();
        if (m_value == Tri::Unknown)
            result.missing = m_open;
        return result;
    }

private:
    bool m_any = false;
    Tri m_value = Tri::False;
    QList<Reading> m_true;
    QList<Reading> m_false;
    QList<Reading> m_open;
};

QList<Reading> unmeasured(const QList<Reading>& readings)
{
    QList<Reading> result;
    for (const Reading& reading : readings) {
        if (reading.value.isUndefined())
            result.append(reading);
    }
    return result;
}

Outcome nothingThere(const QString& name)
{
    Outcome result;
    result.missing.append({{}, name, QJsonValue(QJsonValue::Undefined), {}, QStringLiteral("no-subject"), {}});
    return result;
}

Outcome compareNames(const Expr& expr, const QList<Reading>& left, const QList<Reading>& right)
{
    if (right.isEmpty())
        return nothingThere(expr.right.name);
    AnyOf any;
    for (const Reading& a : left) {
        for (const Reading& b : right) {
            const QList<Reading> open = unmeasured({a, b});
            if (open.isEmpty())
                any.add(compare(expr.op, a.value, b.value), {a, b});
            else
                any.add(Tri::Unknown, open);
        }
    }
    return any.outcome();
}

Outcome compareLiterals(const Expr& expr, const QList<Reading>& left)
{
    std::optional<BoundedRegex> regex;
    if (expr.op == Op::Matches && !expr.right.values.isEmpty())
        regex.emplace(expr.right.values.constFirst().toString());
    AnyOf any;
    for (const Reading& reading : left) {
        Tri value = Tri::False;
        if (reading.value.isUndefined())
            value = Tri::Unknown;
        else if (expr.op == Op::Matches)
            value = regex && reading.value.isString() ? regex->matches(reading.value.toString()) : Tri::Unknown;
        else
            for (const QJsonValue& literal : expr.right.values)
                value = triOr(value, compare(expr.op, reading.value, literal));
        any.add(value, {reading});
    }
    return any.outcome();
}

Outcome compareExpr(const Expr& expr, const FactSource& source)
{
    const QList<Reading> left = source.read(expr.name);
    if (left.isEmpty())
        return nothingThere(expr.name);
    return expr.right.name.isEmpty() ? compareLiterals(expr, left) : compareNames(expr, left, source.read(expr.right.name));
}

Outcome known(const Expr& expr, const FactSource& source)
{
    Outcome result;
    result.value = Tri::False;
    for (const Reading& reading : source.read(expr.name)) {
        if (reading.value.isUndefined())
            continue;
        result.value = Tri::True;
        result.used.append(reading);
    }
    return result;
}

/// `deciding` is False for "and", True for "or".
Outcome chain(const Expr& expr, const FactSource& source, Tri deciding)
{
    Outcome result;
    result.value = triNot(deciding);
    QList<Reading> decided;
    QList<Reading> other;
    for (const Expr& child : expr.children) {
        const Outcome one = evaluate(child, source);
        result.value = deciding == Tri::False ? triAnd(result.value, one.value) : triOr(result.value, one.value);
        (one.value == deciding ? decided : other).append(one.used);
        result.missing.append(one.missing);
    }
    if (result.value != Tri::Unknown)
        result.missing.clear();
    result.used = result.value == deciding ? decided : other;
    return result;
}

} // namespace

QList<QJsonValue> dig(const QJsonValue& value, const QStringList& path)
{
    QList<QJsonValue> level{value};
    for (const QString& key : path) {
        QList<QJsonValue> next;
        for (const QJsonValue& one : level) {
            if (one.isObject())
                next.append(one.toObject().value(key));
            for (const QJsonArray items = one.toArray(); const auto item : items) {
                if (next.size() < kMaxDug)
                    next.append(item.toObject().value(key));
            }
        }
        level = next;
    }
    return level;
}

Outcome evaluate(const Expr& expr, const FactSource& source)
{
    switch (expr.kind) {
    case Expr::Kind::Compare:
        return compareExpr(expr, source);
    case Expr::Kind::Known:
        return known(expr, source);
    case Expr::Kind::Not: {
        Outcome result = evaluate(expr.children.front(), source);
        result.value = triNot(result.value);
        return result;
    }
    case Expr::Kind::And:
        return chain(expr, source, Tri::False);
    case Expr::Kind::Or:
        return chain(expr, source, Tri::True);
    }
    return {};
}

} // namespace hopscope
