// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/query/expr.h"

#include <QStringList>

namespace hopscope {
namespace {

QString literal(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 17);
    return QLatin1Char('\'') + value.toString().replace(QLatin1Char('\''), QStringLiteral("''")) + QLatin1Char('\'');
}

QString opText(Op op)
{
    switch (op) {
    case Op::Eq:
        return QStringLiteral(" == ");
    case Op::Ne:
        return QStringLiteral(" != ");
    case Op::Lt:
        return QStringLiteral(" < ");
    case Op::Le:
        return QStringLiteral(" <= ");
    case Op::Gt:
        return QStringLiteral(" > ");
    case Op::Ge:
        return QStringLiteral(" >= ");
    case Op::In:
        return QStringLiteral(" in ");
    case Op::Contains:
        return QStringLiteral(" contains ");
    case Op::Matches:
        return QStringLiteral(" matches ");
    }
    return {};
}

QString operand(Op op, const Operand& right)
{
    if (!right.name.isEmpty())
        return right.name;
    QStringList parts;
    for (const QJsonValue& value : right.values)
        parts.append(literal(value));
    const QString text = parts.join(QStringLiteral(", "));
    return op == Op::In ? QLatin1Char('[') + text + QLatin1Char(']') : text;
}

QString child(const Expr& expr)
{
    const bool group = expr.kind == Expr::Kind::And || expr.kind == Expr::Kind::Or;
    return group ? QLatin1Char('(') + toText(expr) + QLatin1Char(')') : toText(expr);
}

} // namespace

QString toText(const Expr& expr)
{
    switch (expr.kind) {
    case Expr::Kind::Compare:
        return expr.name + opText(expr.op) + operand(expr.op, expr.right);
    case Expr::Kind::Known:
        return QStringLiteral("known(") + expr.name + QLatin1Char(')');
    case Expr::Kind::Not:
        return QStringLiteral("not ") + child(expr.children.front());
    case Expr::Kind::And:
    case Expr::Kind::Or:
        break;
    }
    QStringList parts;
    for (const Expr& one : expr.children)
        parts.append(child(one));
    return parts.join(expr.kind == Expr::Kind::And ? QStringLiteral(" and ") : QStringLiteral(" or "));
}

QStringList namesIn(const Expr& expr)
{
    QStringList names;
    if (!expr.name.isEmpty())
        names.append(expr.name);
    if (!expr.right.name.isEmpty())
        names.append(expr.right.name);
    for (const Expr& one : expr.children)
        names.append(namesIn(one));
    return names;
}

} // namespace hopscope
