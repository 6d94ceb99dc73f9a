// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace hopscope {

enum class Op { Eq, Ne, Lt, Le, Gt, Ge, In, Contains, Matches };

/// What stands right of an operator: literals (several only after `in`), or the name of another fact.
struct Operand {
    QList<QJsonValue> values; ///< strings, numbers, booleans
    QString name;             ///< empty unless a fact is meant
    bool operator==(const Operand&) const = default;
};

/// A filter over facts, as a tree. And and Or have two or more children, Not has one.
struct Expr {
    enum class Kind { Compare, Known, Not, And, Or };
    Kind kind = Kind::Known;
    QString name; ///< of the fact, with its relation: `out/postgresql:tcp.verdict`
    Op op = Op::Eq;
    Operand right;
    std::vector<Expr> children;
    bool operator==(const Expr& other) const;
};

/// Reads the filter language:
///
///     expr    := term ("or" term)*            term := factor ("and" factor)*
///     factor  := "not" factor | "(" expr ")" | "known" "(" name ")" | name [op operand]
///     op      := == != < <= > >= contains matches in        operand := literal | name | "[" literal, … "]"
///     literal := 'text with '' for a quote' | number | true | false
///     name    := [relation ":"] fact          a name alone means name == true
///
/// A list only follows `in`, a text only follows `matches`. Text of at most 4096 characters, 32 levels deep, regular
/// expressions of at most 256 characters. Codes: query.syntax query.too-long query.too-deep query.bad-regex; `phase` is
/// `column N`, counted from 1.
[[nodiscard]] Result<Expr> parseQuery(const QString& text);
/// Text that parseQuery reads back as the same tree.
[[nodiscard]] QString toText(const Expr& expr);
/// Every fact name used, in order of appearance.
[[nodiscard]] QStringList namesIn(const Expr& expr);

struct QueryLimits {
    static constexpr int kText = 4096;
    static constexpr int kDepth = 32;
};

} // namespace hopscope
